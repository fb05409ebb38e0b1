"""Bars drawn with block characters (``CPU ██████░░ 75 %``) → native charts, whose numbers people can edit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Chart, ChartKind, Code, Paragraph, Series
from coursedeck.model.text import Text, literal

_BLOCKS = "█▉▊▋▌▍▎▏▇▆▅▓▒░■□▰▱▮▯━⣿⬛⬜🟩🟦🟥🟨"
_BAR = lazy_pattern(
    rf"^(?P<before>.*?)[\s:：|│\[\]]*[{_BLOCKS}](?:[{_BLOCKS}·.]|[ ](?=[{_BLOCKS}]))*[\s|│\[\]]*(?P<after>.*?)\s*$"
)
_VALUE = lazy_pattern(r"(?P<sign>[$€£¥₩]?)(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?P<unit>[^\s\d()]{0,8})")
_LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext"})
LEAST_BARS = 2
MOST_BARS = 12
MOST_REMARKS = 2
"""Most lines below the bars."""

FULL = 100.0


class _CharacterBar(Struct, frozen=True):
    label: Text
    value: float
    unit: str


def as_chart(code: Code) -> tuple[Block, ...] | None:
    """The bar chart that a fence draws, under the line above its bars and before those below; None for other code."""
    if code.language not in _LANGUAGES or code.as_written:
        return None
    lines = [(at, line) for at, line in enumerate(code.code.split("\n"), start=1) if line.strip()]
    read = [_bar(line, at, code.source) for at, line in lines]
    bars = [bar for bar in read if bar is not None]
    start = 1 if read and read[0] is None else 0
    if read[start : start + len(bars)] != bars or len(read) - start - len(bars) > MOST_REMARKS:
        return None
    if not LEAST_BARS <= len(bars) <= MOST_BARS or len({bar.unit for bar in bars}) > 1:
        return None
    above, below = lines[:start], lines[start + len(bars) :]
    return (_chart(bars, above, code.source), *(Paragraph(_words(line, at, code.source)) for at, line in below))


def _chart(bars: Sequence[_CharacterBar], above: Sequence[tuple[int, str]], source: Source) -> Chart:
    title = next((_words(line.rstrip(" :："), at, source) for at, line in above), None)
    percent = bars[0].unit == "%" and max(bar.value for bar in bars) <= FULL
    return Chart(
        kind=ChartKind.BAR,
        title=title,
        categories=tuple(bar.label for bar in bars),
        series=(Series(title or literal("", source), tuple(bar.value for bar in bars)),),
        source=source,
        unit=bars[0].unit,
        maximum=FULL if percent else None,
    )


def _words(line: str, at: int, source: Source) -> Text:
    """A line of a fence; `at` is its number there."""
    return literal(line.strip(), Source(source.file, source.line + at))


def _bar(line: str, at: int, source: Source) -> _CharacterBar | None:
    """A line as a bar: its label, and the number behind or before the bar; None where it is none."""
    match = _BAR.match(line.strip())
    if match is None:
        return None
    before, after = match["before"].strip(" \t:：|│["), match["after"].strip()
    for label, said in ((before, after), *_parted(after), *_parted(before)):
        value = _VALUE.fullmatch(said.strip("()（） "))
        if label and value is not None:
            number = float(value["number"].replace(",", ""))
            unit = " ".join(part for part in (value["unit"], value["sign"]) if part)
            return _CharacterBar(_words(label, at, source), number, unit)
    return None


def _parted(words: str) -> Sequence[tuple[str, str]]:
    """Label and number that stand on the same side of a bar, in either order."""
    first, _, rest = words.partition(" ")
    start, _, last = words.rpartition(" ")
    return (start.strip(" :：("), last), (rest.strip(" :："), first)
