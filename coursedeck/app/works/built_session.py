"""Everything that is written for a session in a language, and what a build says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.ahead import AskAhead
from coursedeck.app.works.deck import WriteDeck
from coursedeck.app.works.handout import WriteHandout
from coursedeck.app.works.kinds import kinds
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.placement import PlaceSession
from coursedeck.app.works.run_sheet import WriteRunSheet
from coursedeck.app.works.script import WriteScript
from coursedeck.app.works.thumbnails import DrawThumbnails
from coursedeck.app.works.tools import PLACING_TOOLS
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.units import Minutes


class SessionBuilt(Struct, frozen=True):
    """One session in one language, its files in the store, or why there are none."""

    problems: tuple[Problem, ...]
    files: tuple[tuple[str, str], ...] = ()
    """Paths from the output folder."""
    slides: int = 0
    figures: int = 0
    minutes: Minutes = Fraction(0)
    estimated: bool = False
    left_out: tuple[str, ...] = ()
    title: str = ""
    origins: str = ""
    """The lines that its slides come from, in the store."""
    outline: str = ""
    """What the pages of the whole course tell of it, in the store."""
    shared: tuple[Problem, ...] = ()
    """What is wrong with the catalog of the course's own strings."""


class BuildSession(Work[SessionBuilt], frozen=True):
    """Write every `SessionOutput`, or the kinds that are wanted, of one session in one language."""

    placing: PlaceSession
    beside: tuple[PlaceSession, ...] = ()
    """Other sessions in the same language, to parts of which this one links."""
    only: tuple[str, ...] = ()
    """The kinds of output that are wanted; all where none is named."""

    result = SessionBuilt
    weight = 12
    tools = PLACING_TOOLS
    few = 2
    leads_to = PLACING_TOOLS

    @property
    def title(self) -> str:
        """Language and path."""
        return self.placing.title

    @property
    def subject(self) -> str:
        """The session's file."""
        return self.placing.subject

    def sources(self) -> Iterable[str]:
        """The same as those of the placed session."""
        return self.placing.sources()

    def steps(self) -> Iterable[Sequence[AskAhead]]:
        """Placing it; then its deck, and the small pictures of its pages: what takes long."""
        large: list[Work[Any]] = []
        if self._wants(WriteDeck):
            large.append(WriteDeck(self.placing, self.beside))
        if any(map(self._wants, (WriteHandout, WriteRunSheet, WriteScript))):
            large.append(DrawThumbnails(self.placing))
        if len(large) > 1:
            yield (AskAhead(self.placing),)
            yield tuple(map(AskAhead, large))

    def do(self, context: Context) -> SessionBuilt:
        """Write them; what is wrong with the session is its result."""
        from coursedeck.app.stages.origins import deck_origins, shown_figures  # noqa: PLC0415 - see PlaceSession
        from coursedeck.app.stages.outlines import outline_of  # noqa: PLC0415 - see PlaceSession

        try:
            placed = context.ask(self.placing)
        except CourseError as failure:
            return SessionBuilt(failure.problems)
        files, failed = self._written(context)
        decks = [path for path, _ in files if path.endswith(WriteDeck.ending)]
        return SessionBuilt(
            problems=(*placed.problems, *failed),
            files=files,
            slides=len(placed.deck.slides) if decks or not self._wants(WriteDeck) else 0,
            figures=len(shown_figures(placed.deck.session)),
            minutes=placed.deck.session.minutes(),
            estimated=placed.deck.session.estimated,
            left_out=placed.left_out,
            title=placed.deck.session.title.plain,
            origins=context.keep(deck_origins(placed.deck)),
            outline=context.keep(outline_of(placed)),
            shared=placed.shared,
        )

    def instead(self, problems: tuple[Problem, ...]) -> SessionBuilt:
        """A session without files."""
        return SessionBuilt(problems)

    def _written(self, context: Context) -> tuple[tuple[tuple[str, str], ...], tuple[Problem, ...]]:
        """The files of each output, and why some outputs have none: one that fails costs none of the others."""
        files: list[tuple[str, str]] = []
        failed: list[Problem] = []
        for kind in filter(self._wants, kinds(SessionOutput)):
            try:
                files += context.ask(kind(self.placing, self.beside)).files
            except CourseError as failure:
                failed += failure.problems
        return tuple(files), tuple(dict.fromkeys(failed))

    def _wants(self, kind: type[SessionOutput]) -> bool:
        return not self.only or kind.kind in self.only

    def files(self, result: SessionBuilt) -> Iterable[tuple[str, str]]:
        """All that its outputs have written."""
        return result.files
