"""A file that is written once for each language of a course: what all such outputs have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec import Struct

from coursedeck.app.engine import Work
from coursedeck.app.works.days import Days
from coursedeck.app.works.output import OutputFiles
from coursedeck.app.works.settings import SETTINGS
from coursedeck.model.course import catalog_file
from coursedeck.model.problem import Problem
from coursedeck.model.units import Minutes


class BuiltTitle(Struct, frozen=True):
    """A session as it was built in one language."""

    path: str
    title: str
    """Empty where it could not be built: then the source's title stands, and its minutes."""
    minutes: Minutes
    outline: str = ""
    """What pages tell of it, in the store; empty where it could not be built."""


class LanguageOutput(Work[OutputFiles], frozen=True):
    """A file of a language, written when its sessions are; each kind says what it does with them."""

    locale: str
    total: str
    """The minutes of the course, rolled up, in the store."""
    sessions: tuple[BuiltTitle, ...]
    """Those of the language."""
    source_locale: str | None
    history: str = ""
    """The changes of sessions that the course's repository tells, in the store."""
    printed: bool = False
    """Whether there are PDFs beside the files."""

    result = OutputFiles
    kind: ClassVar[str] = ""
    """What people call it: one of `coursedeck.app.request.OUTPUTS`; empty where nobody asks for it by name."""
    is_checked: ClassVar[bool] = True
    """Whether it may find anything wrong, so that runs which write nothing ask for it too."""

    def sources(self) -> Iterable[str]:
        """The settings and the catalog of the course's own strings."""
        return SETTINGS, catalog_file(self.locale, "course")

    def instead(self, problems: tuple[Problem, ...]) -> OutputFiles:
        """No file."""
        return OutputFiles(())

    def files(self, result: OutputFiles) -> Iterable[tuple[str, str]]:
        """All that it has written."""
        return result.files

    @staticmethod
    def is_wanted(days: Days) -> bool:
        """Whether a course of these days has such a file at all."""
        return True
