"""Text with the style of each character: how wordings are compared, and written as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from coursedeck.model.origin import CharacterStyle, StyledText
from coursedeck.model.text import Span

PLAIN = CharacterStyle()
_MARKS = (("strike", "~~", "~~"), ("strong", "**", "**"), ("emphasis", "*", "*"))
_HTML = {"subscript": "sub", "superscript": "sup", "underline": "u", "highlight": "mark"}
_LINE_START = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s|$)")


def styled_spans(spans: Iterable[Span]) -> StyledText:
    """The words of spans, without the marks of footnotes."""
    shown = [span for span in spans if span.footnote is None]
    styles = tuple(style for span in shown for style in (_style(span),) * len(span.text))
    return StyledText("".join(span.text for span in shown), styles)


def _style(span: Span) -> CharacterStyle:
    return CharacterStyle(
        strong=span.strong,
        emphasis=span.emphasis,
        code=span.code,
        strike=span.strike,
        underline=span.underline,
        highlight=span.highlight,
        subscript=span.subscript,
        superscript=span.superscript,
        link=span.link,
    )


def markdown_of(text: StyledText) -> str:
    r"""Inline Markdown in one line that means `text`; blanks at the ends of a style stand outside its marks.

    >>> bold = CharacterStyle(strong=True)
    >>> markdown_of(StyledText("hot oven", (PLAIN,) * 4 + (bold,) * 4))
    'hot **oven**'
    """
    pairs = _with_blanks_outside(list(zip(text.plain, text.styles, strict=True)))
    return _line_start(_linked(pairs))


def _line_start(markdown: str) -> str:
    r"""A first character that would begin a list, heading or quote is escaped."""
    return _LINE_START.sub(lambda match: match[1] + re.sub(r"([#>+.)-])", r"\\\1", match[2], count=1), markdown)


def _with_blanks_outside(pairs: list[tuple[str, CharacterStyle]]) -> list[tuple[str, CharacterStyle]]:
    """A blank between two styles belongs to what both have in common, as no mark may stand beside one."""
    done = list(pairs)
    for index, (sign, style) in enumerate(pairs):
        if not sign.isspace() or style.code:
            continue
        before = next((one for char, one in reversed(pairs[:index]) if not char.isspace()), PLAIN)
        after = next((one for char, one in pairs[index + 1 :] if not char.isspace()), PLAIN)
        done[index] = sign, before.shared(after)
    return done


def _linked(pairs: Sequence[tuple[str, CharacterStyle]]) -> str:
    parts = []
    for link, group in groupby(pairs, key=lambda pair: pair[1].link):
        inner = _marked(list(group), [name for name, *_ in _MARKS])
        parts.append(inner if link is None else f"[{inner}]({_address(link)})")
    return "".join(parts)


def _address(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link


def _marked(pairs: Sequence[tuple[str, CharacterStyle]], marks: Sequence[str]) -> str:
    """The text with the first of `marks` around what has it, and the others inside."""
    if not marks:
        return _html(pairs, list(_HTML))
    opening, closing = next((start, end) for name, start, end in _MARKS if name == marks[0])
    parts = []
    for on, group in groupby(pairs, key=lambda pair: bool(getattr(pair[1], marks[0]))):
        inner = _marked(list(group), marks[1:])
        parts.append(f"{opening}{inner}{closing}" if on else inner)
    return "".join(parts)


def _html(pairs: Sequence[tuple[str, CharacterStyle]], names: Sequence[str]) -> str:
    if not names:
        return _code(pairs)
    parts = []
    for on, group in groupby(pairs, key=lambda pair: bool(getattr(pair[1], names[0]))):
        inner = _html(list(group), names[1:])
        parts.append(f"<{_HTML[names[0]]}>{inner}</{_HTML[names[0]]}>" if on else inner)
    return "".join(parts)


def _code(pairs: Sequence[tuple[str, CharacterStyle]]) -> str:
    parts = []
    for code, group in groupby(pairs, key=lambda pair: pair[1].code):
        words = "".join(sign for sign, _ in group)
        parts.append(_fenced(words) if code else escaped_words(words))
    return "".join(parts)


def _fenced(words: str) -> str:
    """Code between more backticks than it has in a row (CommonMark 0.31, 6.1)."""
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    marks = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{marks}{pad}{words}{pad}{marks}"


_AMBIGUOUS = re.compile(r"[\\`*_\[\]<>]|~~|\^\[|:(?=\w+:)|\$(?=\S[^$]*\$)|&(?=#?\w+;)|==|\{(?=[#.%{])")


def escaped_words(words: str) -> str:
    r"""Words as Markdown, only what would be read as markup escaped, and line breaks as ``<br>``.

    >>> escaped_words("5 < 7, a_b and 3 - 2")
    '5 \\< 7, a\\_b and 3 - 2'
    """
    return _AMBIGUOUS.sub(lambda match: f"\\{match[0]}", words).replace("\n", "<br>")
