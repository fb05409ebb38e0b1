"""What a slide costs its audience, by which plan and fit choose: a full one in large type costs 1."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursedeck.model.units import Points

EMPTINESS = 0.35
"""What a slide that is almost empty costs besides 1; it grows with the square of what is empty."""

SHRINKING: Mapping[int, float] = {24: 0.0, 22: 0.02, 20: 0.05, 18: 0.3, 16: 0.7}
"""What body type of this size costs, so that a smaller one is taken only where it saves a slide or a bad cut."""

SMALL_CODE = 0.1
"""What each point of code below 16 costs."""

SMALLEST_CODE: Points = 12.0
TOO_SMALL = 0.8
"""Code of this size, and what it costs: nearly a slide, so that it is taken only where lines ask for it."""


class Setting(Struct, frozen=True):
    """How blocks stand on one slide: the size of their text and of their code, and how full the slide is then."""

    body: Points
    code: Points | None
    fill: float
    broken: int = 0
    """Words that are wider than their line."""
    wrapped: int = 0
    """Lines of code that go on below, since they are wider than their place."""

    @property
    def cost(self) -> float:
        """What the slide costs."""
        return 1.0 + empty_cost(self.fill) + type_cost(self.body, self.code)


def empty_cost(fill: float) -> float:
    """What a slide costs for being filled up to this share."""
    return EMPTINESS * (1.0 - min(1.0, fill)) ** 2


def type_cost(body: Points, code: Points | None) -> float:
    """What type of these sizes costs; `code` is None where there is none."""
    return SHRINKING.get(int(body), 0.0) + (code_cost(code) if code else 0.0)


def code_cost(size: Points) -> float:
    """What a slide costs whose smallest code has this size."""
    return TOO_SMALL if size <= SMALLEST_CODE else SMALL_CODE * max(0.0, 16 - size)
