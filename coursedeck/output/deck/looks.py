"""Colours and sizes of the words in a written shape, as its origin says them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.base.look.drawn_paints import text_color
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.origin import OriginShape, TextLook
from coursedeck.model.values import replace
from coursedeck.output.deck.part_context import LayoutInfo
from coursedeck.output.deck.xml import Element, find, qualified

_RUNS = {qualified("a:r"), qualified("a:fld")}
_BREAK = qualified("a:br")
_LEVELS = 9
"""List styles know so many (ECMA-376 part 1, 21.1.2.4)."""


def with_looks(shape: OriginShape, node: Element, layout: LayoutInfo) -> OriginShape:
    """The shape with the looks of its words; what does not say a colour has that of its placeholder."""
    if shape.kind not in {"title", "text", "code", "table"}:
        return shape
    styles = _styles(node, layout)
    inherited = _inherited(styles, layout)
    if shape.kind == "table":
        made = [_joined(_looks(cell, layout.colors, lambda _: "")) for cell in node.iter(qualified("a:tc"))]
    else:
        made = list(_looks(node, layout.colors, inherited))
    if len(made) != len(shape.paragraphs):
        return shape
    pairs = zip(shape.paragraphs, made, strict=True)
    looking = (replace(one, looks=_merged(looks), heavy=_heavy(styles, one.level)) for one, looks in pairs)
    return replace(shape, paragraphs=tuple(looking))


def _styles(node: Element, layout: LayoutInfo) -> tuple[Element, ...]:
    """The list styles that the text of a placeholder inherits, nearest first; none for other shapes."""
    mark = find(node, "p:nvSpPr/p:nvPr/p:ph")
    if mark is None:
        return ()
    master = layout.part.part_related_by(RT.SLIDE_MASTER)._element
    idx = mark.get("idx", "0")
    own = next((one for one in layout.part._element.iter(qualified("p:ph")) if one.get("idx", "0") == idx), None)
    holder = None if own is None else next(own.iterancestors(qualified("p:sp")), None)
    title = mark.get("type") in {"title", "ctrTitle"}
    found = (
        None if holder is None else find(holder, "p:txBody/a:lstStyle"),
        _of_master(master, "title" if title else "body"),
        find(master, "p:txStyles/p:titleStyle" if title else "p:txStyles/p:bodyStyle"),
    )
    return tuple(style for style in found if style is not None)


def _inherited(styles: Sequence[Element], layout: LayoutInfo) -> Callable[[int], str]:
    """Gives the colour of a placeholder's text of a level, else that of all text; none for other shapes."""

    @cache
    def color(level: int) -> str:
        said = (text_color(_default(style, level), layout.colors) for style in styles)
        return next(filter(None, said), layout.colors.hex("tx1")) if styles and 0 <= level < _LEVELS else ""

    return color


def _heavy(styles: Sequence[Element], level: int) -> bool:
    """Whether text of a level is bold without saying so."""
    defaults = (_default(style, level) for style in styles)
    said = (one.get("b") for one in defaults if one is not None)
    return next((value for value in said if value is not None), "0") in {"1", "true"}


def _of_master(master: Element, kind: str) -> Element | None:
    """The list style of a master's placeholder."""
    mark = next((one for one in master.iter(qualified("p:ph")) if one.get("type") == kind), None)
    holder = None if mark is None else next(mark.iterancestors(qualified("p:sp")), None)
    return None if holder is None else find(holder, "p:txBody/a:lstStyle")


def _default(style: Element, level: int) -> Element | None:
    return find(style, f"a:lvl{level + 1}pPr/a:defRPr")


def _looks(holder: Element, colors: ThemeColors, inherited: Callable[[int], str]) -> Iterator[list[TextLook]]:
    """Looks of each paragraph, run by run."""
    for paragraph in holder.iter(qualified("a:p")):
        found: list[TextLook] = []
        properties = find(paragraph, "a:pPr")
        usual = inherited(0 if properties is None else int(properties.get("lvl", "0")))
        for node in paragraph.iter(*_RUNS, _BREAK):
            words = "\n" if node.tag == _BREAK else node.findtext(qualified("a:t")) or ""
            said = find(node, "a:rPr")
            size = 0 if said is None else int(said.get("sz", "0")) / 100
            found.append((len(words), text_color(said, colors) or usual, size))
        yield found


def _joined(paragraphs: Iterable[list[TextLook]]) -> list[TextLook]:
    """Those of a cell, whose paragraphs are read as one with a blank between."""
    found: list[TextLook] = []
    for looks in paragraphs:
        if found:
            found.append((1, *found[-1][1:]))
        found += looks
    return found


def _merged(looks: Sequence[TextLook]) -> tuple[TextLook, ...]:
    groups = groupby(looks, key=lambda look: look[1:])
    return tuple((count, *same) for same, group in groups if (count := sum(look[0] for look in group)))
