"""The numbers that a chart shows (21.2.2): those kept in its own part, as it draws them."""

from __future__ import annotations

import re

from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError
from coursedeck.review.unpack.names import Node, tag

_WHOLE = re.compile(r"(?<=\d)\.0$")
"""How a whole number may be kept; it is never drawn so."""


def chart_rows(package: DeckPackage, part: str) -> tuple[tuple[str, ...], ...]:
    """A row a category, each with a number a series; the first row names the series. Empty where nothing is kept."""
    try:
        series = list(package.xml(part).iter(tag("c:ser")))
    except UnreadablePartError:
        return ()
    if not series:
        return ()
    names = [" ".join(_points(one, "c:tx").values()) for one in series]
    labels = _points(series[0], "c:cat") or _points(series[0], "c:xVal")
    values = [_points(one, "c:val") or _points(one, "c:yVal") for one in series]
    places = sorted({place for column in (labels, *values) for place in column})
    rows = [(labels.get(place, ""), *(column.get(place, "") for column in values)) for place in places]
    return ("", *names), *rows


def _points(series: Node, name: str) -> dict[int, str]:
    """Texts or numbers of one part of a series by their index."""
    found: dict[int, str] = {}
    for point in (one for part in series.iterfind(tag(name)) for one in part.iter(tag("c:pt"))):
        value = point.find(tag("c:v"))
        index = point.get("idx", "")
        if value is not None and index.isdigit():
            found[int(index)] = _WHOLE.sub("", " ".join((value.text or "").split()))
    return found
