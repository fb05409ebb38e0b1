"""The guides of a shape worked out for one box, and its paths as plain coordinates (ECMA-376 part 1, 20.1.9.11).

Several readers do not evaluate guides and draw no arcs. All of them draw what PowerPoint writes for a freeform:
integers in a path with a width and a height, and Bézier curves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from coursedeck.model.units import Box, Points, emu

OPERANDS = {"M": 2, "L": 2, "C": 6, "A": 4, "Z": 0}
"""Operands of each path command."""

_FULL_CIRCLE = 21_600_000
"""In 60,000ths of a degree (20.1.10.3)."""
_QUARTER = _FULL_CIRCLE // 4


def guide_values(guides: Sequence[tuple[str, str]], box: Box) -> dict[str, float]:
    """The names that paths may use with their values in EMU, for a shape that fills `box` (20.1.10.56, 20.1.9.11)."""
    width, height = float(max(emu(box.width), 1)), float(max(emu(box.height), 1))
    known = {
        "l": 0.0, "t": 0.0, "r": width, "b": height, "w": width, "h": height, "hc": width / 2, "vc": height / 2,
        "wd2": width / 2, "hd2": height / 2, "ss": min(width, height),
        "cd2": 2.0 * _QUARTER, "cd4": 1.0 * _QUARTER, "3cd4": 3.0 * _QUARTER,
    }  # fmt: skip
    for name, formula in guides:
        known[name] = _value(formula, known)
    return known


def _value(formula: str, known: Mapping[str, float]) -> float:
    """``+- x y z``, ``*/ x y z`` or ``min x y``."""
    operation, *operands = formula.split()
    values = [_operand(word, known) for word in operands]
    match operation:
        case "+-":
            return values[0] + values[1] - values[2]
        case "*/":
            return values[0] * values[1] / values[2]
        case _:
            return min(values)


def _operand(word: str, known: Mapping[str, float]) -> float:
    return known[word] if word in known else float(word)


def plain_commands(commands: str, known: Mapping[str, float]) -> str:
    """Path commands whose operands are names of guides, as commands with integers and without arcs."""
    return " ".join(_plain(commands.split(), known))


def _plain(words: list[str], known: Mapping[str, float]) -> Iterator[str]:
    here = (0.0, 0.0)
    while words:
        letter, count = words[0], OPERANDS[words[0]]
        values = [_operand(word, known) for word in words[1 : 1 + count]]
        words = words[1 + count :]
        if letter == "A":
            for curve in _curves(here, *values):
                yield _step("C", curve)
                here = (curve[4], curve[5])
            continue
        yield _step(letter, values)
        here = (values[-2], values[-1]) if values else here


def _step(letter: str, values: Sequence[float]) -> str:
    return " ".join([letter, *(str(round(value)) for value in values)])


def _curves(
    here: tuple[float, float], across: float, along: float, start: float, sweep: float
) -> Iterator[tuple[float, float, float, float, float, float]]:
    """``a:arcTo`` (20.1.9.4) as Bézier curves of a quarter of an ellipse at most."""
    count = max(1, math.ceil(abs(sweep) / _QUARTER - 1e-9))
    angle, step = _radians(start), _radians(sweep) / count
    middle = (here[0] - across * math.cos(angle), here[1] - along * math.sin(angle))
    reach = 4 / 3 * math.tan(step / 4)
    for _ in range(count):
        after = angle + step
        first = (math.cos(angle) - reach * math.sin(angle), math.sin(angle) + reach * math.cos(angle))
        second = (math.cos(after) + reach * math.sin(after), math.sin(after) - reach * math.cos(after))
        last = (math.cos(after), math.sin(after))
        pairs = [(middle[0] + across * x, middle[1] + along * y) for x, y in (first, second, last)]
        yield (*pairs[0], *pairs[1], *pairs[2])
        angle = after


def _radians(angle: float) -> float:
    return angle / _FULL_CIRCLE * 2 * math.pi


def corner_inset(radius: Points) -> Points:
    """How far the text rectangle of ``roundRect`` stands inside its box (annex presetShapeDefinitions.xml)."""
    return radius * 29289 / 100_000
