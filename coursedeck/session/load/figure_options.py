"""What an author asks of one figure or picture, in the braces behind it: ``{as=picture direction=keep width=50%}``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.session import Extent
from coursedeck.session.load.context import LoadContext

OPTIONS = ("as", "direction", "split")
_EXTENT = re.compile(r"(\d{0,5}(?:\.\d{1,4})?)\s*(%|[a-z]*|\\(?:text|line|column)width)", re.IGNORECASE)
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "em": 12.0}
"""Points of a unit; a pixel is 1/96 inch, as in CSS."""
_SHARES = {"%": 0.01, "vw": 0.01, "vh": 0.01, "\\textwidth": 1.0, "\\linewidth": 1.0, "\\columnwidth": 1.0}
_ADVICE = {
    "as": "{as=picture} or nothing",
    "direction": "{direction=keep}, {direction=free} or nothing",
    "split": "{split=no} or nothing",
}


class FigureOptions(Struct, frozen=True):
    """The options of one figure; see the fields of `FigureRef`."""

    as_picture: bool = False
    direction: DirectionPolicy | None = None
    whole: bool = False
    width: Extent | None = None
    height: Extent | None = None


def read_figure_options(written: Mapping[str, str], line: int, context: LoadContext) -> FigureOptions:
    """The options among these; a warning for each value that none of them has."""
    direction, split = direction_policy(written.get("direction")), written.get("split", "").lower()
    wrong = {
        "as": written.get("as", "picture") != "picture",
        "direction": "direction" in written and direction is None,
        "split": split not in {"", "no", "yes"},
    }
    for option in OPTIONS:
        if wrong[option]:
            message = f'{option} is "{written[option]}": write {_ADVICE[option]}'
            context.findings.warn(line, "attribute", message)
    width, height = (_extent(name, written.get(name, ""), line, context) for name in ("width", "height"))
    return FigureOptions(written.get("as") == "picture", direction, split == "no", width, height)


def _extent(name: str, written: str, line: int, context: LoadContext) -> Extent | None:
    """The extent that a value of ``width`` or ``height`` means; None for none and for ``auto``."""
    found = extent(written)
    if found is None and written and written.lower() != "auto":
        message = f'{name} is "{written}": write a share such as 50%, or a length such as 6cm or 300px'
        context.findings.warn(line, "attribute", message)
    return found


def extent(written: str) -> Extent | None:
    """The extent that is written in a unit of CSS or TeX.

    >>> extent("50%"), extent("1in"), extent("wide")
    (Extent(share=0.5, points=0.0), Extent(share=0.0, points=72.0), None)
    """
    match = _EXTENT.fullmatch(written.strip())
    number = float(match[1]) if match and match[1] else 1.0 if match and match[2].startswith("\\") else 0.0
    unit = match[2].lower() if match else ""
    if not number or unit not in _SHARES.keys() | _POINTS.keys():
        return None
    if unit in _SHARES:
        return Extent(share=number * _SHARES[unit])
    return Extent(points=number * _POINTS[unit])


def direction_policy(value: object) -> DirectionPolicy | None:
    """The policy of this name."""
    return next((policy for policy in DirectionPolicy if policy.value == value), None)
