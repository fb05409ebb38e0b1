"""Colours of figure kinds: six hues, each as a strong colour under white words and a tint under dark ones.

The hues are those of the default template, so that a deck tells them by theme role.
"""

from __future__ import annotations

from coursedeck.base.look.figure_paint import NODE_STROKE, PAPER
from coursedeck.figures.layout.kinds.canvas import Look

STRONG = ("#1f5fa8", "#b4531a", "#2f7d4f", "#7a4fb0", "#0f766e", "#9f1d4a")
TINTS = ("#d6e4f5", "#f7dfd0", "#d7ecdf", "#e6dcf4", "#cfeae7", "#f5d6e1")
INKS = ("#174a85", "#8a3d10", "#20603a", "#5e3a8f", "#0b5a54", "#7d1539")
"""The hues as words on their tints."""
BANDS = ("#f1f4f8", "#e6ebf1")
"""Grounds of neighbouring rows."""
MUTED = "#e3e8ee"
ALARM = "#b42318"
ALARM_TINT = "#fbdcd8"


def tint(index: int) -> Look:
    """A pale box of the hue `index`, dark words."""
    return Look(TINTS[index % len(TINTS)], STRONG[index % len(STRONG)], 1.25)


def strong(index: int) -> Look:
    """A full box of the hue `index`, white words."""
    return Look(STRONG[index % len(STRONG)], STRONG[index % len(STRONG)], 1.25, PAPER)


def band(index: int) -> Look:
    """A quiet ground."""
    return Look(BANDS[index % len(BANDS)])


PAPER_BOX = Look(PAPER, NODE_STROKE, 1.25)
