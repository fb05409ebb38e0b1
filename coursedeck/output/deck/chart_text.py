"""Text and numbers of a chart: size, colour and language."""

from __future__ import annotations

from coursedeck.output.deck.colors import solid_fill
from coursedeck.output.deck.page import Page
from coursedeck.output.deck.text import hundredths
from coursedeck.output.deck.xml import Element, element
from coursedeck.model.units import Points


def text_properties(size: Points, page: Page, paint: str | None = None, *, bold: bool = False) -> Element:
    """``c:txPr``; without `paint` in the ink that reads on the slide's ground."""
    ink = paint or page.colors.ink(page.layout.ground)
    faces = [element(f"a:{slot}", {"typeface": f"+mn-{short}"}) for slot, short in _THEME_FACES]
    default = element("a:defRPr", {"sz": hundredths(size), "b": bold}, solid_fill(ink), *faces)
    paragraph = element(
        "a:p", None, element("a:pPr", None, default), element("a:endParaRPr", {"lang": page.style.language})
    )
    return element("c:txPr", None, element("a:bodyPr"), element("a:lstStyle"), paragraph)


_THEME_FACES = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
