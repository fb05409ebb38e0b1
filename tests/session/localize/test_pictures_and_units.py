"""Words in SVG pictures and the units of charts are messages, and are shown translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursedeck.app.stages.local_pictures import with_local_pictures
from coursedeck.app.stages.pictures import read_pictures
from coursedeck.model.session import Chart, Picture, Session
from coursedeck.model.walk import all_blocks
from coursedeck.session.load import load_course, load_session
from coursedeck.session.localize import messages, translate_session
from tests.session.localize.course_texts import HEADER, parsed

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><text>Oven</text><text>12</text><text>{}</text></svg>'
)
SESSION = """# Baking

## Oven

![A drawing](oven.svg)

```chart
type: column
unit: "{}"
categories: [Bread, Cake]
series:
  Heat: [220, 180]
```
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "course.toml").write_text('source-locale = "en"\n')
    (tmp_path / "content/oven.svg").write_text(SVG.format("Door"))
    return tmp_path


def session_in(course: Path, unit: str = " degrees") -> Session:
    (course / "content/a.md").write_text(SESSION.format(unit), "utf-8")
    return load_session(load_course(course)[0], course / "content/a.md")[0]


def german(session: Session, **said: str) -> Session:
    entries = "".join(
        f'\nmsgctxt "{each.context}"\nmsgid "{each.id}"\nmsgstr "{said[each.id]}"\n'
        for each in messages(session)
        if each.id in said
    )
    catalog = parsed(HEADER.replace("Language: en", "Language: de") + entries, "de")
    return translate_session(session, catalog, "de").session


@pytest.mark.parametrize(
    ("unit", "message", "shown"),
    [(" degrees", ["degrees"], " Grad"), ("degrees", ["degrees"], "Grad"), ("%", [], "%"), (" °", [], " °")],
)
def test_the_unit_of_a_chart_is_a_message_if_it_has_letters(
    course: Path, unit: str, message: list[str], shown: str
) -> None:
    session = session_in(course, unit)
    assert [each.id for each in messages(session) if each.role == "chart unit"] == message
    (chart,) = (each for each in all_blocks(german(session, degrees="Grad")) if isinstance(each, Chart))
    assert chart.unit == shown


def test_words_in_a_picture_are_messages_and_drawn_translated(course: Path) -> None:
    session = session_in(course)
    found = [(each.id, each.note) for each in messages(session) if each.role == "picture text"]
    assert found == [("Oven", "in the picture oven.svg"), ("Door", "in the picture oven.svg")]
    (drawn,) = read_pictures(course, german(session, Door="Tür & Tor"), {}).values()
    assert "<text>Tür &amp; Tor</text>" in drawn.data.decode() and "<text>Oven</text>" in drawn.data.decode()
    (before,) = read_pictures(course, session, {}).values()
    assert before.data.decode() == SVG.format("Door")


def test_a_picture_of_the_language_has_its_own_words(course: Path) -> None:
    (course / "content/oven.de.svg").write_text(SVG.format("Klappe"))
    shown, problems = with_local_pictures(german(session_in(course), Door="Tür"), "en", course)
    (picture,) = (each for each in all_blocks(shown) if isinstance(each, Picture))
    assert (picture.path, picture.words, problems) == ("content/oven.de.svg", (), ())
    (drawn,) = read_pictures(course, shown, {}).values()
    assert drawn.data.decode() == SVG.format("Klappe")


def test_words_without_room_in_a_picture_are_told_at_their_entry(course: Path) -> None:
    localized = german(session_in(course), Door="Tür zum Gang im ersten Stock")
    _, (problem,) = with_local_pictures(localized, "en", course)
    assert (problem.check, problem.words) == ("overflow", "Tür zum Gang im ersten Stock")
    assert re.search(r'oven.svg there is no room for "Tür zum .*": shorten it by \d+ characters$', problem.message)


def test_a_picture_with_words_in_html_alone_is_told(course: Path) -> None:
    html = '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Latch</p></foreignObject>'
    (course / "content/oven.svg").write_text(SVG.format("Door").replace("</svg>", f"{html}</svg>"))
    (course / "content/a.md").write_text(SESSION.format("%"), "utf-8")
    session, problems = load_session(load_course(course)[0], course / "content/a.md")
    assert [each.id for each in messages(session) if each.role == "picture text"] == ["Oven", "Door", "Latch"]
    assert [problem.source.line for problem in problems if "words in HTML" in problem.message] == [5]
