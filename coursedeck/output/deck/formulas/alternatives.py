"""Office Math and what stands for it in other programs, side by side (ECMA-376 part 3, 10.2).

PowerPoint 2010 and later show the choice, others the fallback. LibreOffice is of two minds: it takes a choice that
requires ``a14``, and then leaves out every formula that stands between words. It goes by the prefix, and not by the
namespace that the prefix stands for; so the namespace is required by another prefix.
"""

from __future__ import annotations

from collections.abc import Iterable

from coursedeck.model.text import Formula
from coursedeck.output.deck.formulas.omml import office_math
from coursedeck.output.deck.xml import NAMESPACES, Element, element

_REQUIRED = "a14m"


def alternatives(choice: Iterable[Element], fallback: Iterable[Element]) -> Element:
    """``mc:AlternateContent`` of what holds formulas and of what stands for it."""
    spaces = {"a14": NAMESPACES["a14"], _REQUIRED: NAMESPACES["a14"], "m": NAMESPACES["m"]}
    chosen = element("mc:Choice", {"Requires": _REQUIRED}, *choice, spaces=spaces)
    return element("mc:AlternateContent", None, chosen, element("mc:Fallback", None, *fallback))


def math_in_text(formula: Formula, *, display: bool = False) -> Element:
    """``a14:m`` of a formula, as a word of its line or as the line itself."""
    return element("a14:m", None, office_math(formula.mathml, display=display))
