"""Which findings the base has too: only those that are new want a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from coursedeck.app.review.checks import DECK_RULES
from coursedeck.model.review import Change, DeckSnapshot, Finding, FindingLevel, SlideChange
from coursedeck.model.values import replace

_LEFT_AS_WRITTEN = {Change.PICTURE, Change.FILE, Change.FOOTER, Change.CLOCK, Change.MOVED}
"""Changes of slides of which the build says what it said before."""


def with_findings(deck: DeckSnapshot, findings: Iterable[Finding]) -> DeckSnapshot:
    """A snapshot with the keys of what was found in the deck; notes are no findings that somebody accepts."""
    keys: dict[str | None, list[str]] = {}
    for finding in findings:
        if finding.level is not FindingLevel.NOTE:
            keys.setdefault(finding.slide, []).append(finding.key)
    ids = {slide.id for slide in deck.slides}
    slides = tuple(replace(slide, findings=tuple(sorted(keys.get(slide.id, ())))) for slide in deck.slides)
    rest = sorted(key for slide, some in keys.items() if slide not in ids for key in some)
    return replace(deck, slides=slides, findings=tuple(rest))


def _of_decks(before: DeckSnapshot | None, others: Mapping[str, DeckSnapshot]) -> Counter[str]:
    """What was found about a deck as a whole; of a deck that is new, about any of those that its slides come from."""
    if before is not None:
        return Counter(before.findings)
    found: Counter[str] = Counter()
    for deck in others.values():
        found |= Counter(deck.findings)
    return found


def marked(
    findings: Iterable[Finding],
    changes: Iterable[SlideChange],
    before: DeckSnapshot | None,
    others: Mapping[str, DeckSnapshot],
    *,
    whole: bool,
) -> Iterator[Finding]:
    """Findings, each with whether it is new.

    `others` are all decks of the base by key, since slides move from one to another. Unless `whole`, the base tells
    of its decks alone: what the build finds is new where the slide is.
    """
    known: dict[str | None, Counter[str]] = {None: _of_decks(before, others)}
    untouched: set[str | None] = {None} if before is not None else set()
    for change in changes:
        if change.after is None:
            continue
        if change.before is not None:
            source = others.get(change.moved_from) if change.moved_from else before
            then = next((one for one in source.slides if one.id == change.before.id), None) if source else None
            known[change.after.id] = Counter(then.findings if then else ())
        if change.before is not None and set(change.changes) <= _LEFT_AS_WRITTEN:
            untouched.add(change.after.id)
    for finding in findings:
        waiting = known.get(finding.slide, Counter())
        if waiting[finding.key]:
            waiting[finding.key] -= 1
            yield replace(finding, new=False)
        elif not whole and finding.rule not in DECK_RULES and finding.slide in untouched:
            yield replace(finding, new=False)
        else:
            yield finding
