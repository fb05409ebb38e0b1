"""Courses that are being translated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.translator.translated_course import Desk, course


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose translation has been begun; nobody changes it."""
    root = course(tmp_path_factory.mktemp("begun") / "course")
    # what a build has kept is not worked out again at every desk
    assert main(["build", "--locale", "en", "de", "--quiet", "--course", str(root)]) == 0
    return root


@pytest.fixture(scope="module")
def still(begun: Path) -> Desk:
    """A desk that only looks."""
    return Desk.of(begun)


@pytest.fixture
def desk(begun: Path, tmp_path: Path) -> Desk:
    """A desk whose course may be changed."""
    return Desk.of(shutil.copytree(begun, tmp_path / "course"))
