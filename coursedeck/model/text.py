"""Inline text: the Markdown that a person wrote and translates, and the spans that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coursedeck.model.problem import Source

_WORDS_IN_TEX = re.compile(r"\\(?:text(?:rm|bf|it|sf|tt|up|normal)?|mbox|hbox|intertext)\s*\{[^{}]*[^\W\d_]{2}")


class Formula(Struct, frozen=True):
    """A formula: TeX without its delimiters, and the MathML that it means (a ``math`` element).

    `height` and `depth`, above and below the baseline, are in em of the text around it.
    """

    tex: str
    mathml: str = ""
    """Empty where the TeX is not understood."""
    display: bool = False
    """Whether it stands on a line of its own."""
    height: float = 0.75
    depth: float = 0.22
    fault: str = ""
    """Why the TeX is not understood."""

    @property
    def has_words(self) -> bool:
        """Whether words of a language stand in it, as in ``\\text{if }``."""
        return _WORDS_IN_TEX.search(self.tex) is not None


class Span(Struct, frozen=True):
    """A stretch of text in one style; ``"\\n"`` inside `text` is a line break that the author asked for."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    strike: bool = False
    subscript: bool = False
    superscript: bool = False
    keyboard: bool = False
    underline: bool = False
    highlight: bool = False
    link: str | None = None
    """Address as written: ``https://…``, ``#slide-id`` or ``other.md``."""
    link_title: str = ""
    """What a program says of the link while the pointer rests on it."""
    footnote: str | None = None
    """Label of the footnote that this mark points to."""
    formula: Formula | None = None
    """The formula that this text stands for, alone or with its neighbours of the same formula."""


class Text(Struct, frozen=True):
    """One translatable message: inline Markdown in one line (soft breaks are spaces) and its spans."""

    markdown: str
    spans: tuple[Span, ...]
    source: Source

    @property
    def plain(self) -> str:
        """The words alone, without the marks of footnotes."""
        return "".join(span.text for span in self.spans if span.footnote is None)

    def __bool__(self) -> bool:
        return bool(self.plain.strip())


def literal(text: str, source: Source) -> Text:
    """Text that holds no markup, whatever characters it has."""
    return Text(text, (Span(text),), source)


_MARKUP = re.compile(r"([\\`*_\[\]<>&~^$#+=|!-])")


def escaped(text: str) -> str:
    r"""Inline Markdown that reads as `text` stands.

    >>> escaped("cpu_count*")
    'cpu\\_count\\*'
    """
    return _MARKUP.sub(r"\\\1", text)


def texts_in(value: object) -> Iterator[Text]:
    """Every text of a value of the model, in document order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name))


def texts_changed(value: Any, change: Callable[[Text], Text]) -> Any:
    """A value of the model with every text put through `change`; what stays the same is not made anew."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, tuple):
        changed = tuple(texts_changed(item, change) for item in value)
        return value if all(a is b for a, b in zip(value, changed, strict=True)) else changed
    if isinstance(value, Struct):
        new = {name: texts_changed(getattr(value, name), change) for name in value.__struct_fields__}
        if all(new[name] is getattr(value, name) for name in new):
            return value
        return replace(value, **new)
    return value
