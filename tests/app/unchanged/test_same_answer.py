"""A build or check in which nothing has changed gives the last answer again, and else looks at everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.app.engine.fingerprint import font_files, font_settings, places
from coursedeck.app.unchanged.replay import replayed
from coursedeck.base.files import cache_folder
from coursedeck.base.look.bundled import PACKAGE
from tests.app.conftest import ROOT

SESSION = "# 하나\n\n## 그림 (3분)\n\n![점](../assets/dot.svg)\n\n## 없음 (1분)\n\n![없음](../assets/missing.svg)\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
SCRIPT = 'from diagrams import Diagram, Node\n\nwith Diagram("층", show=False):\n    Node("위") >> Node("아래")\n'

Words = list[str]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("same") / "course"
    files = {
        "content/one.md": SESSION, "assets/dot.svg": DOT, "diagrams/layers.py": SCRIPT, "diagrams/_names.py": "A = 1\n",
        "course.toml": 'source-locale = "ko"\n', ".git/HEAD": "ref: refs/heads/main\n",
        ".git/refs/heads/main": "0" * 40 + "\n",
    }  # fmt: skip
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def words(root: Path, capsys: pytest.CaptureFixture[str]) -> Words:
    """What was typed for a build whose answer is known."""
    words = ["build", "--course", str(root), "--jobs", "1"]
    record(words, root)
    capsys.readouterr()
    return words


def record(words: Words, root: Path) -> None:
    """Build until the answer is noted; clocks of file systems go in steps."""
    for _ in range(100):
        main(words)
        if replayed(words) is not None:
            return
        time.sleep(0.05)
    pytest.fail(f"no answer is known: {sorted(root.rglob('*'))}")


def change(path: Path) -> None:
    """Other content of the same size, with the old date."""
    facts = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def test_the_answer_is_that_of_the_build(words: Words, capsys: pytest.CaptureFixture[str]) -> None:
    told = main(words), capsys.readouterr()
    again = replayed(words), capsys.readouterr()
    assert again == told
    assert "missing.svg" in told[1].err and "0 files written" in told[1].out


def test_nothing_is_loaded_for_it(words: Words, root: Path) -> None:
    code = f"""
import sys
sys.argv = ["coursedeck", *{words!r}]
sys.path.insert(0, {str(ROOT)!r})
from coursedeck.app.entry import run
try:
    run()
except SystemExit as ended:
    print(ended.code, *(name for name in ("argparse", "msgspec", "coursedeck.app.cli") if name in sys.modules))
