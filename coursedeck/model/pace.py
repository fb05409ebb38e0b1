"""Speaking rate in one language, and the extra time that figures, tables and exercises take.

Pace            one language's: units a minute, and
└── Costs       the seconds that a figure, a table, an exercise … take
PaceChange      what a course or a session says otherwise
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from coursedeck.model.values import replace


class SpeechUnit(StrEnum):
    """What a pace counts."""

    SYLLABLE = "syllable"
    WORD = "word"


class Costs(Struct, frozen=True):
    """Seconds that are added to what the words of a slide take.

    No study gives these numbers; they are judged. They are held against the rule of one slide a minute (Nature Methods
    5, 371 (2008), "Talking points"; Naegle 2021, "Ten simple rules for effective presentation slides", PLoS
    Computational Biology 17(12) e1009554, rule 2): a slide with one figure and two sentences comes to about a minute.
    A course that knows better sets its own (`PaceChange`), and recorded times show where they are wrong.
    """

    slide: int = 5
    """Every slide: until eyes and voice have arrived on it."""
    figure: int = 40
    """Finding the parts and following the lines."""
    table: int = 30
    """Reading the header and the row that matters."""
    chart: int = 30
    """Reading the axes and the value that matters."""
    code: int = 40
    """Walking through an excerpt."""
    exercise: int = 120
    """An exercise or a discussion: the listeners work."""


class PaceChange(Struct, frozen=True):
    """Changes that a course or session makes to the pace of one language."""

    locale: str | None
    """A language (``pt``) or one of its variants (``pt-BR``), BCP 47; None: every language."""
    unit: SpeechUnit | None = None
    """With `rate`; both or neither."""
    rate: int | None = None
    """Units a minute."""
    costs: Mapping[str, int] = field(default_factory=dict)
    """Seconds by the name of a field of `Costs`."""

    def applies_to(self, locale: str) -> bool:
        """Whether it holds for a language (BCP 47).

        >>> PaceChange("pt").applies_to("pt-BR"), PaceChange("pt-BR").applies_to("pt")
        (True, False)
        >>> PaceChange(None).applies_to("ko")
        True
        """
        return self.locale is None or f"{locale.lower()}-".startswith(f"{self.locale.lower()}-")


class Pace(Struct, frozen=True):
    """Speaking rate in one language, `rate` units a minute, and the extra time for other content."""

    unit: SpeechUnit
    rate: int
    costs: Costs = Costs()

    def changed(self, change: PaceChange) -> Pace:
        """This pace with everything that `change` names in its place."""
        costs = replace(self.costs, **change.costs)
        if change.unit is None or change.rate is None:
            return replace(self, costs=costs)
        return Pace(change.unit, change.rate, costs)
