"""Nothing is written, removed or swept through a link that leaves its folder; people's files keep what is theirs."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.base.files import (
    FileContent,
    FileRefusedError,
    content_now,
    read_file,
    remove,
    remove_abandoned,
    remove_abandoned_tree,
    save,
    write_bytes,
)
from coursedeck.model.problem import CourseError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and modes are Unix's")

OWN = ".00aa11bb22cc33dd.tmp"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder that files must stay in, and beside it one that is nobody's business."""
    (tmp_path / "home").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "diary.txt").write_text("mine")
    return tmp_path / "home"


def tree(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


Writer = Callable[[Path, bytes, Path], bool]


@pytest.mark.parametrize("write", [write_bytes, save])
@pytest.mark.parametrize("target", ["../elsewhere", "{absolute}/elsewhere", "../elsewhere/.", "again"])
def test_a_folder_that_is_a_link_out_of_home_is_refused_by_its_name(home: Path, write: Writer, target: str) -> None:
    (home / "again").symlink_to("../elsewhere")
    (home / "en").symlink_to(target.format(absolute=home.parent))
    with pytest.raises(CourseError, match=r"home/en:1: error: is a link that leads out"):
        write(home / "en" / "diary.txt", b"theirs", home)
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


@pytest.mark.parametrize("write", [write_bytes, save])
def test_a_link_deep_in_the_way_is_refused_and_no_folder_is_made_behind_it(home: Path, write: Writer) -> None:
    (home / "en").mkdir()
    (home / "en" / "week").symlink_to(home.parent / "elsewhere")
    with pytest.raises(CourseError, match=r"home/en/week:1: error"):
        write(home / "en" / "week" / "day" / "a.csv", b"1", home)
    assert [entry.name for entry in (home.parent / "elsewhere").iterdir()] == ["diary.txt"]


@pytest.mark.parametrize("write", [write_bytes, save])
def test_folders_and_links_within_home_are_written_into(home: Path, write: Writer) -> None:
    (home / "de").symlink_to("de_DE")
    (home / "de_DE").mkdir()
    assert write(home / "de" / "week" / "a.csv", b"1", home)
    assert (home / "de_DE" / "week" / "a.csv").read_bytes() == b"1"
    assert (home / "de").is_symlink()


def test_a_link_in_place_of_a_generated_file_gives_way(home: Path) -> None:
    (home / "a.csv").symlink_to(home.parent / "elsewhere" / "diary.txt")
    assert write_bytes(home / "a.csv", b"1", home)
    assert not (home / "a.csv").is_symlink()
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


def test_a_link_in_place_of_somebodys_file_is_written_through_within_home(home: Path) -> None:
    (home / "store").mkdir()
    (home / "store" / "real.po").write_bytes(b"old")
    (home / "a.po").symlink_to("store/real.po")
    assert save(home / "a.po", b"new", home)
    assert (home / "a.po").is_symlink()
    assert tree(home / "store") == {"real.po": b"new"}


@pytest.mark.parametrize("target", ["../elsewhere/diary.txt", "../elsewhere/not-there-yet"])
def test_a_link_in_place_of_somebodys_file_that_leaves_home_is_refused(home: Path, target: str) -> None:
    (home / "a.po").symlink_to(target)
    with pytest.raises(CourseError, match=r"home/a\.po:1: error: is a link that leads out"):
        save(home / "a.po", b"new", home)
    assert (home / "a.po").is_symlink()
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444, 0o755])
def test_somebodys_file_keeps_its_permissions(home: Path, mode: int) -> None:
    file = home / "a.po"
    file.write_bytes(b"old")
    file.chmod(mode)
    assert save(file, b"new", home)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root alone gives files away")
def test_somebodys_file_keeps_its_owner(home: Path) -> None:
    file = home / "a.po"
    file.write_bytes(b"old")
    os.chown(file, 1234, 2345)
    save(file, b"new", home)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_what_somebody_has_changed_meanwhile_stands(home: Path) -> None:
    file = home / "a.po"
    file.write_bytes(b"read")
    seen = content_now(file)
    file.write_bytes(b"edited by hand")
    with pytest.raises(CourseError, match=r"changed by somebody else meanwhile"):
        save(file, b"new", home, seen)
    assert tree(home) == {"a.po": b"edited by hand"}


