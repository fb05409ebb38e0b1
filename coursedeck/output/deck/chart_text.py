"""Text properties of a chart's labels, axes and legend."""

from __future__ import annotations

from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.model.text import Text
from coursedeck.model.units import Points
from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.part_context import PartContext
from coursedeck.output.deck.text import hundredths
from coursedeck.output.deck.xml import Element, element


def text_properties(size: Points, context: PartContext, paint: str | None = None, *, bold: bool = False) -> Element:
    """``c:txPr`` of text of `size` points; without `paint`, in the text colour that reads on the slide's background."""
    ink = paint or context.colors.ink(context.layout.ground)
    faces = [element(f"a:{slot}", {"typeface": f"+mn-{short}"}) for slot, short in _THEME_FACES]
    default = element("a:defRPr", {"sz": hundredths(size), "b": bold}, solid_fill(ink), *faces)
    paragraph = element(
        "a:p", None, _paragraph(default, context), element("a:endParaRPr", {"lang": context.defaults.language})
    )
    return element("c:txPr", None, element("a:bodyPr"), element("a:lstStyle"), paragraph)


def axis_title(title: Text | None, size: Points, context: PartContext, *, upright: bool) -> Element | None:
    """``c:title`` of an axis (21.2.2.210); `upright` ones run from bottom to top. None without words."""
    if title is None or not title.plain.strip():
        return None
    ink = context.colors.ink(context.layout.ground)
    run = element("a:rPr", {"lang": context.defaults.language, "sz": hundredths(size), "b": False}, solid_fill(ink))
    words = element("a:r", None, run, element("a:t", text=title.plain))
    default = _paragraph(element("a:defRPr", {"sz": hundredths(size), "b": False}), context)
    body = element("a:bodyPr", {"rot": _UPRIGHT, "vert": "horz"} if upright else None)
    rich = element("c:rich", None, body, element("a:lstStyle"), element("a:p", None, default, words))
    return element("c:title", None, element("c:tx", None, rich), element("c:overlay", {"val": False}))


def _paragraph(default: Element, context: PartContext) -> Element:
    """``a:pPr`` of a chart's text; words of a right-to-left language run that way (21.1.2.2.7)."""
    return element("a:pPr", {"rtl": runs_right_to_left(context.defaults.language) or None}, default)


_UPRIGHT = -5_400_000
"""A quarter turn to the left, in 60,000ths of a degree."""
_THEME_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
