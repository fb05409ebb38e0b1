"""One slide: its title, its shapes back to front, footer and number (ECMA-376 part 1, 19.3.1.38)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from coursedeck.base.look.words import footer_text
from coursedeck.base.text.emoji import EMOJI_FACE, emoji_parts
from coursedeck.base.text.languages import language_runs, runs_right_to_left
from coursedeck.output.deck.bars import bar_group
from coursedeck.output.deck.charts import chart_frame
from coursedeck.output.deck.figures import figure_group
from coursedeck.output.deck.notes import slide_number_field
from coursedeck.output.deck.page import LayoutPlace, Page
from coursedeck.output.deck.pictures import figure_picture, picture_shape
from coursedeck.output.deck.shapes import layout_copy, text_shape
from coursedeck.output.deck.tables import table_frame
from coursedeck.output.deck.text import own_faces
from coursedeck.output.deck.timing import Build, timing
from coursedeck.output.deck.tree import shape_tree
from coursedeck.output.deck.values import Properties
from coursedeck.output.deck.xml import USUAL, Element, element, qualified
from coursedeck.model.drawing import FigureFiles
from coursedeck.model.session import Session
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    FigureShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)


@dataclass(frozen=True)
class Resources:
    """What slides are filled from besides their own shapes."""

    session: Session
    properties: Properties
    pictures: Mapping[str, bytes]
    figures: Mapping[str, FigureFiles]


def blank_slide(slide: PlacedSlide) -> Element:
    """``p:sld`` without content, named by the slide's id."""
    shown = {"show": False if slide.hidden else None}
    return element("p:sld", shown, element("p:cSld", {"name": slide.id}), spaces=USUAL)


def fill_slide(slide: PlacedSlide, number: int, page: Page, resources: Resources, seconds: float | None) -> None:
    """Put everything on a blank slide; with `seconds` it goes on by itself."""
    root = page.part._element
    title = text_shape(slide.title, page)
    shapes = [_shape(shape, page, resources) for shape in slide.shapes]
    root[0].append(shape_tree([title, *shapes, *_furniture(slide, number, page, resources)]))
    own_map = page.layout.own_map
    root.append(element("p:clrMapOvr", None, element("a:masterClrMapping")) if own_map is None else deepcopy(own_map))
    if seconds is not None:
        root.append(element("p:transition", {"advTm": round(seconds * 1000)}))
    if slide.builds and (steps := timing(builds(slide, shapes))) is not None:
        root.append(steps)


def builds(slide: PlacedSlide, made: Sequence[Element]) -> list[Build]:
    """What appears on click: lists item by item, each with what is nested in it, and figures whole."""
    found = []
    for shape, written in zip(slide.shapes, made, strict=True):
        identity = next(written.iter(qualified("p:cNvPr")))
        items = list_items(shape.paragraphs) if isinstance(shape, TextShape) else ()
        if items or isinstance(shape, FigureShape | PictureShape | ChartShape):
            found.append(Build(int(identity.get("id", "0")), items))
    return found


def list_items(paragraphs: Sequence[TextParagraph]) -> tuple[tuple[int, int], ...]:
    """First and last paragraph of every item of the first level; nothing for text without lists.

    >>> list_items([TextParagraph((), 20, bullet="•"), TextParagraph((), 18, level=1), TextParagraph((), 20)])
    ((0, 1), (2, 2))
    """
    if not any(paragraph.bullet for paragraph in paragraphs):
        return ()
    firsts = [index for index, paragraph in enumerate(paragraphs) if paragraph.level == 0 or index == 0]
    return tuple((first, after - 1) for first, after in zip(firsts, [*firsts[1:], len(paragraphs)], strict=True))


def _shape(shape: Shape, page: Page, resources: Resources) -> Element:
    match shape:
        case TextShape():
            return text_shape(shape, page)
        case TableShape():
            return table_frame(shape, page)
        case ChartShape():
            return chart_frame(shape, page)
        case PictureShape():
            return picture_shape(shape, resources.pictures, page)
        case BarShape():
            return bar_group(shape, page)
        case FigureShape():
            if shape.as_picture:
                return figure_picture(shape, resources.figures.get(shape.drawing.name), page)
            return figure_group(shape, page)


def _furniture(slide: PlacedSlide, number: int, page: Page, resources: Resources) -> Iterator[Element]:
    """Footer and slide number where the layout has them; a layout's own do not show on its slides."""
    for place in page.layout.places.values():
        kind = dict(place.attributes).get("type")
        words = footer_text(slide, resources.session, resources.properties.footer)
        if kind == "ftr" and words:
            yield layout_copy(place, _line_body(place, page, *_footer_runs(place, words, page)), page)
        if kind == "sldNum":
            yield layout_copy(
                place, _line_body(place, page, slide_number_field(number, _look(place, page.style.language))), page
            )


def _footer_runs(place: LayoutPlace, words: str, page: Page) -> Iterator[Element]:
    for text, lang in language_runs(words, page.style.language):
        for is_emoji, part in emoji_parts(text):
            look = _look(place, lang)
            look.extend(own_faces(EMOJI_FACE) if is_emoji else [])
            yield element("a:r", None, look, element("a:t", text=part))


def _look(place: LayoutPlace, lang: str) -> Element:
    """Run properties of a layout's line in so many words: LibreOffice forgets what a footer inherits."""
    return element("a:rPr", {"lang": lang, "sz": place.size}, None if place.fill is None else deepcopy(place.fill))


def _line_body(place: LayoutPlace, page: Page, *inside: Element) -> Element:
    rtl = True if runs_right_to_left(page.style.language) else None
    line = element("a:p", None, element("a:pPr", {"algn": place.align, "rtl": rtl}), *inside)
    return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), line)
