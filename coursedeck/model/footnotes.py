"""Footnotes numbered in the order in which a session refers to them, wherever their texts stand.

Those of its title have signs instead, as on the title pages of books and articles, so that the text begins with 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coursedeck.model.session import Footnote, Session
from coursedeck.model.text import Span, Text, texts_changed, texts_in
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks, with_blocks

_SIGNS = "*†‡§"


def numbered(session: Session) -> Session:
    """The session whose marks and footnotes bear their numbers; a footnote to which nothing refers has no mark."""
    notes = {block.label: block for block in all_blocks(session) if isinstance(block, Footnote)}
    if not notes:
        return session
    apart = without_footnotes(session)
    below = list(dict.fromkeys(label for label in _marks(texts_in((apart.blocks, apart.parts))) if label in notes))
    above = [label for label in marks_in(apart.title) if label in notes and label not in below]
    for label in (*above, *below):  # marks inside of notes follow those of the text
        below += [more for more in marks_in(notes[label].text) if more in notes and more not in (*above, *below)]
    signs = {label: _SIGNS[at % len(_SIGNS)] * (at // len(_SIGNS) + 1) for at, label in enumerate(above)}
    marks = signs | {label: str(at) for at, label in enumerate(below, start=1)}

    def change(text: Text) -> Text:
        if not any(span.footnote is not None for span in text.spans):
            return text
        return replace(text, spans=tuple(_numbered_spans(text.spans, marks)))

    def count(block: Any) -> tuple[Any, ...]:
        return (replace(block, mark=marks.get(block.label, "")),) if isinstance(block, Footnote) else (block,)

    return with_blocks(texts_changed(session, change), count)


def footnotes_of(session: Session) -> Mapping[str, Footnote]:
    """The footnotes that have marks, by label."""
    return {block.label: block for block in all_blocks(session) if isinstance(block, Footnote) and block.mark}


def without_footnotes(session: Session, labels: Iterable[str] | None = None) -> Session:
    """The session without footnotes: all of them, or those of some labels."""
    gone = None if labels is None else frozenset(labels)

    def drop(block: Any) -> tuple[Any, ...]:
        dropped = isinstance(block, Footnote) and (gone is None or block.label in gone)
        return () if dropped else (block,)

    return with_blocks(session, drop)


def marks_in(value: object) -> tuple[str, ...]:
    """The labels of the marks in a text, a block or several, each once."""
    return tuple(dict.fromkeys(_marks(texts_in(value))))


def _marks(texts: Iterable[Text]) -> Iterator[str]:
    return (span.footnote for text in texts for span in text.spans if span.footnote is not None)


def _numbered_spans(spans: tuple[Span, ...], marks: Mapping[str, str]) -> Iterator[Span]:
    """The spans with numbers as marks; a comma parts marks that follow each other."""
    for span, after in zip(spans, (*spans[1:], Span("")), strict=True):
        if span.footnote is None or span.footnote not in marks:
            yield span
        else:
            yield replace(span, text=f"{marks[span.footnote]}{',' if after.footnote is not None else ''}")
