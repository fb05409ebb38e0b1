"""Boxes of placeholders in layouts and masters (ECMA-376 part 1, 19.3.1.36)."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.look.drawn_paints import theme_colors
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.units import Box
from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError
from coursedeck.review.unpack.geometry import GroupTransform, xfrm_bounds
from coursedeck.review.unpack.names import Node, child, local, tag

_FAMILY = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}


def layout_of(package: DeckPackage, slide: str) -> str | None:
    """Name of a slide's layout part."""
    return _target(package, slide, "slideLayout")


def look_digest(package: DeckPackage, layout: str) -> str:
    """Digest of layout, master and theme with their pictures."""
    master = _target(package, layout, "slideMaster")
    return "-".join(package.digest(part) for part in (layout, master) if part)


def places(package: DeckPackage, layout: str) -> dict[tuple[str, str], Box]:
    """Placeholder boxes by ``("", idx)`` and ``(type, "")``, from the layout or else its master."""
    found: dict[tuple[str, str], Box] = {}
    master = _target(package, layout, "slideMaster")
    inherited = dict(_boxes(package, master)) if master else {}
    for kind, index, box in _placeholders(package, layout):
        place = box or inherited.get(kind) or inherited.get(_FAMILY.get(kind, kind))
        if place is not None:
            found.setdefault(("", index), place)
            found.setdefault((kind, ""), place)
    return found


def colors_of(package: DeckPackage, layout: str) -> ThemeColors:
    """The colours of a layout's theme; none where its parts cannot be read."""
    master = _target(package, layout, "slideMaster")
    theme = _target(package, master, "theme") if master else None
    if master is None or theme is None:
        return ThemeColors({})
    try:
        roles = package.xml(master).find(tag("p:clrMap"))
        found = {} if roles is None else {str(role): str(slot) for role, slot in roles.attrib.items()}
        return theme_colors(package.xml(theme), found)
    except (UnreadablePartError, IndexError):
        return ThemeColors({})


def theme_of(package: DeckPackage, layout: str) -> tuple[tuple[str, str], ...]:
    """Colours and fonts of a layout's theme by slot, such as ``accent1`` and ``minor ea`` (20.1.6.9, 20.1.4.1.18)."""
    master = _target(package, layout, "slideMaster")
    theme = _target(package, master, "theme") if master else None
    try:
        root = package.xml(theme) if theme else None
    except UnreadablePartError:
        return ()
    if root is None:
        return ()
    colors = theme_colors(root, {}).colors
    slots = [local(slot) for scheme in root.iter(tag("a:clrScheme")) for slot in scheme]
    return (*((slot, colors[slot]) for slot in slots if slot in colors), *_fonts(root))


def _fonts(theme: Node) -> Iterator[tuple[str, str]]:
    for kind in ("major", "minor"):
        for font in (one for group in theme.iter(tag(f"a:{kind}Font")) for one in group):
            name = " ".join(part for part in (kind, local(font), font.get("script", "")) if part)
            yield name, font.get("typeface", "")


def _boxes(package: DeckPackage, master: str) -> Iterator[tuple[str, Box]]:
    yield from ((kind, box) for kind, _, box in _placeholders(package, master) if box is not None)


def _placeholders(package: DeckPackage, part: str) -> Iterator[tuple[str, str, Box | None]]:
    try:
        root = package.xml(part)
    except UnreadablePartError:
        return
    for mark in root.iter(tag("p:ph")):
        shape = _shape_around(mark)
        numbers = xfrm_bounds(child(shape, "p:spPr", "a:xfrm"))
        yield mark.get("type", "obj"), mark.get("idx", "0"), GroupTransform().box(numbers) if numbers else None


def _shape_around(mark: Node) -> Node | None:
    return next(mark.iterancestors(tag("p:sp"), tag("p:pic"), tag("p:graphicFrame")), None)


def _target(package: DeckPackage, part: str, kind: str) -> str | None:
    try:
        related = package.relationships(part).values()
    except UnreadablePartError:
        return None
    return next((one.target for one in related if one.kind == kind), None)
