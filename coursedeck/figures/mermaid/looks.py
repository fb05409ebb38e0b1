"""Who wears what: classes and styles by the author's names, whether or not their wearers are known yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from coursedeck.figures.mermaid.styles import Declaration
from coursedeck.model.graph import Style

DEFAULT = "default"
"""Name of the class (and of the ``linkStyle``) that everything wears."""

NOTE = Style(fill="#fff5ad", stroke="#aaaa33", color="#333333")
"""Of a note in a state, class or sequence diagram: Mermaid's own yellow."""


@dataclass(slots=True)
class Looks:
    """Declarations of a figure, gathered; what comes later in `of…` counts more."""

    _classes: dict[str, list[Declaration]] = field(default_factory=dict)
    _worn: dict[str, list[str]] = field(default_factory=dict)
    _styles: dict[str, list[Declaration]] = field(default_factory=dict)
    _edges: dict[int | None, list[Declaration]] = field(default_factory=dict)

    def define_class(self, names: Iterable[str], given: Iterable[Declaration]) -> None:
        """``classDef``: what the wearers of each class look like."""
        given = tuple(given)
        for name in names:
            self._classes.setdefault(name, []).extend(given)

    def wear(self, names: Iterable[str], classes: Iterable[str]) -> None:
        """``class`` or ``:::``: nodes, subgraphs or edges put on classes."""
        classes = tuple(classes)
        for name in names:
            self._worn.setdefault(name, []).extend(classes)

    def style(self, name: str, given: Iterable[Declaration]) -> None:
        """``style``: one node, subgraph or edge."""
        self._styles.setdefault(name, []).extend(given)

    def style_edge(self, index: int | None, given: Iterable[Declaration]) -> None:
        """``linkStyle``: the edge of that number, counted from 0; None for all."""
        self._edges.setdefault(index, []).extend(given)

    def of(self, name: str) -> Iterable[Declaration]:
        """Classes, then the style of a name; nothing for the empty name."""
        if not name:
            return ()
        worn = (self._classes.get(key, ()) for key in self._worn.get(name, ()) if key != DEFAULT)
        return chain(chain.from_iterable(worn), self._styles.get(name, ()))

    def of_node(self, name: str) -> Iterable[Declaration]:
        """As `of`, above the class that every node wears."""
        return chain(self._classes.get(DEFAULT, ()), self.of(name))

    def of_edge(self, index: int, name: str) -> Iterable[Declaration]:
        """The style of all edges, then that of the edge's name, then that of its number."""
        return chain(self._edges.get(None, ()), self.of(name), self._edges.get(index, ()))
