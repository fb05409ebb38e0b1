"""The compartments of a UML class: annotations and name, attributes, operations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from coursedeck.figures.mermaid.boxed_rows import boxed, escaped
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.model.graph import Align, Cell, Label

_ANNOTATION = re.compile(r"<<\s*(.+?)\s*>>")
_ABSTRACT = re.compile(r"\*\s*$")
_STATIC = re.compile(r"\$\s*$")
_CLASSIFIED = re.compile(r"(.*\))\s*([$*])\s*(?=\S)(.*)")
"""A classifier behind the parentheses, before the type that is returned."""


class Members(Struct):
    """The members of one class, collected from all its statements."""

    annotations: list[str] = field(default_factory=list)
    generic: str = ""
    attributes: list[str] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)

    def add(self, lines: Iterable[str]) -> None:
        """Add members and annotations; a member with parentheses is an operation."""
        for line in map(str.strip, lines):
            if annotation := _ANNOTATION.fullmatch(line):
                self.annotations.append(annotation[1])
            elif line:
                (self.operations if "(" in line else self.attributes).append(line)

    def head(self, words: Label | None, name: str) -> Label:
        """The words of a class without compartments; `words`, if any, replace the name."""
        return words or Label(f"{name}<{_types(self.generic)}>" if self.generic else name)

    @property
    def bare(self) -> bool:
        """Whether there is nothing but the name."""
        return not (self.annotations or self.attributes or self.operations)

    def cells(self, words: Label | None, name: str) -> tuple[Cell, ...]:
        """UML's three compartments: name below its annotations, attributes, operations; the first alone if bare."""
        above = [escaped(f"«{annotation}»") for annotation in self.annotations]
        named = boxed(self.head(words, name), [""]).text.rstrip("\n")
        cells = [Cell(Label("\n".join([*above, named]), markdown=True), 0, 0)]
        for members in (self.attributes, self.operations) if self.attributes or self.operations else ():
            label = Label("\n".join(map(_row, members)), markdown=True, align=Align.LEFT)
            cells.append(Cell(label, len(cells), 0))
        return tuple(cells)


def _row(member: str) -> str:
    """A member as Markdown: abstract ones in italics; the ``$`` of static ones is dropped."""
    text = _STATIC.sub("", _CLASSIFIED.sub(r"\1 \3\2", member)).rstrip()
    bare = _ABSTRACT.sub("", text).rstrip()
    words = escaped(read_label(_types(bare)).text.replace("\n", " "))
    return f"*{words}*" if bare != text and words else words


def _types(text: str) -> str:
    """``List~int~`` as ``List<int>``, innermost first; a leading ``~`` is UML's package visibility and stays.

    >>> _types("List~List~int~~ get()")
    'List<List<int>> get()'
    """
    sign, rest = ("~", text[1:]) if text.startswith("~") else ("", text)
    opened = 0
    parts: list[str] = []
    for index, piece in enumerate(rest.split("~")):
        if index:
            closes = opened > 0 and (not piece or not re.match(r"\w", piece))
            parts.append(">" if closes else "<")
            opened += -1 if closes else 1
        parts.append(piece)
    return sign + "".join(parts)
