"""Everything of a course that has words: the sessions, the figures of their fences, the figures of scripts."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from coursedeck.app.stages.figures import read_fences
from coursedeck.model.graph import Graph
from coursedeck.model.problem import Problem, Severity
from coursedeck.model.session import Session


class Sources(Struct, frozen=True):
    """Everything that is translated: sessions with their fences read, and the graphs of fences and scripts."""

    sessions: tuple[Session, ...]
    graphs: tuple[Graph, ...]
    problems: tuple[Problem, ...]


def sources(sessions: Iterable[Session], figures: Iterable[Graph] = ()) -> Sources:
    """What sessions and the `figures` of scripts say.

    A session with a broken fence is left out, so that no translation of the fence's labels is dropped.
    """
    read: list[Session] = []
    graphs: list[Graph] = []
    problems: list[Problem] = []
    for session in sessions:
        fences = read_fences(session)
        problems.extend(fences.problems)
        if any(problem.severity is Severity.ERROR for problem in fences.problems):
            continue
        read.append(fences.session)
        graphs.extend(fences.graphs.values())
    return Sources(tuple(read), (*graphs, *figures), tuple(problems))
