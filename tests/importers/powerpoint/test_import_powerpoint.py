"""PowerPoint decks as sessions: decks of other people, and our own, which give their session back."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.util import Inches, Pt

import coursedeck
from coursedeck.importers import ImportedSession
from coursedeck.importers.powerpoint import read_powerpoint
from coursedeck.importers.powerpoint.texts import MarkedParagraph, as_lines
from coursedeck.model.session import Callout, Code, List, ListItem, Notes, Paragraph, Session, Table
from coursedeck.model.walk import all_blocks
from coursedeck.session.load import load_course, load_session
from tests.importers.importing import imported, said

TITLE, CONTENT, DIVIDER, TWO, ONLY_TITLE = 0, 1, 2, 3, 5


def picture() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    data.seek(0)
    return data


def add_list(slide: Any) -> None:
    frame = slide.placeholders[1].text_frame
    frame.text = "Waves"
    for level, words in ((1, "small_ones"), (1, "tall ones"), (0, "Wind")):
        paragraph = frame.add_paragraph()
        paragraph.text, paragraph.level = words, level
    run = frame.add_paragraph().add_run()
    run.text = "the almanac"
    run.hyperlink.address = "https://example.org/almanac"


def add_drawing(slide: Any) -> None:
    first = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, Inches(1), Inches(2), Inches(2), Inches(1))
    second = slide.shapes.add_shape(MSO_SHAPE.DIAMOND, Inches(5), Inches(2), Inches(2), Inches(1))
    first.text_frame.text, second.text_frame.text = "Moon", "Sea?"
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 1, 1)
    line.begin_connect(first, 3)
    line.end_connect(second, 1)


def add_numbers(slide: Any) -> None:
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
    for row, words in enumerate((("Port", "Height"), ("Ostend", "4 | 5 m"))):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Spring", "Neap"]
    data.add_series("Metres", (5.5, 3))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(6), Inches(3), data
    ).chart.has_title = False


@pytest.fixture(scope="module")
def old_deck() -> bytes:
    deck = Presentation()

    def slide(layout: int, title: str) -> Any:
        made = deck.slides.add_slide(deck.slide_layouts[layout])
        if title:
            made.shapes.title.text = title
        return made

    slide(TITLE, "Tides").placeholders[1].text = "For sailors"
    slide(DIVIDER, "Causes")
    listed = slide(CONTENT, "What moves water")
    add_list(listed)
    listed.notes_slide.notes_text_frame.text = "Ask who has sailed.\nThen wait."
    add_drawing(slide(ONLY_TITLE, "Who pulls whom"))
    slide(DIVIDER, "Numbers")
    add_numbers(slide(ONLY_TITLE, "Two tides"))
    sides = slide(TWO, "Compared")
    sides.placeholders[1].text, sides.placeholders[2].text = "at full moon", "at half moon"
    shown = slide(ONLY_TITLE, "A view")
    shown.shapes.add_picture(picture(), Inches(1), Inches(2))._element.nvPicPr.cNvPr.set("descr", "The pier")
    shown._element.set("show", "0")
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


@pytest.fixture(scope="module")
def session(old_deck: bytes, tmp_path_factory: pytest.TempPathFactory) -> ImportedSession:
    return imported(tmp_path_factory.mktemp("old"), {"old.pptx": old_deck}).sessions[0]


def test_a_deck_of_somebody(session: ImportedSession) -> None:
    assert said(session) == [
        "# Tides",
        "For sailors",
        "## Causes",
        "### What moves water",
        "- Waves",
        "  - small_ones",
        "  - tall ones",
        "- Wind",
        "- [the almanac](https://example.org/almanac)",
        "::: notes",
        "Ask who has sailed.",
        "Then wait.",
        ":::",
        "### Who pulls whom",
        "```mermaid",
        "flowchart LR",
        '  n1("Moon")',
        '  n2{"Sea?"}',
        "  n1 --- n2",
        "```",
        "## Numbers",
        "### Two tides",
        "| Port | Height |",
        "| --- | --- |",
        "| Ostend | 4 \\| 5 m |",
        "```chart",
        "type: column",
        "categories: [Spring, Neap]",
        "series:",
        "  Metres: [5.5, 3]",
        "```",
        "### Compared",
        ":::: columns",
        "::: column",
        "- at full moon",
        ":::",
        "::: column",
        "- at half moon",
        ":::",
        "::::",
        "### A view",
        "<!-- slide: hide -->",
        "![The pier](old-files/old-8-1.png)",
    ]


def test_its_pictures_come_along_and_its_words_are_all_there(session: ImportedSession) -> None:
    assert session.files == {"old-files/old-8-1.png": picture().getvalue()}
    said_ = session.text.replace("\\", "")
    assert [words for _, words in session.words if words.strip() and words not in said_] == []


def test_the_largest_words_on_top_serve_as_a_title() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for top, size, words in ((1, 14, "Harbour school"), (2, 32, "Low water"), (4, 40, "far below")):
        box = slide.shapes.add_textbox(Inches(1), Inches(top), Inches(6), Inches(0.6))
        run = box.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = words, Pt(size)
    data = io.BytesIO()
    deck.save(data)
    found = read_powerpoint(data.getvalue(), "x")
    assert found is not None
    assert [line.text for line in found.lines if line.text] == ["# Low water", "Harbour school", "far below"]


def test_bullets_and_numbers_that_somebody_typed_are_items() -> None:
    typed = ["Needed:", "• a lamp", "• an orange", "1. Light it", "2. Turn it", "1. alone\vand on"]
    texts = [MarkedParagraph(text.replace("\v", "<br><br>"), plain=text) for text in (*typed[:5], "So:", typed[5])]
    assert [line for line in as_lines(texts) if line] == [
        "Needed:",
        "- a lamp",
        "- an orange",
        "1. Light it",
        "1. Turn it",
        "So:",
        "1\\. alone\n\nand on",
    ]


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_deck_is_none(data: bytes) -> None:
    assert read_powerpoint(data, "x") is None


OWN = """# Running a harbour

