"""Update the baseline when some slides are accepted and others are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from coursedeck.model.review import DeckSnapshot, SlideChange, SlideSnapshot, Status
from coursedeck.model.values import replace
from coursedeck.review.compare.changes import compare_decks


def accept_slides(
    before: DeckSnapshot | None,
    after: DeckSnapshot | None,
    accepted: Collection[str] | None,
    changes: tuple[SlideChange, ...] | None = None,
) -> DeckSnapshot:
    """The next baseline: slides whose ids are in `accepted` as they are now, others as before; None accepts all.

    The removal of a slide is accepted by its old id. `changes` are those of the deck, if they are known; slides that
    came from another session stay there until they are accepted.
    """
    known = changes if changes is not None else compare_decks(before, after)
    base = (after or before) if accepted is None else (before or after)
    assert base is not None, "a deck is there before or after"
    if accepted is None:
        return replace(base, slides=after.slides if after else ())
    renderers = dict((*(before.renderers if before else ()), *(after.renderers if after else ())))
    # the template is accepted with the whole deck
    return replace(base, slides=tuple(_kept(known, accepted)), renderers=tuple(renderers.items()))


def leave_moved(
    baselines: Mapping[str, DeckSnapshot],
    before: Mapping[str, DeckSnapshot],
    after: Mapping[str, DeckSnapshot],
    changes: Mapping[str, tuple[SlideChange, ...]],
    chosen: Mapping[str, Collection[str] | None],
) -> Mapping[str, DeckSnapshot]:
    """The baselines with slides that went to another session: those not accepted there stay where they were.

    Sessions that such slides have left are among them, also where nothing of theirs was accepted.
    """
    found = dict(baselines)
    moves = [(key, one) for key, some in changes.items() for one in some if one.moved_from]
    for source in dict.fromkeys(change.moved_from for _, change in moves):
        waiting = [
            change.before
            for key, change in moves
            if change.moved_from == source and change.before is not None and not _is_accepted(change, key, chosen)
        ]
        ids = {slide.id for slide in waiting}
        if source not in found and len(ids) == sum(1 for _, change in moves if change.moved_from == source):
            continue
        # nothing else of this session is accepted: all of it stays as it was
        made = found.get(source) or accept_slides(before[source], after.get(source), (), changes.get(source))
        rest = tuple(slide for slide in made.slides if slide.id not in ids)
        known = dict((*before[source].renderers, *made.renderers))
        found[source] = replace(made, slides=(*rest, *waiting), renderers=tuple(known.items()))
    return found


def _is_accepted(change: SlideChange, key: str, chosen: Mapping[str, Collection[str] | None]) -> bool:
    if key not in chosen:
        return False
    wanted = chosen[key]
    return wanted is None or bool(_ids(change) & set(wanted))


def _kept(changes: tuple[SlideChange, ...], accepted: Collection[str]) -> Iterator[SlideSnapshot]:
    for change in changes:
        wanted = bool(_ids(change) & set(accepted))
        if (change.status is Status.REMOVED and wanted) or (change.moved_from and not wanted):
            continue
        chosen = change.after if wanted or change.status is Status.UNCHANGED else change.before
        if chosen is not None:
            yield chosen


def _ids(change: SlideChange) -> set[str]:
    return {side.id for side in (change.before, change.after) if side is not None}
