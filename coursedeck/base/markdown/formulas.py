r"""Where formulas stand in Markdown: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]``, ``\begin{align}…\end{align}``.

Dollars are money and shell variables as well, and backslashes stop brackets from making links; so what stands between
them has to look like mathematics.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from msgspec import Struct

FORMULA = "formula"
"""Type of the token of a formula inside text; its ``meta`` says whether it is displayed, and what was written."""
DISPLAY = "formula_block"
"""Type of the token of a formula that is a block."""

_BODY = r"(?>\\(?:text\w*|mbox)\s*\{(?:[^{}]|\{[^{}]*\})*\}|\\.|[^\\$])"
"""What a formula between dollars is made of; words inside it may hold formulas of their own."""
_BARE = r"(?>(?!\\\\[(\[])(?:\\[^()\[\]]|[^\\]))"
"""What one between brackets is made of; in both, atomic groups keep the search from trying every way to read them."""
_INLINE = re.compile(
    rf"\$\$(?P<dollars>{_BODY}+?)\$\$"
    r"|\$`(?P<ticks>[^`]+)`\$"
    rf"|\$(?P<dollar>{_BODY}+?)\$(?!\d)"
    rf"|\\\\\((?P<round2>{_BARE}+?)\\\\\)|\\\\\[(?P<square2>{_BARE}+?)\\\\\]"
    rf"|\\\((?P<round>{_BARE}+?)\\\)|\\\[(?P<square>{_BARE}+?)\\\]",
    re.DOTALL,
)
_DISPLAYED = ("dollars", "square", "square2")
_ENVIRONMENTS = "equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|dmath"
_BLOCK = re.compile(rf"(?P<open>\$\$|\\\\\[|\\\[|\\begin\{{(?P<name>(?:{_ENVIRONMENTS})\*?)\}})")
_ENDS = {"$$": r"\$\$", "\\[": r"\\\]", "\\\\[": r"\\\\\]"}
_LABEL = r"[ \t]*(?:\{#[^{}]*\}|\((?:\d|[a-z])[\w.:-]*\))?[ \t]*"
"""What other tools let stand behind a formula: the name by which text refers to it."""

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_TEXT = re.compile(r"\\(?:text\w*|mbox|hbox|mathrm|operatorname\*?)\s*\{[^{}]*\}|\\[A-Za-z]+")
_COMMAND = re.compile(r"\\[A-Za-z]|[\^_](?=[{A-Za-z\d])")
_MARKS = re.compile(r"[\\^_=<>]")
_PROSE = re.compile(r"[^\W\d_]{3,}\s+[^\W\d_]{2,}|[^\W\d_]{2,}\s+[^\W\d_]{3,}|[^\W\d_]{2}\s+[^\W\d_]{2}(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_AMOUNT = re.compile(r"[ \u00a0]\d")
_CURRENCY = re.compile(r"\A\d.*(?:\A|[\s(/–-])[A-Z]{1,3}\Z", re.DOTALL)
"""From an amount to the country in whose dollars the next one is, as in ``$5, US$ 6``."""
_LONE_SIGNS = frozenset("+-*/")
_NO_START = frozenset(")]},.;:!?")
_OPEN_END = frozenset("+-*/=<>:;,.|&")
_OPERATOR = re.compile(r"[-+*/=<>^_]")


class FormulaSource(Struct, frozen=True):
    """A formula in a text: what stands between its delimiters, with them, and where it ends."""

    tex: str
    written: str
    display: bool
    end: int


def formula_at(text: str, position: int) -> FormulaSource | None:
    r"""The formula that begins at a position of `text`.

    >>> [bool(formula_at(text, 0)) for text in ("$x^2$", "$5 and $6", "$n-1$", "$10-$12", r"\(x\)", r"\[a\]")]
    [True, False, True, False, False, False]
    """
    match = _INLINE.match(text, position)
    if match is None:
        return None
    kind = match.lastgroup or ""
    tex = match[kind]
    following = text[match.end() : match.end() + 1]
    if kind == "dollar" and _AMOUNT.match(text, match.end()) and _CURRENCY.search(tex):
        return None
    if not _is_formula(kind, tex, before=text[position - 1 : position] if position else "", after=following):
        return None
    return FormulaSource(tex.strip(), match[0], kind in _DISPLAYED, match.end())


def _is_formula(kind: str, tex: str, *, before: str, after: str) -> bool:
    """Whether what stands between delimiters of a kind is a formula, by what stands around them."""
    match kind:
        case "dollar":
            return _between_dollars(tex, before, after)
        case "round":
            lettered = not before and len(tex.strip()) == 1  # a) b) c), at the start of a line
            named = _WORD.search(tex) is not None and _MARKS.search(tex) is None
            return means_mathematics(tex) and not (lettered or named or tex.strip().isdigit())
        case "square":
            return _between_square(tex) and after != "("
        case "dollars":
            return means_mathematics(tex)
        case _:
            return True


def means_mathematics(tex: str) -> bool:
    r"""Whether what stands between delimiters can be a formula, rather than prices, variables of a shell or words.

    >>> [means_mathematics(tex) for tex in ("2n", "f(x)", "so many words here", "open (", r"\text{if so} + 1")]
    [True, True, False, False, True]
    """
    bare = _TEXT.sub(" ", _COMMENT.sub("", tex))
    if not tex.strip() or _PROSE.search(bare):
        return False
    if re.search(r"\\[A-Za-z]", tex):
        return True
    if sum(map(bare.count, "([{")) != sum(map(bare.count, ")]}")) or bare.lstrip()[0] in _NO_START or '"' in bare:
        return False
    return any(letter.isalnum() for letter in tex) or _MARKS.search(tex) is not None or tex in _LONE_SIGNS


def _between_dollars(tex: str, before: str, following: str) -> bool:
    """Whether single dollars are the delimiters of a formula."""
    if before.isascii() and (before.isalnum() or before == "$"):
        return False
    if tex != tex.strip():  # as in "$5 and $6", unless it is nothing but mathematics
        return _COMMAND.search(tex) is not None and _WORD.search(_TEXT.sub(" ", tex)) is None and means_mathematics(tex)
    joined = following.isascii() and (following.isalnum() or following in {"{", "(", "_"})
    if joined and following and (tex[-1] in _OPEN_END or not _is_one_term(tex)):
        return False
    return means_mathematics(tex)


def _is_one_term(tex: str) -> bool:
    """Whether there are no words in it, so that it may stand right before a letter, as in ``$n$th``."""
    return "\\" in tex or _WORD.search(tex) is None


def _between_square(tex: str) -> bool:
    """Whether square brackets with backslashes are a formula: they are written to stop a link, too."""
    if not means_mathematics(tex) or (not re.search(r"\\[A-Za-z]", tex) and not _is_one_term(tex)):
        return False
    apart = tex[:1].isspace() and tex[-1:].isspace()
    return bool(re.search(r"\\[A-Za-z]|[\^=]", tex)) or (apart and _OPERATOR.search(tex) is not None)


def one_line(source: str) -> str:
    """A formula's source without line breaks, and without the comments that would then take in what follows."""
    if "\n" not in source:
        return source
    return re.sub(r"\s*\n\s*", " ", _COMMENT.sub("", source))


