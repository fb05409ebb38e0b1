"""What other programs call gives what the commands give, prints nothing, and says what is wrong with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

import coursedeck
from coursedeck.app.cli import main

SCRIPT = """from diagrams import Diagram
from diagrams.generic.compute import Rack

for title in ("First", "Second"):
    with Diagram(title, show=False):
        Rack(f"{title} rack") >> Rack("Spare")
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "one.md").write_text("# One\n\n## Begin (5 min)\n\nWords.\n\n## End (5 min)\n\nMore.\n")
    (tmp_path / "content" / "two.md").write_text("# Two\n\n## Only (5 min)\n\nWords.\n")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_build_gives_the_bytes_of_the_command_and_prints_nothing(
    course: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = coursedeck.build(course, locales=["en"], slot=8.5, start="10:00")
    assert capfd.readouterr() == ("", "")
    typed = ["--course", str(course), "--output", str(course / "typed"), "--locale", "en", "--slot", "8.5"]
    main([*typed, "--start", "10:00", "--quiet"])
    assert files(course / "output") == files(course / "typed")
    assert report.written == len(files(course / "output"))


def test_a_build_takes_sessions_and_paths_as_text_or_as_paths(course: Path) -> None:
    report = coursedeck.build(str(course), output=str(course / "decks"), sessions=["two"])
    assert [built.session for built in report.built] == ["two"]
    assert (course / "decks" / "en" / "two.pptx").is_file() and not (course / "output").exists()


def test_what_is_wrong_in_a_course_is_in_the_report(course: Path) -> None:
    (course / "content" / "two.md").write_bytes(b"# \xff\n")
    report = coursedeck.build(course)
    assert report.exit_code == 1
    assert [problem.source.file for problem in report.problems] == ["content/two.md"]
    assert (course / "output" / "en" / "one.pptx").is_file()


def test_a_folder_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    assert coursedeck.build(tmp_path / "nowhere").errors == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_course_is_loaded_with_what_is_wrong(course: Path) -> None:
    (course / "content" / "two.md").write_bytes(b"# \xff\n")
    (course / "course.toml").write_text('titel = "Servers"\n')
    loaded = coursedeck.load(course)
    assert [session.path for session in loaded.sessions] == ["one"]
    assert {problem.source.file for problem in loaded.problems} == {"course.toml", "content/two.md"}
    assert not (course / "output").exists()
    with pytest.raises(coursedeck.CourseError):
        coursedeck.load(course / "nowhere")


def test_a_figure_of_a_script_is_chosen_by_number(tmp_path: Path) -> None:
    script = tmp_path / "racks.py"
    script.write_text(SCRIPT)
    first, second = (coursedeck.figure(script, number=number) for number in (1, 2))
    assert "First rack" in first.svg and "Second rack" not in first.svg
    assert "Second rack" in second.svg
    assert {path.name for path in tmp_path.iterdir()} == {"racks.py"}


def test_a_figure_of_a_file_is_that_of_its_text(tmp_path: Path) -> None:
    text = "flowchart LR\n  a[Request] --> b[응답]\n"
    (tmp_path / "a.mmd").write_text(text, encoding="utf-8")
    assert coursedeck.figure(tmp_path / "a.mmd", locale="ko").svg == coursedeck.figure(text, locale="ko").svg


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("", 1, "no text"),
        ("   \n\n", 1, "no text"),
        ("flowchart LR\n  a --> [", 2, "expected a node"),
        ('pie\n  "a" : 3', 1, "chart"),
        ("zenuml\n  A->B: ask", 1, "zenuml"),
        (Path("racks.py"), 1, "script"),
        (Path("a.mmd"), 1, "read"),
    ],
    ids=repr,
)
def test_where_there_is_nothing_to_draw_the_error_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str | Path, line: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(coursedeck.CourseError) as failure:
        coursedeck.figure(source)
    (problem,) = failure.value.problems
    assert problem.source.line == line and said in problem.message
    assert problem.source.file == (source.name if isinstance(source, Path) else "<mermaid>")


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_number_that_no_figure_has_is_refused(tmp_path: Path, number: int) -> None:
    (tmp_path / "racks.py").write_text(SCRIPT)
    with pytest.raises(coursedeck.CourseError, match="the script draws 2"):
        coursedeck.figure(tmp_path / "racks.py", number=number)


def test_the_package_knows_its_names() -> None:
    assert {"build", "load", "figure", "Report"} <= set(dir(coursedeck))
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        coursedeck.biuld  # noqa: B018 - asking for it is what is tested
