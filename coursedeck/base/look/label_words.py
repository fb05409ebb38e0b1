"""What the label of a figure says, in spans of one style."""

from __future__ import annotations

from functools import lru_cache

from coursedeck.model.graph import Label
from coursedeck.model.text import Span


@lru_cache(maxsize=512)
def label_spans(label: Label) -> tuple[Span, ...]:
    """The text of a label in spans of one style."""
    if not label.markdown:
        return (Span(label.text),)
    from coursedeck.base.markdown import spans  # noqa: PLC0415 - few labels hold markup, and the parser takes time to load

    lines = [spans(line) for line in label.text.split("\n")]
    return tuple(span for index, line in enumerate(lines) for span in ((Span("\n"), *line) if index else line))


def plain_words(label: Label) -> str:
    """What a label says, without marks of Markdown; its line breaks are kept."""
    return "".join(span.text for span in label_spans(label))
