"""TeX as authors write it → TeX that latex2mathml reads.

The library knows the commands of TeX and little of its environments; it answers mistakes with formulas that say
something else. So brackets are checked here, environments are put in the terms that it knows, and words inside a
formula are set aside, since it reads no braces in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct, field

LONGEST = 6_000
"""Characters of a formula; a page of equations has some 2,000."""
MAX_NESTING = 24
"""How deep groups, environments and ``\\left … \\right`` may nest."""

_TOKEN = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|[{}&]", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}")
_WORDS = re.compile(
    r"\\(text|textrm|textnormal|textup|textbf|textit|textsf|texttt|mbox|hbox|intertext|tag\*?|mathrm)\s*\{"
)
_OPERATOR = re.compile(r"\\operatorname(\*?)\s*\{")
_LABEL = re.compile(r"\\(?:label|cref|vspace\*?)\s*\{[^{}]*\}|\\(?:nonumber|notag|allowbreak|nobreak|displaylimits)\b")
_ROW_GAP = re.compile(r"(\\\\)\s*(?:\*\s*)?(?:\[\s*-?[\d.]+\s*[a-z]+\s*\])?")
_OUTER_BREAKS = re.compile(r"\A(?:\s|\\\\)+|(?<!\\)(?:\s|\\\\)+\Z")
"""Line breaks above and below a formula, which authors set to keep their distance."""
_PLACE = re.compile(r"\s*\[[tbc]\]")
_COUNT = re.compile(r"\s*\{\s*\d+\s*\}")
_LETTER = re.compile(r"\\mathrm\s*\{\s*([A-Za-z])\s*\}")
_SETS = re.compile(r"\\(R|N|Z|Q|C)(?![A-Za-z])")
"""Abbreviations for the sets of numbers that authors expect, as in KaTeX."""
_CIRCLED = re.compile(r"\\(?:textcircled|circled)\s*\{\s*(?:\\[a-z]+\s*\{?\s*)?(\d{1,2}|[A-Za-z])\s*\}?\s*\}")
_STYLE = re.compile(
    r"\\(?:rm|bf|it|sf|tt|sc|sl|em|rmfamily|bfseries|itshape|sffamily|ttfamily|normalfont|tiny|scriptsize|footnotesize|small"
    r"|normalsize|large|Large|displaystyle|textstyle)(?![A-Za-z])\s*"
)
"""Switches of the type among words."""
_UNESCAPED = re.compile(r"\\([%$&#_{} ])")

_SAME_AS = {
    **dict.fromkeys(
        ("align", "align*", "aligned", "split", "eqnarray", "eqnarray*", "flalign", "flalign*", "alignat", "alignat*",
         "alignedat"), "align*",
    ),
    **dict.fromkeys(("gather", "gather*", "gathered", "multline", "multline*"), "matrix"),
    **dict.fromkeys(("dcases", "cases*", "dcases*"), "cases"),
    "subarray": "array",
}  # fmt: skip
"""Environments by those that the library knows and that look the same."""
_BARE = frozenset({"equation", "equation*", "displaymath", "math", "dmath", "dmath*"})
"""Environments around one formula, which say nothing more."""
_KNOWN = frozenset({
    "align*", "array", "cases", "smallmatrix", "substack",
    *(name + star for name in ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix") for star in ("", "*")),
})  # fmt: skip
_COUNTED = frozenset({"alignat", "alignat*", "alignedat"})


class UnreadableError(Exception):
    """A formula that is not understood; the message says why, in words for its author."""


class PreparedTex(Struct):
    """TeX for the library, and the words that were set aside by number."""

    tex: str
    words: list[str] = field(default_factory=list)

    def aside(self, words: str) -> str:
        """The number that stands for words."""
        self.words.append(_UNESCAPED.sub(r"\1", words).replace("~", "\u00a0"))
        return str(len(self.words) - 1)


def prepared(source: str) -> PreparedTex:
    """A formula, without its delimiters, for the library; raises UnreadableError."""
    if len(source) > LONGEST:
        raise UnreadableError(f"it has {len(source)} characters, and {LONGEST} are read: part it")
    tex = re.sub(r"(?<!\\)((?:\\\\)*)%[^\n]*", r"\1", source)
    _check_brackets(tex)
    found = PreparedTex("")
    tex = _CIRCLED.sub(_circled, tex)
    tex = _with_words_aside(_LABEL.sub(" ", tex), found)
    tex = re.sub(r"\\arg(?![A-Za-z])", r"\\operatorname{arg}", tex)
    if "\\newcommand" not in tex and "\\def" not in tex:
        tex = _SETS.sub(r"\\mathbb{\1}", tex)
    tex = _OUTER_BREAKS.sub("", _ROW_GAP.sub(r"\1 ", tex))
    found.tex = _environments(tex if not _has_rows(tex) else f"\\begin{{align*}}{tex}\\end{{align*}}").lstrip()
    if not found.tex.rstrip():
        raise UnreadableError("there is nothing in it")
    return found


def _check_brackets(tex: str) -> None:
    """Raises UnreadableError where groups do not pair up or nest too deeply."""
    open_: list[str] = []
    for token in _structure(tex):
        if token in {"{", "\\left"} or token.startswith("\\begin"):
            open_.append(token)
        elif token in {"}", "\\right"} or token.startswith("\\end"):
            opener = open_.pop() if open_ else ""
            if _closer_of(opener) != token:
                raise UnreadableError(f"{token} closes nothing" if not opener else f"{opener} is not closed")
        if len(open_) > MAX_NESTING:
            raise UnreadableError("its groups nest too deeply to be read")
    if open_:
        raise UnreadableError(f"{open_[-1]} is not closed")


def _closer_of(opener: str) -> str:
    if opener.startswith("\\begin"):
        return opener.replace("begin", "end", 1)
    return {"{": "}", "\\left": "\\right"}.get(opener, "")


def _structure(tex: str) -> Iterator[str]:
    """What opens and closes groups, environments without blanks."""
    for match in _TOKEN.finditer(tex):
        token = match[0]
        if token in {"{", "}", "\\left", "\\right"}:
            yield token
        elif named := _ENVIRONMENT.fullmatch(token):
            yield f"\\{named[1]}{{{named[2]}}}"
        elif token.startswith(("\\begin{", "\\end{")):
            raise UnreadableError(f"{token} names no environment")


def _has_rows(tex: str) -> bool:
    """Whether rows or columns stand outside every group and environment."""
    depth = 0
    for match in _TOKEN.finditer(tex):
        token = match[0]
        depth += token == "{" or token.startswith("\\begin")
        depth -= token == "}" or token.startswith("\\end")
        if depth == 0 and token in {"&", "\\\\"}:
            return True
    return False


def _with_words_aside(tex: str, found: PreparedTex) -> str:
    """The formula with a number for each piece of text in it."""
    tex = _LETTER.sub(r"\\mathrm{{\1}}", tex)
    parts: list[str] = []
    position = 0
    while True:
        words, operator = _WORDS.search(tex, position), _OPERATOR.search(tex, position)
        match = min((one for one in (words, operator) if one), key=lambda one: one.start(), default=None)
        if match is None:
            return "".join((*parts, tex[position:]))
        end = _end_of_group(tex, match.end())
        inner = tex[match.end() : end]
        parts.append(tex[position : match.start()])
        parts.append(_operator(match[1], inner) if match is operator else _text(match[1], inner, found))
        position = end + 1


def _end_of_group(tex: str, start: int) -> int:
    depth = 1
    for match in _TOKEN.finditer(tex, start):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return match.start()
    return len(tex)


def _operator(star: str, inner: str) -> str:
    name = " ".join(re.sub(r"\\[,;:! ]|~|\\mathrm|\\text|[{}]", " ", inner).split())
    if re.fullmatch(r"[A-Za-z ]+", name):
        return f"\\operatorname{star}{{{name}}}"
    return f"\\mathop{{\\mathrm{{{inner}}}}}"


def _text(command: str, inner: str, found: PreparedTex) -> str:
    """Words as a number, formulas inside them as they are."""
    if command == "mathrm" and not re.fullmatch(r"[A-Za-z][A-Za-z .\-]*", inner):
        return f"\\mathrm{{{inner}}}"
    if command == "mathrm":
        return f"\\text{{{found.aside(inner.replace(' ', ''))}}}"
    if command.startswith("tag"):
        label = inner if command.endswith("*") else f"({inner})"
        return f"\\qquad\\text{{{found.aside(label)}}}"
    bare = {"textbf": "textbf", "textit": "textit", "texttt": "texttt"}.get(command, "text")
    pieces = re.split(r"(?<!\\)\$", inner)
    return "".join(
        f"{{{piece}}}" if index % 2 else f"\\{bare}{{{found.aside(_plain(piece))}}}"
        for index, piece in enumerate(pieces)
        if piece
    )


def _circled(match: re.Match[str]) -> str:
    """A number up to 20 or a letter in a circle as the character (Unicode, "Enclosed Alphanumerics")."""
    sign = match[1]
    if sign.isalpha():
        return f"\\text{{{unicodedata.lookup(unicodedata.name(sign).replace('LATIN', 'CIRCLED LATIN'))}}}"
    return f"\\text{{{chr(0x245F + int(sign)) if int(sign) else '⓪'}}}" if int(sign) <= 20 else match[0]


def _plain(words: str) -> str:
    """Words without the braces and spacing commands among them."""
    words = re.sub(r"\\(?:quad|qquad|;|:|,|!)(?![A-Za-z])", " ", words)
    words = re.sub(r"\\(?:l?dots|textellipsis)(?![A-Za-z])", "…", words)
    words = _STYLE.sub("", re.sub(r"\\[A-Za-z]+\s*(?=\{)", "", words))
    if unknown := re.search(r"\\[A-Za-z]+", words):
        raise UnreadableError(f"there is no command {unknown[0]} among words")
    return re.sub(r"(?<!\\)[{}]", "", words).replace("\n", " ")


def _environments(tex: str) -> str:
    """Environments in the terms that the library knows; raises UnreadableError for others."""
    parts: list[str] = []
    position = 0
    for match in _ENVIRONMENT.finditer(tex):
        parts.append(tex[position : match.start()])
        begins, name, position = match[1] == "begin", match[2], match.end()
        known = _SAME_AS.get(name, name)
        if name in _BARE:
            continue
        if name == "rcases":
            parts.append(r"\left.\begin{matrix*}[l]" if begins else r"\end{matrix*}\right\}")
            continue
        if known not in _KNOWN:
            raise UnreadableError(f"there is no environment {name}")
        parts.append(f"\\{match[1]}{{{known}}}")
        if begins:
            columns, position = _options(tex, position, name)
            parts.append(columns)
    return "".join((*parts, tex[position:]))


def _options(tex: str, start: int, name: str) -> tuple[str, int]:
    """What the library needs of the options behind ``\\begin{name}``, and where they end."""
    if not name.startswith(("matrix*", "pmatrix*", "bmatrix*", "Bmatrix*", "vmatrix*", "Vmatrix*")):
        start += _match_length(_PLACE, tex, start)
    if name in _COUNTED:
        return "", start + _match_length(_COUNT, tex, start)
    if name not in {"array", "subarray"}:
        return "", start
    opening = re.compile(r"\s*\{").match(tex, start)
    if opening is None:
        raise UnreadableError(f"\\begin{{{name}}} does not say its columns, as in \\begin{{{name}}}{{cc}}")
    end = _end_of_group(tex, opening.end())
    spec = re.sub(r"[@!>]\s*\{[^{}]*\}", "", tex[opening.end() : end])
    letters = re.sub(r"[pmb]\s*\{[^{}]*\}", "l", spec)
    return "{" + ("".join(letter for letter in letters if letter in "lcr|") or "c") + "}", end + 1


def _match_length(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return len(match[0]) if match else 0
