"""Files are written whole or not at all, and a refusal says what to do."""

import os
import stat
import threading
from pathlib import Path

import pytest

from coursedeck.base.files import write_bytes, write_text
from coursedeck.model.problem import CourseError


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_gets_its_folders_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ko" / "주" / "세션.pptx"
    assert write_bytes(path, b"deck") is True
    assert path.read_bytes() == b"deck"
    assert names(path.parent) == ["세션.pptx"]


def test_equal_bytes_leave_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_bytes(path, b"1")
    os.utime(path, (1, 1))
    assert write_bytes(path, b"1") is False
    assert path.stat().st_mtime == 1


def test_other_bytes_replace_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_bytes(path, b"long long ago")
    assert write_bytes(path, b"now") is True
    assert path.read_bytes() == b"now"


def test_text_is_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_text(path, "가\r\n나\n")
    assert path.read_bytes() == "가\r\n나\n".encode()


@pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")
def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_bytes(tmp_path / "a", b"1")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_the_longest_possible_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".html")
    assert write_bytes(path, b"1")
    assert names(tmp_path) == [path.name]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"cannot be written \(.*\): shorten the name of the session"):
        write_bytes(tmp_path / ("n" * 300 + ".html"), b"1")
    assert names(tmp_path) == []


def test_a_failed_rename_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pptx"
    write_bytes(path, b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, full)
    with pytest.raises(CourseError, match=r"No space left on device\): free some space, or name another folder"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pptx"]


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for name in ("rename", "replace"):
        monkeypatch.setattr(os, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(tmp_path / "a.pptx", b"new")
    assert names(tmp_path) == []


def test_a_file_in_place_of_the_output_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("output").write_text("in the way")
    with pytest.raises(CourseError) as caught:
        write_bytes(Path("output") / "ko" / "a.pptx", b"1")
    (problem,) = caught.value.problems
    assert str(problem) == "output:1: error: a file stands where a folder is needed: move it away"


def test_a_link_that_leads_nowhere_in_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CourseError, match=r"output:1: error: a file stands where a folder is needed"):
        write_bytes(tmp_path / "output" / "ko" / "a.pptx", b"1")


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").mkdir()
    with pytest.raises(CourseError, match="a folder stands in its place"):
        write_bytes(tmp_path / "a.pptx", b"1")
    assert names(tmp_path) == ["a.pptx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing refuses root")
def test_a_folder_without_write_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CourseError, match=r"Permission denied.*writable, or name another folder with --output"):
            write_bytes(tmp_path / "a.pptx", b"1")
    finally:
        tmp_path.chmod(0o700)


def test_readers_never_see_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    contents = [bytes([letter]) * 200_000 for letter in b"xyz"]
    write_bytes(path, contents[0])
    writers = [
        threading.Thread(target=lambda data=data: [write_bytes(path, data) for _ in range(10)]) for data in contents
    ]
    for writer in writers:
        writer.start()
    seen = {path.read_bytes() for _ in range(50)}
    for writer in writers:
        writer.join()
    assert seen <= set(contents)
    assert names(tmp_path) == ["a.bin"]
