"""One slide as SVG: background and ornaments, title, shapes back to front, footer and slide number."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.derived_text import footer_text
from coursedeck.base.svg import element, short, words
from coursedeck.base.text.languages import language_runs
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    DrawnShape,
    FigureShape,
    FormulaShape,
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
from coursedeck.output.preview.context import PreviewContext, SlideCanvas
from coursedeck.output.preview.paragraphs import TextFrame, text_group
from coursedeck.output.preview.pictures import drawn, figure, formula, id_of, picture
from coursedeck.output.preview.text_lines import family_list


def slide_svg(slide: PlacedSlide, number: int, context: PreviewContext) -> str:
    """The slide as a self-contained SVG document in points; `number` is its slide number.

    Raises KeyError for a layout that the template does not have.
    """
    canvas = SlideCanvas.of(slide, context)
    size = context.template.size
    head: dict[str, str | float | None] = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {short(size.width)} {short(size.height)}",
        "font-family": family_list(context.families), "text-rendering": "geometricPrecision",
        "xml:space": "preserve", "lang": context.session.locale,
    }  # fmt: skip
    title = " ".join(paragraph.plain for paragraph in slide.title.paragraphs)
    parts = [element("title", {}, words(" ".join(title.split()))), *_layers(slide, number, canvas)]
    return element("svg", head, "\n".join(part for part in parts if part)) + "\n"


def _layers(slide: PlacedSlide, number: int, canvas: SlideCanvas) -> Iterator[str]:
    prefix = id_of(slide.id)
    for index, art in enumerate(canvas.layout.art):
        yield art_element(art, f"{prefix}-art-{index + 1}")
    for shape in slide.shapes[: slide.behind_title]:
        yield _shape(shape, canvas)
    yield text_box(slide.title, canvas)
    for shape in slide.shapes[slide.behind_title :]:
        yield _shape(shape, canvas)
    for holder in canvas.layout.placeholders:
        yield _footer_or_number(holder, number, canvas)


def _shape(shape: Shape, canvas: SlideCanvas) -> str:
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
        case FormulaShape():
            return formula(shape, canvas)
        case BarShape():
            return bar(shape, canvas)
        case DrawnShape():
            return drawn(shape, canvas)


def _footer_or_number(holder: Placeholder, number: int, canvas: SlideCanvas) -> str:
    """Footer or slide number, if that is what the layout's placeholder is for."""
    context = canvas.context
    if holder.type == "ftr":
        text, color = footer_text(canvas.slide, context.session, context.footer), canvas.slide.footer_color
        box = canvas.slide.footer_box or holder.box
    elif holder.type == "sldNum":
        text, color = str(number), canvas.slide.number_color
        box = canvas.slide.number_box or holder.box
    else:
        return ""
    style = holder.levels[0]
    parts = language_runs(text, context.session.locale)
    runs = tuple(TextRun(part, lang, bold=style.bold, color=color) for part, lang in parts)
    paragraphs = (TextParagraph(runs, style.size, align=style.align),) if text else ()
    return text_group(TextFrame(paragraphs, box, holder.inset, holder.anchor, holder.levels), canvas)