def formula_block(state: StateBlock, first: int, limit: int, silent: bool) -> bool:
    """Match a formula that begins a line and ends one: a block rule for markdown-it."""
    start = state.bMarks[first] + state.tShift[first]
    opening = None if state.is_code_block(first) else _BLOCK.match(state.src, start, state.eMarks[first])
    if opening is None:
        return False
    found = _closed(state, first, limit, opening)
    if found is None:
        return False
    if silent:
        return True
    tex, end = found
    token = state.push(DISPLAY, "math", 0)
    token.content, token.map = tex, [first, end]
    state.line = end
    return True


def _closed(state: StateBlock, first: int, limit: int, opening: re.Match[str]) -> tuple[str, int] | None:
    """What a formula holds, and the line behind it; None where it does not end with a line."""
    name = opening["name"]
    ending = re.compile(
        (rf"\\end\{{{re.escape(name)}\}}" if name else _ENDS[opening["open"]]) + rf"(?P<rest>{_LABEL})$"
    )
    lines: list[str] = []
    for line in range(first, limit):
        begin = opening.end() if line == first else state.bMarks[line] + state.tShift[line]
        if line > first and state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return None
        text = state.src[begin : state.eMarks[line]]
        if match := ending.search(text):
            lines.append(text[: match.start()])
            return _content("\n".join(lines), opening, name, alone=line == first, end=line + 1)
        if not name and (opening["open"].removeprefix("\\\\") in text or "$$" in text):
            return None  # a second one begins: these are signs in a text
        if state.isEmpty(line) and lines and lines[0].strip():
            return None
        lines.append(text)
    return None


def _content(body: str, opening: re.Match[str], name: str | None, *, alone: bool, end: int) -> tuple[str, int] | None:
    if name:
        return f"\\begin{{{name}}}{body}\\end{{{name}}}", end
    body = body.strip()
    if not body or (alone and not _alone_on_line(body, opening["open"])):
        return None
    return body, end


def _alone_on_line(body: str, opening: str) -> bool:
    return means_mathematics(body) if opening == "$$" else _between_square(f" {body} ")
