"""A content file: read as a session."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from coursedeck.app.engine import FILE, Context, Work
from coursedeck.app.works.settings import SETTINGS, course_of
from coursedeck.app.works.tools import PLACING_TOOLS, READING_TOOLS
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.units import Minutes

if TYPE_CHECKING:
    from coursedeck.model.session import Session


class SessionRead(Struct, frozen=True):
    """What a session depends on, and what the rest of the course must know of it."""

    problems: tuple[Problem, ...]
    session: str = ""
    """In the store; empty where it could not be read."""
    total: str = ""
    """Its minutes and its place in the course, in the store."""
    locale: str = ""
    id: str | None = None
    figures: tuple[tuple[str, str], ...] = ()
    """Names of figures from definitions, and their scripts."""
    pictures: tuple[str, ...] = ()
    directions: tuple[tuple[str, DirectionPolicy], ...] = ()
    """What is asked for the directions of some of these figures."""
    linked: tuple[str, ...] = ()
    """Paths of the sessions to parts of which it links."""
    draws: bool = False
    """Whether it has figures of its own."""


class ReadSession(Work[SessionRead], frozen=True):
    """Read a content file; `path` is from the course folder."""

    path: str
    slot: Minutes | None
    """Minutes that it has to meet, where the command line says it."""

    result = SessionRead
    tools = READING_TOOLS
    leads_to = PLACING_TOOLS

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def sources(self) -> Iterable[str]:
        """The settings and the file; which pictures and scripts must be there shows as it is read."""
        return SETTINGS, self.path

    def do(self, context: Context) -> SessionRead:
        """Read it, estimate its minutes where none are written, and add them up."""
        # Markdown and YAML, which sessions that are known do without
        from coursedeck.session.ledger import lost_in_reading  # noqa: PLC0415
        from coursedeck.session.load import load_session, session_body  # noqa: PLC0415
        from coursedeck.session.schedule import session_total, with_estimate  # noqa: PLC0415

        course = course_of(context)
        try:
            session, problems = load_session(course, context.root / self.path)
            lost = lost_in_reading(session_body(context.root / self.path), session)
        except CourseError as failure:
            # nothing tells which pictures and scripts it would name: it is read again next time
            return SessionRead(failure.problems)
        session = with_estimate(session, course, self.slot)
        figures, pictures, draws = _named(session)
        sessions = dict.fromkeys(link.session for link in session.links if link.session)
        beside = (*(f"content/{name}.md" for name in sessions), *(link.file for link in session.links if link.file))
        context.depends_on(FILE + path for path in (*(script for _, script in figures), *pictures, *beside))
        linked = tuple(dict.fromkeys(link.session for link in session.links if link.session and link.part))
        total = session_total(session, course, self.slot)
        kept = context.keep(session), context.keep(total)
        found, directions = (*problems, *lost), _directions(session)
        facts = kept[0], kept[1], session.locale, session.front.id
        return SessionRead(found, *facts, figures, pictures, directions, linked, draws)

    def instead(self, problems: tuple[Problem, ...]) -> SessionRead:
        """A session that cannot be read."""
        return SessionRead(problems)

    def lasts(self, result: SessionRead) -> bool:
        """A session that cannot be read is read again every time."""
        return bool(result.session)


def _named(session: Session) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], bool]:
    """The figures from definitions with their scripts, the files of pictures, and whether there are other figures."""
    from coursedeck.app.stages.box_drawings import may_be_box_drawing  # noqa: PLC0415 - see ReadSession.do
    from coursedeck.model.session import FigureRef, Picture  # noqa: PLC0415
    from coursedeck.model.walk import all_blocks  # noqa: PLC0415

    blocks = tuple(all_blocks(session))
    figures = {block.name: block.path for block in blocks if isinstance(block, FigureRef) and block.path is not None}
    shown = (path for block in blocks if isinstance(block, Picture) for path in (block.path, block.film))
    pictures = dict.fromkeys(path for path in shown if path and not path.lower().startswith("data:"))
    own = any((isinstance(block, FigureRef) and block.path is None) or may_be_box_drawing(block) for block in blocks)
    return tuple(figures.items()), tuple(pictures), own


def _directions(session: Session) -> tuple[tuple[str, DirectionPolicy], ...]:
    from coursedeck.model.session import FigureRef  # noqa: PLC0415 - see ReadSession.do
    from coursedeck.model.walk import all_blocks  # noqa: PLC0415

    figures = (block for block in all_blocks(session) if isinstance(block, FigureRef) and block.path is not None)
    return tuple((figure.name, figure.direction) for figure in figures if figure.direction)
