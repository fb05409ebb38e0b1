"""One slide: title, shapes back to front, footer and slide number (ECMA-376 part 1, 19.3.1.38)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from msgspec import Struct

from coursedeck.base.look.derived_text import footer_text
from coursedeck.base.look.drawn_paints import repaint
from coursedeck.base.text.emoji import EMOJI_FACE, emoji_parts
from coursedeck.base.text.languages import language_runs, runs_right_to_left
from coursedeck.base.text.scripts import has_right_to_left
from coursedeck.model.drawing import FigureFiles
from coursedeck.model.session import Session
from coursedeck.model.slide import (
    BESIDE_TITLE,
    BarShape,
    ChartShape,
    DrawnShape,
    FigureShape,
    FormulaShape,
    Layout,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.output.deck.animation import Build, Film, timing
from coursedeck.output.deck.bars import bar_group
from coursedeck.output.deck.charts import chart_frame
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.drawn import drawn_shape
from coursedeck.output.deck.figures import figure_group
from coursedeck.output.deck.formulas.shapes import formula_shape
from coursedeck.output.deck.notes import slide_number_field
from coursedeck.output.deck.part_context import LayoutPlaceholder, PartContext
from coursedeck.output.deck.pictures import figure_picture, picture_shape
from coursedeck.output.deck.shape_tree import shape_tree
from coursedeck.output.deck.shapes import footer_shape, text_shape
from coursedeck.output.deck.tables import table_frame
from coursedeck.output.deck.text import font_elements
from coursedeck.output.deck.values import Properties
from coursedeck.output.deck.xml import ROOT_NAMESPACES, Element, element, qualified

PLACED_BY_READING = frozenset({Layout.TITLE, Layout.AGENDA, Layout.SECTION})
"""Layouts whose shapes come in the order in which they are read."""


class Resources(Struct, frozen=True):
    """The files and settings that shapes of slides refer to."""

    session: Session
    properties: Properties
    pictures: Mapping[str, bytes]
    figures: Mapping[str, FigureFiles]


def blank_slide(slide: PlacedSlide) -> Element:
    """``p:sld`` without shapes; its ``p:cSld`` is named by the slide's id."""
    shown = {"show": False if slide.hidden else None}
    return element("p:sld", shown, element("p:cSld", {"name": slide.id}), spaces=ROOT_NAMESPACES)


def fill_slide(
    slide: PlacedSlide, number: int, context: PartContext, resources: Resources, seconds: float | None
) -> None:
    """Add all content to a blank slide; with `seconds` it advances after that time."""
    root = context.part._element
    title = text_shape(slide.title, context)
    shapes = [_shape(shape, context, resources) for shape in slide.shapes]
    for color in slide.colors:
        for made in (title, *shapes):
            if color.shape == _name_of(made):
                repaint(made, color.part, color.fill, color.line)
    ends = _footer_and_number(slide, number, context, resources)
    behind, others = shapes[: slide.behind_title], in_reading_order(slide, shapes)[slide.behind_title :]
    root[0].append(shape_tree([*behind, title, *others, *ends]))
    color_map_override = context.layout.color_map_override
    root.append(
        element("p:clrMapOvr", None, element("a:masterClrMapping"))
        if color_map_override is None
        else deepcopy(color_map_override)
    )
    if seconds is not None:
        root.append(element("p:transition", {"advTm": round(seconds * 1000)}))
    films = [Film(shape_id(made), made.find(f".//{qualified('a:audioFile')}") is not None) for made in films_in(shapes)]
    if (steps := timing(builds(slide, shapes) if slide.builds else (), films)) is not None:
        root.append(steps)


def in_reading_order(slide: PlacedSlide, made: Sequence[Element]) -> list[Element]:
    """The written shapes as they are read: what stands above or beside the title before what is below it."""
    if slide.layout in PLACED_BY_READING:
        return list(made)
    beside = [isinstance(shape, TextShape) and shape.name in BESIDE_TITLE for shape in slide.shapes]
    return [made[place] for place in sorted(range(len(made)), key=lambda place: not beside[place])]


def _name_of(made: Element) -> str:
    return next(made.iter(qualified("p:cNvPr"))).get("name", "")


