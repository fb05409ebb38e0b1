"""User journeys: steps in sections, each with a score from 1 to 5 and those who take it.

    journey
        section Go to work
            Make tea: 5: Me
            Go upstairs: 3: Me, Cat

Source of the grammar: Mermaid's documentation, "User Journey Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import Journey, JourneyTask
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Source

KINDS = ("journey",)

_TASK = re.compile(r"([^:]+):\s*(-?\d{1,3}(?:\.\d+)?)\s*(?::(.*))?")


def read_journey(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The journey that `prepared` describes. Raises CourseError for bad syntax and scores that are none."""
    scanner = prepared.scanner(fence)
    parts = GraphParts(scanner.source(prepared.start), read_label(prepared.title))
    section: str | None = None
    tasks: list[JourneyTask] = []
    actors: dict[str, str] = {}
    for line in statement_lines(scanner, parts):
        word, rest = line.word()
        if word == "section":
            section = parts.cluster(read_label(rest), line.source)
            continue
        task = _TASK.fullmatch(line.text)
        if not task:
            refuse(f"found {quoted(line.text)}; expected a step such as `Make tea: 5: Me`", line.source)
        score = min(max(float(task[2]), 0.0), 5.0)
        if score != float(task[2]):
            scanner.warn(f"a score of {task[2]} is out of range; it is drawn as {score:g}", line.source)
        node = parts.node(read_label(task[1].strip()), line.source, section)
        names = [actor.strip() for actor in (task[3] or "").split(",") if actor.strip()]
        for actor in names:
            if actor not in actors:
                actors[actor] = parts.node(read_label(actor), line.source)
        tasks.append(JourneyTask(node, score, tuple(dict.fromkeys(actors[actor] for actor in names))))
    if not tasks:
        raise NothingToDrawError("the journey has no steps; write lines such as `Make tea: 5: Me`")
    return parts.graph(name, Journey(tuple(tasks), tuple(actors.values())))
