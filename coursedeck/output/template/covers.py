"""Layouts whose title is no title placeholder: what stands for it becomes one, in the same look.

Some templates draw their covers with text boxes ("Your title here"), others have a placeholder for any text where the
title goes. Slides would show the samples and have no title in outlines and for screen readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from coursedeck.model.slide import Layout
from coursedeck.model.units import Box, Size
from coursedeck.output.template.layout_names import WORDS, mentions
from coursedeck.output.template.libreoffice_styles import level_styles
from coursedeck.output.template.package import A, P
from coursedeck.output.template.placeholders import TITLES, box_of, shapes, type_of

_TITLE_WORDS = re.compile(r"\b(title|titre|t[ií]tulo|titel|titolo|headline)\b|标题|標題|タイトル|제목", re.IGNORECASE)
_SUBTITLE_WORDS = re.compile(
    r"sub-?titl|sous-titre|subt[ií]tulo|untertitel|sottotitolo|副标题|副標題|サブ|부제", re.IGNORECASE
)
_SAMPLE_WORDS = re.compile(
    r"\b(click|insert|your|lorem|name|date|author|presenter|speaker|subtitle|xx+|yyyy|klicken|cliquez|nom|fecha|datum)\b"
    r"|单击|点击|日期|姓名|汇报人|クリック|氏名|日付|이름|날짜",
    re.IGNORECASE,
)
_LEAST_TITLE = 2000
"""Hundredths of a point from which words on a cover may be its title."""
_TEXT_SHARE = 0.6
"""Share of the slide's width that a title has at least, where nothing is beside it."""
_HEADING_TOP, _HEADING_HEIGHT, _HEADING_WIDTH = 0.25, 0.25, 0.35
"""Shares of the slide up to which a line of text begins that may be a title, is high, and from which it is wide."""


def has_no_title(layout: etree._Element) -> bool:
    """Whether no placeholder of the layout is a title."""
    return not any(type_of(shape) in TITLES for shape in shapes(layout))


def promote_heading(layout: etree._Element, master: etree._Element, size: Size) -> bool:
    """Make the line of text at the top of a content layout without a title its title; False where there is none.

    It is called a title, or is set larger than all other text of the layout.
    """
    if not has_no_title(layout) or _is_opener(layout):
        return False
    held = [shape for shape in shapes(layout) if type_of(shape) in {"obj", "body"}]
    lines = [shape for shape in held if _is_line_at_the_top(shape, master, size)]
    first = max(lines, key=lambda shape: (_is_called_title(shape), _style_size(shape, master)), default=None)
    if first is None:
        return False
    others = [_style_size(shape, master) for shape in held if shape is not first]
    if not _is_called_title(first) and any(size >= _style_size(first, master) for size in others):
        return False
    _make_title(first, "title", master)
    return True


def _is_line_at_the_top(shape: etree._Element, master: etree._Element, size: Size) -> bool:
    box = box_of(shape) or box_of(_body_of(master))
    return (
        box is not None
        and box.top < _HEADING_TOP * size.height
        and box.height < _HEADING_HEIGHT * size.height
        and box.width > _HEADING_WIDTH * size.width
    )


def _is_called_title(shape: etree._Element) -> bool:
    said = f"{_name(shape)} {_words(shape)}"
    return _TITLE_WORDS.search(said) is not None and _SUBTITLE_WORDS.search(said) is None


def _body_of(master: etree._Element) -> etree._Element | None:
    return next((shape for shape in shapes(master) if type_of(shape) == "body"), None)


