"""TeX → the formula that the model keeps."""

from __future__ import annotations

from functools import lru_cache

from coursedeck.base.formulas.extent import extent
from coursedeck.base.formulas.linear import linear
from coursedeck.base.formulas.mathml import mathml
from coursedeck.base.formulas.tex import UnreadableError
from coursedeck.model.text import Formula


@lru_cache(maxsize=2048)
def read_formula(tex: str, *, display: bool = False) -> Formula:
    """The formula that TeX without delimiters means; one that is not understood says why."""
    try:
        source = mathml(tex, display=display)
    except UnreadableError as failure:
        return Formula(tex, display=display, fault=str(failure))
    if not linear(source):
        return Formula(tex, display=display, fault="there is nothing in it to show")
    above, below = extent(source)
    return Formula(tex, source, display, round(above, 2), round(below, 2))
