"""Numbers in tables: what stands behind their decimal points, and which rows differ most.

Which of two numbers is the better one depends on what they count, so both are stressed where they are far apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.model.session import Table
from coursedeck.model.text import Text
from coursedeck.session.fit.roles import compared_heads

FAR_APART = 2.0
"""Factor between two numbers from which on they are stressed."""

_NUMBER = re.compile(
    r"(?P<before>[\s~≈<>≤≥±+\-−–$€£¥₩]*)"
    r"(?P<whole>\d{1,3}(?:(?P<group>[,.'\u00a0\u202f ])\d{3})(?:(?P=group)\d{3})*|\d+)"
    r"(?:(?P<mark>[.,])(?P<fraction>\d+))?(?P<unit>\s*[^\d\s.,~–-][^\d]{0,11})?"
)
_SCALES = {
    **{"ns": 1e-9, "µs": 1e-6, "us": 1e-6, "ms": 1e-3, "s": 1.0, "sec": 1.0, "min": 60.0, "h": 3600.0},
    **{"밀리초": 1e-3, "초": 1.0, "분": 60.0, "시간": 3600.0, "秒": 1.0, "分": 60.0},
    **{"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024.0, "mib": 1024.0**2, "gib": 1024.0**3},
}
"""What units of time and of data are worth."""
_DATA = frozenset({"kb", "mb", "gb", "tb", "kib", "mib", "gib"})


class CellNumber(Struct, frozen=True):
    """The number of a cell, its unit, and what stands behind its whole part."""

    value: float
    unit: str
    tail: str


def decimal_tails(cells: Sequence[str]) -> tuple[str, ...] | None:
    """What stands behind the whole part of each cell of a column; None where they are no numbers of one unit.

    >>> decimal_tails(["1.5 s", "12 s", "0.25 s"])
    ('.5 s', ' s', '.25 s')
    """
    numbers = _numbers([cell for cell in cells if cell.strip()])
    if numbers is None or len({number.unit for number in numbers if number.unit}) > 1:
        return None
    tails = iter(numbers)
    return tuple(next(tails).tail if cell.strip() else "" for cell in cells)


def _numbers(cells: Sequence[str]) -> list[CellNumber] | None:
    """The numbers of cells that are written alike; None where one is none, or marks mean two things."""
    found = [_NUMBER.fullmatch(cell.strip()) for cell in cells]
    matches = [match for match in found if match is not None]
    marks = {match["mark"] for match in matches if match["mark"]}
    if len(matches) < len(found) or len(marks) > 1:
        return None
    mark = marks.pop() if marks else ""
    if any(match["group"] == mark and match["whole"].count(mark) > 1 for match in matches if mark):
        return None
    return [_number(match, mark) for match in matches]


def _number(match: re.Match[str], mark: str) -> CellNumber:
    """A number whose decimal mark is known, since three digits behind it may be thousands, too."""
    whole, fraction, unit = match["whole"], match["fraction"] or "", match["unit"] or ""
    point = match["mark"] or ""
    if mark and match["group"] == mark:
        whole, point, fraction = whole.partition(mark)
    value = float(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}")
    return CellNumber(value, unit.strip(), f"{point}{fraction}{unit}")


def striking_rows(table: Table) -> frozenset[int]:
    """The rows, counted from the header's first, in which two things that are compared are far apart.

    Where those are more than half of the rows, the one alone in which they are furthest apart; none where the author
    has stressed words.
    """
    if compared_heads(table) is None or len(table.rows) < 2 or any(map(_is_stressed, _told(table))):
        return frozenset()
    factors = {at: _factor(*row[1:]) for at, row in enumerate(table.rows, start=table.header_rows)}
    far = {at: factor for at, factor in factors.items() if factor >= FAR_APART}
    if 2 * len(far) > len(table.rows):
        most = max(far.values())
        far = {at: factor for at, factor in far.items() if factor == most}
    return frozenset(far)


def _told(table: Table) -> Iterator[Text]:
    return (cell for row in table.rows for cell in row[1:])


def _is_stressed(cell: Text) -> bool:
    return any(span.strong for span in cell.spans)


def _factor(one: Text, other: Text) -> float:
    """How many times the larger of two numbers is the smaller; 0 where they cannot be compared."""
    numbers = _numbers([one.plain, other.plain])
    if numbers is None:
        return 0.0
    first, second = numbers
    amounts = sorted(number.value * _worth(number.unit) for number in numbers)
    alike = first.unit == second.unit or _is_one_kind(first.unit.casefold(), second.unit.casefold())
    return amounts[1] / amounts[0] if alike and amounts[0] > 0 else 0.0


def _worth(unit: str) -> float:
    return _SCALES.get(unit.casefold(), 1.0)


def _is_one_kind(one: str, other: str) -> bool:
    return one in _SCALES and other in _SCALES and (one in _DATA) == (other in _DATA)