def films_in(made: Sequence[Element]) -> list[Element]:
    """The written shapes that play a film or a recording."""
    return [shape for shape in made if next(shape.iter(qualified("p14:media")), None) is not None]


def shape_id(made: Element) -> int:
    """The id of a written shape."""
    return int(next(made.iter(qualified("p:cNvPr"))).get("id", "0"))


def builds(slide: PlacedSlide, made: Sequence[Element]) -> list[Build]:
    """What appears click by click: lists item by item together with their sub-items, figures as a whole."""
    found = []
    for shape, written in zip(slide.shapes, made, strict=True):
        items = list_items(shape.paragraphs) if isinstance(shape, TextShape) else ()
        if items or isinstance(shape, FigureShape | PictureShape | ChartShape):
            found.append(Build(shape_id(written), items))
    return found


def list_items(paragraphs: Sequence[TextParagraph]) -> tuple[tuple[int, int], ...]:
    """First and last paragraph index of every first-level item; empty for text without bullets.

    >>> list_items([TextParagraph((), 20, bullet="•"), TextParagraph((), 18, level=1), TextParagraph((), 20)])
    ((0, 1), (2, 2))
    """
    if not any(paragraph.bullet for paragraph in paragraphs):
        return ()
    firsts = [index for index, paragraph in enumerate(paragraphs) if paragraph.level == 0 or index == 0]
    return tuple((first, after - 1) for first, after in zip(firsts, [*firsts[1:], len(paragraphs)], strict=True))


def _shape(shape: Shape, context: PartContext, resources: Resources) -> Element:  # noqa: PLR0911 - a line a kind
    match shape:
        case TextShape():
            return text_shape(shape, context)
        case TableShape():
            return table_frame(shape, context)
        case ChartShape():
            return chart_frame(shape, context)
        case PictureShape():
            return picture_shape(shape, resources.pictures, context)
        case FormulaShape():
            return formula_shape(shape, context)
        case BarShape():
            return bar_group(shape, context)
        case DrawnShape():
            return drawn_shape(shape, context)
        case FigureShape(as_picture=True):
            return figure_picture(shape, resources.figures.get(shape.drawing.name), context)
        case FigureShape():
            return figure_group(shape, context)


def _footer_and_number(
    slide: PlacedSlide, number: int, context: PartContext, resources: Resources
) -> Iterator[Element]:
    """Footer and slide number, if the layout has placeholders for them, which slides do not show by themselves."""
    for place in context.layout.placeholders.values():
        kind = dict(place.attributes).get("type")
        words = footer_text(slide, resources.session, resources.properties.footer)
        if kind == "ftr" and words:
            runs = _footer_runs(place, words, context, slide.footer_color)
            yield footer_shape(place, _line_body(place, words, context, *runs), context, slide.footer_box)
        if kind == "sldNum":
            look = _look(place, context.defaults.language, slide.number_color)
            field = _line_body(place, "", context, slide_number_field(number, look))
            yield footer_shape(place, field, context, slide.number_box)


def _footer_runs(place: LayoutPlaceholder, words: str, context: PartContext, color: str | None) -> Iterator[Element]:
    for text, lang in language_runs(words, context.defaults.language):
        for is_emoji, part in emoji_parts(text):
            look = _look(place, lang, color)
            look.extend(font_elements(EMOJI_FACE) if is_emoji else [])
            yield element("a:r", None, look, element("a:t", text=part))


def _look(place: LayoutPlaceholder, lang: str, color: str | None) -> Element:
    """``a:rPr`` with the placeholder's size, and its fill or `color`: LibreOffice does not inherit them in footers."""
    fill = solid_fill(color) if color else None if place.fill is None else deepcopy(place.fill)
    return element("a:rPr", {"lang": lang, "sz": place.size}, fill)


def _line_body(place: LayoutPlaceholder, words: str, context: PartContext, *inside: Element) -> Element:
    """A line of a footer; in decks that are read from the right, Latin words and numbers keep their own direction."""
    rtl = has_right_to_left(words) if runs_right_to_left(context.defaults.language) else None
    line = element("a:p", None, element("a:pPr", {"algn": place.align, "rtl": rtl}), *inside)
    return element("p:txBody", None, element("a:bodyPr"), element("a:lstStyle"), line)
