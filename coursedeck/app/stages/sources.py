"""Everything of a course that has words: the sessions, the figures of their fences, the figures of scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coursedeck.app.stages.figures import read_fences
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.session import Session


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that is translated: sessions with their fences read, and the graphs of fences and scripts."""

    sessions: tuple[Session, ...]
    graphs: tuple[Graph, ...]
    problems: tuple[Problem, ...]


def sources(sessions: Iterable[Session], figures: Iterable[Graph] = ()) -> Sources:
    """What sessions and the `figures` of scripts say; a session with a broken fence is left out, and why is told."""
    read: list[Session] = []
    graphs: list[Graph] = []
    problems: list[Problem] = []
    for session in sessions:
        try:
            changed, own, _ = read_fences(session)
        except CourseError as failure:
            problems.extend(failure.problems)
            continue
        read.append(changed)
        graphs.extend(own.values())
    return Sources(tuple(read), (*graphs, *figures), tuple(problems))
