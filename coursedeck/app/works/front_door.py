"""``index.html`` of a language, and the one over all: the way into everything that was built."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.language_output import LanguageOutput
from coursedeck.app.works.output import OutputFiles
from coursedeck.app.works.settings import SETTINGS, course_of
from coursedeck.model.course import catalog_file
from coursedeck.model.problem import Problem

if TYPE_CHECKING:
    from coursedeck.output.pages import FrontDoor


class WriteFrontDoor(LanguageOutput, frozen=True):
    """Write the front door of a language."""

    kind = "index"
    is_checked = False

    @property
    def subject(self) -> str:
        """Its path."""
        return f"{self.locale}/index.html"

    def do(self, context: Context) -> OutputFiles:
        """The page."""
        from coursedeck.output.pages import front_door  # noqa: PLC0415 - runs without a new page do without

        page = front_door(door_in(self, context)).encode()
        return OutputFiles(((self.subject, context.put(page)),))


class DrawAudienceDoor(LanguageOutput, frozen=True):
    """The same for the audience, which stands in no output folder: `publish` puts it where it is wanted."""

    def do(self, context: Context) -> OutputFiles:
        """The page, without what instructors alone need."""
        from coursedeck.output.pages import front_door  # noqa: PLC0415 - see above

        page = front_door(door_in(self, context), audience=True).encode()
        return OutputFiles(((f"{self.locale}/index.html", context.put(page)),))

    def files(self, result: OutputFiles) -> Iterable[tuple[str, str]]:
        """None in the output."""
        return ()

    @staticmethod
    def is_wanted(days: object) -> bool:
        """Where `publish` asks for it."""
        return False


class WriteCourseDoor(Work[OutputFiles], frozen=True):
    """Write the page over all languages."""

    doors: tuple[LanguageOutput, ...]
    audience: bool = False
    """For the audience, in no output folder: see `DrawAudienceDoor`."""

    result = OutputFiles

    @property
    def subject(self) -> str:
        """Its path."""
        return "index.html"

    def sources(self) -> Iterable[str]:
        """The settings, and the catalogs of the course's own strings."""
        return (SETTINGS, *(catalog_file(door.locale, "course") for door in self.doors))

    def do(self, context: Context) -> OutputFiles:
        """The page."""
        from coursedeck.output.pages import course_door  # noqa: PLC0415 - see above

        doors = [door_in(door, context) for door in self.doors]
        page = course_door(doors, audience=self.audience).encode()
        return OutputFiles(((self.subject, context.put(page)),))

    def instead(self, problems: tuple[Problem, ...]) -> OutputFiles:
        """No file."""
        return OutputFiles(())

    def files(self, result: OutputFiles) -> Iterable[tuple[str, str]]:
        """The page, where it is for the output."""
        return () if self.audience else result.files


def door_in(output: LanguageOutput, context: Context) -> FrontDoor:
    """What the front door of a language shows."""
    from coursedeck.app.stages.languages import course_catalogs, course_in_language  # noqa: PLC0415 - see above
    from coursedeck.app.works.calendar import as_built  # noqa: PLC0415
    from coursedeck.model.outlines import SessionChange, SessionOutline  # noqa: PLC0415
    from coursedeck.model.totals import CourseTotal  # noqa: PLC0415
    from coursedeck.output.pages import FrontDoor  # noqa: PLC0415

    course = course_of(context)
    foreign = output.locale != output.source_locale
    here = course_in_language(course, course_catalogs(course, output.locale), output.locale, foreign=foreign)
    built = {one.path: one for one in output.sessions}
    outlines = {path: context.value(one.outline, SessionOutline) for path, one in built.items() if one.outline}
    return FrontDoor(
        locale=output.locale,
        title=here.course.title.plain if here.course.title else "",
        author=here.course.author or "",
        words=here.words,
        total=as_built(context.value(output.total, CourseTotal), built),
        outlines=outlines,
        changes=context.value(output.history, tuple[SessionChange, ...]) if output.history else (),
        printed=output.printed,
        solutions=course.handout_solutions,
    )
