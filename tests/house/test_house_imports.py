"""The one way through the house: nine wings, and who may import whom."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, ROOT, modules_imported_by, modules_of, places_imported_by

# a wing, and the wings that it stands on
WINGS: dict[str, set[str]] = {
    "model": set(),
    "base": {"model"},
    "session": {"model", "base"},
    "figures": {"model", "base"},
    "output": {"model", "base"},
    "review": {"model", "base"},
    "edits": {"model", "base"},
    "importers": {"model", "base"},
    "app": {"model", "base", "session", "figures", "output", "review", "edits", "importers"},
}

# their rooms are stages, which know nothing of one another: `app` hands each what another has made
STAGES = {"session", "figures", "output", "review", "edits"}

VERSION = ("__version__", "")

# what the package itself offers to other programs, loaded when it is first used
API = ("app", "api")


def offence(wing: str, room: str, other: tuple[str, str]) -> bool:
    """Whether a module in `room` of `wing` must not import what stands in `other`."""
    if other == VERSION or wing == "__main__" or (wing == "" and other == API):
        return False
    if other[0] != wing:
        return other[0] not in WINGS.get(wing, set())
    return wing in STAGES and other[1] not in {"", room}


def import_offences(root: Path) -> list[str]:
    return [
        f"{module.at(node)}: {module.wing or 'the package'} must not import {'.'.join(filter(None, other))}"
        for module in modules_of(root)
        for node, other in places_imported_by(module)
        if offence(module.wing, module.room, other)
    ]


def import_cycle(root: Path) -> list[str]:
    modules = modules_of(root)
    known = {module.name for module in modules}
    return cycle_of({module.name: modules_imported_by(module, known) for module in modules})


def room_cycle(root: Path) -> list[str]:
    """Rooms that import one another, though no single module imports itself through others."""
    arrows: dict[str, set[str]] = {}
    for module in modules_of(root):
        room = ".".join(filter(None, (module.wing, module.room)))
        known = {f"{wing}.{name}" for _, (wing, name) in places_imported_by(module) if name}
        arrows.setdefault(room, set()).update(known - {room})
    return cycle_of(arrows)


def cycle_of(arrows: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as cycle:
        return list(cycle.args[1])
    return []


def test_the_package_has_nine_wings() -> None:
    entries = {path.stem for path in (ROOT / PACKAGE).iterdir() if path.name not in {"__pycache__", "py.typed"}}
    assert entries == {*WINGS, "__init__", "__main__"}


def test_every_arrow_is_allowed() -> None:
    assert import_offences(ROOT) == []


def test_no_module_imports_itself_through_others() -> None:
    assert import_cycle(ROOT) == []


def test_no_room_imports_itself_through_others() -> None:
    assert room_cycle(ROOT) == []


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / "coursedeck" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("session/plan/a.py", "from coursedeck.session.load import course"),
        ("session/plan/a.py", "from coursedeck.session import load"),
        ("session/plan/a.py", "import coursedeck.session.load.course"),
        ("session/plan/a.py", "from ..load import course"),
        ("session/plan/deep/a.py", "from ...load import course"),
        ("session/plan/a.py", "def f():\n    from coursedeck.session.load import course"),
        ("figures/draw/a.py", "from coursedeck.session.load import course"),
        ("session/plan/a.py", "from coursedeck.app.engine import build"),
        ("session/plan/a.py", "from coursedeck import app"),
        ("model/a.py", "from coursedeck.base.text import Ruler"),
        ("base/text/a.py", "from coursedeck.session.load import course"),
        ("__init__.py", "from coursedeck.model import course"),
        ("__init__.py", "from coursedeck.app.engine import build"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path: Path, file: str, text: str) -> None:
    root = tree(tmp_path, {"session/load/course.py": "", "app/engine.py": "", file: text})
    assert len(import_offences(root)) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "session/plan/a.py",
            "from coursedeck.model.course import Course\nfrom coursedeck.base.files import write_text",
        ),
        ("session/plan/a.py", "from coursedeck.session.plan import b\nfrom . import c\nimport os"),
        ("session/plan/a.py", "from coursedeck import __version__"),
        ("app/build.py", "from coursedeck.session import load, plan\nfrom coursedeck.figures.draw import png"),
        ("app/cli.py", "from coursedeck.app.engine import build"),
        ("__main__.py", "from coursedeck.app.cli import main"),
        ("__init__.py", "from coursedeck.app.api import build"),
    ],
)
def test_other_imports_are_free(tmp_path: Path, file: str, text: str) -> None:
    root = tree(tmp_path, {"session/load/course.py": "", "session/plan/b.py": "", "app/engine.py": "", file: text})
    assert import_offences(root) == []


def test_a_cycle_is_found_even_where_a_function_hides_it(tmp_path: Path) -> None:
    hidden = "def f():\n    from coursedeck.base.text.a import x"
    root = tree(tmp_path, {"base/text/__init__.py": "", "base/text/a.py": "from .b import y", "base/text/b.py": hidden})
    assert set(import_cycle(root)) == {"coursedeck.base.text.a", "coursedeck.base.text.b"}


def test_a_cycle_of_rooms_is_found(tmp_path: Path) -> None:
    files = {
        "base/text/a.py": "from coursedeck.base.svg.a import x",
        "base/svg/a.py": "",
        "base/svg/b.py": "from coursedeck.base.text.b import x",
        "base/text/b.py": "",
    }
    root = tree(tmp_path, files)
    assert import_cycle(root) == []
    assert set(room_cycle(root)) == {"base.text", "base.svg"}
