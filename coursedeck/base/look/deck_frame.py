"""What a deck is besides the words and shapes of its slides, read from its package."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from coursedeck.base.xml import parse
from coursedeck.model.origin import DeckFrame, Named, SlideFrame

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PRESENTATION = "ppt/presentation.xml"
_SHAPES = {f"{_P}{name}" for name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")}
_APPLICATION = re.compile(rb"<(?:\w+:)?Application>([^<]*)<")
_FRAME = frozenset({"ftr", "dt", "sldNum"})
_LETTERS = {"ctr": "c", "r": "r", "just": "j", "dist": "j", "thaiDist": "j"}


def deck_frame(parts: Mapping[str, bytes]) -> DeckFrame:
    """The frame of the package with these parts; what cannot be read is left out."""
    root = _root(parts, _PRESENTATION)
    if root is None:
        return DeckFrame()
    related = _related(parts, _PRESENTATION)
    listed = [related.get(entry.get(f"{_R}id", ""), "") for entry in root.iter(f"{_P}sldId")]
    application = _APPLICATION.search(parts.get("docProps/app.xml", b""))
    slides = [(name, _root(parts, name)) for name in listed]
    laid_out = {name: _layout(parts, name) for name, slide in slides if slide is not None}
    layouts = {part: _layout_name(parts, part) for part in set(laid_out.values())}
    return DeckFrame(
        application[1].decode(errors="replace") if application else "",
        _aspect(root),
        _accents(parts),
        tuple(section.get("name", "") for section in root.iter(f"{_P14}section")),
        tuple(sorted(_faces(parts, [slide for _, slide in slides if slide is not None]))),
        tuple(SlideFrame() if slide is None else _slide(slide, layouts[laid_out[name]]) for name, slide in slides),
    )


def _root(parts: Mapping[str, bytes], name: str) -> etree._Element | None:
    try:
        return parse(parts[name])
    except (KeyError, etree.XMLSyntaxError):
        return None


def _related(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Names of the parts to which a part refers, by relationship."""
    folder, base = posixpath.split(name)
    root = _root(parts, f"{folder}/_rels/{base}.rels")
    found = () if root is None else root.iter(_RELATIONSHIP)
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        for one in found
    }


def _aspect(root: etree._Element) -> float:
    size = root.find(f"{_P}sldSz")
    width, height = (0, 0) if size is None else (int(size.get("cx", "0")), int(size.get("cy", "0")))
    return round(width / height, 3) if height else 0.0


def _accents(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The accents of the theme of the first master."""
    masters = sorted(name for name in parts if name.startswith("ppt/slideMasters/slideMaster"))
    themes = [one for one in _related(parts, masters[0]).values() if "/theme/" in one] if masters else []
    root = _root(parts, themes[0]) if themes else None
    accents = [] if root is None else [node for node in root.iter() if str(node.tag).startswith(f"{_A}accent")]
    return tuple(node[0].get("val", "").upper() for node in accents[:6] if len(node))


def _faces(parts: Mapping[str, bytes], slides: Iterable[etree._Element]) -> set[str]:
    """Typefaces of the themes and of runs on slides."""
    roots = [_root(parts, name) for name in parts if name.startswith("ppt/theme/")]
    named = (node for root in (*roots, *slides) if root is not None for node in root.iter(f"{_A}latin", f"{_A}ea"))
    return {face for node in named if (face := node.get("typeface", "")) and not face.startswith("+")}


def _layout(parts: Mapping[str, bytes], slide: str) -> str:
    """The part of a slide's layout; empty where it has none."""
    return next((one for one in _related(parts, slide).values() if "/slideLayouts/" in one), "")


def _layout_name(parts: Mapping[str, bytes], part: str) -> str:
    root = _root(parts, part)
    named = None if root is None else root.find(f"{_P}cSld")
    return "" if named is None else named.get("name", "")


def _slide(root: etree._Element, layout: str) -> SlideFrame:
    tree = root.find(f"{_P}cSld/{_P}spTree")
    shapes = [] if tree is None else [shape for shape in tree if shape.tag in _SHAPES]
    return SlideFrame(
        layout,
        _effects(root),
        root.find(f"{_P}cSld/{_P}bg") is not None,
        next((_words(shape) for shape in shapes if _place(shape) == "ftr"), ""),
        _told(shapes, lambda shape: " ".join((_named(shape).get("descr") or "").split())),
        _told(shapes, lambda shape: "".join(_alignments(shape))),
        _told(shapes, lambda shape: str(_merged(shape) or "")),
        _told(shapes, _turn),
        tuple(pair for shape in shapes if shape.tag == f"{_P}grpSp" for pair in _parts(shape)),
    )


def _told(shapes: Iterable[etree._Element], say: Callable[[etree._Element], str]) -> Named:
    """Names of shapes with what there is to say of them."""
    pairs = ((_named(shape).get("name", ""), say(shape)) for shape in shapes if _place(shape) not in _FRAME)
    return tuple((name, words) for name, words in pairs if words)


def _named(shape: etree._Element) -> etree._Element:
    found = next(shape.iter(f"{_P}cNvPr"), None)
    return shape if found is None else found


def _place(shape: etree._Element) -> str:
    """The type of placeholder that a shape is; empty for others."""
    mark = next((mark for part in list(shape)[:1] for mark in part.iter(f"{_P}ph")), None)
    return "" if mark is None else mark.get("type", "obj")


def _words(shape: etree._Element) -> str:
    return "".join(node.text or "" for node in shape.iter(f"{_A}t"))


def _effects(root: etree._Element) -> int:
    """Transitions that show or wait, and effects of animations; LibreOffice writes empty ones."""
    transitions = [node for node in root.iter(f"{_P}transition") if len(node) or node.get("advTm")]
    return len(transitions[:1]) + sum(node.get("presetClass") is not None for node in root.iter(f"{_P}cTn"))


def _alignments(shape: etree._Element) -> Iterator[str]:
    if shape.tag == f"{_P}grpSp":
        return
    for paragraph in shape.iter(f"{_A}p"):
        said = paragraph.find(f"{_A}pPr")
        if said is not None and said.get("rtl") in {"1", "true"}:
            yield "?"
        else:
            yield _LETTERS.get("" if said is None else said.get("algn", ""), "l")


def _merged(shape: etree._Element) -> int:
    cells = shape.iter(f"{_A}tc")
    return sum(cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"} for cell in cells)


def _turn(shape: etree._Element) -> str:
    visual = shape.find(f"{_P}spPr")
    place = None if visual is None else visual.find(f"{_A}xfrm")
    return "" if place is None else place.get("rot", "").removeprefix("0")


def _parts(group: etree._Element) -> Iterator[tuple[str, str]]:
    """The parts of a group that hold words, with their middles in the coordinates of the group."""
    name = _named(group).get("name", "")
    for shape in group:
        place = next(shape.iter(f"{_A}xfrm"), None) if shape.tag in _SHAPES else None
        off, extent = (None, None) if place is None else (place.find(f"{_A}off"), place.find(f"{_A}ext"))
        if off is None or extent is None or shape.tag == f"{_P}cxnSp" or not _words(shape).strip():
            continue
        x = int(off.get("x", "0")) + int(extent.get("cx", "0")) // 2
        y = int(off.get("y", "0")) + int(extent.get("cy", "0")) // 2
        yield f"{name}\n{_named(shape).get('name', '')}", f"{x // 12700},{y // 12700}"
