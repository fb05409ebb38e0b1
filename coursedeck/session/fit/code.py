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
    ("Generic.Inserted", "accent3"), ("Generic.Deleted", "accent6"), ("Generic.Heading", "accent1"),
    ("Generic.Subheading", "accent1"), ("Generic.Prompt", "accent1"), ("Generic.Output", "tx2"),
    ("Generic.Error", "accent6"), ("Generic.Traceback", "accent6"),
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
    """Lines of runs, coloured by what Pygments says of `language`; plain where it knows none.

    Tabs are expanded; nothing else differs from `code`: a lexer that loses or adds text is not used.
    """
    shown = code.expandtabs(4)
    tokens = _tokens(shown, language)
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


def _tokens(code: str, language: str) -> tuple[tuple[str, str], ...]:
    """What Pygments makes of code: kinds of token (``Name.Function``) and texts; nothing for an unknown language."""
    from pygments import lex  # noqa: PLC0415 - only sessions that show code pay for it
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return ()
    # lexers of sessions read whole lines and drop a last one without its end: they get it, and it is taken off again
    tokens = [(str(token).removeprefix("Token."), text) for token, text in lex(code + "\n", lexer)]
    return tuple(_without_last_line_end(tokens))


def _without_last_line_end(tokens: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Tokens without the one line end at their end."""
    while tokens and not tokens[-1][1]:
        tokens.pop()
    if tokens and tokens[-1][1].endswith("\n"):
        kind, text = tokens.pop()
        tokens.append((kind, text[:-1]))
    yield from ((kind, text) for kind, text in tokens if text)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Code is English unless its letters say otherwise."""
    return language_runs(text, "en") if text else iter(())


def _role(token: str) -> str | None:
    return next((role for prefix, role in _ROLES if token.startswith(prefix)), None)
