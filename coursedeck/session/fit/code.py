"""Code: highlighted by Pygments in theme colours, long lines wrapped where one can see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from coursedeck.base.text import Piece, Ruler, break_text
from coursedeck.base.text.languages import language_runs
from coursedeck.model.session import Code
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.units import Points

WRAP_MARK = "↳ "
"""Precedes the continuation of a wrapped line; not an emoji, which some programs draw in colour or not at all."""

SIZES: tuple[Points, ...] = (18, 16, 14)
"""Sizes to try before a line is wrapped."""

_ROLES = (
    ("Comment", "tx2"), ("Keyword", "accent1"), ("Operator.Word", "accent1"), ("Literal.String", "accent3"),
    ("Literal.Number", "accent4"), ("Name.Function", "accent5"), ("Name.Class", "accent5"), ("Name.Tag", "accent1"),
    ("Name.Attribute", "accent5"), ("Name.Builtin", "accent4"), ("Name.Decorator", "accent6"),
)  # fmt: skip


def code_size(code: Code, width: Points, wanted: Points, ruler: Ruler) -> Points:
    """`wanted`, or the largest of `SIZES` below it at which no line is wrapped; `wanted` where none is small enough."""
    lines = code.code.expandtabs(4).split("\n")
    widest = max(ruler.width(line, 1.0, bold=bool(code.highlighted), mono=True) for line in lines)
    room = width - ruler.width(WRAP_MARK, wanted, mono=True) - 1
    return next((size for size in SIZES if size <= wanted and size * widest <= room), wanted)


def code_lines_of(code: Code, width: Points, size: Points, ruler: Ruler) -> Iterator[tuple[TextParagraph, ...]]:
    """The paragraphs of each line: several where it was too long."""
    stressed = set(code.highlighted)
    for number, runs in enumerate(highlighted(code.code.rstrip("\n"), code.language), start=1):
        marked = tuple(_stressed(run) for run in runs) if number in stressed else runs
        yield tuple(_wrapped(marked, width, size, ruler))


def _stressed(run: TextRun) -> TextRun:
    return TextRun(run.text, run.lang, bold=True, mono=True, color=run.color)


def _wrapped(runs: tuple[TextRun, ...], width: Points, size: Points, ruler: Ruler) -> Iterator[TextParagraph]:
    """A line of code; its continuation lines begin with a mark."""

    def advance(text: str, run: TextRun) -> Points:
        return ruler.width(text, size, bold=run.bold, mono=True)

    mark = TextRun(WRAP_MARK, "en-US", mono=True, color="tx2")
    pieces = [Piece(run.text, run) for run in runs]
    lines = break_text(pieces, width - advance(WRAP_MARK, mark) - 1, advance)
    for index, line in enumerate(lines):
        parts = tuple(TextRun(p.text, p.style.lang, p.style.bold, mono=True, color=p.style.color) for p in line.pieces)
        yield TextParagraph((mark, *parts) if index else parts or (TextRun("", "en-US", mono=True),), size)


@lru_cache(maxsize=64)
def highlighted(code: str, language: str) -> tuple[tuple[TextRun, ...], ...]:
    """Lines of runs, coloured by what Pygments says of `language`; plain where it knows none."""
    from pygments import lex  # noqa: PLC0415 - only sessions that show code pay for it
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.lexers.special import TextLexer  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False) if language else TextLexer(stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    lines: list[list[TextRun]] = [[]]
    for token, text in lex(code.expandtabs(4), lexer):
        color = _role(str(token).removeprefix("Token."))
        for index, part in enumerate(text.split("\n")):
            if index:
                lines.append([])
            lines[-1].extend(TextRun(words, lang, mono=True, color=color) for words, lang in _runs(part))
    while len(lines) > 1 and not lines[-1] and not code.endswith("\n"):
        lines.pop()
    return tuple(tuple(line) for line in lines)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Code is English unless its letters say otherwise."""
    return language_runs(text, "en") if text else iter(())


def _role(token: str) -> str | None:
    return next((role for prefix, role in _ROLES if token.startswith(prefix)), None)
