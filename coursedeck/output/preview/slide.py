"""One slide as SVG: the template's art, title and shapes back to front, footer and number."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.words import footer_text
from coursedeck.base.svg import element, short, words
from coursedeck.base.text.languages import language_runs
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    FigureShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextRun,
    TextShape,
)
from coursedeck.model.template import Placeholder
from coursedeck.output.preview.art import art_element
from coursedeck.output.preview.boxes import bar, table, text_box
from coursedeck.output.preview.charts import chart
from coursedeck.output.preview.paragraphs import TextFrame, text_group
from coursedeck.output.preview.pictures import figure, id_of, picture
from coursedeck.output.preview.surroundings import Canvas, Surroundings
from coursedeck.output.preview.type import family_list


def slide_svg(slide: PlacedSlide, number: int, around: Surroundings) -> str:
    """The slide as an SVG document of its own, in points; `number` is what stands on it.

    It refers to nothing outside itself. Raises KeyError for a layout that the template does not have.
    """
    canvas = Canvas.of(slide, around)
    size = around.template.size
    head: dict[str, str | float | None] = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {short(size.width)} {short(size.height)}",
        "font-family": family_list(around.families), "xml:space": "preserve", "lang": around.session.locale,
    }  # fmt: skip
    title = " ".join(paragraph.plain for paragraph in slide.title.paragraphs)
    parts = [element("title", {}, words(" ".join(title.split()))), *_layers(slide, number, canvas)]
    return element("svg", head, "\n".join(part for part in parts if part)) + "\n"


def _layers(slide: PlacedSlide, number: int, canvas: Canvas) -> Iterator[str]:
    prefix = id_of(slide.id)
    for index, art in enumerate(canvas.layout.art):
        yield art_element(art, f"{prefix}-art-{index + 1}")
    yield text_box(slide.title, canvas)
    for shape in slide.shapes:
        yield _shape(shape, canvas)
    for holder in canvas.layout.placeholders:
        yield _furniture(holder, number, canvas)


def _shape(shape: Shape, canvas: Canvas) -> str:
    match shape:
        case TextShape():
            return text_box(shape, canvas)
        case TableShape():
            return table(shape, canvas)
        case ChartShape():
            return chart(shape, canvas)
        case FigureShape():
            return figure(shape, canvas)
        case PictureShape():
            return picture(shape, canvas)
        case BarShape():
            return bar(shape, canvas)


def _furniture(holder: Placeholder, number: int, canvas: Canvas) -> str:
    """Footer or slide number, where the layout has a place for it."""
    around = canvas.around
    if holder.type == "ftr":
        text = footer_text(canvas.slide, around.session, around.footer)
    elif holder.type == "sldNum":
        text = str(number)
    else:
        return ""
    style = holder.levels[0]
    runs = tuple(TextRun(part, lang, bold=style.bold) for part, lang in language_runs(text, around.session.locale))
    paragraphs = (TextParagraph(runs, style.size, align=style.align),) if text else ()
    return text_group(TextFrame(paragraphs, holder.box, holder.inset, holder.anchor, holder.levels), canvas)
