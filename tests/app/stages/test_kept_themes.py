"""A theme is read once on a machine, and whatever happens to what is kept of it, it is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coursedeck.app.stages import kept_themes
from coursedeck.app.stages.kept_themes import EncodedTheme, encoded_theme
from coursedeck.model.theme import Ratio, ThemeChoice


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> tuple[EncodedTheme, Path]:
    """A theme, and the folder in which it was kept."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("XDG_CACHE_HOME", str(home))
        changed.setenv("HOME", str(home))
        changed.setenv("LOCALAPPDATA", str(home))
        return encoded_theme(ThemeChoice()), home


@pytest.fixture
def home(theme: tuple[EncodedTheme, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, which is the user's."""
    shutil.copytree(theme[1], tmp_path / "home")
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


class ReadAgainError(Exception):
    """The theme was read, and not taken from what is kept."""


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_choice: ThemeChoice) -> None:
        raise ReadAgainError

    monkeypatch.setattr(kept_themes, "open_theme", refuse)


@pytest.mark.usefixtures("home", "nothing_is_read")
def test_what_was_read_is_not_read_again(theme: tuple[EncodedTheme, Path]) -> None:
    assert encoded_theme(ThemeChoice()) == theme[0]
    with pytest.raises(ReadAgainError):
        encoded_theme(ThemeChoice(ratio=Ratio.STANDARD))


@pytest.mark.usefixtures("home", "nothing_is_read")
def test_with_another_font_it_is_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "new.ttf").write_bytes(b"\0\1\0\0")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with pytest.raises(ReadAgainError):
        encoded_theme(ThemeChoice())


@pytest.mark.usefixtures("nothing_is_read")
@pytest.mark.parametrize("data", [b"", b"[]\n[]", b"\0" * 2000])
def test_what_is_damaged_is_read_again(home: Path, data: bytes) -> None:
    for file in home.rglob("*.*"):
        file.write_bytes(data)
    with pytest.raises(ReadAgainError):
        encoded_theme(ThemeChoice())


def test_where_nothing_can_be_kept_it_is_the_same(
    theme: tuple[EncodedTheme, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    assert encoded_theme(ThemeChoice()) == theme[0]
