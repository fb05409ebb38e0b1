"""From figure definitions and fences to graphs, drawings and files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from coursedeck.app.stages.box_drawings import with_box_drawings
from coursedeck.app.stages.stand_ins import code_of
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.base.text import Families, Ruler
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import Drawing
from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, faults_reported
from coursedeck.model.session import Block, Chart, FigureRef, Session
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region, Template
from coursedeck.model.units import PIXELS_PER_POINT, Size
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks, with_blocks

CAPTION = 28.0
"""Height in points that a figure's area leaves for the caption."""

HEADING = 40.0
"""Height that the heading above a figure takes, where it stands beside text."""

ROUNDING = 0.05
"""By how much a label may be smaller than `LEGIBLE` and still count as legible."""

RESOLUTION = 2
"""PNG pixels for each pixel of the slide at 96 dpi."""


class Fences(Struct, frozen=True):
    """A session whose fences of Mermaid and of drawn boxes have been read."""

    session: Session
    """With charts in place of the fences that are charts, and code in place of those that cannot be read."""
    graphs: Mapping[str, Graph]
    """By the figure's name."""
    kinds: Mapping[str, tuple[str, str]]
    """Mermaid's word for the kind of figures that are not drawn here, by name."""
    problems: tuple[Problem, ...]


def read_fences(session: Session, policy: DirectionPolicy = DirectionPolicy.READABLE) -> Fences:
    """The figures of a session's fences, and what is wrong with them.

    `policy` is for the directions of figures that say nothing of it.
    """
    session, drawn = with_box_drawings(session)
    graphs = {name: replace(graph, direction_policy=policy) for name, graph in drawn.items()}
    if not any(_is_mermaid(block) for block in all_blocks(session)):
        return Fences(session, graphs, {}, ())
    # sessions without fences do without
    from coursedeck.figures.mermaid import Unsupported, read  # noqa: PLC0415

    kinds: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []

    def change(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, FigureRef) or block.code is None or block.name in drawn:
            return (block,)
        try:
            with faults_reported(block.source):
                found, remarks = read(block.code, block.name, block.source)
            problems.extend(remarks)
        except CourseError as failure:
            problems.extend(failure.problems)
            return (code_of(block),)
        if isinstance(found, Unsupported):
            kinds[block.name] = (found.kind, found.reason)
            return (block,)
        if isinstance(found, Chart):
            return (found,)
        graphs[block.name] = replace(found, direction_policy=block.direction or policy)
        return (block,)

    changed = with_blocks(session, change)
    return Fences(changed, graphs, kinds, tuple(problems))


def _is_mermaid(block: Block) -> bool:
    return isinstance(block, FigureRef) and block.code is not None and block.notation == "mermaid"


def figure_area(template: Template) -> Size:
    """The room of a figure that has a slide to itself."""
    kind = template.layout_for(Layout.FIGURE)
    area = kind.area(Region.BODY)
    box = area.box if area else kind.body_area
    return Size(box.width, box.height - (0.0 if kind.area(Region.CAPTION) else CAPTION))


def area_beside_text(template: Template) -> Size:
    """The room of a figure that stands beside text, below a heading of its own."""
    kind = template.layout_for(Layout.FIGURE_TEXT)
    area = kind.area(Region.ASIDE)
    box = area.box if area else kind.body_area
    return Size(box.width, box.height - HEADING)


def sketch(graph: Graph, area: Size, families: Families) -> tuple[Drawing, bytes, tuple[Problem, ...]]:
    """A figure laid out, its SVG, and warnings. Raises CourseError where it cannot be drawn."""
    # loaded late: runs without new figures do without it
    from coursedeck.figures.draw import svg  # noqa: PLC0415
    from coursedeck.figures.layout import layout  # noqa: PLC0415

    with faults_reported(graph.source):
        laid_out, problems = layout(graph, area, _ruler(families))
        drawing = replace(laid_out, name=graph.name)
        return drawing, svg(drawing, families).encode(), problems


def sketch_parts(graph: Graph, area: Size, families: Families) -> tuple[tuple[FigurePart, Drawing, bytes], ...]:
    """The parts of a figure whose labels are too small to be read, and their SVGs; none if it cannot be split."""
    from coursedeck.figures.draw import svg  # noqa: PLC0415 - see sketch
    from coursedeck.figures.layout import layout, with_branch_colors  # noqa: PLC0415
    from coursedeck.figures.split import split  # noqa: PLC0415

    drawings: dict[Graph, Drawing] = {}

    def drawn(part: Graph) -> Drawing:
        if part not in drawings:
            drawings[part] = replace(layout(part, area, _ruler(families))[0], name=part.name)
        return drawings[part]

    with faults_reported(graph.source):
        parts = split(with_branch_colors(graph), lambda part: is_legible(drawn(part)))
        laid_out = [(FigurePart(part.graph.name, part.title, part.is_sequel), drawn(part.graph)) for part in parts]
        return tuple((part, drawing, svg(drawing, families).encode()) for part, drawing in laid_out)


def is_legible(drawing: Drawing) -> bool:
    """Whether the labels of a figure can be read in the area that it was laid out for."""
    return drawing.smallest_label >= LEGIBLE - ROUNDING


@lru_cache(maxsize=8)
def _ruler(families: Families) -> Ruler:
    """One for all figures of a language, since it keeps what it has measured."""
    return Ruler(families)


def png_width(drawing: Drawing) -> int:
    """Pixels of a figure's PNG: twice those of the slide."""
    return round(drawing.width * PIXELS_PER_POINT * RESOLUTION)


def paint(svg: bytes, width: int) -> bytes:
    """A figure's SVG as PNG, so many pixels wide."""
    from coursedeck.figures.draw import png  # noqa: PLC0415 - see sketch

    return png(svg.decode(), width)
