"""Checks the translations of a catalog and reports each problem at its entry.

A translator silences a check for one entry with a comment: ``# coursedeck: ignore=identical,numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from coursedeck.model.problem import OVERFLOW, TRANSLATION_OVERFLOW, Problem, Severity, Source, warning
from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.coverage import State
from coursedeck.session.localize.excerpts import excerpt
from coursedeck.session.localize.glossary import Glossary
from coursedeck.session.localize.localized import Localized, LocalizedMessage
from coursedeck.session.localize.markup_checks import Fault, markup_faults, markup_of
from coursedeck.session.localize.message import Message, Role, collapse_whitespace
from coursedeck.session.localize.product_strings import can_be_filled
from coursedeck.session.localize.wording_checks import space_faults, wording_faults

ERRORS = ("code-span", "link", "image", "footnote", "formula", "placeholder", "emphasis", "markup", OVERFLOW)
WARNINGS = (
    "style",
    "numbers",
    "identical",
    "source-script",
    "glossary",
    "inconsistent",
    "punctuation",
    "whitespace",
)
CHECKS = (*ERRORS, *WARNINGS)
"""Ids that ``ignore=`` knows; in problems they begin with ``translation-``."""

PREFIX = "translation-"
_IGNORE = re.compile(r"coursedeck:\s*ignore\s*=\s*([\w\s,-]*)")
_NO_GLOSSARY = Glossary()


def check_catalog(
    messages: Iterable[Message], catalog: Catalog, source_locale: str, glossary: Glossary = _NO_GLOSSARY
) -> tuple[Problem, ...]:
    """Errors and warnings about the translations of these messages; fuzzy and missing ones are not checked."""
    problems: list[Problem] = []
    for message in {message.key: message for message in messages}.values():
        entry = catalog.find(message)
        if entry is not None and entry.translated:
            faults = _faults(message, entry, source_locale, catalog.locale, glossary)
            problems += _reported(faults, entry, catalog)
    problems += (problem for entry in catalog.entries for problem in _unknown_ignores(entry, catalog))
    return tuple(problems)


def check_consistency(catalogs: Sequence[Catalog]) -> tuple[Problem, ...]:
    """A warning for each entry whose source is translated differently elsewhere; case is ignored."""
    first: dict[str, tuple[Catalog, Entry]] = {}
    problems: list[Problem] = []
    for catalog in catalogs:
        for entry in catalog.entries:
            if not entry.translated:
                continue
            other_catalog, other = first.setdefault(collapse_whitespace(entry.id), (catalog, entry))
            if _plain(entry.translation) != _plain(other.translation):
                text = f'elsewhere "{excerpt(other.translation)}" ({other_catalog.at(other)}): use one of the two'
                problems += _reported([("inconsistent", text)], entry, catalog)
    return tuple(problems)


def at_catalog_entries(problems: Iterable[Problem], localized: Localized) -> tuple[Problem, ...]:
    """Findings about a translated deck, those about one translated message moved to its entry in the catalog.

    Text that overflows leaves a deck that can be looked at, so it is a warning here: see `with_check_severity`.
    """
    placed = (_at_entry(problem, localized) for problem in problems)
    found: dict[tuple[Source, str], Problem] = {}
    for problem in placed:
        if problem is not None:
            # one finding is enough for a text in two places, and for a row of a table that is the author's to mend
            found.setdefault((problem.source, problem.check if problem.words else problem.message), problem)
    return tuple(found.values())


def _at_entry(problem: Problem, localized: Localized) -> Problem | None:
    here = [origin for origin in localized.origins_at(problem.source) if origin.state is State.TRANSLATED]
    said = _saying(problem.words, here) if problem.words else here
    keys = {origin.message.key: origin for origin in said if not origin.message.numbers}
    if len(keys) != 1:
        return problem
    origin = next(iter(keys.values()))
    message = f"{problem.message} ({origin.message.context}, {problem.source})"
    if problem.check != OVERFLOW:
        return Problem(origin.place, problem.severity, problem.check, message)
    if OVERFLOW in _ignored(origin.comment):
        return None
    return Problem(origin.place, problem.severity, TRANSLATION_OVERFLOW, message, problem.words)


def _saying(words: str, origins: Sequence[LocalizedMessage]) -> list[LocalizedMessage]:
    """The messages that cover most of a shown text, which may also contain a number and minutes."""
    inside = [origin for origin in origins if origin.shown_text and origin.shown_text in words]
    most = max((len(origin.shown_text) for origin in inside), default=0)
    return [origin for origin in inside if len(origin.shown_text) == most]


def _faults(message: Message, entry: Entry, source_locale: str, locale: str, glossary: Glossary) -> Iterator[Fault]:
    source, target = markup_of(message, message.id), markup_of(message, entry.translation)
    yield from markup_faults(source, target)
    yield from space_faults(message.id, entry.translation)
    product = message.context.startswith(Role.WORD)
    if product and source.placeholders == target.placeholders and not can_be_filled(message.id, entry.translation):
        yield "placeholder", "a brace that belongs to no placeholder: take it out"
    if not message.wordless:
        in_code = " ".join((*source.codes, *target.codes))
        yield from wording_faults(source.words, target.words, "en" if product else source_locale, locale, in_code)
        yield from glossary.faults(source.words, target.words)


def _reported(faults: Iterable[Fault], entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    ignored = set(_ignored(entry.comment))
    for check, text in faults:
        if check not in ignored:
            severity = Severity.ERROR if check in ERRORS else Severity.WARNING
            yield Problem(catalog.at(entry), severity, PREFIX + check, f'{text} (in "{excerpt(entry.translation)}")')


def _ignored(comment: str) -> Iterator[str]:
    for found in _IGNORE.findall(comment):
        for word in re.split(r"[\s,]+", found):
            if word:
                yield word.removeprefix(PREFIX)


def _unknown_ignores(entry: Entry, catalog: Catalog) -> Iterator[Problem]:
    for word in _ignored(entry.comment):
        if word not in CHECKS:
            near = get_close_matches(word, CHECKS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"the checks are {', '.join(CHECKS)}"
            yield warning(catalog.at(entry), f"{PREFIX}ignore", f'there is no check "{word}": {hint}')


def _plain(translation: str) -> str:
    return collapse_whitespace(translation).casefold().rstrip(".:!?… ")
