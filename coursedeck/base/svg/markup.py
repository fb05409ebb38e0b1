"""Numbers, text, attributes and elements of SVG."""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.model.units import Point
from coursedeck.model.xml_text import legal

# the standard library's `xml.sax.saxutils` does the same, and loads all that opens addresses
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_BLANKS = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def short(value: float) -> str:
    """A coordinate with two decimals at most.

    >>> short(2.0), short(1.005), short(-0.001)
    ('2', '1', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def path_of(points: Iterable[Point], *, closed: bool = False) -> str:
    """Path data of a polyline."""
    places = " L ".join(f"{short(point.x)} {short(point.y)}" for point in points)
    return f"M {places}{' Z' if closed else ''}"


def words(text: str) -> str:
    """Text as XML character data."""
    return legal(text).translate(_ESCAPES)


def attributes(values: dict[str, str | float | None]) -> str:
    """Attributes in the order given; None is left out."""
    parts = []
    for name, value in values.items():
        if value is not None:
            text = short(value) if isinstance(value, int | float) else value
            parts.append(f" {name}={_quoted(legal(text))}")
    return "".join(parts)


def _quoted(text: str) -> str:
    r"""An attribute's value between the quotes that it does not have itself.

    >>> _quoted('a "b"'), _quoted("a < b"), _quoted("'\"'")
    ('\'a "b"\'', '"a &lt; b"', '"\'&quot;\'"')
    """
    escaped = text.translate(_ESCAPES).translate(_BLANKS)
    if '"' not in escaped:
        return f'"{escaped}"'
    return f"'{escaped}'" if "'" not in escaped else f'"{escaped.replace(chr(34), "&quot;")}"'


def element(name: str, values: dict[str, str | float | None], content: str | None = None) -> str:
    """An element; without content it closes itself."""
    head = f"<{name}{attributes(values)}"
    return f"{head}/>" if content is None else f"{head}>{content}</{name}>"
