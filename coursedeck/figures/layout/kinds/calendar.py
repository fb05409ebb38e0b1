"""An axis of time: where its ticks stand, and what they are called in a language.

Names and order of day, month and year come from the Unicode Common Locale Data Repository, through Babel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from coursedeck.model.figure_kinds import Milliseconds

_EPOCH = datetime(1970, 1, 1)
_LENGTHS = {
    "millisecond": 1, "second": 1_000, "minute": 60_000, "hour": 3_600_000, "day": 86_400_000, "week": 604_800_000,
    "month": 2_629_800_000, "year": 31_557_600_000,
}  # fmt: skip
"""Milliseconds, of months and years on average."""
_STEPS = {
    "millisecond": (1, 2, 5, 10, 20, 50, 100, 200, 500), "second": (1, 2, 5, 10, 15, 30),
    "minute": (1, 2, 5, 10, 15, 30),
    "hour": (1, 2, 3, 6, 12), "day": (1, 2, 3, 5), "week": (1, 2), "month": (1, 2, 3, 6),
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000),
}  # fmt: skip
_WANTED = re.compile(r"([1-9]\d{0,3})(millisecond|second|minute|hour|day|week|month)")
_DAYS, _FEW_WEEKS = 2, 4
"""Ticks are more days apart than these on an axis of so few weeks alone; on a longer one they stand at weeks."""
_CLOCK = frozenset({"millisecond", "second", "minute", "hour"})
_MOST_TICKS = 200


class Interval(Struct, frozen=True):
    """The distance of two ticks."""

    count: int
    unit: str

    @property
    def length(self) -> float:
        """In milliseconds, about."""
        return self.count * _LENGTHS[self.unit]


def intervals(wanted: str, span: Milliseconds) -> Iterator[Interval]:
    """What the author wants first, then every interval that is usual on an axis of `span`, the shortest first."""
    if found := _WANTED.fullmatch(wanted.strip()):
        yield Interval(int(found[1]), found[2])
    for unit, steps in _STEPS.items():
        few = unit != "day" or span <= _FEW_WEEKS * _LENGTHS["week"]
        yield from (Interval(step, unit) for step in steps if few or step <= _DAYS)


def ticks(interval: Interval, start: Milliseconds, end: Milliseconds, week_start: int = 6) -> list[Milliseconds]:
    """Every tick from `start` to `end`, on round times; none where there would be too many."""
    if (end - start) / interval.length > _MOST_TICKS:
        return []
    if (
        interval.unit == "day" and interval.count > _DAYS
    ):  # no round time of any calendar: they count from the first day
        return list(range(-(-start // _LENGTHS["day"]) * _LENGTHS["day"], end + 1, round(interval.length)))
    if interval.unit in {"month", "year"}:
        return [time for time in _months(interval, start, end) if start <= time <= end]
    step = round(interval.length)
    offset = ((week_start - 3) % 7) * _LENGTHS["day"] if interval.unit == "week" else 0  # 1970 began on a Thursday
    first = -(-(start - offset) // step) * step + offset
    return list(range(first, end + 1, step))


def _months(interval: Interval, start: Milliseconds, end: Milliseconds) -> Iterator[Milliseconds]:
    step = interval.count * (12 if interval.unit == "year" else 1)
    date = moment(start)
    month = (date.year * 12 + date.month - 1) // step * step
    while month < 9999 * 12:
        time = round((datetime(max(month // 12, 1), month % 12 + 1, 1) - _EPOCH) / timedelta(milliseconds=1))
        if time > end:
            return
        yield time
        month += step


def moment(time: Milliseconds) -> datetime:
    """A time as a date."""
    return _EPOCH + timedelta(milliseconds=time)


def tick_label(time: Milliseconds, interval: Interval, language: str, form: str = "") -> str:
    """What a tick is called: as `form` says (d3's ``strftime``), else in the language's own way."""
    from babel import dates  # noqa: PLC0415 - few figures have dates, and it takes time to load

    date, locale = moment(time), locale_of(language)
    if form:
        return _formatted(date, form, language)
    if interval.unit in _CLOCK:
        skeleton = {"hour": "Hm", "minute": "Hm"}.get(interval.unit, "Hms")
        if interval.unit == "millisecond":
            return f"{(date - date.replace(microsecond=0)) / timedelta(seconds=1) + date.second:g} s"
        return str(dates.format_skeleton(skeleton, date, locale=locale))
    skeleton = {"year": "y", "month": "MMM"}.get(interval.unit, "MMMd")
    return str(dates.format_skeleton(skeleton, date, locale=locale))


def year_label(time: Milliseconds, language: str) -> str:
    """The year of a time."""
    from babel import dates  # noqa: PLC0415 - see above

    return str(dates.format_skeleton("y", moment(time), locale=locale_of(language)))


def day_label(time: Milliseconds, language: str, *, clock: bool = False) -> str:
    """A whole date, for readers of the alt text."""
    from babel import dates  # noqa: PLC0415 - see above

    locale = locale_of(language)
    day = str(dates.format_date(moment(time), "medium", locale=locale))
    return f"{day} {dates.format_skeleton('Hm', moment(time), locale=locale)}" if clock else day


def locale_of(language: str) -> str:
    """The nearest locale that Babel knows; English where it knows none."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - see above

    for name in (language.replace("-", "_"), language.replace("_", "-").split("-")[0]):
        try:
            return str(Locale.parse(name))
        except (UnknownLocaleError, ValueError):
            continue
    return "en"


_DIRECTIVES: dict[str, str] = {
    "a": "EEE", "A": "EEEE", "b": "MMM", "B": "MMMM", "d": "dd", "e": "d", "H": "HH", "I": "hh", "j": "DDD", "m": "MM",
    "M": "mm", "p": "a", "q": "Q", "S": "ss", "L": "SSS", "u": "e", "V": "ww", "W": "ww", "U": "ww", "y": "yy",
    "Y": "yyyy", "x": "yyyy-MM-dd", "X": "HH:mm:ss", "c": "yyyy-MM-dd HH:mm",
}  # fmt: skip
"""d3's directives as patterns of Unicode TR 35 (https://d3js.org/d3-time-format)."""


def _formatted(date: datetime, form: str, language: str) -> str:
    from babel import dates  # noqa: PLC0415 - see above

    locale = locale_of(language)
    special: dict[str, Callable[[], str]] = {
        "%": lambda: "%",
        "s": lambda: str(round((date - _EPOCH).total_seconds())),
        "Q": lambda: str(round((date - _EPOCH) / timedelta(milliseconds=1))),
        "w": lambda: str(date.isoweekday() % 7),
        "Z": lambda: "",
    }

    def one(directive: re.Match[str]) -> str:
        letter = directive[2]
        if letter in special:
            return special[letter]()
        pattern = _DIRECTIVES.get(letter)
        if pattern is None:
            return directive.group()
        text = str(dates.format_datetime(date, f"{pattern}", locale=locale))
        return text.lstrip("0") or "0" if directive[1] == "-" else text

    return re.sub(r"%([-_0]?)([A-Za-z%])", one, form)
