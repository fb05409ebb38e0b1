"""The type sizes that are tried, in order, before a slide is split."""

from __future__ import annotations

from dataclasses import dataclass

from coursedeck.model.units import Points

BODY_FLOOR: Points = 16.0
CAPTION: Points = 14.0
FOOTNOTE: Points = 12.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of one slide, in points."""

    body: Points
    table: Points
    code: Points

    def level(self, level: int) -> Points:
        """Size of a list level, counted from 0: one step smaller below the first, never below the floor."""
        return self.body if level == 0 else max(BODY_FLOOR, self.body - 2)


COMFORTABLE = Scale(20, 16, 14)
"""The scale at which neighbours may share a slide, and in which continued slides are set."""

STEPS = (
    Scale(24, 20, 18), Scale(22, 18, 16), COMFORTABLE, Scale(18, 16, 14), Scale(16, 14, 14), Scale(16, 13, 12),
    Scale(16, 12, 12),
)  # fmt: skip
"""Largest first."""

MAX_LINES = 12
"""Most lines of body text on a slide: a judgement of what an audience takes in at once."""

MAX_CODE_LINES = 18
