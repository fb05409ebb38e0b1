"""What a deck says of its own origin: the texts of its slides, and where each was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from coursedeck.base.look.derived_text import is_written_out
from coursedeck.base.look.drawn_paints import layout_paints, painted_parts
from coursedeck.base.origin import ORIGIN_NAMESPACE
from coursedeck.base.text.emoji import emoji_parts
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnItem, DrawnNode, TextBlock
from coursedeck.model.origin import CharacterStyle, Origin, OriginParagraph, OriginRun, OriginShape, OriginSlide
from coursedeck.model.session import Session
from coursedeck.model.slide import (
    BarShape,
    BoxKind,
    ChartShape,
    Deck,
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
from coursedeck.model.text import Text, texts_in
from coursedeck.model.values import replace
from coursedeck.output.deck.looks import with_looks
from coursedeck.output.deck.part_context import LayoutInfo
from coursedeck.output.deck.values import NotesPage
from coursedeck.output.deck.xml import qualified

_PLAIN = CharacterStyle()
_ITEM = "/customXml/item{}.xml"
_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM_ID = "{{5B1B7D4E-3C0A-5F61-9C55-6F0E5A2D8C{:02X}}}"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def with_paints(origin: Origin, slides: Mapping[str, tuple[Any, LayoutInfo]]) -> Origin:
    """The origin with the colours of shapes and words as they are written, from the slides and their layouts by id."""
    painted = []
    for slide in origin.slides:
        root, layout = slides[slide.id]
        by_name = {_name_of(node): node for node in root[0][0] if _name_of(node)}
        shapes = tuple(
            with_looks(replace(shape, paints=tuple(_painted(node, layout))), node, layout)
            if (node := by_name.get(shape.name)) is not None
            else shape
            for shape in slide.shapes
        )
        painted.append(replace(slide, shapes=shapes))
    return replace(origin, slides=tuple(painted))


def _name_of(node: Any) -> str:
    named = next(node.iter(qualified("p:cNvPr")), None)
    return "" if named is None else str(named.get("name", ""))


def _painted(node: Any, layout: LayoutInfo) -> Iterator[tuple[str, str, str]]:
    """Paints of a shape and its parts; a placeholder that says none has those of its layout."""
    found = list(painted_parts(node, layout.colors))
    mark = next((place for part in list(node)[:1] for place in part.iter(qualified("p:ph"))), None)
    if mark is not None and not found:
        fill, line = layout_paints(layout.part._element, mark.get("idx", "0"), layout.colors)
        found = [(_name_of(node), fill, line)] if fill or line else []
    yield from found


def origin_of(deck: Deck, notes: Iterable[NotesPage], source_locale: str, written: str = "") -> Origin:
    """The origin of a deck whose content file is written in `source_locale`; `written` is its text."""
    messages = _by_line(deck.session)
    slides = tuple(_slide(slide, page, messages) for slide, page in zip(deck.slides, notes, strict=True))
    return Origin(deck.session.path, deck.session.locale, source_locale, tuple(_titles(deck.session)), slides, written)


def deck_origin(deck: Deck, source_locale: str) -> Origin:
    """The origin of a deck that is not written: without its notes, and without the text of its content file."""
    return origin_of(deck, (NotesPage(()) for _ in deck.slides), source_locale)


def add_origin(presentation: Any) -> str:
    """Make room for it in the package: a custom XML part with its properties (ECMA-376 part 1, 15.2.5 and 15.2.6).

    Returns the name of the part, which is empty: what it holds tells of all others.
    """
    package = presentation.part.package
    taken = {str(part.partname).lower() for part in package.iter_parts()}
    number = next(count for count in range(1, len(taken) + 2) if _ITEM.format(count).lower() not in taken)
    part = Part(PackURI(_ITEM.format(number)), CT.XML, package, b"")
    settings = etree.Element(f"{{{_DATA_STORE}}}datastoreItem", nsmap={"ds": _DATA_STORE})
    settings.set(f"{{{_DATA_STORE}}}itemID", _ITEM_ID.format(number % 256))
    known = etree.SubElement(settings, f"{{{_DATA_STORE}}}schemaRefs")
    etree.SubElement(known, f"{{{_DATA_STORE}}}schemaRef").set(f"{{{_DATA_STORE}}}uri", ORIGIN_NAMESPACE)
    name = PackURI(f"/customXml/itemProps{number}.xml")
    blob = etree.tostring(settings, xml_declaration=True, encoding="UTF-8", standalone=True)
    part.relate_to(Part(name, _PROPERTIES_TYPE, package, blob), RT.CUSTOM_XML_PROPS)
    presentation.part.relate_to(part, RT.CUSTOM_XML)
    return str(part.partname).lstrip("/")


def _titles(session: Session) -> Iterator[OriginParagraph]:
    for level, title in ((1, session.title), *((part.level, part.title) for part in session.walk())):
        yield OriginParagraph(((title.plain, CharacterStyle()),), title.source.line, title.markdown, level)


_Messages = Mapping[int, tuple[Text, ...]]
"""The texts of a session by the line on which they begin."""


def _by_line(session: Session) -> _Messages:
    found: dict[int, tuple[Text, ...]] = {}
    for text in texts_in((session.title, session.blocks, session.parts)):
        if text.source.file == session.source.file:
            found[text.source.line] = (*found.get(text.source.line, ()), text)
    return found


def _slide(slide: PlacedSlide, page: NotesPage, messages: _Messages) -> OriginSlide:
    title = _text_shape(slide.title, "title", messages, slide.source.line)
    shapes = tuple(made for shape in slide.shapes if (made := _shape(shape, messages)) is not None)
    notes = tuple(_paragraph(one, messages) for one in page.paragraphs)
    return OriginSlide(slide.id, slide.source.line, (title, *shapes), notes, slide.hidden)


def _text_shape(shape: TextShape, kind: str, messages: _Messages, line: int = 0) -> OriginShape:
    paragraphs = tuple(_paragraph(one, messages, line) for one in shape.paragraphs)
    return OriginShape(shape.name, kind, shape.box, paragraphs)


def _shape(shape: Shape, messages: _Messages) -> OriginShape | None:
    match shape:
        case TextShape():
            return _listing(shape) if shape.kind in _LISTINGS else _text_shape(shape, "text", messages)
        case TableShape():
            cells = tuple(_cell(cell, messages) for row in shape.cells for cell in row)
            return OriginShape(shape.name, "table", shape.box, cells, len(shape.columns), shape.source.line)
        case ChartShape():
            return OriginShape(shape.name, "chart", shape.box, line=shape.chart.source.line, rows=_chart_rows(shape))
        case FigureShape() | PictureShape() | DrawnShape():
            return _drawn(shape)
        case FormulaShape():
            paragraph = _paragraph(shape.paragraph, messages)
            return OriginShape(shape.name, "formula", shape.box, (paragraph,), line=shape.source.line)
        case BarShape():
            labels = tuple(OriginParagraph(((label, CharacterStyle()),)) for label in shape.labels)
            return OriginShape(shape.name, "bar", shape.box, labels)


def _drawn(shape: FigureShape | PictureShape | DrawnShape) -> OriginShape:
    match shape:
        case FigureShape():
            labels = () if shape.as_picture else tuple(_labels(shape.drawing))
            return OriginShape(shape.name, "figure", shape.box, labels, line=shape.source.line)
        case PictureShape():
            return OriginShape(shape.name, "picture", shape.box, line=shape.picture.source.line)
        case DrawnShape():
            words = tuple(OriginParagraph(((line, _PLAIN),)) for line in shape.words.splitlines())
            return OriginShape(shape.name, "drawing", shape.box, words)


_LISTINGS = {BoxKind.CODE, BoxKind.OUTPUT}


def _listing(shape: TextShape) -> OriginShape:
    """A listing, a paragraph for each of its lines."""
    lines = tuple(OriginParagraph(((one.plain, _PLAIN),)) for one in shape.paragraphs)
    return OriginShape(shape.name, "code", shape.box, lines, line=0 if shape.source is None else shape.source.line)


def _cell(paragraphs: tuple[TextParagraph, ...], messages: _Messages) -> OriginParagraph:
    """A cell in one paragraph, as it is read again."""
    made = [_paragraph(one, messages) for one in paragraphs]
    runs = [
        run for number, one in enumerate(made) for run in (*(((" ", CharacterStyle()),) if number else ()), *one.runs)
    ]
    first = next((one for one in made if one.written), made[0] if made else OriginParagraph(()))
    return OriginParagraph(tuple(runs), first.line, first.written)


def _paragraph(paragraph: TextParagraph, messages: _Messages, line: int = 0) -> OriginParagraph:
    marker = ((f"{paragraph.bullet}\t", CharacterStyle()),) if is_written_out(paragraph.bullet) else ()
    runs = (*marker, *(part for run in paragraph.runs for part in _runs(run)))
    place = paragraph.source.line if paragraph.source is not None else line
    words = "".join(run.text for run in paragraph.runs if run.footnote is None)
    message = _message(messages.get(place, ()), words)
    written = "" if message is None else message.markdown
    return OriginParagraph(runs, place if written else 0, written, paragraph.level, paragraph.bullet is not None)


def _message(texts: tuple[Text, ...], words: str) -> Text | None:
    """The text of which a paragraph shows a part, or that is part of it."""
    shown = words.strip()
    if not shown:
        return None
    whole = [text for text in texts if text.plain and shown in text.plain]
    if whole:
        return min(whole, key=lambda text: len(text.plain))
    inside = [text for text in texts if text and text.plain in shown]
    return max(inside, key=lambda text: len(text.plain), default=None)


def _runs(run: TextRun) -> Iterator[OriginRun]:
    """A run as it is written: emoji in a style of their own."""
    style = CharacterStyle(
        strong=run.bold,
        emphasis=run.italic,
        code=run.mono,
        strike=run.strike,
        underline=run.underline,
        highlight=run.highlight,
        subscript=run.baseline < 0,
        superscript=run.baseline > 0,
        link=run.link,
    )
    for is_emoji, part in emoji_parts(run.text):
        yield part, CharacterStyle(strike=run.strike, underline=run.underline) if is_emoji else style


def _chart_rows(shape: ChartShape) -> tuple[tuple[str, ...], ...]:
    chart = shape.chart
    values = zip(*(one.values for one in chart.series), strict=True)
    rows = ((label.plain, *map(_number, row)) for label, row in zip(chart.categories, values, strict=True))
    return ("", *(one.name.plain for one in chart.series)), *rows


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.15g}"


def _labels(drawing: Drawing) -> Iterator[OriginParagraph]:
    """The texts of a figure, each in one line."""
    for item in drawing.items:
        for block in _text_blocks(item):
            if block is not None:
                yield OriginParagraph(((" ".join(line.plain for line in block.lines), CharacterStyle()),))


def _text_blocks(item: DrawnItem) -> tuple[TextBlock | None, ...]:
    match item:
        case DrawnNode():
            return item.label, item.outer_label, *(cell.label for cell in item.cells)
        case DrawnCluster():
            return (item.title,)
        case DrawnEdge():
            return item.label, item.tail_label, item.head_label
