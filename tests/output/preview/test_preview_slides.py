"""Pictures of slides: all the words, nothing outside, nothing from elsewhere, the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from coursedeck.base.text import Ruler
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.problem import Source
from coursedeck.model.session import Picture
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    DrawnShape,
    FigureShape,
    FormulaShape,
    Layout,
    PictureShape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.text import Span, Text
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from coursedeck.output.preview import slide_svg
from coursedeck.output.preview.text_lines import lines_of
from tests.output.preview.preview_pictures import (
    ROOT,
    SVG,
    Pictures,
    own_texts,
    parsed,
    pictures,
    pictures_of,
    plain,
    squeezed,
    without_sources,
    words,
)

KINDS = """# Every *kind* of slide

An introduction with **bold**, `code` and a [link](https://example.org).

## First section (20 min)

### Lists

- One item that is long enough to be broken somewhere in the middle of itself, whatever the width of the slide is
  - Nested with `code`
1. Numbered
2. Again

### Code

```python
def main() -> int:  # comment
    return 42
```

### Warning

> [!WARNING]
> Mind the state-of-the-art.

### Table

| Name | Number |
| --- | --- |
| Alpha | 10 |
| Beta | 2,000 |

### A missing picture

![Not there](none.png)

## Second (10 min)

### Flow

```mermaid
flowchart LR
  A[Start here] --> B[End there]
```

### Chart

```chart
type: bar
unit: "%"
categories: [Low, High]
series:
  Share: [25, 50]
```
"""
LABEL_ENDS = re.compile(r"[\d.]+")


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Pictures:
    return pictures(tmp_path_factory.mktemp("kinds"), KINDS, 'title = "The course"\n')


@pytest.fixture(scope="module")
def bundled() -> Pictures:
    return pictures_of(ROOT, "ko")


def paragraphs_of(made: Pictures, index: int) -> list[TextParagraph]:
    slide = made.deck.slides[index]
    found = list(slide.title.paragraphs)
    for shape in slide.shapes:
        if isinstance(shape, TextShape):
            found += shape.paragraphs
        if isinstance(shape, TableShape):
            found += [paragraph for row in shape.cells for cell in row for paragraph in cell]
    return found


@pytest.mark.parametrize("name", ["kinds", "bundled"])
def test_every_word_is_there(name: str, request: pytest.FixtureRequest) -> None:
    made: Pictures = request.getfixturevalue(name)
    for index, (slide, svg) in enumerate(zip(made.deck.slides, made.svgs, strict=True)):
        shown = words(parsed(svg))
        for paragraph in paragraphs_of(made, index):
            assert squeezed(paragraph.plain) in shown, slide.id
        assert shown.endswith(str(index + 1)) or index == 0, "the slide's number"
        for shape in slide.shapes:
            match shape:
                case BarShape():
                    assert all(squeezed(label) in shown for label in shape.labels)
                case ChartShape():
                    assert all(squeezed(text.plain) in shown for text in shape.chart.categories)
                case FigureShape():
                    labels = (getattr(item, "label", None) for item in shape.drawing.items)
                    assert all(squeezed(label.plain) in shown for label in labels if label)
                case PictureShape(picture=Picture(missing=True)):
                    assert squeezed(shape.alt) in shown
                case FormulaShape():
                    assert shape.picture is not None or squeezed(shape.paragraph.plain) in shown
                case (
                    TextShape() | TableShape() | PictureShape() | DrawnShape()
                ):  # their paragraphs are read above, a picture has none
                    pass


@pytest.mark.parametrize("name", ["kinds", "bundled"])
def test_nothing_lies_outside_the_slide(name: str, request: pytest.FixtureRequest) -> None:
    made: Pictures = request.getfixturevalue(name)
    size, ruler = made.template.size, Ruler(made.placed.families)
    for svg in made.svgs:
        for text in own_texts(parsed(svg)):
            parts = [text, *text.iter(f"{SVG}tspan")]
            for part in parts:
                left = float(part.get("x", text.get("x", "")))
                end = left + ruler.width(part.text or "", float(text.get("font-size", "")))
                assert left >= 0 and end <= size.width + 2, part.text
            assert 0 < float(text.get("y", "")) <= size.height, text.text


def test_no_text_is_higher_than_its_box(bundled: Pictures, kinds: Pictures) -> None:
    for made in (bundled, kinds):
        ruler = Ruler(made.placed.families)
        for slide in made.deck.slides:
            for shape in (slide.title, *slide.shapes):
                if isinstance(shape, TextShape):
                    width = shape.box.width - shape.inset[0] - shape.inset[2]
                    heights = [1.2 * p.size * p.line_spacing * len(lines_of(p, width, ruler)) for p in shape.paragraphs]
                    space = sum(paragraph.space_before for paragraph in shape.paragraphs[1:])
                    inside = shape.box.height - shape.inset[1] - shape.inset[3]
                    assert sum(heights) + space <= inside + 1, (slide.id, shape.name)


def test_lines_are_as_many_as_fit_measured(kinds: Pictures) -> None:
    measure, ruler = ParagraphMeasure(Ruler(kinds.placed.families)), Ruler(kinds.placed.families)
    counted = 0
    for slide in kinds.deck.slides:
        for shape in (slide.title, *slide.shapes):
            if isinstance(shape, TextShape):
                width = shape.box.width - shape.inset[0] - shape.inset[2]
                for paragraph in shape.paragraphs:
                    counted += 1
                    assert len(lines_of(paragraph, width, ruler)) == len(measure.lines(paragraph, width).lines)
    assert counted > 20


def test_pictures_are_the_same_every_time(kinds: Pictures, tmp_path: Path) -> None:
    again = pictures(tmp_path, KINDS, 'title = "The course"\n')
    assert again.svgs == kinds.svgs
    assert not [svg for svg in again.svgs if str(tmp_path) in svg]


@pytest.mark.parametrize("name", ["kinds", "bundled"])
def test_a_picture_needs_nothing_else(name: str, request: pytest.FixtureRequest) -> None:
    made: Pictures = request.getfixturevalue(name)
    for svg in made.svgs:
        for node in parsed(svg).iter(etree.Element):
            assert etree.QName(node).localname not in {"script", "foreignObject", "style"}
            for attribute, value in node.attrib.items():
                assert not str(attribute).startswith("on")
                if str(attribute).endswith("href") and etree.QName(node).localname != "a":
                    assert str(value).startswith(("#", "data:"))
                assert "url(" not in str(value) or str(value).startswith("url(#")


def test_ids_are_unique_on_a_page_with_all_slides(bundled: Pictures) -> None:
    ids = re.findall(r' id="([^"]*)"', "".join(bundled.svgs))
    assert len(ids) == len(set(ids))


def test_a_picture_that_fills_a_slide_stands_behind_the_band_with_its_title(kinds: Pictures) -> None:
    picture = Picture(
        "content/sea.jpg", Text("Waves", (Span("Waves"),), Source("content/talk.md", 3)), Source("content/talk.md", 3)
    )
    whole = PictureShape("picture 1", Box(0, 0, 960, 540), picture, "Waves", cut=(0.0, 0.1))
    layout = kinds.around.template.layout_for(Layout.PICTURE)
    holder = next(one for one in layout.placeholders if one.type == "title")
    title = replace(kinds.deck.slides[1].title, box=holder.box, placeholder=holder.idx)
    slide = replace(kinds.deck.slides[1], layout=Layout.PICTURE, layout_name=layout.name, title=title, shapes=(whole,))
    svg = slide_svg(slide, 2, replace(kinds.around, pictures={"content/sea.jpg": "sea.jpg"}))
    assert 'preserveAspectRatio="xMidYMid slice"' in svg
    assert svg.index("<image") < svg.index('fill-opacity="0.7"') < svg.index("<text")


HOSTILE = "</text><script>alert(1)</script>\"'&<b>\x07"


def test_hostile_words_stay_words(kinds: Pictures) -> None:
    slide = kinds.deck.slides[1]
    title = slide.title.paragraphs[0]
    hostile = replace(title, runs=(replace(title.runs[0], text=HOSTILE),))
    changed = replace(slide, id='a" onload="x', title=replace(slide.title, paragraphs=(hostile,)))
    root = parsed(slide_svg(changed, 2, kinds.around))
    assert squeezed(HOSTILE.replace("\x07", "")) in words(root)
    assert not list(root.iter(f"{SVG}script"))


def test_hostile_alt_texts_stay_attributes(tmp_path: Path) -> None:
    made = pictures(tmp_path, '# T\n\n## S\n\n### A\n\n![x" onload="alert(1) </g>](none.png)\n')
    for svg in made.svgs:
        assert not [node for node in parsed(svg).iter() if node.get("onload")]


def test_texts_tell_where_they_were_written(kinds: Pictures) -> None:
    groups = kinds.titled("Lists").iter(f"{SVG}g")
    places = {squeezed(plain(group)): group.get("data-source") for group in groups}
    line = KINDS.split("\n").index("2. Again") + 1
    assert places["2.Again"] == f"content/talk.md:{line}"
    heading = KINDS.split("\n").index("### Lists") + 1
    assert places["Lists"] == f"content/talk.md:{heading}"


def test_thumbnails_tell_no_lines(kinds: Pictures) -> None:
    svg = slide_svg(kinds.deck.slides[2], 3, without_sources(kinds.around))
    assert "data-source" not in svg


def test_bars_are_as_long_as_their_numbers(kinds: Pictures) -> None:
    chart = next(one for one in kinds.titled("Chart").iter(f"{SVG}g") if one.get("role") == "group")
    paths = [path.get("d", "") for path in chart.iter(f"{SVG}path") if path.get("fill") != "none"]
    widths = [max(xs) - min(xs) for xs in ([float(n) for n in LABEL_ENDS.findall(d)][::2] for d in paths)]
    assert len(widths) == 2
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


INTRODUCED = """# Talk

## Part

### Cards

A sentence that goes on and on over the whole width of the slide, and then goes on until it needs a second line.

- **One**: first
- **Two**: second
- **Three**: third
"""


def drawn_box(path: etree._Element) -> list[float]:
    """Left, top, right and bottom of a path, where the group around it puts it."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d", ""))]
    group = path.getparent()
    said = re.findall(r"-?[\d.]+", group.get("transform", "")) if group is not None else []
    x, y, across, down = map(float, said or (0, 0, 1, 1))
    xs, ys = [x + across * each for each in numbers[::2]], [y + down * each for each in numbers[1::2]]
    return [min(xs), min(ys), max(xs), max(ys)]


