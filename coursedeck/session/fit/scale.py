"""The type sizes that are tried, in order, before a slide is split, and the distances between paragraphs."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.units import Points

BODY_FLOOR: Points = 16.0
CAPTION: Points = 14.0
TEXT_CAPTION: Points = 20.0
"""Of captions that are text of the slide."""
FOOTNOTE: Points = 12.0

NEAR: Points = 8.0
"""Between the items of a list in a full slide, and below a heading."""

SPACES: tuple[Points, ...] = (24.0, 16.0, 12.0, NEAR)
"""Distances between paragraphs that a page may have, the widest first."""

NESTED: Points = 4.0
"""Between the items of a nested list, which belong together."""


class Scale(Struct, frozen=True):
    """Sizes of one slide, in points."""

    body: Points
    table: Points
    code: Points

    def level(self, level: int) -> Points:
        """Size of a list level, counted from 0: one step smaller below the first, never below the floor."""
        return self.body if level == 0 else max(BODY_FLOOR, self.body - 2)


COMFORTABLE = Scale(20, 18, 16)
"""The scale by which neighbours are judged that may share a slide."""

STEPS = (
    Scale(28, 24, 24), Scale(26, 22, 22), Scale(24, 20, 20), Scale(22, 20, 18), COMFORTABLE, Scale(20, 16, 14),
    Scale(18, 16, 14), Scale(16, 14, 14), Scale(16, 14, 12), Scale(16, 12, 12),
)  # fmt: skip
"""Largest first."""

SHORT_CODE = Scale(28, 24, 28)
"""Of a few lines of code that have a slide to themselves."""

MAX_LINES = 13
"""Most lines of body text on a slide: a judgement of what an audience takes in at once."""

MAX_CODE_LINES = 25
"""Most lines of code below one another; at 12 pt a slide is full of them."""
