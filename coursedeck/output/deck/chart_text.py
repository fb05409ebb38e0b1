"""Text properties of a chart's labels, axes and legend."""

from __future__ import annotations

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
        "a:p", None, element("a:pPr", None, default), element("a:endParaRPr", {"lang": context.defaults.language})
    )
    return element("c:txPr", None, element("a:bodyPr"), element("a:lstStyle"), paragraph)


_THEME_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
