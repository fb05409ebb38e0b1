"""Dispatch a fence to the parser of its kind of figure."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from coursedeck.figures.mermaid.architecture import KINDS as ARCHITECTURES
from coursedeck.figures.mermaid.architecture import read_architecture
from coursedeck.figures.mermaid.blocks import KINDS as BLOCKS
from coursedeck.figures.mermaid.blocks import read_blocks
from coursedeck.figures.mermaid.c4 import KINDS as C4_FIGURES
from coursedeck.figures.mermaid.c4 import read_c4
from coursedeck.figures.mermaid.classes import KINDS as CLASSES
from coursedeck.figures.mermaid.classes import read_classes
from coursedeck.figures.mermaid.entities import KINDS as ENTITIES
from coursedeck.figures.mermaid.entities import read_entities
from coursedeck.figures.mermaid.flowchart import KINDS as FLOWCHARTS
from coursedeck.figures.mermaid.flowchart import read_flowchart
from coursedeck.figures.mermaid.gantt import KINDS as GANTT_CHARTS
from coursedeck.figures.mermaid.gantt import read_gantt
from coursedeck.figures.mermaid.git_graph import KINDS as GIT_GRAPHS
from coursedeck.figures.mermaid.git_graph import read_git_graph
from coursedeck.figures.mermaid.journey import KINDS as JOURNEYS
from coursedeck.figures.mermaid.journey import read_journey
from coursedeck.figures.mermaid.kanban import KINDS as BOARDS
from coursedeck.figures.mermaid.kanban import read_kanban
from coursedeck.figures.mermaid.mindmap import KINDS as MINDMAPS
from coursedeck.figures.mermaid.mindmap import read_mindmap
from coursedeck.figures.mermaid.packet import KINDS as PACKETS
from coursedeck.figures.mermaid.packet import read_packet
from coursedeck.figures.mermaid.pie import KINDS as PIES
from coursedeck.figures.mermaid.pie import read_pie
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError, prepare
from coursedeck.figures.mermaid.quadrant_chart import KINDS as QUADRANTS
from coursedeck.figures.mermaid.quadrant_chart import read_quadrant_chart
from coursedeck.figures.mermaid.radar import KINDS as RADARS
from coursedeck.figures.mermaid.radar import read_radar
from coursedeck.figures.mermaid.requirements import KINDS as REQUIREMENTS
from coursedeck.figures.mermaid.requirements import read_requirements
from coursedeck.figures.mermaid.sankey import KINDS as SANKEYS
from coursedeck.figures.mermaid.sankey import read_sankey
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.figures.mermaid.sequence import KINDS as SEQUENCES
from coursedeck.figures.mermaid.sequence import read_sequence
from coursedeck.figures.mermaid.states import KINDS as STATES
from coursedeck.figures.mermaid.states import read_states
from coursedeck.figures.mermaid.theme import themed
from coursedeck.figures.mermaid.timeline import KINDS as TIMELINES
from coursedeck.figures.mermaid.timeline import read_timeline
from coursedeck.figures.mermaid.treemap import KINDS as TREEMAPS
from coursedeck.figures.mermaid.treemap import read_treemap
from coursedeck.figures.mermaid.xy_chart import KINDS as XY_CHARTS
from coursedeck.figures.mermaid.xy_chart import read_xy_chart
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.model.session import Chart


class Unsupported(Struct, frozen=True):
    """A figure that is not drawn here, e.g. ``zenuml``; `reason` says why where its kind alone does not."""

    kind: str
    source: Source
    reason: str = ""


_Reader: TypeAlias = Callable[[FenceText, str, Source], Graph | Chart]

_READERS: dict[str, _Reader] = {
    **dict.fromkeys(FLOWCHARTS, read_flowchart),
    **dict.fromkeys(PIES, read_pie),
    **dict.fromkeys(XY_CHARTS, read_xy_chart),
    **dict.fromkeys(STATES, read_states),
    **dict.fromkeys(SEQUENCES, read_sequence),
    **dict.fromkeys(TIMELINES, read_timeline),
    **dict.fromkeys(MINDMAPS, read_mindmap),
    **dict.fromkeys(ENTITIES, read_entities),
    **dict.fromkeys(CLASSES, read_classes),
    **dict.fromkeys(GANTT_CHARTS, read_gantt),
    **dict.fromkeys(BLOCKS, read_blocks),
    **dict.fromkeys(C4_FIGURES, read_c4),
    **dict.fromkeys(JOURNEYS, read_journey),
    **dict.fromkeys(BOARDS, read_kanban),
    **dict.fromkeys(PACKETS, read_packet),
    **dict.fromkeys(SANKEYS, read_sankey),
    **dict.fromkeys(RADARS, read_radar),
    **dict.fromkeys(TREEMAPS, read_treemap),
    **dict.fromkeys(REQUIREMENTS, read_requirements),
    **dict.fromkeys(QUADRANTS, read_quadrant_chart),
    **dict.fromkeys(ARCHITECTURES, read_architecture),
    **dict.fromkeys(GIT_GRAPHS, read_git_graph),
}

_OTHER_KINDS = """
    zenuml info venn venn-beta ishikawa ishikawa-beta treeView-beta wardley-beta swimlane-beta
    eventmodeling
"""
_OTHERS = frozenset(_OTHER_KINDS.split())


Figure: TypeAlias = Graph | Chart | Unsupported


def read(code: str, name: str, source: Source) -> tuple[Figure, tuple[Problem, ...]]:
    """Parse a fence's content as the figure `name`, with warnings; `source` is the line of the opening fence.

    Raises CourseError, with the line in the Markdown file, for bad syntax and above 500 nodes or 1,000 edges.
    """
    prepared = prepare(code, source)
    place = Source(source.file, source.line + 1 + prepared.text.count("\n", 0, prepared.start))
    if reader := _READERS.get(prepared.kind):
        try:
            figure = reader(prepared, name, source)
            if isinstance(figure, Graph) and not figure.nodes and not figure.clusters:
                return Unsupported(prepared.kind, place, "the figure is empty"), tuple(prepared.remarks)
            figure = themed(figure, prepared, place)
            return figure, tuple(prepared.remarks)
        except NothingToDrawError as nothing:
            return Unsupported(prepared.kind, place, str(nothing)), tuple(prepared.remarks)
    if not prepared.kind:
        raise CourseError([error(source, "mermaid", _unknown(""))])
    return Unsupported(prepared.kind, place, "" if prepared.kind in _OTHERS else _unknown(prepared.kind)), ()


def _unknown(kind: str) -> str:
    if not kind:
        return "the figure is empty; begin it with its kind, e.g. `flowchart LR`"
    near = difflib.get_close_matches(kind, [*_READERS, *_OTHERS], 1)
    hint = f"did you mean `{near[0]}`?" if near else "begin with a kind of figure, e.g. `flowchart LR`"
    return f"found {quoted(kind)}; {hint}"