def _style_size(shape: etree._Element, master: etree._Element) -> int:
    """Hundredths of a point of the first level of a body placeholder."""
    held = (shape, _body_of(master))
    own = [one.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr") for one in held if one is not None]
    found = [*own, master.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr/{A}defRPr")]
    return next((int(one.get("sz", "0")) for one in found if one is not None and one.get("sz")), 1800)


def promote_cover(layout: etree._Element, master: etree._Element, size: Size) -> bool:
    """Make the title of a cover or section a placeholder, and its subtitle; False where there is none to find.

    Sample words beside them, such as the name of a speaker, are taken away.
    """
    if not has_no_title(layout) or not _is_opener(layout):
        return False
    boxes = _text_boxes(layout)
    title = _title_among(boxes)
    if title is None:
        return _promote_content(layout, master)
    rest = [shape for shape in boxes if shape is not title]
    below = next((shape for shape in rest if _SUBTITLE_WORDS.search(_name(shape) + _words(shape))), None)
    if below is None:
        under = [shape for shape in rest if _top(shape) >= _top(title) and _is_sample(shape)]
        below = min(under, key=_top, default=None)
    cover = "ctrTitle" if _is_cover(layout) else "title"
    _make_placeholder(title, {"type": cover}, size)
    if below is not None:
        kind = "subTitle" if cover == "ctrTitle" else "body"
        _make_placeholder(below, {"type": kind, "idx": str(_free_idx(layout))}, size)
    for shape in rest:
        holder = shape.getparent()
        if shape is not below and _is_sample(shape) and holder is not None:
            holder.remove(shape)
    return True


def _is_cover(layout: etree._Element) -> bool:
    return layout.get("type") == "title" or mentions(_layout_name(layout), WORDS[Layout.TITLE]) is not None


def _is_opener(layout: etree._Element) -> bool:
    return (
        _is_cover(layout)
        or layout.get("type") == "secHead"
        or mentions(_layout_name(layout), WORDS[Layout.SECTION]) is not None
    )


def _layout_name(layout: etree._Element) -> str:
    found = layout.find(f"{P}cSld")
    return "" if found is None else found.get("name", "")


def _text_boxes(layout: etree._Element) -> list[etree._Element]:
    """Shapes with words of their own that are no placeholders, top level ones, which have a plain place."""
    found = layout.findall(f"{P}cSld/{P}spTree/{P}sp")
    return [one for one in found if one.find(f"./*/{P}nvPr/{P}ph") is None and _words(one).strip() and box_of(one)]


def _title_among(boxes: Sequence[etree._Element]) -> etree._Element | None:
    """The box that is called a title, else the one with the largest type."""
    others = [shape for shape in boxes if not _SUBTITLE_WORDS.search(_name(shape) + _words(shape))]
    named = [shape for shape in others if _TITLE_WORDS.search(_name(shape)) or _TITLE_WORDS.search(_words(shape))]
    best = max(named or others, key=_type_size, default=None)
    return best if best is not None and (named or _type_size(best) >= _LEAST_TITLE) else None


def _promote_content(layout: etree._Element, master: etree._Element) -> bool:
    """Make the largest content placeholder of a cover its title, with the look that it has."""
    held = [shape for shape in shapes(layout) if type_of(shape) in {"obj", "body"} and box_of(shape) is not None]
    best = max(held, key=lambda shape: _area(box_of(shape)), default=None)
    if best is None or best.find(f"{P}txBody") is None:
        return False
    _make_title(best, "ctrTitle" if _is_cover(layout) else "title", master)
    return True


def _make_title(shape: etree._Element, kind: str, master: etree._Element) -> None:
    """Make a placeholder for text one for the title, with the place and look that it has."""
    mark, body = shape.find(f"./*/{P}nvPr/{P}ph"), shape.find(f"{P}txBody")
    if mark is None or body is None:
        return
    for name in ("idx", "sz", "orient"):
        if name in mark.attrib:
            del mark.attrib[name]
    mark.set("type", kind)
    held, own_frame = _body_of(master), body.find(f"{A}bodyPr")
    frame = None if held is None else held.find(f"{P}txBody/{A}bodyPr")
    if frame is not None and own_frame is not None:
        for attribute, value in frame.items():
            own_frame.set(attribute, own_frame.get(attribute, value))
    style = body.find(f"{A}lstStyle")
    inherited = master.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr")
    if style is None or inherited is None:
        return
    level = deepcopy(inherited)
    for own in style.findall(f"{A}lvl1pPr"):
        _lay_over(level, own)
        style.remove(own)
    style.insert(0, level)


_ORDER = (
    ("lnSpc",), ("spcBef",), ("spcAft",), ("buClrTx", "buClr"), ("buSzTx", "buSzPct", "buSzPts"),
    ("buFontTx", "buFont"), ("buNone", "buAutoNum", "buChar", "buBlip"), ("tabLst",), ("defRPr",), ("extLst",),
)  # fmt: skip
"""Children of the properties of a level, in their order; those of one group exclude one another (21.1.2.2.7)."""
_RUN_ORDER = (
    ("ln",), ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"), ("effectLst", "effectDag"),
    ("highlight",), ("uLnTx", "uLn"), ("uFillTx", "uFill"), ("latin",), ("ea",), ("cs",), ("sym",), ("hlinkClick",),
    ("hlinkMouseOver",), ("rtl",), ("extLst",),
)  # fmt: skip
"""The same for the properties of a run (21.1.2.3.2)."""


def _lay_over(level: etree._Element, own: etree._Element) -> None:
    """Add to inherited properties of a level those of its own, which take precedence."""
    run, over = level.find(f"{A}defRPr"), own.find(f"{A}defRPr")
    _lay(level, own, _ORDER, skipped="defRPr" if run is not None and over is not None else "")
    if run is not None and over is not None:
        _lay(run, over, _RUN_ORDER)


def _lay(below: etree._Element, above: etree._Element, order: Sequence[Sequence[str]], skipped: str = "") -> None:
    for attribute, value in above.items():
        below.set(attribute, value)
    places = {name: place for place, names in enumerate(order) for name in names}
    for child in above:
        place = places.get(etree.QName(child).localname, len(order))
        if etree.QName(child).localname == skipped:
            continue
        for other in list(below):
            if places.get(etree.QName(other).localname, len(order)) == place:
                below.remove(other)
        before = sum(places.get(etree.QName(one).localname, len(order)) < place for one in below)
        below.insert(before, deepcopy(child))


def _make_placeholder(shape: etree._Element, mark: dict[str, str], size: Size) -> None:
    """Turn a text box into a placeholder whose words have the look of the box's first paragraphs."""
    properties, drawn = shape.find(f"{P}nvSpPr/{P}nvPr"), shape.find(f"{P}nvSpPr/{P}cNvSpPr")
    body = shape.find(f"{P}txBody")
    if properties is None or drawn is None or body is None:
        return
    if "txBox" in drawn.attrib:
        del drawn.attrib["txBox"]
    properties.insert(0, etree.Element(f"{P}ph", mark))
    levels = list(level_styles(shape))
    for old in body.findall(f"{A}lstStyle"):
        body.remove(old)
    style = etree.Element(f"{A}lstStyle")
    style.extend(levels)
    for level in levels:
        if not any(child.tag.rpartition("}")[2].startswith("bu") for child in level):
            bullets = etree.Element(f"{A}buNone")
            level.insert(_place_of_bullets(level), bullets)
    body.insert(1, style)
    frame = body.find(f"{A}bodyPr")
    if frame is not None:
        frame.set("wrap", "square")
        for fit in frame.findall(f"{A}spAutoFit"):
            frame.remove(fit)
    _widen(shape, size)


def _place_of_bullets(level: etree._Element) -> int:
    """Where bullets stand in the properties of a level: after the spacing (21.1.2.2.7)."""
    before = {"lnSpc", "spcBef", "spcAft"}
    return sum(child.tag.rpartition("}")[2] in before for child in level)


def _widen(shape: etree._Element, size: Size) -> None:
    """Give a box that is as wide as its sample the width of a title, from its left edge or around its middle."""
    box = box_of(shape)
    frame = shape.find(f"{P}spPr/{A}xfrm")
    if box is None or frame is None or box.width >= _TEXT_SHARE * size.width:
        return
    level = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
    align = "l" if level is None else level.get("algn", "l")
    width = min(_TEXT_SHARE * size.width, 2 * min(box.center.x, size.width - box.center.x) * 0.9)
    left = box.center.x - width / 2
    if align == "l":
        width, left = max(box.width, min(_TEXT_SHARE * size.width, size.width * 0.95 - box.left)), box.left
    if width <= box.width:
        return
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if offset is not None and extent is not None:
        scale = int(extent.get("cx", "0")) / box.width if box.width else 0.0
        offset.set("x", str(round(left * scale)))
        extent.set("cx", str(round(width * scale)))


def _free_idx(layout: etree._Element) -> int:
    used = {int(mark.get("idx", "0")) for mark in layout.iter(f"{P}ph")}
    return next(number for number in range(1, 1000) if number not in used)


def _is_sample(shape: etree._Element) -> bool:
    return _SAMPLE_WORDS.search(_words(shape)) is not None or _TITLE_WORDS.search(_words(shape)) is not None


def _name(shape: etree._Element) -> str:
    found = shape.find(f"./*/{P}cNvPr")
    return "" if found is None else found.get("name", "")


def _words(shape: etree._Element) -> str:
    return " ".join(node.text or "" for node in shape.iterfind(f"{P}txBody//{A}t"))


def _type_size(shape: etree._Element) -> int:
    sizes = [int(run.get("sz", "0")) for run in shape.iterfind(f"{P}txBody//{A}rPr")]
    return max(sizes, default=1800)


def _top(shape: etree._Element) -> float:
    box = box_of(shape)
    return 0.0 if box is None else box.top


def _area(box: Box | None) -> float:
    return 0.0 if box is None else box.width * box.height
