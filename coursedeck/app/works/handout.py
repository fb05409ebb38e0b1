"""``.handout.html``: the session to read, for the audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.output import SessionOutput
from coursedeck.app.works.settings import course_of
from coursedeck.app.works.thumbnails import DrawThumbnails

if TYPE_CHECKING:
    from coursedeck.app.stages.placing import PlacedSession


class WriteHandout(SessionOutput, frozen=True):
    """Write the handout."""

    kind = "handout"
    ending = ".handout.html"

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """The page."""
        from coursedeck.app.stages.placing import pictures_of  # noqa: PLC0415
        from coursedeck.app.stages.thumbnails import slides_of_parts  # noqa: PLC0415
        from coursedeck.base.images import data_uri  # noqa: PLC0415 - see PlaceSession
        from coursedeck.output.pages import handout  # noqa: PLC0415

        figures = {name: svg.decode() for name, svg in placed.svgs.items()}
        pictures = {path: data_uri(data) for path, data in pictures_of(placed, context.root).items()}
        session, words, course = placed.deck.session, placed.words, course_of(context)
        solutions = self.placing.solutions or course.handout_solutions
        small = context.ask(DrawThumbnails(self.placing)).by_slide
        page = handout(
            session,
            placed.schedule,
            words,
            figures,
            pictures,
            placed.course,
            slides=slides_of_parts(placed.deck, small, solutions=solutions),
            solutions=solutions,
            notes=course.handout == "with-notes",
        )
        return page.encode()