Ships come and go, and somebody has to say when.

## 1. Why tides matter (10 min)

### Three things to know

- **Height**: how much water there is above the sill
- **Time**: when it is there, and for how long
- **Wind**: what it adds, or takes away

::: notes
Ask who has run aground. Wait for the laughter.

Then tell of the ferry.
:::

### What the table says

| port | high water | range |
| --- | --- | --- |
| Ostend | 04:10 | 4 m |
| Dover | 05:25 | 6 m |

> [!TIP]
> Read the column of your own port first.

## 2. Working with them (15 min)

### Steps of a departure

1. Look up the height
2. Add what the wind adds
   - less in the lee
   - more in the channel
3. Leave an hour before

### A small program

```python
height = tide + wind
print(height)
```

- It says the height in metres
"""


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Session]:
    """A session, and the same imported from the deck that was built of it."""
    root = tmp_path_factory.mktemp("own")
    (root / "content").mkdir()
    (root / "content" / "harbour.md").write_text(OWN)
    report = coursedeck.build(root, output=root / "out", locales=["en"], jobs=1)
    assert report.errors == 0
    deck = (root / "out" / "en" / "harbour.pptx").read_bytes()
    made = imported(root / "source", {"harbour.pptx": deck}).sessions[0]
    (root / "second" / "content").mkdir(parents=True)
    (root / "second" / "content" / "harbour.md").write_text(made.text)
    return read(root, "harbour.md"), read(root / "second", "harbour.md")


def read(root: Path, name: str) -> Session:
    course, _ = load_course(root)
    session, problems = load_session(course, root / "content" / name)
    assert problems == ()
    return session


def items(block: List) -> list[str]:
    def below(item: ListItem) -> list[str]:
        inner = [line for one in item.blocks if isinstance(one, List) for line in items(one)]
        return [item.text.plain, *(f"  {line}" for line in inner)]

    return [line for item in block.items for line in below(item)]


def test_our_own_deck_gives_its_session_back(again: tuple[Session, Session]) -> None:
    before, after = again
    assert after.title.plain == before.title.plain
    for one, other in zip(before.walk(), after.walk(), strict=True):
        assert (other.level, other.heading, other.minutes) == (one.level, one.heading, one.minutes)
    assert facts(after) == facts(before)


def test_headings_are_as_deep_as_they_were(tmp_path: Path) -> None:
    said = "\n".join(f"- a line about the water at gate number {number}" for number in range(1, 9))
    notes = "\n\n::: notes\nShow it.\n:::\n"
    text = f"# Tides\n\n## Height (10 min)\n\n### Sills\n\n{said}{notes}\n#### 1. Gauges\n\n{said}{notes}"
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "tides.md").write_text(text)
    assert coursedeck.build(tmp_path, output=tmp_path / "out", locales=["en"], jobs=1).errors == 0
    deck = (tmp_path / "out" / "en" / "tides.pptx").read_bytes()
    made = imported(tmp_path / "source", {"tides.pptx": deck}).sessions[0]
    found = [line for line in made.text.splitlines() if line.startswith("#")]
    assert found == ["# Tides", "## Height (10 min)", "### Sills", "#### 1. Gauges"]


def facts(session: Session) -> list[object]:
    """What lists, tables, notes, code and callouts say, in their order."""
    found: list[object] = []
    for block in all_blocks(session):
        if isinstance(block, List):
            found.append(items(block))
        elif isinstance(block, Table):
            found.append([[cell.plain for cell in row] for row in block.all_rows])
        elif isinstance(block, Notes):
            found.append([one.text.plain for one in block.blocks if isinstance(one, Paragraph)])
        elif isinstance(block, Code):
            found.append((block.language, block.code))
        elif isinstance(block, Callout):
            found.append(block.kind)
    return found


CARRIED = """---
week: 1
session: 2
goals:
  - Know the *words*
