"""What somebody moved or added in a deck is in every later build, as long as its slide is the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE

from coursedeck.app.commands.build import build
from coursedeck.app.edits.pulling import pull_decks
from coursedeck.app.report import Report
from coursedeck.app.request import Request
from tests.edits import edited_decks as deck
from tests.edits.edited_decks import edited

SESSION = "# Bakery\n\n## Bread\n\n### Rye\n\n- grows anywhere\n\n::: notes\nSay so.\n:::\n\n### Wheat\n\n- wants sun\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/one.md").write_text(SESSION)
    (tmp_path / "course.toml").write_text('source-locale = "en"\n')
    run(tmp_path)
    return tmp_path


def run(course: Path) -> Report:
    return build(Request(course, course / "output"), lambda step: None)


def pull(course: Path, *edits: deck.Edit) -> None:
    path = course / "edited.pptx"
    path.write_bytes(edited((course / "output/en/one.pptx").read_bytes(), *edits))
    done = pull_decks(course, [(path, "edited.pptx")], write=True)
    assert (done.problems, done.files) == ((), ("content/one.overlay.json",))


def shape(course: Path, words: str) -> Any:
    presentation = Presentation(io.BytesIO((course / "output/en/one.pptx").read_bytes()))
    shapes = [one for slide in presentation.slides for one in deck.shapes_of(slide.shapes)]
    return next(one for one in shapes if one.has_text_frame and words in one.text_frame.text)


def test_a_moved_shape_stands_there_in_later_builds(course: Path) -> None:
    before = shape(course, "wants sun")
    pull(course, deck.shift("wants sun", 60))
    assert run(course).problems == ()
    after = shape(course, "wants sun")
    assert after.left - before.left == pytest.approx(60 * 12700, abs=6350)
    assert after.top == pytest.approx(before.top, abs=6350)
    path = course / "output/en/one.pptx"
    assert pull_decks(course, [(path, "one.pptx")], write=False).decks[0].unchanged


def test_a_new_text_stands_there_too(course: Path) -> None:
    pull(course, deck.text_box("wants sun", "Closed today"))
    assert run(course).problems == ()
    assert shape(course, "Closed today").left == 914400


def test_what_was_drawn_painted_and_deleted_is_in_later_builds(course: Path) -> None:
    edits = (
        deck.picture("wants sun", a_picture()),
        deck.arrow("wants sun", "Look"),
        deck.fill("wants sun", "FFE080"),
        deck.hide("Bakery"),
    )
    pull(course, *edits)
    report = run(course)
    assert report.problems == ()
    presentation = Presentation(str(course / "output/en/one.pptx"))
    wheat = next(slide for slide in presentation.slides if slide.name == "wheat")
    assert any(one.shape_type == 13 and one.image.blob == a_picture() for one in wheat.shapes)
    assert shape(course, "Look").auto_shape_type == MSO_SHAPE.RIGHT_ARROW
    assert str(shape(course, "wants sun").fill.fore_color.rgb) == "FFE080"
    assert presentation.slides[0]._element.get("show") == "0"
    path = course / "output/en/one.pptx"
    assert pull_decks(course, [(path, "one.pptx")], write=False).decks[0].unchanged


def a_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(made, "PNG")
    return made.getvalue()


def test_a_change_elsewhere_does_no_harm(course: Path) -> None:
    pull(course, deck.shift("wants sun", 60), deck.text_box("wants sun", "Closed today"))
    (course / "content/one.md").write_text(SESSION.replace("anywhere", "on poor soil"))
    assert run(course).problems == ()
    assert shape(course, "Closed today") is not None


def test_a_slide_that_is_gone_is_told(course: Path) -> None:
    pull(course, deck.shift("wants sun", 60))
    (course / "content/one.md").write_text(SESSION.replace("### Wheat", "### Oats"))
    (problem,) = run(course).problems
    assert problem.source.file == "content/one.overlay.json"
    assert "“wheat” is no longer there" in problem.message


def test_a_slide_that_is_laid_out_anew_is_told_and_stays_as_it_is_built(course: Path) -> None:
    pull(course, deck.shift("wants sun", 60))
    table = "\n| field | loaves |\n|---|---|\n| north | 40 |\n| south | 60 |\n"
    (course / "content/one.md").write_text(f"{SESSION}{table}")
    (problem,) = run(course).problems
    assert "“wheat”" in problem.message
    assert "stays there" in problem.message


def test_a_broken_overlay_costs_only_itself(course: Path) -> None:
    (course / "content/one.overlay.json").write_text("{")
    report = run(course)
    (problem,) = report.problems
    assert problem.source.file == "content/one.overlay.json"
    assert report.built[0].slides > 0


def test_an_overlay_that_leads_out_of_the_course_is_refused(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "other.json"
    outside.write_text('{"en": {}}')
    (course / "content/one.overlay.json").symlink_to(outside)
    (problem,) = run(course).problems
    assert problem.source.file == "content/one.overlay.json"


def test_a_new_text_has_the_languages_of_its_words(course: Path) -> None:
    pull(course, deck.text_box("wants sun", "Closed 오늘"))
    run(course)
    runs = shape(course, "Closed").text_frame.paragraphs[0].runs
    assert [(one.text.strip(), one.font._element.get("lang")) for one in runs] == [
        ("Closed", "en-US"),
        ("오늘", "ko-KR"),
    ]
