"""The front door: a course's weeks, days and sessions, with the way into each of its files, and a search over all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct

from coursedeck.model.outlines import SessionChange, SessionOutline
from coursedeck.model.schedule import span, whole_seconds
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Minutes
from coursedeck.output.pages.environment import direction, environment, script_json

_LANGUAGES = {
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "he": "עברית",
    "hi": "हिन्दी", "id": "Bahasa Indonesia", "it": "Italiano", "ja": "日本語", "ko": "한국어", "pl": "Polski",
    "pt-BR": "Português (Brasil)", "ru": "Русский", "th": "ไทย", "tr": "Türkçe", "vi": "Tiếng Việt",
    "zh-Hans": "简体中文", "zh-Hant": "繁體中文",
}  # fmt: skip
"""Languages by their own names; others by their codes."""


class FrontDoor(Struct, frozen=True):
    """What the front door of one language shows."""

    locale: str
    title: str
    author: str
    words: UiStrings
    total: CourseTotal
    outlines: Mapping[str, SessionOutline]
    """Of the sessions that were built, by path."""
    changes: tuple[SessionChange, ...] = ()
    """The newest first."""
    printed: bool = False
    """Whether there are PDFs beside decks, handouts and scripts."""
    solutions: bool = False
    """Whether the audience gets solutions."""


class _DoorLink(Struct, frozen=True):
    """A way into a file."""

    words: str
    href: str


class _DoorSession(Struct, frozen=True):
    """A session on the page."""

    title: str
    number: str
    facts: tuple[str, ...]
    links: tuple[_DoorLink, ...]
    sections: tuple[tuple[str, str], ...]
    figures: tuple[_DoorLink, ...]
    changes: tuple[SessionChange, ...]
    built: bool


class _DoorDay(Struct, frozen=True):
    """A day; `heading` is empty where no day is told."""

    heading: str
    facts: str
    sessions: tuple[_DoorSession, ...]


class _DoorWeek(Struct, frozen=True):
    """A week; `heading` is empty where no week is told."""

    heading: str
    facts: str
    days: tuple[_DoorDay, ...]


def front_door(door: FrontDoor, *, audience: bool = False) -> str:
    """One self-contained HTML file, beside the folders of its language; for the `audience` without what is said.

    Its script searches what stands in the page, and asks nothing of anybody.
    """
    words = door.words
    return (
        environment()
        .get_template("front-door.html.j2")
        .render(
            lang=door.locale,
            dir=direction(door.locale),
            title=door.title or words.contents,
            kicker=" · ".join(part for part in (door.author, language_name(door.locale)) if part),
            facts=_course_facts(door),
            words=words,
            search=words.search_slides if audience else words.search,
            weeks=[_week(week.week, week.days, week.minutes, door, audience) for week in door.total.weeks],
            dated=any(session.date for session in door.total.sessions),
            days=_dates(door),
            changed=any(one.path in door.outlines for one in door.changes),
            index=script_json(_index(door, audience)),
        )
    )


def course_door(doors: Sequence[FrontDoor], *, audience: bool = False) -> str:
    """The page over all languages: every session with its files in each, and the state of its translations."""
    first = doors[0]
    rows = []
    for session in first.total.sessions:
        cells = [_cell(door, session.path, audience) for door in doors]
        rows.append((session.title, first.words.minutes_of(session.minutes), cells))
    return (
        environment()
        .get_template("course-door.html.j2")
        .render(
            lang=first.locale,
            dir=direction(first.locale),
            title=first.title or first.words.contents,
            author=first.author,
            facts=_course_facts(first),
            words=first.words,
            languages=[
                (door.locale, language_name(door.locale), door.title or door.words.contents, _translated(door))
                for door in doors
            ],
            rows=rows,
        )
    )


def language_name(locale: str) -> str:
    """A language in its own words.

    >>> language_name("ko"), language_name("de-AT"), language_name("sv")
    ('한국어', 'Deutsch (de-AT)', 'sv')
    """
    if locale in _LANGUAGES:
        return _LANGUAGES[locale]
    language = locale.partition("-")[0]
    return f"{_LANGUAGES[language]} ({locale})" if language in _LANGUAGES else locale


def _course_facts(door: FrontDoor) -> list[str]:
    slides = sum(len(outline.slides) for outline in door.outlines.values())
    minutes = _minutes(door.total.minutes, any(one.estimated for one in door.total.sessions), door.words)
    dates = sorted(one.date for one in door.total.sessions if one.date)
    found = [minutes, door.words.slides.format(n=slides), _translated(door)]
    return [fact for fact in (*found, span(*map(_isolated, (dates[0], dates[-1]))) if dates else "") if fact]


def _isolated(date: str) -> str:
    """A date that stays in its own order among letters that run from right to left (Unicode UAX 9, isolates)."""
    return f"\u2066{date}\u2069"


def _translated(door: FrontDoor) -> str:
    """The state of the translation, by the slides of each session; empty for what needs none."""
    states = [(one.translated, len(one.slides)) for one in door.outlines.values() if one.translated is not None]
    slides = sum(count for _, count in states)
    if not slides:
        return ""
    return door.words.translated.format(percent=int(sum(state * count for state, count in states) / slides))


def _minutes(minutes: Minutes, estimated: bool, words: UiStrings) -> str:
    if not minutes:
        return ""
    return (words.estimating() if estimated else words).total.format(
        time=(words.estimating() if estimated else words).minutes_of(minutes)
    )


def _week(number: int | None, days: Sequence[DayTotal], minutes: Minutes, door: FrontDoor, audience: bool) -> _DoorWeek:
    words = door.words
    held = [session for day in days for session in day.sessions]
    return _DoorWeek(
        heading="" if number is None else words.week.format(n=number),
        facts=_minutes(minutes, any(one.estimated for one in held), words) if number is not None else "",
        days=tuple(_day(day, door, audience) for day in days),
    )


def _day(day: DayTotal, door: FrontDoor, audience: bool) -> _DoorDay:
    words = door.words
    told = [words.day.format(n=day.day)] if day.day is not None else []
    told += [_isolated(day.date)] if day.date else []
    several = len(day.sessions) > 1 and bool(told)
    facts = [_minutes(day.minutes, any(one.estimated for one in day.sessions), words)] if several else []
    return _DoorDay(
        heading=" · ".join(told),
        facts=" · ".join(fact for fact in facts if fact),
        sessions=tuple(_session(one, door, audience) for one in day.sessions),
    )


def _session(session: SessionTotal, door: FrontDoor, audience: bool) -> _DoorSession:
    outline = door.outlines.get(session.path)
    words = door.words.estimating() if session.estimated else door.words
    sections = outline.sections if outline else ()
    figures = outline.figures if outline else ()
    return _DoorSession(
        title=session.title,
        number=outline.number if outline else "",
        facts=tuple(fact for fact in _session_facts(session, outline, words) if fact),
        links=tuple(_links(session.path, door, audience)) if outline else (),
        sections=tuple((one.heading, words.minutes_of(one.minutes) if one.minutes else "") for one in sections),
        figures=tuple(_DoorLink(one.shows, quote(f"figures/{one.name}.svg")) for one in figures),
        changes=tuple(one for one in door.changes if one.path == session.path),
        built=outline is not None,
    )


def _session_facts(session: SessionTotal, outline: SessionOutline | None, words: UiStrings) -> Iterator[str]:
    yield _isolated(session.date) if session.date else ""
    if session.start is not None and session.minutes:
        yield span(session.start.at(0), session.start.at(whole_seconds(session.minutes)))
    yield words.minutes_of(session.minutes) if session.minutes else ""
    if session.slot and session.slot != session.minutes:
        yield words.slot_of.format(time=words.minutes_of(session.slot).removeprefix("≈ "))
    if outline is not None:
        yield words.slides.format(n=len(outline.slides))
        yield "" if outline.translated is None else words.translated.format(percent=int(outline.translated))


def _links(path: str, door: FrontDoor, audience: bool) -> Iterator[_DoorLink]:
    words = door.words
    kinds = [(words.deck, ".pptx"), (words.run_sheet, ".run-sheet.html"), (words.script, ".script.html")]
    for name, ending in () if audience else kinds:
        yield _DoorLink(name, quote(path + ending))
    yield _DoorLink(words.handout, quote(f"{path}.handout.html"))
    printed = [(words.deck, ""), (words.handout, ".handout"), (words.script, ".script")]
    for name, ending in printed if door.printed else ():
        if not audience or ending == ".handout":
            yield _DoorLink(f"{name} (PDF)", quote(f"{path}{ending}.pdf"))


def _dates(door: FrontDoor) -> list[tuple[str, list[tuple[str, str]]]]:
    """The dated sessions by day, with their times."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in sorted(door.total.sessions, key=lambda one: (one.date or "", one.start.start if one.start else -1)):
        if one.date:
            times = span(one.start.at(0), one.start.at(whole_seconds(one.minutes))) if one.start else ""
            found.setdefault(one.date, []).append((times, one.title))
    return list(found.items())


def _index(door: FrontDoor, audience: bool) -> Mapping[str, object]:
    """What is searched: a list a session, of its slides' numbers, titles, places and words."""
    sessions = []
    for session in door.total.sessions:
        outline = door.outlines.get(session.path)
        if outline is not None:
            ending = ".handout.html" if audience else ".script.html"
            slides = [
                [one.number, one.title, one.part if audience else f"slide-{one.number}", one.shown]
                + ([] if audience else [one.said])
                for one in outline.slides
                if not (audience and one.solution and not door.solutions)
            ]
            sessions.append([session.title, quote(session.path + ending), slides])
    return {"sessions": sessions, "results": door.words.results}


def _cell(door: FrontDoor, path: str, audience: bool) -> tuple[FrontDoor, list[_DoorLink], str]:
    outline = door.outlines.get(path)
    if outline is None:
        return door, [], ""
    links = [_DoorLink(one.words, f"{door.locale}/{one.href}") for one in _links(path, door, audience)]
    state = "" if outline.translated is None else door.words.translated.format(percent=int(outline.translated))
    return door, links, state
