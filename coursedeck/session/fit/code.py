"""Code: highlighted by Pygments in theme colours, long lines wrapped where one can see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from coursedeck.base.text import Piece, Ruler, break_text
from coursedeck.base.text.code_tokens import code_tokens
from coursedeck.base.text.languages import language_runs
from coursedeck.model.session import Code
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points

WRAP_MARK = "↳ "
"""Precedes the continuation of a wrapped line; not an emoji, which some programs draw in colour or not at all."""

SIZES: tuple[Points, ...] = (28, 24, 22, 20, 18, 16, 14, 12)
"""Sizes to try before a line is wrapped."""

WRAPPED: Points = 16
"""Largest size of code whose lines are wrapped."""

SMALL: Points = 14
"""Below this, all lines are small for the sake of a few."""

LONG_LINES = 0.25
"""Most of the lines that are wrapped for the sake of all others."""

GUTTER: Points = 16.0
"""Between two columns of code."""

_ROLES = (
    ("Comment", "tx2"), ("Keyword", "accent1"), ("Operator.Word", "accent1"), ("Literal.String", "accent3"),
    ("Literal.Number", "accent4"), ("Name.Function", "accent5"), ("Name.Class", "accent5"), ("Name.Tag", "accent1"),
    ("Name.Attribute", "accent5"), ("Name.Builtin", "accent4"), ("Name.Decorator", "accent6"),
    ("Generic.Inserted", "accent3"), ("Generic.Deleted", "accent6"), ("Generic.Heading", "accent1"),
    ("Generic.Subheading", "accent1"), ("Generic.Prompt", "accent1"), ("Generic.Output", "tx2"),
    ("Generic.Error", "accent6"), ("Generic.Traceback", "accent6"),
)  # fmt: skip


def code_size(code: Code, width: Points, wanted: Points, ruler: Ruler) -> Points:
    """The size up to `wanted` at which no line is wrapped, else the largest at which lines may be wrapped.

    A few long lines do not make all others as small as code gets.
    """
    whole = unwrapped_size(code, width, wanted, ruler)
    wrapped = min(wanted, WRAPPED)
    if whole is None or whole >= min(wrapped, SMALL):
        return whole or wrapped
    widths = _widths(code, ruler)
    room = _room(width, wrapped, _languages(code), ruler)
    wide = sum(wrapped * one > room for one in widths)
    return wrapped if wide <= max(1, LONG_LINES * len(widths)) else whole


def unwrapped_size(code: Code, width: Points, wanted: Points, ruler: Ruler) -> Points | None:
    """The largest of `SIZES` up to `wanted` at which no line is wrapped in `width` points."""
    widest, languages = max(_widths(code, ruler)), _languages(code)
    fitting = (size for size in SIZES if size <= wanted and size * widest <= _room(width, size, languages, ruler))
    return next(fitting, None)


def _widths(code: Code, ruler: Ruler) -> list[float]:
    """How wide each line is, with its number, in em."""
    lines = [" " * number_width(code) + line for line in code.code.expandtabs(4).split("\n")]
    return [ruler.width(line, 1.0, bold=bool(code.highlighted), mono=True) for line in lines]


def _languages(code: Code) -> set[str]:
    return {language for _, language in _runs(code.code)}


def _room(width: Points, size: Points, languages: Iterable[str], ruler: Ruler) -> Points:
    """What a line of code may take of `width`; some is left for the mark of a line that goes on."""
    # where lines break between characters, programs differ by one, and a line that is wrapped twice runs over its box
    asian = any(language.startswith(("zh", "ja")) for language in languages)
    return width - ruler.width(WRAP_MARK, size, mono=True) - (1.5 * size if asian else 1)


def in_columns(lines: Sequence[str], rows: int) -> list[tuple[int, int]]:
    """Where each column of code begins and ends if it has at most `rows` lines: few, full, cut where the code pauses.

    >>> in_columns(["a:", "  b", "  c", "d:", "  e", "  f"], 4)
    [(0, 3), (3, 6)]
    """
    best = [(0.0, 0)] + [(1e9, 0)] * len(lines)
    for end in range(1, len(lines) + 1):
        for start in range(max(0, end - rows), end):
            cost = best[start][0] + 1 + _EMPTINESS * (1 - (end - start) / rows) ** 2 + _cut_cost(lines, end)
            best[end] = min(best[end], (cost, start))
    places: list[tuple[int, int]] = []
    end = len(lines)
    while end:
        places.append((best[end][1], end))
        end = best[end][1]
    return places[::-1]


_EMPTINESS = 0.6
"""What an almost empty column costs besides 1."""


def _cut_cost(lines: Sequence[str], at: int) -> float:
    if at == len(lines):
        return 0.0
    before, after = lines[at - 1], lines[at]
    if not before.strip() or not after.strip():
        return 0.05
    indents = [len(line) - len(line.lstrip()) for line in (before, after)]
    deeper = indents[1] > indents[0] or after.lstrip().startswith(("}", ")", "]"))
    return 0.2 + 0.04 * min(indents[1], 8) + (0.3 if deeper else 0.0)


def code_lines_of(code: Code, width: Points, size: Points, ruler: Ruler) -> Iterator[tuple[TextParagraph, ...]]:
    """The paragraphs of each line: several where it was too long."""
    stressed = set(code.highlighted)
    for number, runs in enumerate(highlighted(code.code.rstrip("\n"), code.language), start=1):
        marked = tuple(_stressed(run) for run in runs) if number in stressed else runs
        yield tuple(_wrapped((*_line_number(code, number), *marked), width, size, ruler))


def number_width(code: Code) -> int:
    """Characters that line numbers take, with the space behind them."""
    if code.first_number is None:
        return 0
    return len(str(code.first_number + code.code.rstrip("\n").count("\n"))) + 2


def _line_number(code: Code, line: int) -> Iterator[TextRun]:
    if code.first_number is not None:
        shown = f"{code.first_number + line - 1:>{number_width(code) - 2}}  "
        yield TextRun(shown, "en-US", mono=True, color="tx2")


def _stressed(run: TextRun) -> TextRun:
    return TextRun(run.text, run.lang, bold=True, mono=True, color=run.color)


def _wrapped(runs: tuple[TextRun, ...], width: Points, size: Points, ruler: Ruler) -> Iterator[TextParagraph]:
    """A line of code; its continuation lines begin with a mark."""

    def advance(text: str, run: TextRun) -> Points:
        return ruler.width(text, size, bold=run.bold, mono=True)

    mark = TextRun(WRAP_MARK, "en-US", mono=True, color="tx2")
    pieces = [Piece(run.text, run) for run in runs]
    lines = break_text(pieces, _room(width, size, {run.lang for run in runs}, ruler), advance)
    for index, line in enumerate(lines):
        parts = tuple(TextRun(p.text, p.style.lang, p.style.bold, mono=True, color=p.style.color) for p in line.pieces)
        yield TextParagraph((mark, *parts) if index else parts or (TextRun("", "en-US", mono=True),), size)


def continues_a_line(paragraph: TextParagraph) -> bool:
    """Whether a line of code is the rest of one that was too long."""
    return bool(paragraph.runs) and paragraph.runs[0].mono and paragraph.runs[0].text == WRAP_MARK


@lru_cache(maxsize=64)
def highlighted(code: str, language: str) -> tuple[tuple[TextRun, ...], ...]:
    """Lines of runs, coloured by what Pygments says of `language`; plain where it knows none.

    Tabs are expanded; nothing else differs from `code`: a lexer that loses or adds text is not used.
    """
    shown = code.expandtabs(4)
    tokens = code_tokens(shown, language)
    if "".join(text for _, text in tokens) != shown:
        tokens = (("", shown),)
    lines: list[list[TextRun]] = [[]]
    for token, text in tokens:
        color = _role(token)
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            lines[-1].extend(TextRun(words, lang, mono=True, color=color) for words, lang in _runs(part))
    return tuple(tuple(line) for line in lines)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Code is English unless its letters say otherwise."""
    return language_runs(text, "en") if text else iter(())


def _role(token: str) -> str | None:
    return next((role for prefix, role in _ROLES if token.startswith(prefix)), None)
