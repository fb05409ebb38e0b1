"""Updates all catalogs of a course together, so that text which moves between files keeps its translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from coursedeck.model.course import Course, catalog_file, locale_code
from coursedeck.model.coverage import Coverage
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Problem, Source, warning
from coursedeck.model.session import Session
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.catalogs import COURSE, DIAGRAMS
from coursedeck.session.localize.coverage import coverage
from coursedeck.session.localize.figures import messages_of_graph
from coursedeck.session.localize.headers import PIVOT
from coursedeck.session.localize.memory import TranslationMemory
from coursedeck.session.localize.message import Message, Role
from coursedeck.session.localize.po_file import read_catalog
from coursedeck.session.localize.product_strings import ui_string_messages
from coursedeck.session.localize.renamed_sessions import NamedMessages, find_renamed, renamed_catalog
from coursedeck.session.localize.room import RoomFor
from coursedeck.session.localize.update import Update, living_translations, update_catalog, without_moved
from coursedeck.session.localize.walk import course_messages, messages

_LOCALES = "content/locale"


class Translation(Struct, frozen=True):
    """The catalogs of a course after an update; broken files are left as they are and among the problems."""

    files: tuple[tuple[str, str], ...]
    """Path from the course folder and text of each catalog."""
    updates: tuple[Update, ...]
    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
    moved: tuple[tuple[str, str], ...] = ()
    """Old and new path of each catalog whose session has another name now; `files` has the new one."""


def translate(
    course: Course,
    sessions: Sequence[Session],
    graphs: Iterable[Graph],
    locales: Iterable[str],
    room_for: RoomFor | None = None,
    unread: Collection[str] = (),
    via: str | None = None,
) -> Translation:
    """The catalogs of these locales for the current sources; writes nothing.

    The catalog of the source language holds only the UI strings, and only if they are not built in for that language.
    `sessions` are in the source language, their fences read; `graphs` are the figures of fences and of scripts.
    `room_for` adds to the extracted comment of a message. Catalogs named in `unread` (``diagrams`` where a script
    cannot be run) are left as they are, since what their sources say is not known. `via` is a language whose
    translations stand beside the entries from now on; an empty one ends that, None leaves it as it is.
    """
    drawn = tuple(graphs)
    parts = [
        _locale(course, locale, _known(course, sessions, drawn, locale, unread), room_for, unread, via)
        for locale in locales
    ]
    return Translation(
        tuple(pair for part in parts for pair in part.files),
        tuple(update for part in parts for update in part.updates),
        tuple(each for part in parts for each in part.coverage),
        tuple(problem for part in parts for problem in part.problems),
        tuple(pair for part in parts for pair in part.moved),
    )


def named_messages(
    course: Course, sessions: Sequence[Session], graphs: Iterable[Graph], locale: str | None = None
) -> Iterator[tuple[str, tuple[Message, ...]]]:
    """The messages of each catalog by its name; a fence's figure belongs to its session, a script's to ``diagrams``.

    With `locale`, ``course`` has the product's own words too, where it does not speak that language.
    """
    drawn = tuple(graphs)
    files = {session.source.file for session in sessions}
    for session in sessions:
        own = (graph for graph in drawn if graph.source.file == session.source.file)
        yield session.path, _with_figures(messages(session), own)
    scripts = (graph for graph in drawn if graph.source.file not in files and not _is_fence(graph))
    yield DIAGRAMS, tuple(each for graph in scripts for each in messages_of_graph(graph))
    words = ui_string_messages(locale) if locale is not None else ()
    yield COURSE, (*course_messages(course), *words)


def _with_figures(said: tuple[Message, ...], graphs: Iterable[Graph]) -> tuple[Message, ...]:
    """A session's messages with those of its fences, each figure behind what is written above it."""
    found = list(said)
    for graph in sorted(graphs, key=lambda graph: graph.source.line, reverse=True):
        above = [
            at for at, each in enumerate(said) if each.role != Role.FOOTNOTE and each.source.line <= graph.source.line
        ]
        place = said[above[-1]] if above else None
        labels = messages_of_graph(graph)
        if place is not None:
            labels = tuple(replace(each, where=f"figure · {place.where}", part=place.part) for each in labels)
        at = above[-1] + 1 if above else 0
        found[at:at] = labels
    return tuple(found)


