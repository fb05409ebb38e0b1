"""What a translator is told about the room that a text has."""

from __future__ import annotations

from coursedeck.model.problem import Source
from coursedeck.model.slide import Deck, Layout, PlacedSlide, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.units import Box
from coursedeck.session.localize import messages, rooms_in, update_catalog
from coursedeck.session.localize.catalog import catalog
from tests.session.localize.course_texts import FILE, session_of

SOURCE = """# 제목

## 하나

글

| 가 | 나 |
|----|----|
| 다 | 라 |

::: notes
말
:::
"""


def at(line: int) -> Source:
    return Source("content/a.md", line)


def paragraph(words: str, size: float, line: int | None) -> TextParagraph:
    return TextParagraph((TextRun(words, "ko-KR"),), size, source=at(line) if line else None)


def deck() -> Deck:
    session = session_of(SOURCE)
    title = TextShape("title", Box(0, 0, 900, 60), (paragraph("하나", 32, None),))
    body = TextShape("body", Box(40, 100, 868, 52.4), (paragraph("글", 20, 5),))
    cells = (
        ((paragraph("가", 16, 7),), (paragraph("나", 16, None),)),
        ((paragraph("다", 16, 9),), (paragraph("라", 16, None),)),
    )
    table = TableShape("table", Box(0, 200, 500, 60), (200, 300), (30, 34), cells, True, at(7))
    first = PlacedSlide("t", Layout.TITLE, "title", TextShape("t", Box(0, 0, 700, 90), ()), (), (), at(1))
    second = PlacedSlide("하나", Layout.CONTENT, "content", title, (body, table), (), at(3), part="하나")
    return Deck(session, (first, second))


def test_each_entry_says_where_it_stands_and_what_room_it_has() -> None:
    made = deck()
    update = update_catalog(catalog("en", FILE), messages(made.session), room_for=rooms_in(made))
    said = {entry.id: entry.extracted.split("\n")[1:] for entry in update.catalog.entries}
    assert said == {
        "제목": [],
        "하나": ["about 60 characters, one line"],
        "글": ["about 90 characters, one line"],
        "가": ["about 20 characters, one line"],
        "나": ["about 20 characters, one line"],
        "다": ["column 가", "about 20 characters, one line"],
        "라": ["row 다, column 나", "about 20 characters, one line"],
        "말": [],
    }
