"""The data of a chart, from the caches in its part (ECMA-376 part 1, 21.2.2)."""

from __future__ import annotations

import re

from coursedeck.review.unpack.deck_package import DeckPackage, UnreadablePartError
from coursedeck.review.unpack.names import Node, tag

_WHOLE = re.compile(r"(?<=\d)\.0$")
"""Some writers cache whole numbers with a decimal that charts do not show."""


def chart_rows(package: DeckPackage, part: str) -> tuple[tuple[str, ...], ...]:
    """Names of the series, then a row for each category with its label and values; empty if nothing is cached."""
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
    """Cached texts or numbers of one element of a series, by index."""
    found: dict[int, str] = {}
    for point in (one for part in series.iterfind(tag(name)) for one in part.iter(tag("c:pt"))):
        value = point.find(tag("c:v"))
        index = point.get("idx", "")
        if value is not None and index.isdigit():
            found[int(index)] = _WHOLE.sub("", " ".join((value.text or "").split()))
    return found
