"""An `Origin` as XML and back: one element that holds deflated JSON (RFC 1951, RFC 8259) in Base64.

Office, LibreOffice and python-pptx keep custom XML parts as they are, whatever stands in them.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from coursedeck.base.xml import parse
from coursedeck.model.origin import (
    CharacterStyle,
    DeckFrame,
    Named,
    Origin,
    OriginParagraph,
    OriginRun,
    OriginShape,
    OriginSlide,
    SlideFrame,
)
from coursedeck.model.units import Box

ORIGIN_NAMESPACE = "urn:coursedeck:origin:1"
_MOST_BYTES = 50 * 2**20
_FLAGS = tuple(name for name in CharacterStyle.__struct_fields__ if name != "link")
_LEVEL = 9
_DEFAULT_NAMESPACE: Any = {None: ORIGIN_NAMESPACE}  # the stubs of lxml know no default namespace


def origin_xml(origin: Origin, seal: str = "") -> bytes:
    """The custom XML part; `seal` is the digest of the deck's other parts."""
    words = json.dumps(_origin_list(origin), ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(words.encode(), _LEVEL))
    root = etree.Element(f"{{{ORIGIN_NAMESPACE}}}origin", nsmap=_DEFAULT_NAMESPACE)
    if seal:
        root.set("parts", seal)
    root.text = packed.decode("ascii")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def read_origin(xml: bytes) -> Origin | None:
    """The origin in a custom XML part; None where it is another part, or damaged."""
    try:
        root = parse(xml)
        if root.tag != f"{{{ORIGIN_NAMESPACE}}}origin":
            return None
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(root.text or "", validate=True), _MOST_BYTES)
        if inflater.unconsumed_tail:
            return None
        return _origin(json.loads(data))
    except (etree.XMLSyntaxError, binascii.Error, zlib.error, ValueError, TypeError, KeyError, RecursionError):
        return None


def seal_in(xml: bytes) -> str:
    """The digest of the deck's other parts that a part names; empty where it is no origin."""
    try:
        root = parse(xml)
    except etree.XMLSyntaxError:
        return ""
    return root.get("parts", "") if root.tag == f"{{{ORIGIN_NAMESPACE}}}origin" else ""


def _origin_list(origin: Origin) -> list[Any]:
    slides = [_slide_list(slide) for slide in origin.slides]
    titles = [_paragraph_list(title) for title in origin.titles]
    frame = [] if origin.frame is None else _frame_list(origin.frame)
    return [origin.session, origin.locale, origin.source_locale, titles, slides, origin.written, frame]


def _origin(values: Sequence[Any]) -> Origin:
    session, locale, source_locale, titles, slides, *written = values
    names = _word(session), _word(locale), _word(source_locale)
    shown = tuple(_paragraph(one) for one in titles), tuple(_slide(one) for one in slides)
    # decks of older builds have no such text, and no frame
    frame = _frame(written[1]) if len(written) > 1 and written[1] else None
    return Origin(*names, *shown, _word(written[0]) if written else "", frame)


def _frame_list(frame: DeckFrame) -> list[Any]:
    slides = [
        [one.layout, one.effects, int(one.painted), one.footer, *map(_pairs_list, _named_in(one))]
        for one in frame.slides
    ]
    lists = (list(frame.colors), list(frame.sections), list(frame.faces))
    return [frame.program, frame.aspect, *lists, slides]


def _named_in(slide: SlideFrame) -> tuple[Named, ...]:
    return slide.alts, slide.aligned, slide.merged, slide.turned, slide.placed


def _pairs_list(pairs: Named) -> list[list[str]]:
    return [list(pair) for pair in pairs]


def _frame(values: Sequence[Any]) -> DeckFrame:
    program, aspect, colors, sections, faces, slides = values
    accents, named, used = (tuple(map(_word, one)) for one in (colors, sections, faces))
    framed = tuple(_slide_frame(one) for one in slides)
    return DeckFrame(_word(program), float(aspect), accents, named, used, framed)


def _slide_frame(values: Sequence[Any]) -> SlideFrame:
    layout, effects, painted, footer, *named = values
    alts, aligned, merged, turned, placed = (tuple((_word(a), _word(b)) for a, b in pairs) for pairs in named)
    return SlideFrame(_word(layout), int(effects), bool(painted), _word(footer), alts, aligned, merged, turned, placed)


def _slide_list(slide: OriginSlide) -> list[Any]:
    shapes = [_shape_list(shape) for shape in slide.shapes]
    notes = [_paragraph_list(paragraph) for paragraph in slide.notes]
    return [slide.id, slide.line, shapes, notes, int(slide.hidden)]


def _slide(values: Sequence[Any]) -> OriginSlide:
    id, line, shapes, notes, hidden = values
    return OriginSlide(
        _word(id),
        int(line),
        tuple(_shape(one) for one in shapes),
        tuple(_paragraph(one) for one in notes),
        bool(hidden),
    )


def _shape_list(shape: OriginShape) -> list[Any]:
    box = [round(side, 2) for side in (shape.box.left, shape.box.top, shape.box.width, shape.box.height)]
    paragraphs = [_paragraph_list(paragraph) for paragraph in shape.paragraphs]
    rows, paints = [list(row) for row in shape.rows], [list(one) for one in shape.paints]
    return [shape.name, shape.kind, box, paragraphs, shape.columns, shape.line, rows, paints]


def _shape(values: Sequence[Any]) -> OriginShape:
    name, kind, box, paragraphs, columns, line, rows, *more = values
    left, top, width, height = (float(side) for side in box)
    return OriginShape(
        _word(name),
        _word(kind),
        Box(left, top, width, height),
        tuple(_paragraph(one) for one in paragraphs),
        int(columns),
        int(line),
        tuple(tuple(_word(cell) for cell in row) for row in rows),
        tuple((_word(part), _word(fill), _word(stroke)) for part, fill, stroke in (more[0] if more else ())),
    )


def _paragraph_list(paragraph: OriginParagraph) -> list[Any]:
    runs = [[words, *_style_list(style)] for words, style in paragraph.runs]
    looks = [[count, color, round(size, 2)] for count, color, size in paragraph.looks]
    return [
        runs,
        paragraph.line,
        paragraph.written,
        paragraph.level,
        int(paragraph.bullet),
        int(paragraph.heavy),
        looks,
    ]


def _paragraph(values: Sequence[Any]) -> OriginParagraph:
    runs, line, written, level, bullet, *more = values
    said = tuple(_run(one) for one in runs)
    heavy, listed = more if more else (0, [])
    looks = tuple((int(count), _word(color), float(size)) for count, color, size in listed)
    return OriginParagraph(said, int(line), _word(written), int(level), bool(bullet), bool(heavy), looks)


def _style_list(style: CharacterStyle) -> list[Any]:
    """Nothing for plain text, else the flags as bits, and the link."""
    flags = sum(1 << place for place, name in enumerate(_FLAGS) if getattr(style, name))
    return [flags, style.link] if style.link is not None else [flags] if flags else []


def _run(values: Sequence[Any]) -> OriginRun:
    words, *rest = values
    flags = int(rest[0]) if rest else 0
    link = _word(rest[1]) if len(rest) > 1 else None
    on = {name: bool(flags >> place & 1) for place, name in enumerate(_FLAGS)}
    return _word(words), CharacterStyle(**on, link=link)


def _word(value: object) -> str:
    check: Callable[[object, type], bool] = isinstance
    if not check(value, str):
        raise TypeError("not a word")
    return str(value)
