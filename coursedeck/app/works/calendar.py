"""``course.ics``: the dated sessions of one language in one calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursedeck.app.engine import Context
from coursedeck.app.works.days import Days
from coursedeck.app.works.language_output import BuiltTitle, LanguageOutput
from coursedeck.app.works.output import OutputFiles
from coursedeck.app.works.settings import course_of
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.model.totals import CourseTotal, SessionTotal


class WriteCalendar(LanguageOutput, frozen=True):
    """Write the calendar of a language's sessions."""

    kind = "calendar"

    @property
    def title(self) -> str:
        """Its path."""
        return f"{self.locale}/course.ics"

    @staticmethod
    def is_wanted(days: Days) -> bool:
        """Where any session has a date."""
        return days.dated

    def do(self, context: Context) -> OutputFiles:
        """The calendar of those sessions that have a date; no file where none has."""
        # runs without a new calendar do without
        from coursedeck.app.stages.languages import course_catalogs, course_in_language  # noqa: PLC0415
        from coursedeck.base.files import build_time  # noqa: PLC0415
        from coursedeck.model.totals import CourseTotal  # noqa: PLC0415
        from coursedeck.output.pages import CalendarIdentity, ics  # noqa: PLC0415

        course = course_of(context)
        catalogs = course_catalogs(course, self.locale)
        here = course_in_language(course, catalogs, self.locale, foreign=self.locale != self.source_locale)
        identity = CalendarIdentity(course.title.plain if course.title else "", course.timezone)
        title = here.course.title.plain if here.course.title else ""
        total = as_built(context.value(self.total, CourseTotal), {one.path: one for one in self.sessions})
        data = ics(total, title, here.words, build_time(), identity).encode()
        return OutputFiles(((self.title, context.put(data)),) if data else ())


def as_built(total: CourseTotal, built: dict[str, BuiltTitle]) -> CourseTotal:
    """The sessions of `total` that are among the `built`, with title and minutes of their language."""
    return replace(
        total,
        weeks=tuple(
            replace(
                week,
                days=tuple(
                    replace(
                        day,
                        sessions=tuple(
                            _session(session, built[session.path]) for session in day.sessions if session.path in built
                        ),
                    )
                    for day in week.days
                ),
            )
            for week in total.weeks
        ),
    )


def _session(session: SessionTotal, built: BuiltTitle) -> SessionTotal:
    return replace(session, title=built.title, minutes=built.minutes) if built.title else session
