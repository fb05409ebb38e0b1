"""``accTitle`` and ``accDescr``: a figure's title and description for those who cannot see it."""

from __future__ import annotations

import re
from typing import Protocol

from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.model.graph import Label

_ACCESSIBLE = re.compile(r"acc(Title|Descr)\s*(?::[ \t]*([^\n]*)|\{([^}]*)\})")


class Described(Protocol):
    """A figure being parsed, with the title and the description of the whole."""

    title: Label
    description: str


def take_accessible(scanner: Scanner, builder: Described) -> bool:
    """Parse an ``accTitle`` or ``accDescr`` statement at the cursor into `builder`; False if there is none."""
    accessible = scanner.take(_ACCESSIBLE)
    if not accessible:
        return False
    text = read_label((accessible[2] if accessible[2] is not None else accessible[3]).strip())
    if accessible[1] == "Descr":
        builder.description = text.text
    elif not builder.title:
        builder.title = text
    return True
