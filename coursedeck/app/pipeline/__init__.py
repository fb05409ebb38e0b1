"""The one place that knows the order of the stages.

course folder ─load→ Session ─localize→ Session ─plan→ Outline ─fit→ Deck ─write→ .pptx
                 └ definitions ─capture→ Graph ─localize→ ─layout→ Drawing ─draw→ .svg, .png
Deck ─schedule→ Schedule ─→ notes, agenda, run sheet, handout, timing.csv

`building` is a whole build, `values` what is asked of it and what came of it. The rooms behind it: `course` is the
folder as it stands, `session` makes the files of one session, `run` does a build in pieces and keeps them; `translate`,
`review` and `watch` serve the commands of those names.

A build that finds everything as it was loads no stage: what loads them is imported from its own module.
"""

from coursedeck.app.pipeline.building import build, check
from coursedeck.app.report import Built, Report
from coursedeck.app.request import Progress, Request

__all__ = ["Built", "Progress", "Report", "Request", "build", "check"]
