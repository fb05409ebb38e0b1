"""The figures of a session's fences, as SVG and PNG."""

from __future__ import annotations

from coursedeck.app.engine import Context
from coursedeck.app.works.output import OutputFiles, SessionOutput
from coursedeck.app.works.png import PaintFigure


class WriteFenceFigures(SessionOutput, frozen=True):
    """Write the figures that are a session's own."""

    kind = "figures"

    def do(self, context: Context) -> OutputFiles:
        """Paint them; the SVGs are there."""
        placed = context.ask(self.placing)
        files: list[tuple[str, str]] = []
        for name, width in placed.own:
            path = f"{placed.locale}/figures/{name}"
            svg = context.put(placed.svgs[name])
            files += [(f"{path}.svg", svg), (f"{path}.png", context.ask(PaintFigure(svg, width)).png)]
        return OutputFiles(tuple(files))
