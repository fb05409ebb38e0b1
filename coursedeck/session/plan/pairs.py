"""Neighbours that are compared: two drafts of like build whose titles are a pair share a slide."""

from __future__ import annotations

from itertools import pairwise

from coursedeck.model.entries import entries_of
from coursedeck.model.session import List, Paragraph
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.plan.chunks import LONGEST_TITLE
from coursedeck.session.plan.draft import Draft, joined
from coursedeck.session.plan.panels import are_opposites

MOST_ITEMS = 6


def with_pairs_joined(drafts: list[Draft], title: Text) -> list[Draft]:
    """The drafts, two that are compared as one; `title` is the section's, for where both titles are too long."""
    done: list[Draft] = []
    pairs = [_are_a_pair(one, other) for one, other in pairwise(drafts)]
    at = 0
    while at < len(drafts):
        # three that are alike are a series, of which no two are compared
        if pairs[at : at + 1] == [True] and not any(pairs[max(0, at - 1) : at]) and not any(pairs[at + 1 : at + 2]):
            first, other = drafts[at : at + 2]
            whole = joined(first, other, _both(first.title, other.title, title), first_heads=False)
            done.append(replace(whole, part=first.part))
            at += 2
        else:
            done.append(drafts[at])
            at += 1
    # the only slide of a section has no divider: it bears the section's title
    return [replace(done[0], title=title)] if len(done) == 1 < len(drafts) else done


def _are_a_pair(first: Draft, other: Draft) -> bool:
    both = (first, other)
    if first.level != other.level or any(one.minutes or one.options or one.alone or one.apart for one in both):
        return False
    if first.notes and other.notes:
        return False  # somebody planned to speak about each
    lists = [_only_list(one) for one in both]
    if lists[0] is None or lists[1] is None or abs(len(lists[0].items) - len(lists[1].items)) > 1:
        return False
    alike = (entries_of(lists[0]) is None) == (entries_of(lists[1]) is None)
    return alike and are_opposites(first.title, other.title)


def _only_list(draft: Draft) -> List | None:
    """The list of a draft that holds nothing else but a paragraph above it."""
    *above, last = draft.blocks or (None,)
    if not isinstance(last, List) or len(above) > 1 or not all(isinstance(block, Paragraph) for block in above):
        return None
    return last if 1 < len(last.items) <= MOST_ITEMS else None


def _both(first: Text, other: Text, title: Text) -> Text:
    if len(first.plain) + len(other.plain) + 3 > LONGEST_TITLE:
        return title
    return Text(f"{first.markdown} · {other.markdown}", (*first.spans, Span(" · "), *other.spans), first.source)
