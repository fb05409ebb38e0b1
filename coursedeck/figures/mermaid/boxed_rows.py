"""Labels of boxes with rows: a bold name, and a line for each row below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursedeck.model.graph import Label

_MARKUP = re.compile(r"([\\`*_\[\]<>&~^$#+=|!-])")


def boxed(name: Label, rows: Iterable[str]) -> Label:
    r"""The label of a box: its name in bold, and a line for each of `rows`.

    >>> boxed(Label("Host"), ["name string", "cpu_count int"]).text
    '**Host**\nname string\ncpu\\_count int'
    """
    lines = list(rows)
    if not lines:
        return name
    head = name.text if name.markdown else "\n".join(f"**{escaped(line)}**" for line in name.text.split("\n") if line)
    return Label("\n".join([head, *map(escaped, lines)]), markdown=True)


def escaped(text: str) -> str:
    """`text` with Markdown's special characters escaped."""
    return _MARKUP.sub(r"\\\1", text)
