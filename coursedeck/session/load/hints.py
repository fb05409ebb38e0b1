"""``<!-- slide: layout=two-content, keep -->``: what an author asks of a slide."""

from __future__ import annotations

import re

from coursedeck.model.session import SlideHint
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.headings import SHOWN_AS, read_priority

_FLAGS = frozenset({"keep", "break", "hide", "builds"})
_VALUED = frozenset({"layout", "as"})
_VALUES = {
    "layout": frozenset(Layout) - {Layout.TITLE, Layout.AGENDA, Layout.SECTION} - COMPONENTS,
    "as": SHOWN_AS,
}
"""The layouts of title, agenda and sections have no place for content, those of components for no other content."""
_OPTIONS = _FLAGS | _VALUED | {"optional"}
_HINT = re.compile(r"slide\s*:(?P<options>.*)", re.IGNORECASE | re.DOTALL)


def read_hint(comment: str, line: int, findings: Findings) -> SlideHint | None:
    """The hint that a comment is, or None for a comment that is only for people."""
    match = _HINT.fullmatch(comment)
    if match is None:
        return None
    options: dict[str, str] = {}
    for word in re.split(r"[,\s]+", re.sub(r"\s*=\s*", "=", match["options"].strip())):
        key, _, value = word.partition("=")
        key = key.lower()
        problem = _problem(key, value)
        if problem:
            findings.warn(line, "slide-hint", problem)
        elif key == "optional" and read_priority(value, line, findings) is None:
            continue
        elif key:
            options[key] = value
    return SlideHint(options, findings.at(line)) if options else None


def _problem(key: str, value: str) -> str | None:
    if not key:
        return f'"={value}" lacks the name of an option' if value else None
    if key not in _OPTIONS:
        return f'unknown slide option "{key}": {suggestion(key, _OPTIONS)}'
    if key in _FLAGS and value:
        return f'"{key}" takes no value: write it alone'
    if key in _VALUED and not value:
        return f'"{key}" needs a value, for example {key}={"two-content" if key == "layout" else "picture"}'
    if key in _VALUED and value not in _VALUES[key]:
        return f'"{key}={value}" is unknown: {suggestion(value, _VALUES[key])}'
    return None
