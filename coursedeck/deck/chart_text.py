"""Text and numbers of a chart: size, colour and language, and how a number is written."""

from __future__ import annotations

from coursedeck.deck.colors import solid_fill
from coursedeck.deck.page import Page
from coursedeck.deck.text import hundredths
from coursedeck.deck.xml import Element, element
from coursedeck.model.session import Chart
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


def number_format(chart: Chart) -> str:
    """The format code of the chart's numbers, the unit behind each (ECMA-376 part 1, 18.8.31).

    Whole numbers get separators of thousands; others are shown as they were written.
    """
    values = [value for series in chart.series for value in series.values if value is not None]
    whole = all(float(value).is_integer() for value in values)
    unit = chart.unit.replace('"', "”")
    return ("#,##0" if whole else "General") + (f'"{unit}"' if unit else "")