"""
    last = ""
    for _ in range(100):  # until the answer of such a process is noted: it is another one than this
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        last = done.stdout.splitlines()[-1]
        if last == "0":
            break
    assert last == "0"


@pytest.mark.parametrize(
    "path",
    [
        "content/one.md", "assets/dot.svg", "diagrams/layers.py", "diagrams/_names.py", "course.toml",
        ".git/refs/heads/main", "output/index.html", "output/ko/one.pptx", "output/ko/one.timing.csv",
        "output/ko/one.run-sheet.html",
    ],
)  # fmt: skip
def test_other_content_of_the_same_size_and_date_is_seen(words: Words, root: Path, path: str) -> None:
    before = (root / path).read_bytes()
    change(root / path)
    assert replayed(words) is None
    (root / path).write_bytes(before)


@pytest.mark.parametrize(
    "path",
    [
        "content/two.md", "content/deep/three.md", "assets/missing.svg", "diagrams/more.py", "content/README.md",
        "content/locale/ko/course.po",
    ],
)  # fmt: skip
def test_a_file_that_was_not_there_is_seen(words: Words, root: Path, path: str) -> None:
    folder = (root / path).parent
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("", encoding="utf-8")
    assert replayed(words) is None
    (root / path).unlink()
    if is_new:
        shutil.rmtree(folder)


def test_a_file_that_is_gone_is_seen(words: Words, root: Path) -> None:
    for path in ("output/ko/one.handout.html", "assets/dot.svg", "diagrams/_names.py"):
        data = (root / path).read_bytes()
        (root / path).unlink()
        assert replayed(words) is None, path
        (root / path).write_bytes(data)
        record(words, root)


def test_a_folder_that_became_a_link_is_seen(words: Words, root: Path) -> None:
    for name in ("output", "content", "diagrams"):
        away = root.parent / name
        (root / name).rename(away)
        (root / name).symlink_to(away)
        assert replayed(words) is None, name
        (root / name).unlink()
        away.rename(root / name)
        record(words, root)


def test_other_words_another_folder_and_another_date_are_other_builds(
    words: Words, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for more in (["--strict"], ["--force"], ["one.md"], ["--output", str(root / "output")]):
        assert replayed([*words, *more]) is None
    with monkeypatch.context() as changed:
        changed.chdir(root)
        assert replayed(words) is None
    with monkeypatch.context() as changed:
        changed.setenv("SOURCE_DATE_EPOCH", "86400")
        assert replayed(words) is None
    assert replayed(words) == 0


def test_a_damaged_note_is_no_answer(words: Words, root: Path) -> None:
    note = root / "output" / ".cache" / "unchanged"
    whole = note.read_bytes()
    for data in (b"", whole[:-30], whole[: len(whole) // 2], b"\0" * 50, whole.replace(b"\0", b"", 3)):
        note.write_bytes(data)
        assert replayed(words) is None
    note.write_bytes(whole)
    assert replayed(words) == 0


def test_no_secret_is_noted(words: Words, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "open sesame")
    record(words, root)
    assert b"sesame" not in (root / "output" / ".cache" / "unchanged").read_bytes()


@pytest.fixture
def new_words(root: Path, tmp_path: Path) -> Iterator[tuple[Path, Words]]:
    """A course of its own that has been built."""
    course = tmp_path / "course"
    shutil.copytree(root / "content", course / "content")
    words = ["build", "--course", str(course), "--jobs", "1"]
    main(words)
    yield course, words


def test_what_is_not_certain_is_not_noted(new_words: tuple[Path, Words], tmp_path: Path) -> None:
    course, words = new_words
    note = course / "output" / ".cache" / "unchanged"
    # a file that will have been written after the build began
    ahead = time.time_ns() + 3_600_000_000_000
    os.utime(course / "content" / "one.md", ns=(ahead, ahead))
    main(words)
    assert not note.exists()
    # what lies behind a link
    (course / "content" / "one.md").rename(tmp_path / "one.md")
    (course / "content" / "one.md").symlink_to(tmp_path / "one.md")
    main(words)
    assert not note.exists()


def test_a_build_with_results_elsewhere_notes_nothing(new_words: tuple[Path, Words], tmp_path: Path) -> None:
    course, words = new_words
    elsewhere = [*words, "--cache", str(tmp_path / "kept")]
    for _ in range(3):
        main(elsewhere)
        time.sleep(0.05)
    assert replayed(elsewhere) is None and not (course / "output" / ".cache" / "unchanged").exists()


def test_all_that_decides_besides_the_course_is_looked_at() -> None:
    looked = set(places())
    assert {path for path, _ in font_files()} <= looked
    assert {path for path, _ in font_settings()} <= looked
    assert {str(path) for path in PACKAGE.rglob("*.py")} <= looked


def test_a_check_gives_its_answer_again_and_leaves_nothing_in_the_course(
    words: Words, root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().is_relative_to(tmp_path)
    main(words)  # the date of files is older than that of the note
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    asked = ["check", "--course", str(root), "--jobs", "1"]
    record(asked, root)
    capsys.readouterr()
    told = main(asked), capsys.readouterr()
    assert (replayed(asked), capsys.readouterr()) == told
    assert "missing.svg" in told[1].err and "written" not in told[1].out
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
    assert [note.parent for note in tmp_path.rglob("unchanged*")] == [cache_folder()]
    assert replayed(["check", "--course", str(root)]) is None
    session = root / "content/one.md"
    text = session.read_bytes()
    change(session)
    assert replayed(asked) is None
    session.write_bytes(text)


def test_a_check_of_what_was_never_built_gives_no_answer_again(new_words: tuple[Path, Words]) -> None:
    root, words = new_words
    asked = ["check", *words[1:]]
    shutil.rmtree(root / "output")
    for _ in range(2):
        main(asked)
        assert replayed(asked) is None
    assert not (root / "output").exists()
