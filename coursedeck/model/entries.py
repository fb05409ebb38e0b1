"""Lists whose items begin with a label, such as ``- **Cost**: what it takes``, as labels and their texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.session import List, ListItem, Paragraph
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace

_SEPARATOR = re.compile(r"^\s*(?:[:：]|\s[-–—→]|[–—→])\s*")
"""What parts a label from its text."""

_ASIDE = re.compile(r"^\s*[(（][^()（）]{1,24}[)）](?=\s*(?:[:：]|\s[-–—→]|[–—→]|$))")
"""Words in parentheses that belong to the label before them: ``**하이퍼바이저** (Hypervisor): …``."""

_PLAIN_LABEL = re.compile(r"^[^\n:：.,;!?。]{1,24}?(?=[:：]\s|\s[-–—→]\s)")
"""Words before a colon or a dash that are a label without bold type."""

_SIGN = re.compile(r"^[^\w\s\"'(（\[]{1,3}\ufe0f?\s+$")
"""A sign or an emoji before a label."""

_LABEL_END = re.compile(r"\s*[:：]\s*$")


class Labelled(Struct, frozen=True):
    """An item with its label; the spans of the label are not bold by themselves."""

    label: tuple[Span, ...]
    text: tuple[Span, ...]
    item: Text
    """The whole item, for its place in the source."""
    number: int | None = None
    points: tuple[Text, ...] = ()
    """The items of a list below the label."""

    @property
    def label_words(self) -> str:
        """The label alone."""
        return "".join(span.text for span in self.label).strip()

    @property
    def words(self) -> str:
        """The text alone."""
        return "".join(span.text for span in self.text).strip()


def labelled_items(blocks: Sequence[SlideBlock]) -> tuple[Labelled, ...] | None:
    """The entries of a list, or of paragraphs, that begin with labels; None for other blocks."""
    if len(blocks) > 1 and all(isinstance(block, Paragraph) for block in blocks):
        lines = tuple(ListItem(block.text, ()) for block in blocks if isinstance(block, Paragraph))
        return entries_of(List(lines, lines[0].text.source))
    return entries_of(blocks[0]) if len(blocks) == 1 and isinstance(blocks[0], List) else None


def entries_of(block: List) -> tuple[Labelled, ...] | None:
    """The entries of a list of labelled items; None where an item has no label, or more below it than a flat list."""
    found = []
    for offset, item in enumerate(block.items):
        entry = _entry(item, None if block.start is None else block.start + offset)
        if entry is None or item.checked is not None:
            return None
        found.append(entry)
    return tuple(found)


def _entry(item: ListItem, number: int | None) -> Labelled | None:
    points = flat_points(item)
    if points is None:
        return None
    spans = list(item.text.spans)
    count = _label_length(spans)
    label, rest = (spans[:count], spans[count:]) if count else _with_plain_label(spans)
    if not label:
        return None
    label, rest = _with_aside(label, rest)
    ended = _LABEL_END.search(label[-1].text) is not None
    label[-1] = replace(label[-1], text=_LABEL_END.sub("", label[-1].text))
    words = "".join(span.text for span in rest)
    if words.strip():
        if not ended and not _SEPARATOR.match(words):
            return None
        rest = _without_separator(rest)
    if not any(span.text.strip() for span in label) or not ("".join(span.text for span in rest).strip() or points):
        return None
    return Labelled(tuple(replace(span, strong=False) for span in label), tuple(rest), item.text, number, points)


def flat_points(item: ListItem) -> tuple[Text, ...] | None:
    """The items of the one flat list of bullets below an item, none where nothing stands there; else None."""
    if len(item.blocks) > 1:
        return None
    for block in item.blocks:
        if not isinstance(block, List) or block.start is not None:
            return None
        if any(one.blocks or one.checked is not None for one in block.items):
            return None
        return tuple(one.text for one in block.items)
    return ()


def _label_length(spans: Sequence[Span]) -> int:
    """How many spans at the start are bold, or code."""
    signs = 1 if len(spans) > 1 and _SIGN.match(spans[0].text) else 0
    first = next((index for index, span in enumerate(spans) if index >= signs and not span.strong), len(spans))
    if first > signs:
        return first
    return signs + 1 if len(spans) > signs and spans[signs].code else 0


def _with_plain_label(spans: list[Span]) -> tuple[list[Span], list[Span]]:
    """An item parted behind words without bold type that a colon or a dash follows."""
    match = _PLAIN_LABEL.match(spans[0].text) if spans and not spans[0].link else None
    if match is None:
        return [], spans
    return [replace(spans[0], text=match[0])], [replace(spans[0], text=spans[0].text[match.end() :]), *spans[1:]]


def _with_aside(label: list[Span], rest: list[Span]) -> tuple[list[Span], list[Span]]:
    """The label with the words in parentheses after it."""
    match = _ASIDE.match(rest[0].text) if rest and not rest[0].code and rest[0].link is None else None
    if match is None:
        return label, rest
    aside = replace(rest[0], text=match[0])
    return [*label, aside], [replace(rest[0], text=rest[0].text[match.end() :]), *rest[1:]]


def _without_separator(spans: list[Span]) -> list[Span]:
    """The spans of a text without the colon or dash that they begin with, and without blanks before it."""
    done = list(spans)
    while done and not done[0].text.strip():
        done.pop(0)
    if done:
        done[0] = replace(done[0], text=_SEPARATOR.sub("", done[0].text, count=1).lstrip())
    while done and not done[0].text.strip():
        done.pop(0)
    return done
