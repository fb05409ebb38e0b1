"""Simple formulas as text: ``$H_0$``, ``$x^2 \\le \\frac{1}{n}$`` in Unicode, italics, super- and subscripts.

A formula that has no such form stays as the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coursedeck.model.text import Span

_INLINE = re.compile(r"\$\$(?P<display>[^$]+)\$\$|\$(?P<inline>[^\s$](?:[^$]*[^\s$\\])?)\$(?!\d)")
_FORMULA = re.compile(r"[A-Za-z]|.*[\\^_=<>].*", re.DOTALL)
"""A single letter, or a text with an operator or command: rules out prices and shell variables."""
_TOKEN = re.compile(r"\\(?P<name>[A-Za-z]+)\s*|\\(?P<sign>.)|(?P<space>\s+)|(?P<other>.)", re.DOTALL)

_NAMES = (
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "omicron", "pi", "rho", "varsigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
)  # fmt: skip
_GREEK = {name: chr(0x3B1 + at) for at, name in enumerate(_NAMES)} | {
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω", "varepsilon": "ε", "varphi": "φ", "vartheta": "ϑ", "ell": "ℓ",
}  # fmt: skip
_SIGNS = {
    "le": " ≤ ", "leq": " ≤ ", "ge": " ≥ ", "geq": " ≥ ", "ne": " ≠ ", "neq": " ≠ ", "approx": " ≈ ", "equiv": " ≡ ",
    "sim": " ∼ ", "propto": " ∝ ", "in": " ∈ ", "notin": " ∉ ", "subset": " ⊂ ", "subseteq": " ⊆ ", "cup": " ∪ ",
    "cap": " ∩ ", "times": " × ", "cdot": " · ", "div": " ÷ ", "pm": " ± ", "mp": " ∓ ", "to": " → ",
    "rightarrow": " → ", "Rightarrow": " ⇒ ", "leftarrow": " ← ", "iff": " ⇔ ", "Leftrightarrow": " ⇔ ", "mid": " | ",
    "land": " ∧ ", "lor": " ∨ ", "neg": "¬", "forall": "∀", "exists": "∃", "infty": "∞", "partial": "∂", "nabla": "∇",
    "sum": "∑", "prod": "∏", "int": "∫", "emptyset": "∅", "ldots": "…", "dots": "…", "cdots": "⋯", "degree": "°",
    "circ": "∘", "prime": "′", "quad": "  ", "qquad": "   ", "left": "", "right": "", "langle": "⟨", "rangle": "⟩",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
}  # fmt: skip
_UPRIGHT = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "log",
        "ln",
        "exp",
        "min",
        "max",
        "lim",
        "sup",
        "inf",
        "det",
        "Pr",
        "gcd",
        "arg",
        "mod",
        "Var",
        "Cov",
    ]
)
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307"}
_PLAIN = frozenset({"text", "mathrm", "mathbf", "mathit", "operatorname", "mathbb", "mathcal"})


class UnsupportedFormulaError(Exception):
    """A formula that has no form in one line of text."""


def formula_at(text: str, position: int) -> re.Match[str] | None:
    """The formula, dollars included, that begins at a position of `text`.

    >>> [bool(formula_at(text, 0)) for text in ("$x^2$", "$5 and $6", "$n$", "$10")]
    [True, False, True, False]
    """
    match = _INLINE.match(text, position)
    return match if match and _FORMULA.fullmatch(source_of(match)) else None


def source_of(match: re.Match[str]) -> str:
    """What stands between the dollars."""
    return str(match["display"] or match["inline"]).strip()


def formula_spans(source: str, style: Span) -> tuple[Span, ...]:
    """A formula in the style of the text around it; unchanged with its dollars where it has no form as text.

    >>> [(span.text, span.subscript) for span in formula_spans("H_0", Span(""))]
    [('H', False), ('0', True)]
    """
    try:
        return tuple(_single_spaced(_group(_FormulaTokens(source), style)))
    except UnsupportedFormulaError:
        return (replace(style, text=f"${source}$"),)


def _single_spaced(spans: Iterable[Span]) -> Iterator[Span]:
    before = ""
    for span in spans:
        text = span.text.lstrip(" ") if before.endswith(" ") else span.text
        if text:
            yield replace(span, text=text)
            before = text


class _FormulaTokens:
    """Tokens of a formula, one after the other."""

    def __init__(self, source: str) -> None:
        self.tokens = list(_TOKEN.finditer(source))

    def argument(self, style: Span) -> list[Span]:
        """What stands in braces, or the next token."""
        while self.tokens and self.tokens[0]["space"]:
            self.tokens.pop(0)
        if not self.tokens:
            raise UnsupportedFormulaError
        if self.tokens[0]["other"] != "{":
            return list(_token_spans(self.tokens.pop(0), self, style))
        depth, end = 0, 0
        for end, token in enumerate(self.tokens):  # noqa: B007 - the place is needed behind the loop
            depth += {"{": 1, "}": -1}.get(token["other"] or "", 0)
            if not depth:
                break
        if depth:
            raise UnsupportedFormulaError
        inner = _FormulaTokens("")
        inner.tokens, self.tokens = self.tokens[1:end], self.tokens[end + 1 :]
        return list(_group(inner, style))


def _group(formula: _FormulaTokens, style: Span) -> Iterator[Span]:
    while formula.tokens:
        token = formula.tokens[0]
        if token["other"] == "{":
            yield from formula.argument(style)
        else:
            yield from _token_spans(formula.tokens.pop(0), formula, style)


def _token_spans(token: re.Match[str], formula: _FormulaTokens, style: Span) -> Iterator[Span]:
    other = token["other"]
    if token["name"]:
        yield from _command(token["name"], formula, style)
    elif token["sign"]:
        yield replace(style, text=token["sign"] if token["sign"] in "{}%$#&_|" else " ")
    elif other in {"^", "_"}:
        raised = other == "^"
        yield from formula.argument(replace(style, superscript=raised, subscript=not raised))
    elif other is None:
        yield replace(style, text=" ")
    elif other in "}&":
        raise UnsupportedFormulaError
    else:
        yield replace(style, text={"-": "−", "'": "′"}.get(other, other), emphasis=style.emphasis or other.isalpha())


def _command(name: str, formula: _FormulaTokens, style: Span) -> Iterator[Span]:
    if name in _GREEK:
        yield replace(style, text=_GREEK[name], emphasis=name[0].islower())
    elif name in _SIGNS:
        yield replace(style, text=_SIGNS[name])
    elif name in _UPRIGHT:
        yield replace(style, text=f"{name} ")
    elif name in _PLAIN:
        yield from (replace(span, emphasis=style.emphasis) for span in formula.argument(style))
    elif name in _ACCENTS:
        (letter,) = formula.argument(style)[:1] or [style]
        yield replace(letter, text=letter.text + _ACCENTS[name])
    elif name in {"frac", "dfrac", "tfrac"}:
        above, below = formula.argument(style), formula.argument(style)
        yield from (*_bracketed(above, style), replace(style, text="/"), *_bracketed(below, style))
    elif name == "sqrt":
        yield from (replace(style, text="√"), *_bracketed(formula.argument(style), style))
    else:
        raise UnsupportedFormulaError


def _bracketed(spans: list[Span], style: Span) -> list[Span]:
    """In parentheses, unless it is one letter or number."""
    whole = "".join(span.text for span in spans)
    if len(whole) == 1 or whole.isdigit():
        return spans
    return [replace(style, text="("), *spans, replace(style, text=")")]
