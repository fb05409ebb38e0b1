"""The live preview page of `watch`: a shell, and HTML fragments that replace its slides one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from coursedeck.base.words import review_strings, spoken_locale, ui_strings, word_forms
from coursedeck.model.problem import Problem, Severity
from coursedeck.model.schedule import Schedule, clock, span
from coursedeck.model.session import Block
from coursedeck.model.ui_strings import ENGLISH, UiStrings
from coursedeck.output.pages.blocks import HtmlWriter
from coursedeck.output.pages.environment import direction, environment

_WORDS = frozenset({"skip", "notes", "slides", "errors", "warnings"})
"""Words that the page has in common with the review page."""


class LiveSession(Struct, frozen=True):
    """A session in the page's list of sessions."""

    path: str
    title: str
    broken: bool = False


class LiveSlide(Struct, frozen=True):
    """A slide in one language: its preview, its time lines and its notes."""

    id: str
    number: int
    svg: str
    clock: tuple[str, ...]
    notes: tuple[Block, ...]
    source: str
    """File and line."""
    hidden: bool = False


class LiveDeck(Struct, frozen=True):
    """A session in one language."""

    locale: str
    title: str
    words: UiStrings
    schedule: Schedule
    slides: tuple[LiveSlide, ...]


class LiveView(Struct, frozen=True):
    """A session in the chosen languages, with the problems found in it."""

    path: str
    decks: tuple[LiveDeck, ...]
    problems: tuple[Problem, ...]
    outdated: bool = False
    """The decks are the last that could be made: the session as it is now cannot be."""


def live_page(
    title: str, chosen: Sequence[str], nonce: str, language: str = "en", templates: Path | None = None
) -> str:
    """The page's shell, which fetches everything else; `chosen` are the languages that it shows first.

    It speaks `language`, or English where that is not spoken.

    Its only script has `nonce`, so that the content security policy can forbid all others.
    """
    shell = environment(templates).get_template("watch.html.j2")
    spoken = spoken_locale(language) or ENGLISH.locale
    said = word_forms(review_strings(spoken))
    words = {key: said[key] for key in said if key in _WORDS or key.startswith("watch.")}
    return shell.render(
        title=title,
        chosen=list(chosen),
        nonce=nonce,
        language=spoken,
        direction=direction(spoken),
        words=words,
        agenda=ui_strings(spoken).agenda,
    )


def live_parts(view: LiveView, templates: Path | None = None) -> Mapping[str, object]:
    """Everything that the page shows of a session, as JSON values: title, findings, minutes, and HTML of each slide."""
    made = environment(templates)
    first = view.decks[0] if view.decks else None
    levels = [problem.severity for problem in view.problems]
    findings = made.get_template("watch-findings.html.j2")
    row = made.get_template("watch-slide.html.j2")
    return {
        "path": view.path,
        "title": first.title if first else view.path,
        "lang": first.locale if first else "",
        "total": first.words.minutes_of(first.schedule.total) if first and first.schedule.total else "",
        "errors": levels.count(Severity.ERROR),
        "warnings": levels.count(Severity.WARNING),
        "outdated": view.outdated,
        "findings": findings.render(problems=view.problems),
        "minutes": made.get_template("watch-minutes.html.j2").render(sections=_sections(first)) if first else "",
        "slides": [[identity, row.render(id=identity, cells=_cells(identity, view.decks))] for identity in _ids(view)],
    }


def _ids(view: LiveView) -> list[str]:
    """Ids of all slides in order; slides that only a later language has follow their predecessor there."""
    found = [slide.id for slide in view.decks[0].slides] if view.decks else []
    for deck in view.decks[1:]:
        place = 0
        for slide in deck.slides:
            if slide.id in found:
                place = found.index(slide.id) + 1
            else:
                found.insert(place, slide.id)
                place += 1
    return found


def _cells(identity: str, decks: Sequence[LiveDeck]) -> list[dict[str, object] | None]:
    """The slide in every language; None for languages without it."""
    return [next((_cell(slide, deck) for slide in deck.slides if slide.id == identity), None) for deck in decks]


def _cell(slide: LiveSlide, deck: LiveDeck) -> dict[str, object]:
    return {
        "lang": deck.locale,
        "dir": direction(deck.locale),
        "number": slide.number,
        "svg": Markup(slide.svg),
        "clock": slide.clock,
        "notes": HtmlWriter(deck.words, {}, {}).html(slide.notes),
        "notes_label": deck.words.notes,
        "source": slide.source,
        "hidden": deck.words.hidden if slide.hidden else "",
    }


def _sections(deck: LiveDeck) -> list[dict[str, str]]:
    return [
        {
            "heading": section.heading,
            "span": span(clock(section.start), clock(section.end)) if section.minutes is not None else "",
            "minutes": deck.words.minutes_of(section.minutes) if section.minutes is not None else deck.words.no_time,
        }
        for section in deck.schedule.sections
    ]
