"""What other tools' Markdown comes to in the deck that a user opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.cli import main

LISTS = """\
# Session 1: Lists

## Answers (10 min)

### Which valve {as=list}

1. Which valve is open?
   a) the left one
   b) the right one
2. And which is shut?
   (i) none
   (ii) both

### Counting {as=list}

0. nothing
1. one

### 고르기 {as=list}

가) 왼쪽
나) 오른쪽

### Marked

H~2~O and m^2^, ==mark== and ~gone~, <u>under</u> :droplet:
"""

TABLES = """\
# Session 2: Tables

## Tables (10 min)

### Merged

<table>
<tr><th rowspan="2">Valve</th><th colspan="2">Flow</th></tr>
<tr><th>open</th><th>shut</th></tr>
<tr><td>main</td><td colspan="2">unknown</td></tr>
</table>

### Long

| Term | Meaning |
| --- | --- |
| Log | LINES |
| Next | fine |

### Captioned

+-----+-----+
| a   | b   |
+=====+=====+
| c   | d   |
+-----+-----+

: All four letters
""".replace("LINES", "<br>".join(f"entry {number}" for number in range(1, 61)))

DETAILS = """\
# Session 3: Details

## Details (10 min)

### What flows?

Think first.

<details>
<summary>Solution</summary>

Water, of course.

</details>

### For the speaker

Valves leak.

<details>

Do not promise anything.

</details>
"""


FOOTNOTES = """\
# Session 4: Sources[^title]

## Load[^part] (10 min)

### How much

Traffic doubled[^survey] in a year[^1], they say^[All of *them*.].

### How often

| Peak[^1] | Times |
| --- | --- |
| daily | 3[^survey] |

### Many

- first[^1]
LINES
- last[^survey]

### What we do[^do]

Balance it.

::: notes
Say why[^spoken].
:::

[^survey]: Survey of traffic, page 12.
[^1]: Own measurement.
[^title]: Sources are listed.
[^part]: Of servers.
[^do]: Or try to.
[^spoken]: Since it is cheaper.
""".replace("LINES", "\n".join(f"- item {number}" for number in range(1, 25)))


CODE = """\
# Session 5: Code

## Code (10 min)

### Named

```python title="pump.py" linenums="9"
pump = 1
pump.stop()
```

### Changed

```diff
-old line
+new line
```
"""


LINKED = """\
# Session 6: Further

## Further (5 min)

