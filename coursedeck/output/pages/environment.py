"""The Jinja2 environment of the pages, and values that their templates share."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from coursedeck.base.pages import page_environment
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.model.schedule import clock
from coursedeck.model.slide import PlacedSlide


@lru_cache(maxsize=4)
def environment(own: Path | None = None) -> Environment:
    """Jinja2 with autoescaping; templates in `own`, a folder of the course, override built-in ones of the same name."""
    made = page_environment(() if own is None else (own,))
    made.filters["clock"] = clock
    return made


def direction(locale: str) -> str:
    """Writing direction of a language, for the ``dir`` attribute.

    >>> direction("ko"), direction("ar-EG")
    ('ltr', 'rtl')
    """
    return "rtl" if runs_right_to_left(locale) else "ltr"


def script_json(value: object) -> Markup:
    """JSON for a script element, escaped so that no text can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def slide_title(slide: PlacedSlide) -> str:
    """The title of a slide in one line, with its number where it is one of several with this title."""
    words = " ".join(" ".join(paragraph.plain for paragraph in slide.title.paragraphs).split())
    number, total = slide.continuation
    return f"{words} ({number}/{total})" if total > 1 else words
