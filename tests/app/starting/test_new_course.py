"""``new``: a course begun in an empty folder builds at the first try; a folder with something in it stays as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.app.starting.sample import sample_files, sample_locale, sample_locales
from coursedeck.app.starting.settings_file import NewCourse
from coursedeck.model.session import Code, Exercise, FigureRef, List, Notes, Table
from coursedeck.model.units import Minutes
from coursedeck.model.walk import all_blocks
from coursedeck.session.load import load_course, load_session


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in two languages as the command begins it."""
    root = tmp_path_factory.mktemp("home") / "tea-for-two"
    words = ["new", str(root), "--locales", "en", "ko", "--slot", "45", "--theme", "academic", "--yes", "--quiet"]
    assert main(words) == 0
    return root


def tree(root: Path) -> dict[str, bytes]:
    """The files of a folder with what they hold; what is built is left out."""
    files = (file for file in root.rglob("*") if file.is_file() and "output" not in file.relative_to(root).parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def test_a_new_course_has_settings_a_session_a_figure_and_a_translation(begun: Path) -> None:
    assert sorted(tree(begun)) == [
        ".gitattributes",
        ".gitignore",
        "content/first-session.md",
        "content/locale/ko/course.po",
        "content/locale/ko/diagrams.po",
        "content/locale/ko/first-session.po",
        "course.toml",
        "diagrams/gateway.py",
    ]
    course, problems = load_course(begun)
    assert problems == () and course.title is not None
    assert (course.title.plain, course.locales, course.slot) == ("Tea for two", ("en", "ko"), Minutes(45))
    assert course.theme.name == "academic"


def test_it_is_built_and_wholly_translated(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for locale, title, agenda in (("en", "A first session", "Agenda"), ("ko", "첫 세션", "진행 순서")):
        slides = Presentation(str(begun / f"output/{locale}/first-session.pptx")).slides
        titles = [slide.shapes.title.text for slide in slides]
        assert titles[0] == title and agenda in titles
    assert main(["check", "--course", str(begun), "--min", "100"]) == 0
    told = capsys.readouterr()
    assert "0 errors, 0 warnings" in told.out and told.err.count("warning") == 0


def test_building_again_changes_nothing(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(begun)
    assert main(["build", "--course", str(begun)]) == 0
    assert "0 files written" in capsys.readouterr().out
    assert tree(begun) == before


@pytest.mark.parametrize("locale", sample_locales())
def test_every_sample_is_read_without_a_word_and_shows_what_there_is(tmp_path: Path, locale: str) -> None:
    course = NewCourse("T", (locale,), Minutes(50), "default")
    for name, text in sample_files(course).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    settings, wrong = load_course(tmp_path)
    session, problems = load_session(settings, tmp_path / "content/first-session.md")
    assert (wrong, problems) == ((), ())
    assert [session.minutes(), session.exercise_minutes(), session.front.slot] == [20, 5, 20]
    kinds = {type(block) for block in all_blocks(session)}
    assert {Code, Exercise, FigureRef, List, Notes, Table} <= kinds
    compile(sample_files(course)["diagrams/gateway.py"], "gateway.py", "exec")


@pytest.mark.parametrize(
    ("locale", "sample"), [("de-AT", "de"), ("zh-CN", "zh-Hans"), ("zh-TW", "en"), ("sv", "en"), ("ko", "ko")]
)
def test_a_language_without_a_sample_begins_in_english(locale: str, sample: str) -> None:
    assert sample_locale(locale) == sample


def test_a_language_that_the_sample_lacks_gets_a_catalog_to_fill(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "a"), "--locales", "es", "sv", "--yes"]) == 0
    catalog = (tmp_path / "a/content/locale/sv/first-session.po").read_text(encoding="utf-8")
    assert 'msgid "Una primera sesión"\nmsgstr ""' in catalog
    assert "messages are not translated" in capsys.readouterr().err


def test_a_folder_with_markdown_gets_settings_alone_and_only_if_that_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/one.md").write_text("# 물\n\n## 하나\n\n글이 여기에 있다\n", encoding="utf-8")
    before = tree(tmp_path)
    assert main(["new", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert 'source-locale = "ko"' in told and "nothing is written" in told
    assert tree(tmp_path) == before
    assert main(["new", str(tmp_path), "--yes", "--title", 'Das "Wasser"']) == 0
    assert {**tree(tmp_path), "course.toml": b""} == {**before, "course.toml": b""}
    course, problems = load_course(tmp_path)
    assert problems == () and course.title is not None and course.title.plain == 'Das "Wasser"'
    assert main(["build", "--course", str(tmp_path), "--quiet"]) == 0


def test_a_readme_and_other_files_do_not_keep_a_course_from_beginning(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--yes", "--quiet"]) == 0
    after = tree(tmp_path)
    assert after["README.md"] == b"# Mine\n" and after["notes.txt"] == b"mine"
    assert "content/first-session.md" in after


@pytest.mark.parametrize("name", ["course.toml", ".gitignore", "diagrams/gateway.py", "content/locale/ko/course.po"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--locales", "en", "ko", "--yes"]) == 1
    assert "nothing is overwritten" in capsys.readouterr().err
    assert tree(tmp_path) == {name: b"mine"}


IMPORTABLE = {
    "a Marp deck": {"talk/one.md": "---\nmarp: true\n---\n\n# One\n\n---\n\n## Two\n"},
    "a Carpentries lesson (2 files)": {
        "config.yaml": "carpentry: 'incubator'\ntitle: 'Boats'\n",
        "episodes/01-a.md": "---\ntitle: A\n---\n\n## One\n",
        "episodes/02-b.md": "---\ntitle: B\n---\n\n## Two\n",
    },
}


@pytest.mark.parametrize("tool", IMPORTABLE)
def test_files_of_other_tools_name_the_way_across(
    tmp_path: Path, tool: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in IMPORTABLE[tool].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    before = tree(tmp_path)
    assert main(["new", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert f"looks like {tool}: `" in told and f" import {tmp_path}" in told
    assert tree(tmp_path) == before


def test_lessons_that_are_readmes_are_markdown_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1-basics").mkdir()
    (tmp_path / "1-basics/README.md").write_text("# Basics\n\n## Names\n", encoding="utf-8")
    assert main(["new", str(tmp_path)]) == 0
    assert "nothing is written" in capsys.readouterr().out
    assert not (tmp_path / "content").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_for_what_is_not_given_until_it_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.md").write_text("# One\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", Terminal("en, de-at\nsoon\n30\nacademik\nacademic\nyes\n"))
    assert main(["new", str(tmp_path), "--title", "Given"]) == 0
    told = capsys.readouterr()
    assert "Title" not in told.out and "'soon' is no number of minutes" in told.err
    assert 'did you mean "academic"?' in told.err
    course, _ = load_course(tmp_path)
    assert (course.locales, course.slot, course.theme.name) == (("en", "de-AT"), Minutes(30), "academic")


def test_nothing_is_written_where_nobody_says_yes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.md").write_text("# One\n", encoding="utf-8")
    for answers in ("", "\n\n\n\n\n", "\n\n\n\nno\n"):
        monkeypatch.setattr("sys.stdin", Terminal(answers))
        assert main(["new", str(tmp_path)]) == 0
        assert not (tmp_path / "course.toml").exists()


def test_a_theme_that_there_is_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["new", str(tmp_path / "a"), "--theme", "acadmic"])
    assert stopped.value.code == 2
    assert 'did you mean "academic"?' in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


def test_the_language_of_the_terminal_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert main(["new", str(tmp_path / "a"), "--yes", "--quiet"]) == 0
    assert (tmp_path / "a/output/fr/first-session.pptx").is_file()
