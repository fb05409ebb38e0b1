"""The characters of a drawing, each in its display column, and the lines and arrow heads that they draw.

Input: the text of a fence. An ideograph takes two columns and a combining character none, as in a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

from coursedeck.model.columns import columns

ARMS = {
    **dict.fromkeys("─━═╌╍┄┅┈┉", "EW"),
    **dict.fromkeys("│┃║╎╏┆┇┊┋", "NS"),
    **dict.fromkeys("┌┏╔╭┍┎╒╓", "ES"),
    **dict.fromkeys("┐┓╗╮┑┒╕╖", "SW"),
    **dict.fromkeys("└┗╚╰┕┖╘╙", "NE"),
    **dict.fromkeys("┘┛╝╯┙┚╛╜", "NW"),
    **dict.fromkeys("├┣╠┝┠╞╟", "NES"),
    **dict.fromkeys("┤┫╣┥┨╡╢", "NSW"),
    **dict.fromkeys("┬┳╦┯┰╤╥", "ESW"),
    **dict.fromkeys("┴┻╩┷┸╧╨", "NEW"),
    **dict.fromkeys("┼╋╬┿╂╪╫", "NESW"),
}
"""The sides to which a box-drawing character runs (Unicode 16, block U+2500)."""

HEADS = {
    **dict.fromkeys("▶►▸→⇒➜➔➡>", "E"),
    **dict.fromkeys("◀◄◂←⇐⬅<", "W"),
    **dict.fromkeys("▼▾↓⇓⬇vV", "S"),
    **dict.fromkeys("▲▴↑⇑⬆^", "N"),
    **dict.fromkeys("↔⇔⟷", "EW"),
    **dict.fromkeys("↕⇕", "NS"),
}
"""The sides to which an arrow points."""

STEPS = {"N": (-1, 0), "E": (0, 1), "S": (1, 0), "W": (0, -1)}
BACK = {"N": "S", "E": "W", "S": "N", "W": "E"}

_ASCII_HEADS = "<>vV^"
_DASH_RUN = re.compile(r"<?[-=─━═]+>?")
_TAB = 4
_FILLER = "\uffff"
"""Stands in the second column of a wide character."""


class Cells:
    """A drawing as rows of columns; `shape` has one character a column, and nothing beyond the end of a row."""

    def __init__(self, text: str) -> None:
        self.texts = tuple(_row(line) for line in text.rstrip("\n").expandtabs(_TAB).split("\n"))
        self.shape = tuple("".join(cell[:1] or _FILLER for cell in row) for row in self.texts)

    def at(self, row: int, column: int) -> str:
        """The character there, a space where there is none."""
        inside = 0 <= row < len(self.shape) and 0 <= column < len(self.shape[row])
        return self.shape[row][column] if inside else " "

    def text(self, row: int, start: int, end: int) -> str:
        """What is written in the columns from `start` up to `end`."""
        return "".join(self.texts[row][start:end])

    def arms(self, row: int, column: int) -> str:
        """The sides to which a line runs from there; nothing where there is none."""
        sign = self.at(row, column)
        if sign in ARMS:
            return ARMS[sign]
        if sign in _ASCII_HEADS or sign in "-=|+":
            return self._ascii.get((row, column), "")
        if sign in HEADS:
            return "EW" if HEADS[sign] in "EW" else "NS"
        return ""

    def heads(self, row: int, column: int) -> str:
        """The sides to which an arrow there points; nothing where there is none."""
        return HEADS.get(self.at(row, column), "") if self.arms(row, column) else ""

    @cached_property
    def _ascii(self) -> dict[tuple[int, int], str]:
        """The arms of those ASCII characters that draw lines, rather than being part of words."""
        level = {(row, column) for row, line in enumerate(self.shape) for column in _level_places(line)}
        found = dict.fromkeys(level, "EW")
        for row, line in enumerate(self.shape):
            for column, sign in enumerate(line):
                if sign in "|+vV^":
                    arms = self._upright_arms(row, column, level)
                    if arms:
                        found[row, column] = arms
        return found

    def _upright_arms(self, row: int, column: int, level: set[tuple[int, int]]) -> str:
        sign = self.at(row, column)
        above, below = self._runs(row - 1, column, "S"), self._runs(row + 1, column, "N")
        if sign == "|":
            return "NS" if above or below else ""
        if sign == "+":
            sides = {"N": above, "S": below, "W": self._level(row, column - 1, level, "E")}
            sides["E"] = self._level(row, column + 1, level, "W")
            arms = "".join(side for side in "NESW" if sides[side])
            return arms if len(arms) > 1 else ""
        alone = not self.at(row, column - 1).isalnum() and not self.at(row, column + 1).isalnum()
        return "NS" if alone and (below if sign == "^" else above) else ""

    def _runs(self, row: int, column: int, side: str) -> bool:
        sign = self.at(row, column)
        return side in ARMS.get(sign, "") or sign in ("|", "+") or (sign in "vV" and side == "N")

    def _level(self, row: int, column: int, level: set[tuple[int, int]], side: str) -> bool:
        return (row, column) in level or side in ARMS.get(self.at(row, column), "") or self.at(row, column) == "+"


def _level_places(line: str) -> list[int]:
    """The columns of lines of hyphens or the like, with their arrow heads: no hyphen of a word or an option."""
    found: list[int] = []
    for run in _DASH_RUN.finditer(line):
        before, behind = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
        touched = {before, behind} & {"+", *ARMS}
        if (len(run[0]) > 1 or touched) and not before.isalnum() and not behind.isalnum():
            found += range(*run.span())
    return found


def _row(line: str) -> tuple[str, ...]:
    """A line as one text a column; the second column of a wide character is empty."""
    row: list[str] = []
    for sign in line.rstrip():
        if row and unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
            at = len(row) - 1 if row[-1] else len(row) - 2
            row[at] += sign
            continue
        row += [sign, ""][: columns(sign)]
    return tuple(row)
