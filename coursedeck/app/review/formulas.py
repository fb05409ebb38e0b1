"""The formulas of a course, for the review page: a deck's file has them as text and as Office Math alone."""

from __future__ import annotations

from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.engine import Engine
from coursedeck.base.formulas.linear import linear
from coursedeck.model.session import Session
from coursedeck.model.text import texts_in


def formulas_of(engine: Engine, course: OpenCourse) -> tuple[tuple[str, str], ...]:
    """Each formula as slides say it in one line, and its MathML."""
    found: dict[str, str] = {}
    for _, one in course.sessions:
        session = engine.value(one.session, Session)
        for text in texts_in((session.title, session.blocks, session.parts)):
            for span in text.spans:
                if span.formula is not None and span.formula.mathml:
                    mathml = span.formula.mathml
                    found.setdefault("".join(piece.text for piece in linear(mathml)).strip(), mathml)
    return tuple(sorted((words, mathml) for words, mathml in found.items() if words))
