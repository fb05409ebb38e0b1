"""The one place that knows the order of the stages.

course folder ─load→ Session ─localize→ Session ─plan→ Outline ─fit→ Deck ─write→ .pptx
                 └ definitions ─capture→ Graph ─localize→ ─layout→ Drawing ─draw→ .svg, .png
Deck ─schedule→ Schedule ─→ notes, agenda, run sheet, handout, timing.csv

A build that finds everything as it was loads no stage: what loads them is imported from its own module.
"""

from coursedeck.pipeline.building import build, check
from coursedeck.pipeline.values import Built, Progress, Report, Request

__all__ = ["Built", "Progress", "Report", "Request", "build", "check"]