def _known(
    course: Course, sessions: Sequence[Session], graphs: Sequence[Graph], locale: str, unread: Collection[str]
) -> list[tuple[str, tuple[Message, ...]]]:
    if locale == course.source_locale:
        return [(COURSE, tuple(ui_string_messages(locale)))]
    return [pair for pair in named_messages(course, sessions, graphs, locale) if pair[0] not in unread]


def _is_fence(graph: Graph) -> bool:
    return graph.source.file.endswith(".md")


def _locale(
    course: Course,
    locale: str,
    named: Sequence[tuple[str, tuple[Message, ...]]],
    room_for: RoomFor | None,
    unread: Collection[str],
    via: str | None,
) -> Translation:
    read: dict[str, Catalog] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys((*(name for name, _ in named), *_existing(course, locale))):
        file = catalog_file(locale, name)
        try:
            read[name] = read_catalog(course.root / file, file, locale)
        except CourseError as failure:
            problems.extend(failure.problems)
    wanted = {*unread, *(name for name, _ in named)}
    followed = _follow(course, read, named, wanted)
    memory = _memory(read, named)
    project = course.title.plain if course.title else "course"
    updates: dict[str, Update] = {}
    for name, found in named:
        if name in read and (found or read[name].entries):
            pivot = _pivot(course, name, read[name], via)
            updates[name] = update_catalog(
                read[name], found, project, memory, room_for, name, pivot, course.translator_pages
            )
    updates = _without_moved(updates)
    problems += _orphans(course, read, wanted)
    return Translation(
        tuple((update.catalog.file, update.text) for update in updates.values()),
        tuple(updates.values()),
        tuple(coverage(name, found, updates[name].catalog) for name, found in named if name in updates),
        tuple(problems),
        tuple((catalog_file(locale, old), catalog_file(locale, new)) for new, old in followed.items()),
    )


def _follow(course: Course, read: dict[str, Catalog], named: NamedMessages, wanted: set[str]) -> dict[str, str]:
    """Puts catalogs of renamed sessions under their new names in `read`; new names to old ones."""
    left = [name for name in read if name not in wanted and not (course.content / f"{name}.md").exists()]
    new = [name for name, _ in named if name in read and not (course.root / read[name].file).exists()]
    found = find_renamed(named, read, new, left)
    for name, old in found.items():
        read[name] = renamed_catalog(read.pop(old), name)
    return found


def _memory(read: dict[str, Catalog], named: NamedMessages) -> TranslationMemory:
    """The translations that each catalog can lend to the others, and all entries that its own source no longer has."""
    messages = dict(named)
    found: list[tuple[str, Entry]] = []
    for name, each in read.items():
        own = {message.key for message in messages.get(name, ())}
        for entry in each.entries:
            stays = entry.key in own
            if entry.translation and not (stays and entry.fuzzy):
                found.append((name, replace(entry, comment="", flags=()) if stays else entry))
    return TranslationMemory(tuple(found))


def _pivot(course: Course, name: str, old: Catalog, via: str | None) -> Catalog | None:
    """The catalog of the language that a translator goes by: the one asked for, else the one that the file names."""
    locale = locale_code(dict(old.metadata).get(PIVOT, "") if via is None else via)
    if locale is None or locale in (old.locale, course.source_locale):
        return None
    file = catalog_file(locale, name)
    try:
        return read_catalog(course.root / file, file, locale)
    except CourseError:
        return None


def _without_moved(updates: dict[str, Update]) -> dict[str, Update]:
    """The updates, none with an obsolete copy of what lives on in another."""
    living = {name: living_translations(update.catalog) for name, update in updates.items()}
    owners = Counter(pair for pairs in living.values() for pair in pairs)
    return {
        name: without_moved(update, {pair for pair, count in owners.items() if count > (pair in living[name])})
        for name, update in updates.items()
    }


def _existing(course: Course, locale: str) -> list[str]:
    folder = course.root / _LOCALES / locale
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.po"))


def _orphans(course: Course, read: dict[str, Catalog], wanted: set[str]) -> Iterator[Problem]:
    """Catalogs of sessions that are not there any more."""
    for name, catalog in read.items():
        if name not in wanted and not (course.content / f"{name}.md").exists():
            message = (
                f"there is no session content/{name}.md any more; what other sessions say in the same words was taken "
                "over into their catalogs: delete this file when nothing in it is needed"
            )
            yield warning(Source(catalog.file), "catalog", message)