optional: [Extras]
solutions: notes
x-room: B12
---

# Session 2: Harbour words (45 min)

Ships come and go.

## 1. Words of the sea (20 min)

### Ropes {#ropes}

1. Look
   - up
   - down
2. Pull

::: notes
Show a rope.
:::

### Ships

![A red ship](ship.png "Ours"){width=50%}

```chart
type: bar
csv: ships.csv
title: Ships a year
```

## Extras (15 min) {optional=2}

```python
def a():
    return 1


def b():
    return 2
```

::: exercise Splice it (10 min)
Splice two ropes.

::: solution
Like so.
:::
:::
"""
CHANGED = {
    "(ship.png ": "(harbour-files/harbour-1.png ",
    "csv: ships.csv": "categories: ['2020', '2021']\nseries:\n  ships: [5, 7]",
}


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A deck of a session with everything that its slides alone do not say."""
    root = tmp_path_factory.mktemp("carried")
    (root / "content").mkdir()
    (root / "content" / "harbour.md").write_text(CARRIED.replace("Ships come", "<!-- to do -->\nShips come"))
    (root / "content" / "ship.png").write_bytes(picture().getvalue())
    (root / "content" / "ships.csv").write_text("year,ships\n2020,5\n2021,7\n")
    assert coursedeck.build(root, output=root / "out", locales=["en"], jobs=1).errors == 0
    return (root / "out" / "en" / "harbour.pptx").read_bytes()


def test_a_deck_as_it_was_built_gives_the_very_text_back(carried: bytes, tmp_path: Path) -> None:
    made = imported(tmp_path, {"harbour.pptx": carried}).sessions[0]
    expected = CARRIED.replace("Ships come", "\nShips come")  # the comment's line is empty
    for written, now in CHANGED.items():
        expected = expected.replace(written, now)
    assert made.text == expected
    assert made.files == {"harbour-files/harbour-1.png": picture().getvalue()}
    assert "to do" not in made.text


def test_an_edited_deck_keeps_front_matter_and_headings(carried: bytes, tmp_path: Path) -> None:
    deck = Presentation(io.BytesIO(carried))
    for slide in deck.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    run.text = run.text.replace("Pull", "Haul")
    data = io.BytesIO()
    deck.save(data)
    text = imported(tmp_path, {"harbour.pptx": data.getvalue()}).sessions[0].text
    assert text.startswith(CARRIED[: CARRIED.index("# Session")].strip())
    assert [line for line in text.split("\n") if re.match(r"#{1,3} ", line)] == [
        line for line in CARRIED.split("\n") if re.match(r"#{1,3} ", line)
    ]
    assert "1. Haul" in text
    assert ":::: exercise Splice it (10 min)\n" in text
