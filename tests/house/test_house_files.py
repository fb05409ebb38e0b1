"""What stands in version control: nothing of one machine, nothing of one registry, nothing that hides a library."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, ROOT, Module, calls_of, imports_of, modules_of

HEAVY = {"PIL", "cairosvg", "diagrams", "lxml", "openxml_audit", "playwright", "pptx", "pypdfium2"}

REGISTRY = re.compile(
    rb"pypi\.org/simple|pythonhosted\.org|registry\.npmjs\.|deb\.debian\.|"
    rb"(index-url|find-links|trusted-host)[= ]+[^\s-]"
)

# "someone" is nobody: the name that made-up paths bear
HOME = re.compile(rb"(?<![\w.:/~-])(/home/|/Users/|/root/|[A-Z]:\\+Users\\+)(?!someone\b)[\w.-]+")


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control, or all that would be, in a source archive without history."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """The file's bytes, or, of a deck or other archive, its parts'."""
    data = path.read_bytes()
    name = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield name, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from ((f"{name}!{part}", archive.read(part)) for part in archive.namelist())


def found_in(path: Path, pattern: re.Pattern[bytes]) -> list[str]:
    return [
        f"{name}: {hit.group().decode(errors='replace')}"
        for name, data in contents(path)
        for hit in pattern.finditer(data)
    ]


def test_no_file_names_a_registry() -> None:
    assert [hit for path in tracked() for hit in found_in(path, REGISTRY)] == []


def test_no_file_bears_a_path_of_one_machine() -> None:
    here = re.compile(rb"(?<![\w.])" + re.escape(str(ROOT).encode()) + rb"\b")
    assert [hit for path in tracked() for pattern in (here, HOME) for hit in found_in(path, pattern)] == []


def test_locked_packages_have_hashes_and_no_addresses() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?:|file:|^-", text, re.MULTILINE), lock.name
        pins = re.split(r"\n(?=[a-z])", text[text.index("\ncairo") :].strip())
        assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_compiled_packages_are_locked_for_every_system() -> None:
    text = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    counts = {pin.split("==")[0]: pin.count("--hash=") for pin in re.split(r"\n(?=[a-z])", text)}
    assert min(counts[name] for name in ("lxml", "pillow", "pyyaml", "markupsafe", "pypdfium2")) > 4


def test_every_direct_requirement_is_locked() -> None:
    for name in ("base", "dev"):
        wanted = re.findall(r"^[A-Za-z][\w-]*", (ROOT / f"requirements/{name}.in").read_text(), re.MULTILINE)
        locked = (ROOT / f"requirements/{name}.txt").read_text()
        assert [package for package in wanted if f"\n{package.lower()}==" not in locked] == []


def imported_distributions(root: Path) -> dict[str, str]:
    """What the package imports of others, anywhere in it, as it is called in an index, and where."""
    distributions = packages_distributions()
    imports = [
        (name, module.at(node))
        for module in modules_of(root)
        for found in (imports_of(module), named_imports_of(module))
        for node, name in found
    ]
    return {
        canonical(distribution): place
        for name, place in imports
        if (top := name.split(".")[0]) != PACKAGE and top not in sys.stdlib_module_names
        for distribution in distributions.get(top, [top])
    }


def named_imports_of(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Each name that `import_module` is called with as it is written."""
    for call, name, _ in calls_of(module):
        first = call.args[0] if call.args else None
        if name == "import_module" and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield call, first.value


def canonical(name: str) -> str:
    """The name in the form that all spellings of it share (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_package_requires_exactly_what_it_imports() -> None:
    listed = re.findall(r"^[A-Za-z][\w.-]*", (ROOT / "requirements" / "base.in").read_text(), re.MULTILINE)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    optional = {canonical(name) for names in extras.values() for name in names}
    assert {canonical(name) for name in listed} == set(imported_distributions(ROOT)) - optional


def test_an_import_is_found_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / PACKAGE / "base" / "scratch.py"
    path.parent.mkdir(parents=True)
    inside = "    from PIL import Image\n    import nowhere.known\n    import_module('lxml.etree')\n"
    path.write_text(f"import json\nfrom . import x\n\ndef f():\n{inside}")
    assert imported_distributions(tmp_path) == {
        "pillow": "coursedeck/base/scratch.py:5",
        "nowhere": "coursedeck/base/scratch.py:6",
        "lxml": "coursedeck/base/scratch.py:7",
    }


def test_the_figures_folder_does_not_hide_the_library() -> None:
    assert list((ROOT / "diagrams").rglob("__init__.py")) == []


def test_the_package_itself_loads_nothing_of_its_own() -> None:
    code = "import sys, coursedeck; print(*(name for name in sys.modules if name.startswith('coursedeck')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["coursedeck"]


def test_the_help_text_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "build.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "coursedeck" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--extra-index-" + "url https://mirror.example/simple"),
        (REGISTRY, "https://files.python" + "hosted.org/packages/a"),
        (HOME, "open('/ho" + "me/kim/course/a.png')"),
        (HOME, "C:\\Us" + "ers\\kim"),
    ],
)
def test_an_offence_is_found_in_text_and_in_archives(tmp_path: Path, pattern: re.Pattern[bytes], text: str) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "a.pptx"
    plain.write_text(text)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/a.xml", text * 9)
    assert found_in(plain, pattern) != []
    assert found_in(packed, pattern) != []
