"""Habits of the code that no linter holds: short functions, public docstrings, telling names, one place for effects."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.source_tree import (
    PACKAGE,
    ROOT,
    Module,
    calls_of,
    functions_of,
    imports_of,
    modules_of,
    public_definitions_of,
)

LONGEST_FUNCTION = 50

VAGUE_NAMES = {"common", "helper", "helpers", "misc", "util", "utilities", "utils"}

# where programs are started, and which
STARTERS = {
    "coursedeck/figures/capture": "figure definitions, which may never end, in a process of their own",
    "coursedeck/base/sandbox/mounts.py": "a child that tries whether this machine lets a namespace be made",
    "coursedeck/base/programs": "all that others wrote: LibreOffice, git, fontconfig, Mermaid's mmdc",
}

# where files are made, besides coursedeck.base.files
WRITERS = {
    "coursedeck/base/sandbox": "the root folder of a confined process, in memory and in a namespace of its own",
    "coursedeck/figures/capture": "the folder that a figure definition runs in",
    "coursedeck/review/history": "the folder that a revision is laid out in",
    "coursedeck/review/render": "the folder that LibreOffice works in",
}

MAKING_CALLS = {
    "copy2", "copyfile", "copytree", "hardlink_to", "makedirs", "mkdir", "mkdtemp", "mkstemp", "NamedTemporaryFile",
    "rename", "rmdir", "rmtree", "symlink_to", "TemporaryDirectory", "TemporaryFile", "touch", "truncate", "unlink",
    "write_bytes", "write_text",
}  # fmt: skip

STARTING_CALLS = re.compile(r"system|popen|fork|startfile|exec[lv]\w*|spawn[lv]\w*|posix_spawnp?|create_subprocess_\w+")


def stands_in(module: Module, places: dict[str, str]) -> bool:
    return any(module.path == place or module.path.startswith(f"{place}/") for place in places)


def long_functions(root: Path) -> list[str]:
    lengths = [
        (module, function, (function.end_lineno or function.lineno) - function.lineno + 1)
        for module in modules_of(root)
        for function in functions_of(module)
    ]
    return [
        f"{module.at(function)}: {function.name} has {length} lines"
        for module, function, length in lengths
        if length > LONGEST_FUNCTION
    ]


def undocumented(root: Path) -> list[str]:
    return [
        f"{module.at(node)}: {node.name}"
        for module in modules_of(root)
        for node in public_definitions_of(module)
        if ast.get_docstring(node) is None
    ]


def starts(module: Module) -> list[str]:
    imported = [module.at(node) for node, name in imports_of(module) if name.split(".")[0] in {"subprocess", "pty"}]
    called = [
        module.at(call)
        for call, name, owner in calls_of(module)
        if owner in {"os", "asyncio"} and STARTING_CALLS.fullmatch(name)
    ]
    return imported + called


def opens_for_writing(call: ast.Call, name: str, owner: str) -> bool:
    if name != "open":
        return False
    position = 1 if owner in {"", "io", "gzip", "os"} else 0
    given = call.args[position : position + 1] + [word.value for word in call.keywords if word.arg == "mode"]
    modes = [mode.value for mode in given if isinstance(mode, ast.Constant) and isinstance(mode.value, str)]
    return any(re.fullmatch(r"[rwaxbt+]+", mode) and set(mode) & set("wax+") for mode in modes)


def writes(module: Module) -> list[str]:
    ours = {name.rpartition(".")[2] for _, name in imports_of(module) if name.startswith(f"{PACKAGE}.base.files")}
    return [
        module.at(call)
        for call, name, owner in calls_of(module)
        if opens_for_writing(call, name, owner)
        or (name in MAKING_CALLS and owner not in ours and not (owner == "" and name in ours))
    ]


def test_no_function_is_longer_than_a_screen() -> None:
    assert long_functions(ROOT) == []


def test_everything_public_says_what_it_is() -> None:
    assert undocumented(ROOT) == []


def test_files_have_telling_names() -> None:
    assert [module.path for module in modules_of(ROOT) if VAGUE_NAMES & set(module.name.split("."))] == []


def test_programs_are_started_in_few_places() -> None:
    assert [at for module in modules_of(ROOT) if not stands_in(module, STARTERS) for at in starts(module)] == []


def test_digests_are_made_in_one_place() -> None:
    imports = [(module, node, name) for module in modules_of(ROOT) for node, name in imports_of(module)]
    found = {module.path for module, _, name in imports if name.split(".")[0] == "hashlib"}
    assert found == {"coursedeck/base/cache/digests.py"}


def test_files_are_written_in_one_place() -> None:
    elsewhere = [
        module
        for module in modules_of(ROOT)
        if (module.wing, module.room) != ("base", "files") and not stands_in(module, WRITERS)
    ]
    assert [at for module in elsewhere for at in writes(module)] == []


def scratch(root: Path, text: str) -> Module:
    path = root / PACKAGE / "session" / "plan" / "scratch.py"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    (module,) = modules_of(root)
    return module


def test_a_long_function_is_found_and_one_at_the_limit_is_not(tmp_path: Path) -> None:
    body = "    x = 1\n"
    scratch(tmp_path, "def longest():\n" + body * 49 + "\n\nclass C:\n  def longer(self):\n" + body * 50)
    (offence,) = long_functions(tmp_path)
    assert offence.endswith("longer has 51 lines")


def test_a_missing_docstring_is_found_where_others_can_see_it(tmp_path: Path) -> None:
    scratch(tmp_path, "def f(): ...\ndef _g(): ...\nclass C:\n  'C.'\n  def m(self): ...\n  def __eq__(self, o): ...\n")
    assert [offence.split(": ")[1] for offence in undocumented(tmp_path)] == ["f", "m"]


@pytest.mark.parametrize(
    "text",
    [
        "import subprocess",
        "from subprocess import run",
        "import os\nos.system('x')",
        "os.execvp('x', [])",
        "asyncio.create_subprocess_exec('x')",
    ],
)
def test_a_started_program_is_found(tmp_path: Path, text: str) -> None:
    assert len(starts(scratch(tmp_path, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "path.write_text('x')",
        "open('x', 'w')",
        "open('x', mode='ab')",
        "path.open('xb')",
        "folder.mkdir()",
        "shutil.rmtree('x')",
        "io.open('x', 'r+')",
    ],
)
def test_a_written_file_is_found(tmp_path: Path, text: str) -> None:
    assert len(writes(scratch(tmp_path, text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "open('x')",
        "open('w')",
        "path.open('rb')",
        "Image.open('a.png')",
        "path.read_text()",
        "text.replace('a', 'b')",
        "from coursedeck.base import files\nfiles.write_text(path, 'x')",
        "from coursedeck.base.files import write_text\nwrite_text(path, 'x')",
    ],
)
def test_reading_and_the_one_place_are_free(tmp_path: Path, text: str) -> None:
    assert writes(scratch(tmp_path, text)) == []


def test_no_exception_outlives_its_reason() -> None:
    modules = modules_of(ROOT)
    for places, effects in ((STARTERS, starts), (WRITERS, writes)):
        for place in places:
            inside = [module for module in modules if stands_in(module, {place: ""})]
            assert not inside or any(effects(module) for module in inside), place


def classes_of(root: Path) -> dict[str, list[str]]:
    """The modules that define a class of a name; an underscore before it makes it no other name."""
    found: dict[str, list[str]] = {}
    for module in modules_of(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name.lstrip("_"), []).append(module.path)
    return found


def test_a_class_name_means_one_thing() -> None:
    assert {name: paths for name, paths in classes_of(ROOT).items() if len(paths) > 1} == {}


def test_a_class_name_that_stands_twice_is_found(tmp_path: Path) -> None:
    scratch(tmp_path, "class Row: ...\nclass _Row: ...\n")
    assert [len(paths) for paths in classes_of(tmp_path).values()] == [2]
