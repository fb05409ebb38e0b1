"""The author's theme: colours of ``%%{init: {"themeVariables": …}}%%`` for whatever has no colour of its own.

Names of variables: Mermaid's documentation, "Theme Configuration".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.mermaid.colors import NOTHING, read_color
from coursedeck.figures.mermaid.preamble import FenceText
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.figures.mermaid.style_sheet import NOTE
from coursedeck.model.graph import Cluster, Edge, Graph, GraphStyle, Node, NodeShape
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import Chart
from coursedeck.model.values import replace

_BUILT_IN: dict[str, dict[str, str]] = {
    "forest": {"primaryColor": "#cde498", "primaryBorderColor": "#13540c", "lineColor": "#008000"},
    "neutral": {"primaryColor": "#eeeeee", "primaryBorderColor": "#999999", "lineColor": "#666666"},
}
"""Themes that are colours on white; the others leave the figure to the deck's own look."""
_FILL = ("mainBkg", "nodeBkg", "primaryColor")
_STROKE = ("nodeBorder", "primaryBorderColor")
_INK = ("nodeTextColor", "primaryTextColor")
_LINE = ("lineColor",)
_OF_KINDS: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
    "sequence": {_FILL: ("actorBkg",), _STROKE: ("actorBorder",), _INK: ("actorTextColor",), _LINE: ("signalColor",)},
    "class": {_FILL: ("classBkg",), _INK: ("classText",), _LINE: ("relationColor",)},
    "er": {_LINE: ("relationColor",)},
    "state": {_FILL: ("stateBkg",), _STROKE: ("stateBorder",), _INK: ("stateLabelColor",), _LINE: ("transitionColor",)},
}
"""Variables of single kinds, by how the kind begins: they come before those of all kinds."""
_CLUSTER = ("clusterBkg", "tertiaryColor")
_CLUSTER_STROKE = ("clusterBorder", "tertiaryBorderColor")
_CLUSTER_INK = ("titleColor", "tertiaryTextColor")
_NOTE = ("noteBkgColor",)
_NOTE_STROKE = ("noteBorderColor",)
_NOTE_INK = ("noteTextColor",)


class _Theme(Struct, frozen=True):
    """Styles for what has none of its own."""

    node: GraphStyle
    edge: GraphStyle
    cluster: GraphStyle
    note: GraphStyle


def themed(figure: Graph | Chart, prepared: FenceText, source: Source) -> Graph | Chart:
    """The figure in its author's theme; warnings go to `prepared`."""
    variables = prepared.config.get("themeVariables")
    own = variables if isinstance(variables, dict) else {}
    given = {key: value for key, value in own.items() if isinstance(value, str)}
    built_in = _BUILT_IN.get(prepared.setting("theme"), {})
    if not given and not built_in:
        return figure
    if isinstance(figure, Chart) or figure.kind is not None:
        _warn(prepared, source, "the colours of the figure's theme are left out: this kind has colours of its own")
        return figure
    theme = _theme((given, built_in), prepared, source)
    return replace(
        figure,
        nodes=tuple(_node(node, theme) for node in figure.nodes),
        clusters=tuple(_cluster(cluster, theme) for cluster in figure.clusters),
        edges=tuple(_edge(edge, theme) for edge in figure.edges),
    )


def _theme(themes: Sequence[Mapping[str, str]], prepared: FenceText, source: Source) -> _Theme:
    """The styles of the first of `themes` that has a variable for them."""
    own = next((names for kind, names in _OF_KINDS.items() if prepared.kind.startswith(kind)), {})

    def color(names: tuple[str, ...]) -> str | None:
        wanted = (*own.get(names, ()), *names)
        given = next(((name, theme[name]) for theme in themes for name in wanted if name in theme), None)
        if given is None:
            return None
        try:
            found = read_color(given[1])
        except ValueError:
            _warn(prepared, source, f"{quoted(f'{given[0]}: {given[1]}')} names no colour; write #rrggbb")
            return None
        return None if found == NOTHING else found

    return _Theme(
        GraphStyle(fill=color(_FILL), stroke=color(_STROKE), color=color(_INK)),
        GraphStyle(stroke=color(_LINE)),
        GraphStyle(fill=color(_CLUSTER), stroke=color(_CLUSTER_STROKE), color=color(_CLUSTER_INK)),
        GraphStyle(fill=color(_NOTE), stroke=color(_NOTE_STROKE), color=color(_NOTE_INK)),
    )


def _node(node: Node, theme: _Theme) -> Node:
    style = node.style
    if (style.fill, style.stroke) == (NOTE.fill, NOTE.stroke):
        note = theme.note
        return replace(
            node,
            style=replace(
                style,
                fill=note.fill or style.fill,
                stroke=note.stroke or style.stroke,
                color=note.color or style.color,
            ),
        )
    if node.shape is NodeShape.NONE or style.fill is not None:
        return node
    cells = tuple(replace(cell, style=GraphStyle()) for cell in node.cells) if theme.node.fill else node.cells
    return replace(node, style=_over(theme.node, style), cells=cells)


def _cluster(cluster: Cluster, theme: _Theme) -> Cluster:
    if dict(cluster.attributes).get("block"):
        return cluster
    return replace(cluster, style=_over(theme.cluster, cluster.style))


def _edge(edge: Edge, theme: _Theme) -> Edge:
    return replace(edge, style=replace(edge.style, stroke=edge.style.stroke or theme.edge.stroke))


def _over(theme: GraphStyle, own: GraphStyle) -> GraphStyle:
    """The own style above the theme's; words on a fill of their own keep their own colour."""
    fill = own.fill if own.fill is not None or own.unfilled else theme.fill
    themed_ink = theme.color if own.fill is None and not own.unfilled else None
    return replace(own, fill=fill, stroke=own.stroke or theme.stroke, color=own.color or themed_ink)


def _warn(prepared: FenceText, source: Source, message: str) -> None:
    problem: Problem = warning(source, "mermaid", message)
    if problem not in prepared.remarks:
        prepared.remarks.append(problem)
