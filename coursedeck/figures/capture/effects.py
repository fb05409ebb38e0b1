"""Which Graphviz attributes have an effect here; those that have none are named once, in one warning a script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursedeck.model.graph import PINNING_ENGINES, SPATIAL_ENGINES
from coursedeck.model.problem import Problem, Source, warning

_TEXT = frozenset({"label", "fontcolor", "fontname", "fontsize"})
_PAINT = frozenset({"color", "penwidth", "style"})
EFFECTIVE: Mapping[str, frozenset[str]] = {
    "graph": frozenset({
        "bgcolor", "compound", "fontcolor", "imagepath", "inputscale", "label", "layout", "rankdir", "splines",
        "fontname", "fontsize",  # of the title, which the slide shows
    }),
    "cluster": _TEXT | _PAINT | {"bgcolor", "fillcolor", "pencolor", "peripheries", "rank", "rankdir"},
    "node": _TEXT | _PAINT | {
        "URL", "fillcolor", "height", "href", "image", "peripheries", "pos", "shape", "width", "xlabel",
    },
    "edge": _TEXT | _PAINT | {
        "arrowhead", "arrowtail", "constraint", "dir", "headlabel", "headport", "lhead", "ltail", "minlen", "taillabel",
        "tailport", "xlabel",
    },
}  # fmt: skip
"""By what has them (https://graphviz.org/doc/info/attrs.html)."""
_UNSEEN = frozenset({"charset", "class", "comment", "id", "outputorder", "truecolor"})
"""Those that nobody sees in a picture."""
_SPACING = frozenset({
    "center", "dpi", "fixedsize", "forcelabels", "imagepos", "imagescale", "labeldistance", "labeljust", "labelloc",
    "margin", "mindist", "nodesep", "overlap", "pad", "quantum", "rankseps", "ranksep", "ratio", "resolution", "sep",
    "size", "start",
})  # fmt: skip
"""Distances, margins and scale, which layout chooses for the slide; figures say nothing less without them."""


class Effects:
    """Collects the attributes of a script that have no effect."""

    def __init__(self) -> None:
        self._dropped: dict[str, dict[str, int]] = {}

    def note(self, kind: str, names: Iterable[str], line: int, engine: str = "dot") -> None:
        """Note the attributes that an element has; `kind` is a key of `EFFECTIVE`, `line` the script's."""
        for name in names:
            has_effect = {
                "pos": engine in PINNING_ENGINES,
                "root": engine == "twopi",
                "layout": engine in SPATIAL_ENGINES | {"dot"},
            }.get(name, name in EFFECTIVE[kind] | _UNSEEN | _SPACING)
            if has_effect:
                continue
            self._dropped.setdefault(name, {}).setdefault(kind, line)

    def warnings(self, file: str) -> tuple[Problem, ...]:
        """One warning that names all of them; none if there are none."""
        if not self._dropped:
            return ()
        names = ", ".join(f"{name} ({', '.join(kinds)})" for name, kinds in sorted(self._dropped.items()))
        line = min(line for kinds in self._dropped.values() for line in kinds.values())
        verb = "has" if len(self._dropped) == 1 else "have"
        return (warning(Source(file, line), "figure", f"{names} {verb} no effect here: see docs/figures.md"),)