def test_what_somebody_has_made_meanwhile_stands(home: Path) -> None:
    (home / "a.po").write_bytes(b"made by hand")
    with pytest.raises(CourseError, match=r"changed by somebody else meanwhile"):
        save(home / "a.po", b"new", home, FileContent())
    assert tree(home) == {"a.po": b"made by hand"}


def test_what_has_not_changed_is_saved(home: Path) -> None:
    file = home / "a.po"
    assert save(file, b"first", home, content_now(file))
    assert save(file, b"second", home, content_now(file))
    assert tree(home) == {"a.po": b"second"}


def test_nothing_is_removed_behind_a_link_that_leaves_home(home: Path) -> None:
    (home / "en").symlink_to("../elsewhere")
    with pytest.raises(CourseError, match=r"home/en:1: error: is a link"):
        remove(home / "en" / "diary.txt", home)
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


def test_a_link_is_removed_and_what_it_leads_to_stays(home: Path) -> None:
    (home / "a.csv").symlink_to("../elsewhere/diary.txt")
    assert remove(home / "a.csv", home)
    assert tree(home) == {}
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


FOREIGN = [".letter.tmp", ".0123.tmp", ".00AA11BB22CC33DD.tmp", "00aa11bb22cc33dd.tmp", ".00aa11bb22cc33dd.tmp.bak"]


def test_only_our_own_temporary_files_are_swept(home: Path) -> None:
    for name in (*FOREIGN, OWN):
        (home / name).write_bytes(b"1")
    remove_abandoned(home)
    assert sorted(tree(home)) == sorted(FOREIGN)


def test_no_pipe_folder_or_link_that_bears_our_name_is_swept(home: Path) -> None:
    os.mkfifo(home / OWN)
    (home / ".00aa11bb22cc33ee.tmp").mkdir()
    (home / ".00aa11bb22cc33ff.tmp").symlink_to("../elsewhere/diary.txt")
    remove_abandoned(home)
    assert len(list(home.iterdir())) == 3
    assert tree(home.parent / "elsewhere") == {"diary.txt": b"mine"}


def test_a_tree_outside_is_not_swept(home: Path) -> None:
    (home.parent / "elsewhere" / OWN).write_bytes(b"1")
    (home / "en").symlink_to("../elsewhere")
    (home / "de").mkdir()
    (home / "de" / "week").symlink_to("../../elsewhere")
    remove_abandoned_tree(home / "en", home)
    remove_abandoned_tree(home / "de", home)
    remove_abandoned_tree(home, home)
    assert (home.parent / "elsewhere" / OWN).is_file()


def test_saving_sweeps_what_killed_runs_have_left_beside_the_file(home: Path) -> None:
    (home / OWN).write_bytes(b"half")
    (home / ".letter.tmp").write_bytes(b"mine")
    save(home / "a.po", b"new", home)
    assert sorted(tree(home)) == [".letter.tmp", "a.po"]


def test_a_file_is_read_up_to_its_size(home: Path) -> None:
    (home / "a.csv").write_bytes(b"x" * 2048)
    assert read_file(home / "a.csv", 2048) == b"x" * 2048
    with pytest.raises(FileRefusedError, match="holds more than 1 kB"):
        read_file(home / "a.csv", 2047)


def test_a_sparse_file_is_refused_by_its_size(home: Path) -> None:
    with (home / "hole.png").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(FileRefusedError, match="holds more than 1 MB"):
        read_file(home / "hole.png", 2**20)


def test_what_is_no_file_is_not_read(home: Path) -> None:
    os.mkfifo(home / "pipe")
    (home / "endless").symlink_to("/dev/zero")
    (home / "folder").mkdir()
    for name in ("pipe", "endless", "folder"):
        with pytest.raises(FileRefusedError, match="is no file"):
            read_file(home / name, 2**20)


def test_a_link_out_of_home_is_not_read_where_files_must_stay_in_it(home: Path) -> None:
    (home / "a.csv").symlink_to("../elsewhere/diary.txt")
    assert read_file(home / "a.csv", 100) == b"mine"
    with pytest.raises(FileRefusedError, match="leads out of the course folder"):
        read_file(home / "a.csv", 100, home)


def test_a_file_that_is_not_there_is_told_from_one_that_is_refused(home: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_file(home / "a.csv", 100, home)
    (home / "self").symlink_to("self")
    with pytest.raises(FileRefusedError, match="cannot be read"):
        read_file(home / "self", 100, home)
