"""Minutes proposed for sections that have none, as a patch of their content files."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.app.course.opening import open_course
from coursedeck.app.engine import Engine
from coursedeck.app.request import Request
from coursedeck.model.problem import CourseError, Problem, Severity
from coursedeck.model.session import Session
from coursedeck.session.schedule import ProposedMinutes, estimate_patch, proposed_minutes


class Proposal(Struct, frozen=True):
    """What sections without minutes may get, and the patch that writes it."""

    minutes: tuple[ProposedMinutes, ...]
    patch: str
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where a session cannot be read."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def propose_minutes(engine: Engine, request: Request) -> Proposal:
    """Minutes for the sections without any of the sessions that `request` names, else of all."""
    try:
        course = open_course(engine, request)
    except CourseError as failure:
        return Proposal((), "", failure.problems)
    found: list[ProposedMinutes] = []
    patches: list[str] = []
    for _, read in course.sessions:
        session = engine.value(read.session, Session)
        minutes = proposed_minutes(session, course.settings.placeless, request.slot)
        # as it stands: a patch has to have the file's own line ends
        text = (request.root / session.source.file).read_bytes().decode()
        found += minutes
        patches.append(estimate_patch(text, session.source.file, minutes))
    return Proposal(tuple(found), "".join(patches), course.source_problems)
