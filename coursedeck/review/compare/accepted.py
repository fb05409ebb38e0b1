"""Update the baseline when some slides are accepted and others are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coursedeck.model.review import DeckSnapshot, SlideChange, SlideSnapshot, Status
from coursedeck.review.compare.changes import compare_decks


def accept_slides(before: DeckSnapshot | None, after: DeckSnapshot, accepted: Collection[str] | None) -> DeckSnapshot:
    """The next baseline: slides whose ids are in `accepted` as they are now, others as before; None accepts all.

    The removal of a slide is accepted by its old id.
    """
    if accepted is None:
        return after
    slides = tuple(_kept(compare_decks(before, after), accepted))
    known = dict((*(before.renderers if before else ()), *after.renderers))
    return DeckSnapshot(after.session, after.locale, slides, tuple(known.items()))


def _kept(changes: tuple[SlideChange, ...], accepted: Collection[str]) -> Iterator[SlideSnapshot]:
    for change in changes:
        known = {side.id for side in (change.before, change.after) if side is not None}
        wanted = bool(known & set(accepted))
        if change.status is Status.REMOVED and wanted:
            continue
        chosen = change.after if wanted or change.status is Status.UNCHANGED else change.before
        if chosen is not None:
            yield chosen
