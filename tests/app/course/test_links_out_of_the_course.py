"""A course from a stranger may hold links: none of them leads a command to files that are none of the course's."""

import os
import shutil
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from tests.app.conftest import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")

OWN = ".fedcba9876543210.tmp"


@pytest.fixture
def neighbour(course: Path) -> Path:
    """A folder beside the course, with a letter in it and what looks like something left by a killed build."""
    folder = course.parent / "neighbour"
    (folder / "ko").mkdir(parents=True)
    (folder / "letter.txt").write_text("Dear Anna", encoding="utf-8")
    (folder / "ko" / OWN).write_text("?", encoding="utf-8")
    return folder


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def translate(course: Path) -> int:
    return main(["translate", "en", "--course", str(course), "--quiet"])


UNTOUCHED = ["ko", f"ko/{OWN}", "letter.txt"]
TARGETS = ["../neighbour", "{absolute}", "../neighbour/../neighbour"]


@pytest.mark.parametrize("target", TARGETS)
def test_clean_takes_the_link_away_and_nothing_behind_it(
    course: Path, neighbour: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "output").symlink_to(target.format(absolute=neighbour))
    assert main(["clean", "--course", str(course)]) == 0
    assert "what it leads to stays" in capsys.readouterr().out
    assert listing(neighbour) == UNTOUCHED
    assert not (course / "output").is_symlink()


@pytest.mark.parametrize("target", ["..", ".", "content"])
def test_clean_leaves_the_course_itself_and_all_around_it(course: Path, neighbour: Path, target: str) -> None:
    (course / "output").symlink_to(target)
    assert main(["clean", "--course", str(course)]) == 0
    assert (course / "content" / "good.md").is_file()
    assert listing(neighbour) == UNTOUCHED


@pytest.mark.parametrize("command", ["build", "check", "translate", "timing"])
def test_no_command_works_through_an_output_that_leaves_the_course(
    course: Path, neighbour: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "output").symlink_to("../neighbour")
    words = {"translate": ["en"], "timing": ["--actuals", "none.csv"]}.get(command, [])
    assert main([command, *words, "--course", str(course), "--quiet"]) == 1
    assert "output:1: error: is a link that leads elsewhere" in capsys.readouterr().err
    assert listing(neighbour) == UNTOUCHED


def test_an_output_in_the_course_that_somebody_names_is_looked_at_too(course: Path, neighbour: Path, run: Run) -> None:
    (course / "built").symlink_to("../neighbour")
    done = run("build", output=course / "built")
    assert done.code == 1
    assert "built:1: error: is a link that leads elsewhere" in done.err
    assert listing(neighbour) == UNTOUCHED


def test_a_link_elsewhere_that_somebody_names_is_their_own(course: Path, neighbour: Path, run: Run) -> None:
    (course.parent / "shortcut").symlink_to("neighbour")
    assert run("build", output=course.parent / "shortcut").code == 0
    assert (neighbour / "ko" / "good.pptx").is_file()


def test_an_output_that_is_a_link_within_the_course_is_built_into(course: Path, run: Run) -> None:
    (course / "made").mkdir()
    (course / "output").symlink_to("made")
    assert run("build").code == 0
    assert (course / "made" / "ko" / "good.pptx").is_file()


@pytest.mark.parametrize("name", ["ko", ".cache"])
def test_a_link_in_the_output_that_leaves_it_is_named_and_nothing_written_behind_it(
    course: Path, neighbour: Path, run: Run, name: str
) -> None:
    (course / "output").mkdir()
    (course / "output" / name).symlink_to("../../neighbour")
    done = run("build")
    assert done.code == 1
    assert any(f"output/{name}:1: error: is a link" in line for line in done.err.splitlines())
    assert listing(neighbour) == UNTOUCHED


def test_a_build_sweeps_its_own_leavings_alone(course: Path, run: Run) -> None:
    output = course.parent / "documents"
    for name in (".letter.tmp", "drafts/.draft.tmp", f"drafts/{OWN}", f"ko/{OWN}", "ko/.note.tmp"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text("draft", encoding="utf-8")
    assert run("build", output=output).code == 0
    left = sorted(path.relative_to(output).as_posix() for path in output.rglob(".*.tmp"))
    assert left == [".letter.tmp", "drafts/.draft.tmp", f"drafts/{OWN}", "ko/.note.tmp"]


def test_translate_sweeps_its_own_leavings_though_nothing_changes(translated: Path) -> None:
    translate(translated)
    locale = translated / "content" / "locale"
    for name in (OWN, f"en/{OWN}", "en/.mine.tmp"):
        (locale / name).write_text("half", encoding="utf-8")
    translate(translated)
    assert sorted(path.relative_to(locale).as_posix() for path in locale.rglob(".*.tmp")) == ["en/.mine.tmp"]


def test_translate_brings_the_file_behind_a_link_up_to_date(translated: Path) -> None:
    translate(translated)
    link = translated / "content" / "locale" / "en" / "good.po"
    (translated / "shared").mkdir()
    real = link.rename(translated / "shared" / "talk.po")
    real.chmod(0o600)
    link.symlink_to(real)
    session = translated / "content" / "good.md"
    session.write_text(session.read_text(encoding="utf-8").replace("둘째", "다른 둘째"), encoding="utf-8")
    assert translate(translated) == 0
    assert link.is_symlink()
    assert "다른 둘째" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("linked", ["content/locale", "content/locale/en", "content/locale/en/good.po"])
def test_translate_refuses_catalogs_that_lead_out_of_the_course(
    translated: Path, neighbour: Path, linked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(translated)
    place = translated / linked
    away = place.rename(neighbour / place.name)
    before = {file: file.read_bytes() for file in neighbour.rglob("*.po")}
    place.symlink_to(away)
    session = translated / "content" / "good.md"
    session.write_text(session.read_text(encoding="utf-8").replace("둘째", "다른 둘째"), encoding="utf-8")
    assert translate(translated) == 1
    assert "is a link that leads out of the course folder" in capsys.readouterr().err
    assert {file: file.read_bytes() for file in neighbour.rglob("*.po")} == before
    assert (neighbour / "ko" / OWN).is_file()


@pytest.mark.long
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "outside", "huge"])
@pytest.mark.parametrize("name", ["content/glossary.csv", "content/locale/en/good.po", "course.toml"])
def test_what_is_no_file_of_the_course_is_not_read(
    translated: Path, neighbour: Path, run: Run, kind: str, name: str
) -> None:
    translate(translated)
    place = translated / name
    place.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "folder":
        place.mkdir()
    elif kind == "outside":
        place.symlink_to(neighbour / "letter.txt")
    else:
        with place.open("wb") as file:
            file.truncate(2**36)
    done = run("check")
    assert done.code == 1
    assert any(line.startswith(f"{name}:1: error: ") for line in done.err.splitlines())


@pytest.mark.parametrize("command", [["build"], ["check"]])
def test_diagrams_that_lead_out_of_the_course_are_not_searched(course: Path, run: Run, command: list[str]) -> None:
    shutil.rmtree(course / "diagrams")
    outside = course.parent / "outside"
    outside.mkdir()
    (outside / "secret.py").write_text("from diagrams import Diagram\nraise SystemExit('was run')\n", encoding="utf-8")
    (course / "diagrams").symlink_to(outside, target_is_directory=True)
    outcome = run(*command)
    assert outcome.code == 1
    assert "secret" not in outcome.err
    assert outcome.lines("leads out of the course") == [
        "diagrams:1: error: is a link that leads out of the course folder: copy it into the course"
    ]