def test_the_ground_of_a_card_lies_where_the_card_does(tmp_path: Path) -> None:
    """Also below an introduction of two lines, for which the layout's own place is too high."""
    made = pictures(tmp_path, INTRODUCED)
    (slide,) = (slide for slide in made.deck.slides if any(shape.name == "card 1" for shape in slide.shapes))
    cards = [shape.box for shape in slide.shapes if re.fullmatch(r"card \d", shape.name)]
    grounds = [drawn_box(path) for path in made.titled("Cards").iter(f"{SVG}path") if path.get("fill") == "#F3F5F8"]
    assert len(cards) == 3
    for card, ground in zip(cards, grounds, strict=True):
        assert ground == pytest.approx([card.left, card.top, card.right, card.bottom], abs=0.1)


def test_a_section_slide_shows_the_templates_own_art(kinds: Pictures) -> None:
    root = kinds.titled("First section")
    fills = [path.get("fill") for path in root.iter(f"{SVG}path")]
    assert fills[0] == "#103054", "the deep ground comes first"
    assert fills.count("#96BEEC") >= 2, "the edge, and the badge under the minutes"


@pytest.mark.parametrize(
    ("template", "box"),
    [("dark", "0 0 960 540"), ("default", "0 0 960 540")],
)
def test_other_templates(tmp_path: Path, template: str, box: str) -> None:
    (tmp_path / "t.pptx").write_bytes((ROOT / "templates" / f"{template}.pptx").read_bytes())
    made = pictures(tmp_path, KINDS, 'template = "t.pptx"\n')
    assert parsed(made.svgs[0]).get("viewBox") == box
    ground = parsed(made.svgs[1]).find(f"{SVG}path")
    assert ground is not None
    assert ground.get("fill") == ("#0E1624" if template == "dark" else "#FFFFFF")


def bars_of(svg: str, title: str) -> list[tuple[float, float]]:
    """Where the bars of a chart begin and end, from the left."""
    (group,) = (one for one in etree.fromstring(svg).iter(f"{SVG}g") if one.get("aria-label") == title)
    paths = [path.get("d", "") for path in group.iter(f"{SVG}path") if path.get("fill") != "none"]
    xs = [[float(n) for n in LABEL_ENDS.findall(path)][::2] for path in paths]
    return [(min(one), max(one)) for one in xs]


def test_a_chart_that_is_read_from_the_right_is_turned(kinds: Pictures) -> None:
    slide, shape = next(
        (slide, shape) for slide in kinds.deck.slides for shape in slide.shapes if isinstance(shape, ChartShape)
    )
    turned = replace(slide, shapes=tuple(replace(one, rtl=True) if one is shape else one for one in slide.shapes))
    plain, mirrored = (bars_of(slide_svg(one, 3, kinds.around), shape.alt) for one in (slide, turned))
    both = shape.box.left + shape.box.right
    assert plain and mirrored == [pytest.approx((both - end, both - start), abs=0.05) for start, end in plain]
