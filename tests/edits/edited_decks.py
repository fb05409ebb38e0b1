"""A course of one session, its deck, and edits as people make them in a program."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

SESSION = """# Session 1: The bakery

## Bread (20 min)

### Why rye

- **Cheap**: rye grows on poor soil
- *Sour* dough keeps for days
- It [feeds](https://example.com/rye) a village
  - also in winter
  - and in spring

::: notes
Say hello to the baker.

Then show the loaf.
:::

### The oven

A wood oven is hot for hours, and `temp()` tells how hot it is.

1. Light the fire
2. Wait an hour
3. Bake the bread

### Prices

| Loaf | Price | Weight |
|------|-------|--------|
| Rye | 3 | 900 g |
| Wheat | 4 | 700 g |
| Spelt | 5 | 500 g |

### Growth

```chart
type: bar
categories: [Rye, Wheat, Spelt]
series:
  Loaves: [12, 30, 7]
```

- More wheat than rye

### The way

```mermaid
flowchart LR
  A[Grain house] -->|by cart| B[Mill] --> C[Oven]
```

### The recipe

```python
heat = 200
bake(heat)
```

## Cakes (15 min)

### Cream

> [!NOTE]
> Keep it cool, below eight degrees.

Cream is whipped for two minutes
in a cold bowl.

- Sugar first
- Then vanilla

### Goodbye

- Clean the table
- Close the door
"""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Edit = Callable[[Any], None]
"""What somebody does to a presentation."""


def edited(deck: bytes, *edits: Edit) -> bytes:
    """The deck after edits, saved by python-pptx."""
    presentation = Presentation(io.BytesIO(deck))
    for edit in edits:
        edit(presentation)
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def shapes_of(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shapes_of(shape.shapes)


def _paragraphs(presentation: Any) -> Iterator[tuple[Any, Any]]:
    """Every paragraph with its slide."""
    for slide in presentation.slides:
        for shape in shapes_of(slide.shapes):
            frames = [shape.text_frame] if shape.has_text_frame else []
            if getattr(shape, "has_table", False):
                frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
            yield from ((slide, paragraph) for frame in frames for paragraph in frame.paragraphs)


def at(presentation: Any, words: str) -> tuple[Any, Any]:
    """The paragraph that says `words`, else the first that has them; not where titles are repeated."""
    found = list(_paragraphs(presentation))
    exact = [one for one in found if one[1].text.strip() == words]
    return (exact or [one for one in found if words in one[1].text and " · " not in one[1].text])[0]


def _in_runs(paragraph: Any, old: str, new: str) -> None:
    for run in paragraph.runs:
        if old in run.text:
            run.text = run.text.replace(old, new, 1)
            return
    whole = paragraph.text.replace(old, new, 1)
    paragraph.runs[0].text = whole
    for run in paragraph.runs[1:]:
        run.text = ""


def say(old: str, new: str) -> Edit:
    return lambda presentation: _in_runs(at(presentation, old)[1], old, new)


def note(old: str, new: str) -> Edit:
    def edit(presentation: Any) -> None:
        pages = [slide.notes_slide.notes_text_frame for slide in presentation.slides]
        _in_runs(next(one for page in pages for one in page.paragraphs if old in one.text), old, new)

    return edit


def add_note(on: str, words: str) -> Edit:
    def edit(presentation: Any) -> None:
        at(presentation, on)[0].notes_slide.notes_text_frame.add_paragraph().text = words

    return edit


def style(words: str, change: Callable[[Any], None]) -> Edit:
    """Change the run that stands for `words`, which is parted from what stands around it."""

    def edit(presentation: Any) -> None:
        paragraph = at(presentation, words)[1]
        run = next(one for one in paragraph.runs if words in one.text)
        before, after = run.text.split(words, 1)
        own, behind = copy.deepcopy(run._r), copy.deepcopy(run._r)
        run._r.addnext(own)
        own.addnext(behind)
        run.text = before
        own.find(f"{_A}t").text, behind.find(f"{_A}t").text = words, after
        change(next(one for one in paragraph.runs if one._r is own))

    return edit


def bold(words: str, on: bool = True) -> Edit:
    return style(words, lambda run: setattr(run.font, "bold", on))


def italic(words: str) -> Edit:
    return style(words, lambda run: setattr(run.font, "italic", True))


def link(words: str, address: str) -> Edit:
    return style(words, lambda run: setattr(run.hyperlink, "address", address))


def add_item(after: str, words: str) -> Edit:
    def edit(presentation: Any) -> None:
        paragraph = at(presentation, after)[1]
        new = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(new)
        first, *rest = new.findall(f"{_A}r")
        first.find(f"{_A}t").text = words
        for run in rest:
            new.remove(run)

    return edit


def drop_item(words: str) -> Edit:
    def edit(presentation: Any) -> None:
        paragraph = at(presentation, words)[1]._p
        paragraph.getparent().remove(paragraph)

    return edit


def put_behind(words: str, other: str) -> Edit:
    def edit(presentation: Any) -> None:
        at(presentation, other)[1]._p.addnext(at(presentation, words)[1]._p)

    return edit


def hide(on: str) -> Edit:
    return lambda presentation: at(presentation, on)[0]._element.set("show", "0")


def _entry(presentation: Any, words: str) -> Any:
    place = list(presentation.slides).index(at(presentation, words)[0])
    return list(presentation.slides._sldIdLst)[place]


def drop_slide(on: str) -> Edit:
    def edit(presentation: Any) -> None:
        entry = _entry(presentation, on)
        presentation.part.drop_rel(entry.rId)
        presentation.slides._sldIdLst.remove(entry)

    return edit


def move_slide(on: str, behind: str) -> Edit:
    def edit(presentation: Any) -> None:
        entry, other = _entry(presentation, on), _entry(presentation, behind)
        other.addnext(entry)

    return edit


def add_slide(behind: str, title: str, *items: str) -> Edit:
    def edit(presentation: Any) -> None:
        entry = _entry(presentation, behind)
        layout = next(one for one in presentation.slide_layouts if one.name == "Content")
        slide = presentation.slides.add_slide(layout)
        slide.shapes.title.text = title
        body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
        body.text_frame.text = "\n".join(items)
        entry.addnext(list(presentation.slides._sldIdLst)[-1])

    return edit


def _row(presentation: Any, first: str) -> Any:
    tables = [one.table for slide in presentation.slides for one in slide.shapes if getattr(one, "has_table", False)]
    return next(row for table in tables for row in table.rows if row.cells[0].text_frame.text == first)


def add_row(behind: str, *cells: str) -> Edit:
    def edit(presentation: Any) -> None:
        row = _row(presentation, behind)._tr
        new = copy.deepcopy(row)
        row.addnext(new)
        for cell, words in zip(new.findall(f"{_A}tc"), cells, strict=True):
            next(cell.iter(f"{_A}t")).text = words

    return edit


def drop_row(first: str) -> Edit:
    def edit(presentation: Any) -> None:
        row = _row(presentation, first)._tr
        row.getparent().remove(row)

    return edit


def number(category: int, value: float) -> Edit:
    """Another number of the first series in the deck's chart."""

    def edit(presentation: Any) -> None:
        shapes = [one for slide in presentation.slides for one in slide.shapes if getattr(one, "has_chart", False)]
        chart = shapes[0].chart
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = list(chart.plots[0].categories)
        for series in chart.plots[0].series:
            values = list(series.values)
            values[category] = value
            data.add_series(series.name, values)
        chart.replace_data(data)

    return edit


def category(place: int, name: str) -> Edit:
    """Another name for a category of the deck's chart."""

    def edit(presentation: Any) -> None:
        shapes = [one for slide in presentation.slides for one in slide.shapes if getattr(one, "has_chart", False)]
        chart = shapes[0].chart
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        names = list(chart.plots[0].categories)
        names[place] = name
        data.categories = names
        for series in chart.plots[0].series:
            data.add_series(series.name, list(series.values))
        chart.replace_data(data)

    return edit


def drop_note(words: str) -> Edit:
    def edit(presentation: Any) -> None:
        pages = [slide.notes_slide.notes_text_frame for slide in presentation.slides]
        found = next(one for page in pages for one in page.paragraphs if words in one.text)
        found._p.getparent().remove(found._p)

    return edit


def copy_slide(on: str, title: str, *changes: Edit) -> Edit:
    """A copy of a slide right behind it, as PowerPoint makes it: under the same name."""

    def edit(presentation: Any) -> None:
        entry, slide = _entry(presentation, on), at(presentation, on)[0]
        made = presentation.slides.add_slide(slide.slide_layout)
        for shape in list(made.shapes._spTree)[2:]:
            made.shapes._spTree.remove(shape)
        for shape in list(slide.shapes._spTree)[2:]:
            made.shapes._spTree.append(copy.deepcopy(shape))
        made._element.cSld.set("name", slide._element.cSld.get("name"))
        made.shapes.title.text_frame.paragraphs[0].runs[0].text = title
        entry.addnext(list(presentation.slides._sldIdLst)[-1])

    return edit


def fill(words: str, color: str) -> Edit:
    """Another fill for the box that says `words`."""

    def edit(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in shapes_of(slide.shapes):
                if shape.has_text_frame and shape.text_frame.text.strip() == words:
                    shape.fill.solid()
                    shape.fill.fore_color.rgb = RGBColor(*bytes.fromhex(color))  # type: ignore[no-untyped-call]
                    return
        raise LookupError(words)

    return edit


def picture(on: str, data: bytes) -> Edit:
    return lambda presentation: at(presentation, on)[0].shapes.add_picture(io.BytesIO(data), 914400, 4000000, 914400)


def arrow(on: str, words: str) -> Edit:
    def edit(presentation: Any) -> None:
        made = at(presentation, on)[0].shapes.add_shape(MSO_SHAPE.RIGHT_ARROW, 914400, 4000000, 1800000, 600000)
        made.text_frame.text = words

    return edit


def drop_shape(on: str, name: str) -> Edit:
    def edit(presentation: Any) -> None:
        found = next(shape for shape in at(presentation, on)[0].shapes if shape.name == name)
        found._element.getparent().remove(found._element)

    return edit


def shift(words: str, points: float) -> Edit:
    """Move the shape that says `words` to the right."""

    def edit(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                if shape.has_text_frame and words in shape.text_frame.text:
                    left, top, width, height = shape.left, shape.top, shape.width, shape.height
                    shape.left, shape.top, shape.width, shape.height = left + int(points * 12700), top, width, height
                    return
        raise LookupError(words)

    return edit


def text_box(on: str, words: str) -> Edit:
    def edit(presentation: Any) -> None:
        box = at(presentation, on)[0].shapes.add_textbox(914400, 914400, 2_000_000, 400_000)
        box.text_frame.text = words

    return edit


_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def comment(on: str, author: str, words: str) -> Edit:
    """A classic comment, the first of the deck."""

    def edit(presentation: Any) -> None:
        package = presentation.part.package
        person = f'<p:cmAuthor id="0" name="{author}" initials="" lastIdx="1" clrIdx="0"/>'
        who = f"<p:cmAuthorLst {_P}>{person}</p:cmAuthorLst>"
        said = f'<p:cmLst {_P}><p:cm authorId="0" idx="1"><p:pos x="1" y="2"/><p:text>{words}</p:text></p:cm></p:cmLst>'
        people = Part(PackURI("/ppt/commentAuthors.xml"), "application/xml", package, who.encode())
        presentation.part.relate_to(people, f"{_OFFICE}/commentAuthors")
        part = Part(PackURI("/ppt/comments/comment1.xml"), "application/xml", package, said.encode())
        at(presentation, on)[0].part.relate_to(part, f"{_OFFICE}/comments")

    return edit
