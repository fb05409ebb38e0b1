"""The style sheet of a figure: ``classDef``, ``class``, ``style`` and ``linkStyle``, by the author's names.

Statements may name nodes, subgraphs and edges that are declared later, so styles are resolved when the graph is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct, field

from coursedeck.figures.mermaid.styles import Declaration
from coursedeck.model.graph import GraphStyle

DEFAULT = "default"
"""Name of the class (and of the ``linkStyle``) that applies to everything."""

NOTE = GraphStyle(fill="#fff5ad", stroke="#aaaa33", color="#333333")
"""Style of notes in state, class and sequence diagrams: Mermaid's own yellow."""


class StyleSheet(Struct):
    """All style declarations of a figure; in what `of…` returns, later declarations override earlier ones."""

    _classes: dict[str, list[Declaration]] = field(default_factory=dict)
    _class_names: dict[str, list[str]] = field(default_factory=dict)
    _styles: dict[str, list[Declaration]] = field(default_factory=dict)
    _edges: dict[int | None, list[Declaration]] = field(default_factory=dict)

    def define_class(self, names: Iterable[str], given: Iterable[Declaration]) -> None:
        """Add declarations to classes (``classDef``)."""
        given = tuple(given)
        for name in names:
            self._classes.setdefault(name, []).extend(given)

    def apply_classes(self, names: Iterable[str], classes: Iterable[str]) -> None:
        """Give nodes, subgraphs or edges classes (``class`` or ``:::``)."""
        classes = tuple(classes)
        for name in names:
            self._class_names.setdefault(name, []).extend(classes)

    def style(self, name: str, given: Iterable[Declaration]) -> None:
        """Add declarations to one node, subgraph or edge (``style``)."""
        self._styles.setdefault(name, []).extend(given)

    def style_edge(self, index: int | None, given: Iterable[Declaration]) -> None:
        """Add declarations to the edge of that number, counted from 0, or to all for None (``linkStyle``)."""
        self._edges.setdefault(index, []).extend(given)

    def of(self, name: str) -> Iterable[Declaration]:
        """Declarations of a name's classes, then its own; none for the empty name."""
        if not name:
            return ()
        classes = (self._classes.get(key, ()) for key in self._class_names.get(name, ()) if key != DEFAULT)
        return chain(chain.from_iterable(classes), self._styles.get(name, ()))

    def of_node(self, name: str) -> Iterable[Declaration]:
        """Declarations of the default class, then those of `of`."""
        return chain(self._classes.get(DEFAULT, ()), self.of(name))

    def of_edge(self, index: int, name: str) -> Iterable[Declaration]:
        """Declarations for all edges, then for the edge's name, then for its number."""
        return chain(self._edges.get(None, ()), self.of(name), self._edges.get(index, ()))
