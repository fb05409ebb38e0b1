"""The sample session of a new course: a file of each block, a figure from a script, and its translations.

It stands in several languages that say the same in the same order, so that each is the translation of the others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coursedeck.app.stages.figures import read_fences
from coursedeck.app.starting.settings_file import FILE, NewCourse, settings_text
from coursedeck.base.files import save_text, scratch_folder, write_text
from coursedeck.base.look.bundled import templates_folder
from coursedeck.base.words import spoken_locale
from coursedeck.model.course import Course, catalog_file
from coursedeck.model.values import replace
from coursedeck.session.load import load_session
from coursedeck.session.localize import (
    COURSE,
    DIAGRAMS,
    Entry,
    Role,
    messages,
    messages_of_graph,
    read_catalog,
    write_catalog,
)

SESSION = "first-session"
"""Name of the sample session."""

_FIGURE = "diagrams/gateway.py"


def sample_locales() -> tuple[str, ...]:
    """The languages that the sample stands in."""
    return tuple(sorted(file.stem for file in _folder().glob("*.md")))


def sample_locale(locale: str) -> str:
    """The language of the sample in a course that is written in `locale`: English where there is none nearer."""
    nearest = spoken_locale(locale)
    return nearest if nearest in sample_locales() else "en"


def sample_files(course: NewCourse) -> Mapping[str, str]:
    """The files of a new course by path, without its translations."""
    locale = sample_locale(course.locales[0])
    return {
        FILE: settings_text(course),
        ".gitignore": "output/\n*.mo\n",
        # git merges catalogs by line until it is told what `po` means
        ".gitattributes": "*.po merge=po\n",
        f"content/{SESSION}.md": _session_text(locale),
        _FIGURE: _script(locale),
    }


def fill_catalogs(root: Path, course: NewCourse) -> None:
    """Translate the sample in the catalogs of the course's other languages, as far as it stands in them."""
    source = sample_locale(course.locales[0])
    for locale in course.locales[1:]:
        target = sample_locale(locale)
        if spoken_locale(locale) != target or target == source:
            continue
        said = _translations(source, target)
        for name in (SESSION, DIAGRAMS, COURSE):
            file = catalog_file(locale, name)
            old = read_catalog(root / file, file, locale)
            entries = tuple(_filled(entry, said) for entry in old.entries)
            save_text(root / file, write_catalog(replace(old, entries=entries)), root)


def _filled(entry: Entry, said: Mapping[str, str]) -> Entry:
    """The entry translated; the course's title stays the same until somebody translates it."""
    if entry.context == Role.COURSE_TITLE:
        return replace(
            entry, translation=entry.id, comment="As it is until you translate it. coursedeck: ignore=identical"
        )
    return replace(entry, translation=entry.translation or said.get(entry.id, ""))


def _translations(source: str, target: str) -> Mapping[str, str]:
    """What the sample says in two languages, pairwise."""
    pairs = zip(_said(source), _said(target), strict=True)
    labels = zip(_labels()[source].values(), _labels()[target].values(), strict=True)
    return dict((*pairs, *labels))


def _said(locale: str) -> Iterator[str]:
    """The messages of the sample in a language, in order."""
    with scratch_folder() as scratch:
        write_text(scratch / f"content/{SESSION}.md", _session_text(locale))
        write_text(scratch / _FIGURE, "")
        course = Course(scratch, title=None, source_locale=locale, locales=(locale,))
        session, _ = load_session(course, scratch / f"content/{SESSION}.md")
    fences = read_fences(session)
    found = [*messages(fences.session), *(one for graph in fences.graphs.values() for one in messages_of_graph(graph))]
    return (message.id for message in found)


def _session_text(locale: str) -> str:
    return (_folder() / f"{locale}.md").read_text(encoding="utf-8")


def _script(locale: str) -> str:
    # a script is no page: nothing in it is escaped
    made = Environment(
        loader=FileSystemLoader(_folder()), autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return made.get_template("gateway.py.j2").render(_labels()[locale])


def _labels() -> Mapping[str, Mapping[str, str]]:
    """The words of the figure by language, each table in the same order."""
    return tomllib.loads((_folder() / "labels.toml").read_text(encoding="utf-8"))


def _folder() -> Path:
    return templates_folder() / "new"