As in the [lists](../lists.md), or rather in [counting](../lists.md#counting); take the [sheet](files/sheet.csv).
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The decks of a course whose sessions use all of it."""
    root = tmp_path_factory.mktemp("marks")
    (root / "content").mkdir()
    sources = {"lists": LISTS, "tables": TABLES, "details": DETAILS, "notes": FOOTNOTES, "code": CODE}
    (root / "content/linked/files").mkdir(parents=True)
    (root / "content/linked/files/sheet.csv").write_text("a,b\n", encoding="utf-8")
    (root / "content/linked/further.md").write_text(LINKED, encoding="utf-8")
    for name, text in sources.items():
        (root / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    assert main(["--course", str(root), "--output", str(root / "output"), "--quiet"]) == 0
    yield root / "output/en"


def slide(built: Path, name: str, title: str) -> Any:
    """The first slide with a title that begins so, or with such a title below its section's."""
    return slides(built, name, title)[0]


def slides(built: Path, name: str, title: str) -> list[Any]:
    deck = Presentation(str(built / f"{name}.pptx"))
    titles = [(slide, slide.shapes.title.text_frame.text) for slide in deck.slides]
    return [slide for slide, said in titles if said.startswith(title) or f" · {title}" in said]


def words(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def numbered(slide: Any) -> list[tuple[str, str | None, str | None]]:
    """Text, type and first number of every paragraph that PowerPoint counts."""
    found = []
    for paragraph in slide.element.iter("{*}p"):
        for auto in paragraph.iter("{*}buAutoNum"):
            text = "".join(part.text or "" for part in paragraph.iter("{*}t"))
            found.append((text, auto.get("type"), auto.get("startAt")))
    return found


def table(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_table).table


def test_powerpoint_counts_by_itself(built: Path) -> None:
    assert numbered(slide(built, "lists", "Which valve")) == [
        ("Which valve is open?", "arabicPeriod", None),
        ("the left one", "alphaLcParenR", None),
        ("the right one", "alphaLcParenR", None),
        ("And which is shut?", "arabicPeriod", None),
        ("none", "romanLcParenBoth", None),
        ("both", "romanLcParenBoth", None),
    ]


def test_what_it_cannot_count_is_written(built: Path) -> None:
    shown = slide(built, "lists", "Counting")
    assert numbered(shown) == [("one", "arabicPeriod", None)]
    assert "0.\tnothing" in words(shown)
    assert "가)\t왼쪽\n나)\t오른쪽" in words(slide(built, "lists", "고르기"))


def test_marks_are_looks(built: Path) -> None:
    shown = slide(built, "lists", "Marked")
    runs = [run for shape in shown.shapes if shape.has_text_frame for run in shape.text_frame._txBody.iter("{*}r")]
    looks = {"".join(part.text or "" for part in run.iter("{*}t")): run.find("{*}rPr") for run in runs}
    assert {"mark", "gone", "under", "💧"} <= set(looks)
    assert looks["mark"].find("{*}highlight") is not None
    assert looks["gone"].get("strike") == "sngStrike"
    assert looks["under"].get("u") == "sng"
    assert [run.find("{*}rPr").get("baseline") for run in runs if run.findtext("{*}t") == "2"] == ["-25000", "30000"]


def test_merged_cells_are_merged(built: Path) -> None:
    merged = table(slide(built, "tables", "Merged"))
    assert [[cell.text for cell in row.cells] for row in merged.rows] == [
        ["Valve", "Flow", ""],
        ["", "open", "shut"],
        ["main", "unknown", ""],
    ]
    first, flow = merged.cell(0, 0), merged.cell(0, 1)
    assert first.is_merge_origin and (first.span_height, first.span_width) == (2, 1)
    assert flow.is_merge_origin and (flow.span_height, flow.span_width) == (1, 2)
    assert merged.cell(1, 0).is_spanned and merged.cell(2, 2).is_spanned


def test_a_long_cell_goes_on_on_the_next_slide(built: Path) -> None:
    pages = slides(built, "tables", "Long")
    assert len(pages) > 1
    entries = [cell for page in pages for row in table(page).rows for cell in row.cells[1].text.split("\v")]
    assert [entry for entry in entries if entry.startswith("entry")] == [f"entry {number}" for number in range(1, 61)]
    for page in pages:
        shape = next(shape for shape in page.shapes if shape.has_table)
        assert shape.top + shape.height <= Presentation(str(built / "tables.pptx")).slide_height
        assert [cell.text for cell in table(page).rows[0].cells] == ["Term", "Meaning"]


def test_a_caption_stands_below_its_table(built: Path) -> None:
    shown = slide(built, "tables", "Captioned")
    frame = next(shape for shape in shown.shapes if shape.has_table)
    caption = next(
        shape for shape in shown.shapes if shape.has_text_frame and shape.text_frame.text == "All four letters"
    )
    assert caption.top >= frame.top + frame.height


def test_a_solution_is_not_beside_its_question(built: Path) -> None:
    (question,) = slides(built, "details", "What flows?")
    (answer,) = slides(built, "details", "Solution")
    assert "Water" not in words(question)
    assert "Water, of course." in words(answer)
    spoken = slide(built, "details", "For the speaker")
    assert "promise" not in words(spoken)
    assert "Do not promise anything." in spoken.notes_slide.notes_text_frame.text


def marks(slide: Any) -> list[str]:
    """Raised runs outside of the footnotes, in order; cells of tables too."""
    below = [shape for shape in slide.shapes if shape.name.endswith("footnotes")]
    skipped = {run for shape in below for run in shape.element.iter("{*}r")}
    raised = [run for run in slide.element.iter("{*}r") if run not in skipped and run.find("{*}rPr").get("baseline")]
    return [run.findtext("{*}t") or "" for run in raised]


def feet(slide: Any) -> list[str]:
    return [
        paragraph.text
        for shape in slide.shapes
        if shape.name.endswith("footnotes")
        for paragraph in shape.text_frame.paragraphs
    ]


SURVEY, OWN = "2 Survey of traffic, page 12.", "3 Own measurement."


def test_footnotes_stand_with_their_marks(built: Path) -> None:
    first = slide(built, "notes", "How much")
    assert marks(first) == ["2", "3", "4"]
    assert feet(first) == [SURVEY, OWN, "4 All of them."]
    in_table = slide(built, "notes", "How often")
    assert marks(in_table) == ["3", "2"] and feet(in_table) == [SURVEY, OWN]
    last = slides(built, "notes", "What we do")[0]
    assert feet(last) == ["5 Or try to."]
    assert last.notes_slide.notes_text_frame.text.endswith("Say why6.\n[6] Since it is cheaper.")


def test_every_page_has_the_footnotes_of_its_own_marks(built: Path) -> None:
    pages = slides(built, "notes", "Many")
    assert len(pages) > 1
    assert feet(pages[0]) == [OWN] and feet(pages[-1]) == [SURVEY]
    for page in pages:
        foot = next((shape for shape in page.shapes if shape.name.endswith("footnotes")), None)
        body = next(shape for shape in page.placeholders if shape.placeholder_format.idx == 1)
        assert foot is None or foot.top >= body.top + body.height


def test_titles_have_footnotes_that_stay_out_of_the_footer(built: Path) -> None:
    deck = Presentation(str(built / "notes.pptx"))
    assert "* Sources are listed." in words(deck.slides[0]) and "1 Of servers." in words(deck.slides[1])
    assert deck.core_properties.title == "Sources"
    shown = {shape.name: shape.text_frame.text for shape in deck.slides[2].shapes if shape.has_text_frame}
    assert (shown["footer"], shown["eyebrow"]) == ("Sources", "Load")


def test_the_handout_numbers_them_too(built: Path) -> None:
    page = (built / "notes.handout.html").read_text(encoding="utf-8")
    assert '<sup><a href="#footnote-survey">2</a></sup>' in page
    assert page.count('id="footnote-survey"') == 1 and "2 Survey of traffic" in page


def test_code_has_its_name_and_numbers(built: Path) -> None:
    named = words(slide(built, "code", "Named"))
    assert "pump.py\n" in named
    assert " 9  pump = 1\n10  pump.stop()" in named
    looks = {run.findtext("{*}t"): run.find("{*}rPr") for run in slide(built, "code", "Changed").element.iter("{*}r")}
    colors = [looks[line].find("{*}solidFill/{*}schemeClr").get("val") for line in ("-old line", "+new line")]
    assert colors[0] != colors[1]


def targets(built: Path, name: str) -> list[str]:
    """Where the links of a deck lead that leave it."""
    deck = Presentation(str(built / f"{name}.pptx"))
    found = [relation for slide in deck.slides for relation in slide.part.rels.values() if relation.is_external]
    return sorted({relation.target_ref for relation in found})


def test_decks_lead_to_decks_and_files_beside_them(built: Path) -> None:
    deck = Presentation(str(built / "lists.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    number = titles.index("Counting") + 1
    assert targets(built, "linked/further") == ["../lists.pptx", f"../lists.pptx#{number}", "files/sheet.csv"]
    assert (built / "linked/files/sheet.csv").read_text(encoding="utf-8") == "a,b\n"
    page = (built / "linked/further.handout.html").read_text(encoding="utf-8")
    for address in ("../lists.handout.html", "../lists.handout.html#counting", "files/sheet.csv"):
        assert f'href="{address}"' in page
