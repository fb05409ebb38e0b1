"""Tests stand where what they test stands: a folder for each room, named as the room is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, ROOT

# folders of tests that are about the project rather than a wing of the package
OTHERS = {"docs", "fuzz", "house", "setup"}


def folders(root: Path) -> set[str]:
    """The folders below `root` that hold Python files, at most two levels deep."""
    paths = [path.relative_to(root) for pattern in ("*/*.py", "*/*/*.py") for path in root.glob(pattern)]
    return {path.parent.as_posix() for path in paths if "__pycache__" not in path.parts}


def rooms(root: Path) -> set[str]:
    """Every room of the package, as ``wing/room``; a wing without rooms is one itself."""
    found = folders(root / PACKAGE)
    wings = {folder for folder in found if "/" not in folder}
    return {room for room in found if "/" in room} | {
        wing for wing in wings if not any(room.startswith(f"{wing}/") for room in found)
    }


def folders_with_tests(root: Path) -> set[str]:
    """The folders that hold tests."""
    files = [path.relative_to(root / "tests") for path in (root / "tests").rglob("test_*.py")]
    return {"/".join(path.parent.parts[:2]) for path in files}


def rooms_without_tests(root: Path) -> set[str]:
    return rooms(root) - folders_with_tests(root)


def strays(root: Path) -> set[str]:
    wings = {room.partition("/")[0] for room in rooms(root)}
    known = rooms(root) | wings | OTHERS
    return {folder for folder in folders_with_tests(root) if folder not in known}


def test_every_room_has_its_tests() -> None:
    assert rooms_without_tests(ROOT) == set()


def test_tests_stand_in_the_folder_of_their_room() -> None:
    assert strays(ROOT) == set()


def test_names_of_test_files_are_unique() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name in (
        "coursedeck/__init__.py", "coursedeck/model/session.py", "coursedeck/session/load/course.py",
        "coursedeck/session/plan/deep/slides.py", "tests/model/test_session.py", "tests/session/load/test_course.py",
        "tests/session/plan/more/test_slides.py", "tests/session/test_all.py", "tests/house/test_x.py",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_a_room_without_tests_is_found(house: Path) -> None:
    (house / "coursedeck" / "session" / "plan" / "__init__.py").touch()
    assert rooms_without_tests(house) == set()
    for test in (house / "tests" / "session" / "plan").rglob("*.py"):
        test.unlink()
    (house / "tests" / "model" / "test_session.py").rename(house / "tests" / "model" / "helpers.py")
    assert rooms_without_tests(house) == {"session/plan", "model"}


def test_tests_of_a_room_that_is_gone_are_found(house: Path) -> None:
    assert strays(house) == {"session/plan"}
    (house / "coursedeck" / "session" / "plan" / "__init__.py").touch()
    assert strays(house) == set()
    stray = house / "tests" / "session" / "fit" / "test_fit.py"
    stray.parent.mkdir()
    stray.touch()
    assert strays(house) == {"session/fit"}
