"""Formulas on lines of their own: ``$$…$$``, ``\\[…\\]``, environments, and fences of ``math``."""

from __future__ import annotations

import re

from coursedeck.base.formulas.reading import read_formula
from coursedeck.base.markdown import displayed_formula
from coursedeck.base.markdown.formulas import one_line
from coursedeck.model.session import Code, DisplayFormula
from coursedeck.session.load.context import LoadContext

FENCES = frozenset({"math"})
_OPTION = re.compile(r"\s*:\w+:[^\n]*\n?")
"""``:label: name`` at the start of a fence, as MyST has it."""


def read_display_formula(tex: str, line: int, context: LoadContext) -> DisplayFormula | Code:
    """The formula that begins on `line`; one that is not understood as the code that it is."""
    formula = read_formula(one_line(tex).strip(), display=True)
    if formula.fault:
        context.unreadable(formula, line)
        return Code(tex.strip("\n"), "latex", context.at(line))
    return DisplayFormula(context.text(displayed_formula(tex), line))


def read_math_fence(content: str, line: int, context: LoadContext) -> DisplayFormula | Code | None:
    """The formula of a fence that opens on `line`; None where there is nothing in it."""
    begin = 0
    while match := _OPTION.match(content, begin):
        begin = match.end()
    tex = content[begin:]
    return read_display_formula(tex, line + 1 + content.count("\n", 0, begin), context) if tex.strip() else None
