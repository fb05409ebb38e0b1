"""Code of templates is made once on a machine, and only what the user has written is run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from coursedeck.base.pages import page_environment


class MadeAgainError(Exception):
    """Code was made, and not taken from what is kept."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, with the code of one template."""
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "page.html.j2").write_text("<b>{{ word }}</b>", encoding="utf-8")
    assert page(tmp_path) == "<b>&lt;</b>"
    return tmp_path / "home"


def page(folder: Path) -> str:
    return page_environment((folder,)).get_template("page.html.j2").render(word="<")


@pytest.fixture
def nothing_is_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **_named: object) -> None:
        raise MadeAgainError

    monkeypatch.setattr(Environment, "compile", refuse)


@pytest.mark.usefixtures("home", "nothing_is_made")
def test_code_is_made_once(tmp_path: Path) -> None:
    assert page(tmp_path) == "<b>&lt;</b>"


@pytest.mark.usefixtures("home")
def test_another_text_is_another_code(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("<i>{{ word }}</i>", encoding="utf-8")
    assert page(tmp_path) == "<i>&lt;</i>"


@pytest.mark.parametrize("data", [b"", b"j2", b"\xff" * 300])
def test_damaged_code_is_made_again(home: Path, tmp_path: Path, data: bytes) -> None:
    kept = [file for file in home.rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        file.write_bytes(file.read_bytes()[: len(data)] + data)
    assert page(tmp_path) == "<b>&lt;</b>"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.usefixtures("nothing_is_made")
def test_code_that_others_could_have_written_is_not_run(home: Path, tmp_path: Path) -> None:
    for file in home.rglob("*"):
        if file.is_file():
            os.chmod(file, 0o666)  # noqa: PTH101
    with pytest.raises(MadeAgainError):
        page(tmp_path)


def test_where_nothing_can_be_kept_pages_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    (tmp_path / "page.html.j2").write_text("{{ word }}", encoding="utf-8")
    assert page(tmp_path) == "&lt;"
