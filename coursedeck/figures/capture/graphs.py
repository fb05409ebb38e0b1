"""Convert the recording of a script to Graphs.

Input: the JSON values that `process` returns. Output: one Graph for each diagram, and problems with its icons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from coursedeck.figures.capture.attributes import (
    POINT,
    Attributes,
    arrows,
    cluster_style,
    direction,
    edge_style,
    inches,
    is_point,
    node_shape,
    node_style,
    number,
    plain_label,
    truth,
)
from coursedeck.figures.capture.icons import IconError
from coursedeck.model.graph import Cluster, Edge, Graph, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Problem, Source, error, warning

Record = dict[str, Any]
ReadIcon = Callable[[str], Icon]

_GRAPH_DEFAULTS = {
    "pad": "2.0", "splines": "ortho", "nodesep": "0.60", "ranksep": "0.75", "fontname": "Sans-Serif",
    "fontsize": "15", "fontcolor": "#2D3436",
}  # fmt: skip
_NODE_DEFAULTS = {
    "shape": "box", "style": "rounded", "fixedsize": "true", "width": "1.4", "height": "1.4", "labelloc": "b",
    "imagescale": "true", "fontname": "Sans-Serif", "fontsize": "13", "fontcolor": "#2D3436",
}  # fmt: skip
_EDGE_DEFAULTS = {"color": "#7B8894", "fontcolor": "#2D3436", "fontname": "Sans-Serif", "fontsize": "13"}
_CLUSTER_DEFAULTS = {
    "shape": "box", "style": "rounded", "labeljust": "l", "pencolor": "#AEB6BE", "fontname": "Sans-Serif",
    "fontsize": "12",
}  # fmt: skip
_TINTS = ("#E5F5FD", "#EBF3E7", "#ECE8F6", "#FDF7E3")
"""Fills that `diagrams` gives clusters by depth; like the defaults above, not the author's choice."""
_HANDLED = {
    "label", "shape", "style", "color", "fillcolor", "fontcolor", "fontsize", "fontname", "penwidth", "image",
    "width", "height", "bgcolor", "pencolor", "dir", "arrowhead", "arrowtail", "minlen", "constraint", "xlabel",
    "headlabel", "taillabel", "lhead", "ltail", "rankdir", "URL", "href", "peripheries",
}  # fmt: skip


@dataclass(slots=True)
class _Collected:
    """The parts of one diagram that have been collected so far."""

    file: str
    read_icon: ReadIcon
    compound: bool
    node_attr: Attributes
    edge_attr: Attributes
    clusters: list[Cluster] = field(default_factory=list)
    nodes: dict[str, tuple[Record, str | None]] = field(default_factory=dict)
    edges: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cluster_names: dict[str, list[str]] = field(default_factory=dict)

    def source(self, record: Record) -> Source:
        return Source(self.file, record["line"])


def graph_of(record: Record, name: str, file: str, read_icon: ReadIcon) -> tuple[Graph, tuple[Problem, ...]]:
    """The Graph of one recorded diagram."""
    attributes = _authored(record["graph_attr"], _GRAPH_DEFAULTS)
    found = _Collected(
        file, read_icon, truth(attributes.get("compound", "")),
        _authored(record["node_attr"], _NODE_DEFAULTS), _authored(record["edge_attr"], _EDGE_DEFAULTS),
    )  # fmt: skip
    _walk(record, None, found, {key: attributes[key] for key in ("fontcolor",) if key in attributes})
    if record["strict"]:
        found.edges = _merged(found.edges)
    ids = _numbered(found)
    nodes = tuple(_node(key, ids[key], *found.nodes[key], found) for key in ids)
    edges = tuple(_edge(index, edge, ids, found) for index, edge in enumerate(found.edges, start=1))
    graph = Graph(
        name=name,
        title=Label(plain_label(record["graph_attr"].get("label", ""))),
        nodes=nodes,
        clusters=tuple(found.clusters),
        edges=edges,
        source=found.source(record),
        direction=direction(record["direction"]),
        attributes=_others(attributes),
    )
    return graph, tuple(found.problems)


def _authored(attributes: Attributes, defaults: Attributes) -> dict[str, str]:
    """The attributes that differ from the library's defaults."""
    return {key: value for key, value in attributes.items() if defaults.get(key) != value}


def _others(attributes: Attributes) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, value) for key, value in attributes.items() if key not in _HANDLED))


def _walk(record: Record, parent: str | None, found: _Collected, inherited: Attributes, depth: int = 0) -> None:
    """Collect the items of `record`, in order; a subgraph that is not a cluster draws no box."""
    for sub in sorted((item["graph"] for item in record["items"] if "graph" in item), key=lambda each: each["order"]):
        if str(sub["name"] or "").startswith("cluster"):
            _walk(sub, _add_cluster(sub, parent, found, inherited, depth), found, inherited, depth + 1)
        else:
            _walk(sub, parent, found, inherited, depth)
    for item in record["items"]:
        if "node" in item:
            _add_node(item, parent, found)
        elif "tail" in item:
            found.edges.append(item)


def _add_cluster(record: Record, parent: str | None, found: _Collected, inherited: Attributes, depth: int) -> str:
    defaults = {**_CLUSTER_DEFAULTS, "bgcolor": _TINTS[depth % len(_TINTS)]}
    attributes = {**inherited, **_authored(record["graph_attr"], defaults)}
    number_ = f"c{len(found.clusters) + 1}"
    found.clusters.append(
        Cluster(
            id=number_,
            label=Label(plain_label(record["graph_attr"].get("label", ""))),
            order=record["order"],
            source=found.source(record),
            parent=parent,
            direction=direction(record["direction"]),
            style=cluster_style(attributes),
            attributes=_others(attributes),
        )
    )
    found.cluster_names.setdefault(record["name"], []).append(number_)
    return number_


