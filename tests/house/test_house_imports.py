"""The one way through the house: who may import whom."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.source_tree import ROOT, modules_imported_by, modules_of, rooms_imported_by

# a foundation, and the foundations that it stands on
FOUNDATIONS: dict[str, set[str]] = {
    "model": set(),
    "files": {"model"},
    "cache": {"model", "files"},
    "look": {"model"},
    "markdown": {"model"},
    "svg": {"model"},
    "programs": set(),
    "text": {"model", "programs"},
    "xml": set(),
}

# these know the stages and their order; each may import what stands before it, and every stage
CONDUCTORS = ["pipeline", "console", "commands", "cli", "__main__"]


def allowed_rooms(room: str, rooms: set[str]) -> set[str]:
    if room in FOUNDATIONS:
        return FOUNDATIONS[room] | {room}
    if room in CONDUCTORS:
        return rooms - set(CONDUCTORS[CONDUCTORS.index(room) + 1 :])
    return {*FOUNDATIONS, room, "__version__"} if room else set()


def import_offences(root: Path) -> list[str]:
    modules = modules_of(root)
    rooms = {module.room for module in modules} | {"__version__"}
    return [
        f"{module.at(node)}: {module.room or 'the package'} must not import {room}"
        for module in modules
        for node, room in rooms_imported_by(module)
        if room not in allowed_rooms(module.room, rooms)
    ]


def import_cycle(root: Path) -> list[str]:
    modules = modules_of(root)
    known = {module.name for module in modules}
    try:
        TopologicalSorter({module.name: modules_imported_by(module, known) for module in modules}).prepare()
    except CycleError as cycle:
        return list(cycle.args[1])
    return []


def test_stages_import_foundations_and_their_own_files_alone() -> None:
    assert import_offences(ROOT) == []


def test_no_module_imports_itself_through_others() -> None:
    assert import_cycle(ROOT) == []


def test_the_foundations_are_there() -> None:
    rooms = {module.room for module in modules_of(ROOT)}
    assert set(FOUNDATIONS) <= rooms


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / "coursedeck" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("plan/a.py", "from coursedeck.load import course"),
        ("plan/a.py", "from coursedeck import load"),
        ("plan/a.py", "import coursedeck.load.course"),
        ("plan/a.py", "from ..load import course"),
        ("plan/deep/a.py", "from ...load import course"),
        ("plan/a.py", "def f():\n    from coursedeck.load import course"),
        ("plan/a.py", "from coursedeck.pipeline import build"),
        ("plan/a.py", "from coursedeck import cli"),
        ("model/a.py", "from coursedeck.text import Ruler"),
        ("text/a.py", "from coursedeck.markdown import parse"),
        ("pipeline.py", "from coursedeck.cli import main"),
        ("__init__.py", "from coursedeck.model import course"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, file: str, text: str) -> None:
    root = tree(tmp_path, {"load/course.py": "", "pipeline.py": "", "cli.py": "", file: text})
    assert len(import_offences(root)) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("plan/a.py", "from coursedeck.model.course import Course\nfrom coursedeck.files import write_text"),
        ("plan/a.py", "from coursedeck.plan import b\nfrom . import c\nimport os"),
        ("plan/a.py", "from coursedeck import __version__"),
        ("pipeline.py", "from coursedeck import load, plan"),
        ("cli.py", "from coursedeck.pipeline import build"),
        ("__main__.py", "from coursedeck.cli import main"),
    ],
)
def test_other_imports_are_free(tmp_path: Path, file: str, text: str) -> None:
    root = tree(tmp_path, {"load/course.py": "", "plan/b.py": "", "pipeline.py": "", "cli.py": "", file: text})
    assert import_offences(root) == []


def test_a_cycle_is_found_even_where_a_function_hides_it(tmp_path: Path) -> None:
    hidden = "def f():\n    from coursedeck.plan.a import x"
    root = tree(tmp_path, {"plan/__init__.py": "", "plan/a.py": "from .b import y", "plan/b.py": hidden})
    assert set(import_cycle(root)) == {"coursedeck.plan.a", "coursedeck.plan.b"}
