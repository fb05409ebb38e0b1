"""The one place that knows the order of the stages.

course folder ─load→ Session ─localize→ Session ─plan→ Outline ─fit→ Deck ─write→ .pptx
                 └ definitions ─capture→ Graph ─localize→ ─layout→ Drawing ─draw→ .svg, .png
Deck ─schedule→ Schedule ─→ notes, agenda, run sheet, handout, timing.csv
"""

from coursedeck.pipeline.building import build, check
from coursedeck.pipeline.timing import Timing, compare_timing, write_patch
from coursedeck.pipeline.translating import Translated, update_catalogs
from coursedeck.pipeline.values import Built, Progress, Report, Request

__all__ = [
    "Built",
    "Progress",
    "Report",
    "Request",
    "Timing",
    "Translated",
    "build",
    "check",
    "compare_timing",
    "update_catalogs",
    "write_patch",
]