def _add_node(item: Record, parent: str | None, found: _Collected) -> None:
    known = found.nodes.get(item["node"])
    if known is None:
        found.nodes[item["node"]] = (item, parent)
        return
    first, cluster = known
    if cluster is not None and parent is not None and cluster != parent:
        label = plain_label(item["attrs"].get("label", item["node"]))
        text = f"node '{label}' is already in another cluster (line {first['line']}); it stays there"
        found.problems.append(warning(found.source(item), "figure", text))
    merged = {**first, "attrs": {**first["attrs"], **item["attrs"]}}
    found.nodes[item["node"]] = (merged, cluster if cluster is not None else parent)


def _merged(edges: list[Record]) -> list[Record]:
    """Edges of a ``strict`` graph: one for each pair of ends, later attributes overriding earlier ones."""
    kept: dict[tuple[str, str], Record] = {}
    for edge in edges:
        key = (edge["tail"], edge["head"])
        first = kept.get(key)
        kept[key] = edge if first is None else {**first, "attrs": {**first["attrs"], **edge["attrs"]}}
    return list(kept.values())


def _numbered(found: _Collected) -> dict[str, str]:
    """Ids of nodes in order of declaration; undeclared ends of edges come last, as in Graphviz."""
    for edge in found.edges:
        for end in (edge["tail"], edge["head"]):
            if end not in found.nodes:
                order = 10**9 + len(found.nodes)
                found.nodes[end] = ({"node": end, "attrs": {}, "order": order, "line": edge["line"]}, None)
    keys = sorted(found.nodes, key=lambda key: found.nodes[key][0]["order"])
    return {key: f"n{index}" for index, key in enumerate(keys, start=1)}


def _node(key: str, number_: str, record: Record, cluster: str | None, found: _Collected) -> Node:
    own = dict(record["attrs"])
    image = own.get("image", "")
    if image and own.get("height") == str(1.9 + 0.4 * own.get("label", "").count("\n")):
        own.pop("height")  # the default that the library gives every icon
    attributes: dict[str, str] = {**found.node_attr, **own}
    icon = _icon(image, found, record)
    dot = is_point(attributes)
    side = inches(attributes, "width") or POINT if dot else None
    return Node(
        id=number_,
        label=Label() if dot else Label(plain_label(attributes.get("label", key), key)),
        order=record["order"],
        source=found.source(record),
        shape=NodeShape.ROUNDED if image and icon is None else node_shape(attributes, icon=bool(image)),
        style=node_style(attributes),
        icon=icon,
        cluster=cluster,
        width=side or inches(attributes, "width"),
        height=side or inches(attributes, "height"),
        link=attributes.get("URL") or attributes.get("href"),
        attributes=_others(attributes),
    )


def _icon(image: str, found: _Collected, record: Record) -> Icon | None:
    if not image:
        return None
    try:
        icon = found.read_icon(image)
    except IconError as problem:
        found.problems.append(error(found.source(record), "icon", str(problem)))
        return None
    given, actual = PurePath(image).stem, icon.name.rpartition("/")[2]
    if given != actual and given.lower() == actual.lower():
        text = f"icon '{given}' is called '{actual}': write it so, since other systems tell the two apart"
        found.problems.append(warning(found.source(record), "icon", text))
    return icon


def _edge(index: int, record: Record, ids: dict[str, str], found: _Collected) -> Edge:
    authored = _authored(record["attrs"], _EDGE_DEFAULTS)
    attributes = {**found.edge_attr, **authored}
    labels = [attributes.get(key, "") for key in ("taillabel", "label", "xlabel", "headlabel")]
    tail_arrow, head_arrow = arrows(attributes)
    length = number(attributes, "minlen")
    ends = [ids[record["tail"]], ids[record["head"]]]
    if found.compound:
        pairs = zip(("ltail", "lhead"), ends, strict=True)
        ends = [_named_cluster(attributes.get(key), end, ids, found) or end for key, end in pairs]
    return Edge(
        id=f"e{index}",
        tail=ends[0],
        head=ends[1],
        source=found.source(record),
        label=Label("\n".join(plain_label(each) for each in labels if each.strip())),
        tail_arrow=tail_arrow,
        head_arrow=head_arrow,
        style=edge_style(attributes),
        length=1 if length is None else max(0, round(length)),
        constraint=truth(attributes.get("constraint", "true")),
        attributes=_others(attributes),
    )


def _named_cluster(name: str | None, node: str, ids: dict[str, str], found: _Collected) -> str | None:
    """The cluster that ``lhead`` or ``ltail`` names; of several with that name, the one around the node."""
    candidates = found.cluster_names.get(name or "", [])
    key = next(key for key, each in ids.items() if each == node)
    around = set(_around(found.nodes[key][1], found))
    return next((each for each in candidates if each in around), candidates[0] if candidates else None)


def _around(cluster: str | None, found: _Collected) -> Iterator[str]:
    parents = {each.id: each.parent for each in found.clusters}
    while cluster is not None:
        yield cluster
        cluster = parents[cluster]


def renumbered(graph: Graph) -> Graph:
    """Orders counted from 1 within the graph, nodes and clusters together."""
    orders = sorted([node.order for node in graph.nodes] + [cluster.order for cluster in graph.clusters])
    place = {order: index for index, order in enumerate(orders, start=1)}
    return replace(
        graph,
        nodes=tuple(replace(node, order=place[node.order]) for node in graph.nodes),
        clusters=tuple(replace(cluster, order=place[cluster.order]) for cluster in graph.clusters),
    )
