"""Settings and paths of a course folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.pace import PaceChange
from coursedeck.model.template import TemplateSettings
from coursedeck.model.text import Text
from coursedeck.model.theme import ThemeChoice
from coursedeck.model.units import Minutes

_PRIVATE = ("qaa", "qtz")
"""The first and the last of the codes for private use (ISO 639-2)."""

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def locale_code(written: str) -> str | None:
    """A language tag in the letter case that BCP 47 recommends; None for what is no language tag.

    Paths use this form, so that one language has one folder (https://www.rfc-editor.org/info/bcp47).

    >>> locale_code("pt_br"), locale_code("ZH-hant-tw"), locale_code("../en")
    ('pt-BR', 'zh-Hant-TW', None)
    """
    if not _LOCALE.fullmatch(written):
        return None
    language, *rest = written.replace("_", "-").lower().split("-")
    if _PRIVATE[0] <= language <= _PRIVATE[1]:  # what stands behind a code for private use is no region
        return "-".join((language, *rest))
    cased = (part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in rest)
    return "-".join((language, *cased))


LOCALE_FOLDER = "content/locale"
"""Where the catalogs stand, from the course folder."""
GLOSSARY_FILE = "content/glossary.csv"
"""Terms and their translations, from the course folder."""


def catalog_file(locale: str, name: str) -> str:
    """Path of a catalog from the course folder, POSIX.

    >>> catalog_file("en", "week_01/day_02/session_2")
    'content/locale/en/week_01/day_02/session_2.po'
    """
    return f"{LOCALE_FOLDER}/{locale}/{name}.po"


class Course(Struct, frozen=True):
    """Settings of one course folder; every one has a default."""

    root: Path
    title: Text | None
    source_locale: str | None
    """BCP 47, e.g. ``ko``; None: guessed from each session's text."""
    locales: tuple[str, ...]
    """The languages to build, the source's first."""
    sessions: tuple[str, ...] = ()
    """Files, folders and patterns below ``content/`` that are the sessions, in order; empty: all but READMEs."""
    slot: Minutes | None = None
    """Length of a session's slot."""
    break_minutes: Minutes | None = None
    start: str | None = None
    """``HH:MM`` of a day's first session."""
    timezone: str | None = None
    """Where the course is held, as the IANA time zone database names it; None: wherever its calendar is opened."""
    template: Path | None = None
    """The course's own; None: that of its theme."""
    template_settings: TemplateSettings = field(default_factory=TemplateSettings)
    theme: ThemeChoice = field(default_factory=ThemeChoice)
    author: str | None = None
    details: str = "slide"
    """Where what ``<details>`` hides goes: to a ``slide`` of its own, or to the ``notes``."""
    solutions: str = "slide"
    """Where solutions stand: on a ``slide`` after the question, on a ``hidden`` one, or in the ``notes``."""
    handout_solutions: bool = False
    """Whether handouts have them."""
    handout: str = "without-notes"
    """Whether handouts have the speaker's notes: ``with-notes``, or not."""
    prose: str = "auto"
    """Where paragraphs stand: on the ``slide``, or in the ``notes`` with what they begin with on the slide; ``auto`` is
    the notes for walls of text, and the slide for what is shorter."""
    direction: DirectionPolicy = DirectionPolicy.READABLE
    """For figures that say nothing of it."""
    stale: str = "source"
    """What a deck shows of a text that was reworded since: the ``source``, or the ``old`` translation."""
    translator_pages: str = ""
    """Address at which the pages of ``output/translate/`` are published, without a slash at its end."""
    pace: tuple[PaceChange, ...] = ()
    """Changes to the default speaking pace, the general first."""
    definitions_need: tuple[str, ...] = ()
    """What figure definitions need besides reading the course (see `coursedeck.base.sandbox`), sorted."""

    @property
    def shows_old(self) -> bool:
        """Whether decks show old translations of reworded texts."""
        return self.stale == "old"

    @property
    def content(self) -> Path:
        """Folder of the sessions."""
        return self.root / "content"

    @property
    def diagrams(self) -> Path:
        """Folder of the figure definitions."""
        return self.root / "diagrams"


def source_locale(course: Course, sessions: Iterable[str]) -> str | None:
    """The language that a course is written in: as set, else that of the first of its `sessions`; None without any."""
    return course.source_locale or next(iter(sessions), None)
