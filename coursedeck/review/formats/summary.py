"""A review in Markdown, short enough for the comment under a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursedeck.model.problem import tally
from coursedeck.model.review import Change, DeckReview, Finding, FindingLevel, Review, SlideChange, Status
from coursedeck.model.visible import visible

_MARKS = re.compile(r"[\\`*_\[\]|!~]")
"""What begins emphasis, code, links, pictures or cells of Markdown."""

MOST = 20
"""Maximum number of findings and of changes listed; the page has all of them."""


def counts_line(review: Review) -> str:
    """``1 error, 2 warnings; 3 new, 1 changed, 0 removed, 40 unchanged``."""
    slides = ", ".join(f"{review.count(status)} {status}" for status in Status)
    return f"{tally(review.level(FindingLevel.ERROR), review.level(FindingLevel.WARNING))}; {slides}"


def summary(review: Review) -> str:
    """The summary; its first line is `counts_line`."""
    blocks = [[counts_line(review)], [f"Compared with {_flat(review.base)}."] if review.base else []]
    blocks += [list(_decks(review)), list(_findings(review)), list(_changes(review)), list(_translations(review))]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _decks(review: Review) -> Iterator[str]:
    if not review.decks:
        return
    yield "| Deck | Slides | New | Changed | Removed | Errors | Warnings | Minutes |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for deck in review.decks:
        slides = sum(1 for change in deck.slides if change.after is not None)
        statuses = [str(deck.count(status)) for status in (Status.NEW, Status.CHANGED, Status.REMOVED)]
        levels = [
            str(sum(1 for one in deck.findings if one.level is level))
            for level in (FindingLevel.ERROR, FindingLevel.WARNING)
        ]
        cells = [_cell(deck.key), str(slides), *statuses, *levels, _minutes(deck)]
        yield f"| {' | '.join(cells)} |"


def _minutes(deck: DeckReview) -> str:
    before = f"{deck.minutes_before} → " if deck.minutes_before and deck.minutes_before != deck.minutes else ""
    return f"{before}{deck.minutes}" + (f" of {deck.slot}" if deck.slot else "")


def _findings(review: Review) -> Iterator[str]:
    found = [one for one in review.all_findings if one.level is not FindingLevel.NOTE]
    found.sort(key=lambda one: one.level is not FindingLevel.ERROR)
    yield from (_finding(one) for one in found[:MOST])
    yield from _more(len(found))


def _finding(finding: Finding) -> str:
    slide = f", slide {finding.number}" if finding.number else ""
    return f"- **{finding.level}** `{_code(str(finding.source))}`{slide}: {_flat(finding.message)} (`{finding.rule}`)"


def _changes(review: Review) -> Iterator[str]:
    changed = [(deck, one) for deck in review.decks for one in deck.slides if one.status is not Status.UNCHANGED]
    yield from (_change(deck, one) for deck, one in changed[:MOST])
    yield from _more(len(changed))


def _change(deck: DeckReview, change: SlideChange) -> str:
    number = change.new_number or change.old_number
    what = ", ".join(one.value for one in change.changes)
    if Change.MOVED in change.changes:
        what += f" from {change.old_number}"
    detail = f" ({what})" if what else ""
    return f"- {change.status}{detail}: {_flat(deck.key)}, slide {number}, {_flat(change.slide.title)}"


def _more(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"- … and {count - MOST} more on the page"


def _translations(review: Review) -> Iterator[str]:
    for state in review.translations:
        share = 100 * state.translated // state.total if state.total else 100
        yield f"- {state.locale}: {share} % translated, {len(state.stale)} stale"


def _flat(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", visible(" ".join(text.split()))).replace("<", "&lt;")


def _cell(text: str) -> str:
    return f"`{_code(text).replace('|', '¦')}`"


def _code(text: str) -> str:
    """Text that stands between backquotes, and does not end there."""
    return visible(" ".join(text.split())).replace("`", "'")
