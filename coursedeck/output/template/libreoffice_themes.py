"""Repair themes of templates that LibreOffice wrote.

LibreOffice writes the colours and typefaces of its styles into every text, beside an unrelated theme. Here the theme
gets the colours and typefaces that slides show, so that text boxes, tables and figures look like the template's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.model.units import Size
from coursedeck.output.template.art import mean_tone
from coursedeck.output.template.background import background_colors, full_slide_shapes
from coursedeck.output.template.color import BLACK, SLOTS, WHITE, mixed, readable, resolved
from coursedeck.output.template.package import A, P, R, TemplatePackage
from coursedeck.output.template.placeholders import TITLES, shapes, type_of
from coursedeck.output.template.theme import slot_colors

CLEAR = 7.0
"""Contrast that text needs on a secondary background (``lt2``) that is derived here."""
SAME_SIDE = 1.6
"""Maximum contrast between the secondary and the primary background."""
_FACES = (("titleStyle", "majorFont", "+mj-lt"), ("bodyStyle", "minorFont", "+mn-lt"))


def adopt_faces(theme: etree._Element, master: etree._Element, layouts: Sequence[etree._Element]) -> None:
    """Set the theme's fonts to the typefaces of the master's titles and body, and refer to the theme everywhere."""
    for style, collection, reference in _FACES:
        latin = master.find(f"{P}txStyles/{P}{style}/{A}lvl1pPr/{A}defRPr/{A}latin")
        own = theme.find(f"{A}themeElements/{A}fontScheme/{A}{collection}/{A}latin")
        if latin is None or own is None:
            continue
        face = latin.get("typeface", "")
        own.set("typeface", face)
        places = [*master.findall(f"{P}txStyles/{P}{style}"), *_lists(layouts, titles=style == "titleStyle")]
        for place in places:
            for one in place.iter(f"{A}latin"):
                if one.get("typeface") == face:
                    one.set("typeface", reference)


def _lists(layouts: Sequence[etree._Element], *, titles: bool) -> Iterator[etree._Element]:
    """List styles of the layouts' titles, or of their other placeholders."""
    for layout in layouts:
        for shape in shapes(layout):
            if (type_of(shape) in TITLES) is titles:
                yield from shape.iterfind(f"{P}txBody/{A}lstStyle")


def adopt_colors(theme: etree._Element, text: str, shown: str | None) -> None:
    """Derive a theme's colours from the text colour `text` and the background `shown` (six hex digits), readable."""
    slots = slot_colors(theme)
    far = BLACK if contrast(text, BLACK) > contrast(text, WHITE) else WHITE
    behind = shown if shown and contrast(text, shown) >= READABLE else far
    card = slots["lt2"]
    if contrast(card, text) < READABLE or contrast(card, behind) > SAME_SIDE:
        shades = [mixed([behind] * 7 + [other]) for other in (text, far)]
        card = next((shade for shade in shades if contrast(shade, text) >= CLEAR), shades[1])
    quiet = readable(slots["dk2"], (behind, card), READABLE)
    found = {"dk1": text, "lt1": behind, "dk2": quiet, "lt2": card}
    found |= {slot: readable(slots[slot], (behind, card), READABLE) for slot in SLOTS[4:]}
    for slot, tone in found.items():
        for place in theme.findall(f"{A}themeElements/{A}clrScheme/{A}{slot}"):
            for old in list(place):
                place.remove(old)
            etree.SubElement(place, f"{A}srgbClr", val=tone)


def text_tone(master: etree._Element, layouts: Sequence[etree._Element], theme: etree._Element) -> str:
    """Six hex digits of body text: as on the first content layout, else as in the master's body style."""
    colors = slot_colors(theme)
    bodies = (
        shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
        for layout in layouts
        if layout.get("type") == "obj"
        for shape in shapes(layout)
        if type_of(shape) not in TITLES
    )
    own = master.find(f"{P}txStyles/{P}bodyStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
    fills = (resolved(fill, colors) for fill in (*bodies, own) if fill is not None)
    return next((tone for tone in fills if tone), BLACK)


def shown_tone(
    package: TemplatePackage, parts: Sequence[tuple[str, etree._Element]], size: Size, theme: etree._Element
) -> str | None:
    """The mean colour (six hex digits) behind the content of ``layout, master``; None for an unreadable picture."""
    trees = [tree for _, tree in parts]
    for name, tree in parts:
        behind = [*full_slide_shapes([tree], size), *tree.findall(f"{P}cSld/{P}bg")]
        if not behind:
            continue
        blip = behind[0].find(f".//{A}blip")
        if blip is not None:
            return _mean(package, name, blip.get(f"{R}embed", ""))
        break
    slots = slot_colors(theme)
    return background_colors(trees, size, {**slots, "bg1": slots["lt1"], "tx1": slots["dk1"]})[1]


def _mean(package: TemplatePackage, part: str, relation: str) -> str | None:
    target = next((one.target for one in package.relationships(part) if one.id == relation), None)
    return mean_tone(package.parts[target]) or None if target is not None and target in package.parts else None
