"""Convert the recording of a script to Graphs.

Input: the JSON values that `process` returns. Output: one Graph for each diagram, and problems with its icons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from msgspec import Struct, field

from coursedeck.figures.capture.attributes import (
    POINT,
    Attributes,
    arrows,
    cluster_style,
    direction,
    edge_style,
    graph_style,
    inches,
    is_point,
    is_record,
    node_shape,
    node_style,
    number,
    position,
    styles,
    truth,
)
from coursedeck.figures.capture.effects import EFFECTIVE, Effects
from coursedeck.figures.capture.icons import IconError
from coursedeck.figures.capture.labels import ReadLabel, read_label
from coursedeck.figures.capture.records import record_cells
from coursedeck.model.graph import Cell, Cluster, Edge, Graph, GraphStyle, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.text import escaped
from coursedeck.model.values import replace

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
_RANKS = frozenset({"same", "min", "max", "source", "sink"})
"""Values of ``rank`` that put nodes into one rank."""


class _Collected(Struct):
    """The parts of one diagram that have been collected so far."""

    file: str
    read_icon: ReadIcon
    effects: Effects
    graph_attr: Attributes
    node_attr: Attributes
    edge_attr: Attributes
    clusters: list[Cluster] = field(default_factory=list)
    nodes: dict[str, tuple[Record, str | None]] = field(default_factory=dict)
    edges: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cluster_names: dict[str, list[str]] = field(default_factory=dict)
    same_rank: list[list[str]] = field(default_factory=list)
    """Names of the nodes of each ``rank=same``."""
    ports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Names of the cells of each node, by its id."""
    across: bool = False
    """Whether ranks run across, so that the fields of records stand one below another."""

    def source(self, record: Record) -> Source:
        return Source(self.file, record["line"])

    def note(self, kind: str, attributes: Attributes, record: Record) -> None:
        """Note which attributes of an element have no effect."""
        self.effects.note(kind, attributes, record["line"], self.graph_attr.get("layout", "dot"))

    def read(self, kind: str, attributes: Attributes, record: Record, name: str = "label") -> ReadLabel:
        """The label of an element; what it cannot show is noted."""
        label = read_label(attributes.get(name, ""), str(record.get("node", "")))
        self.effects.note(kind, label.dropped, record["line"])
        return label


def graph_of(
    record: Record, name: str, file: str, read_icon: ReadIcon, effects: Effects
) -> tuple[Graph, tuple[Problem, ...]]:
    """The Graph of one recorded diagram; attributes without an effect are added to `effects`."""
    attributes = _authored(record["graph_attr"], _GRAPH_DEFAULTS)
    found = _Collected(
        file, read_icon, effects, attributes,
        _authored(record["node_attr"], _NODE_DEFAULTS), _authored(record["edge_attr"], _EDGE_DEFAULTS),
        across=record["graph_attr"].get("rankdir", "TB") in {"LR", "RL"},
    )  # fmt: skip
    found.note("graph", attributes, record)
    _walk(record, None, found, {key: attributes[key] for key in ("fontcolor",) if key in attributes})
    if record["strict"]:
        found.edges = _merged(found.edges)
    ids = _numbered(found)
    nodes = tuple(_node(key, ids[key], *found.nodes[key], found) for key in ids)
    found.ports = {node.id: frozenset(cell.port for cell in node.cells if cell.port) for node in nodes}
    edges = tuple(_edge(index, edge, ids, found) for index, edge in enumerate(found.edges, start=1))
    graph = Graph(
        name=name,
        title=Label(_words(found.read("graph", record["graph_attr"], record).label)),
        nodes=nodes,
        clusters=tuple(found.clusters),
        edges=edges,
        source=found.source(record),
        direction=direction(record["direction"]),
        style=graph_style(attributes),
        attributes=_others("graph", attributes),
        same_rank=_ranked(found.same_rank, ids),
    )
    return graph, tuple(found.problems)


def _authored(attributes: Attributes, defaults: Attributes) -> dict[str, str]:
    """The attributes that differ from the library's defaults."""
    return {key: value for key, value in attributes.items() if defaults.get(key) != value}


def _others(kind: str, attributes: Attributes) -> tuple[tuple[str, str], ...]:
    """Attributes that have no field of their own; of the graph those that layout reads, too."""
    fields = EFFECTIVE[kind] - {"layout", "splines"}
    return tuple(sorted((key, value) for key, value in attributes.items() if key not in fields))


def _ranked(groups: list[list[str]], ids: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Nodes that stand in one rank, by id; groups that share a node are one."""
    joined: list[set[str]] = []
    for group in groups:
        members = {ids[name] for name in group}
        apart = [each for each in joined if not each & members]
        joined = [*apart, members.union(*(each for each in joined if each & members))]
    order = {number_: index for index, number_ in enumerate(ids.values())}
    return tuple(tuple(sorted(each, key=order.__getitem__)) for each in joined if len(each) > 1)


def _walk(record: Record, parent: str | None, found: _Collected, inherited: Attributes, depth: int = 0) -> None:
    """Collect the items of `record`, in order; a subgraph that is not a cluster draws no box."""
    if record["graph_attr"].get("rank", "").lower() in _RANKS:
        found.same_rank.append([item["node"] for item in record["items"] if "node" in item])
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
    authored = _authored(record["graph_attr"], defaults)
    found.note("cluster", authored, record)
    if "color" in authored:  # the library has set another colour for the outline
        authored = {"pencolor": record["graph_attr"].get("pencolor", authored["color"]), **authored}
    attributes = {**inherited, **authored}
    read = found.read("cluster", record["graph_attr"], record)
    number_ = f"c{len(found.clusters) + 1}"
    found.clusters.append(
        Cluster(
            id=number_,
            label=read.label if not read.cells else Label(_in_lines(read.cells)),
            order=record["order"],
            source=found.source(record),
            parent=parent,
            direction=direction(record["direction"]),
            style=_with_text_style(cluster_style(attributes), read.style),
            attributes=_others("cluster", attributes),
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
        label = read_label(item["attrs"].get("label", item["node"])).label.text
        text = f"node '{label}' is already in another cluster (line {first['line']}); it stays there"
        found.problems.append(warning(found.source(item), "figure", text))
    earlier, later = sorted((first, item), key=lambda each: int(each["order"]))
    merged = {**earlier, "attrs": {**earlier["attrs"], **later["attrs"]}}
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
    """Ids of nodes by order of declaration; undeclared ends of edges come last, as Graphviz makes them."""
    for edge in found.edges:
        for end in ("tail", "head"):
            _split_port(edge, end, found)
            if edge[end] not in found.nodes:
                order = 10**9 + len(found.nodes)
                found.nodes[edge[end]] = ({"node": edge[end], "attrs": {}, "order": order, "line": edge["line"]}, None)
    keys = sorted(found.nodes, key=lambda key: found.nodes[key][0]["order"])
    return {key: f"n{index}" for index, key in enumerate(keys, start=1)}


def _split_port(edge: Record, end: str, found: _Collected) -> None:
    """``node:port`` as an end of an edge."""
    name, _, port = edge[end].partition(":")
    if port and edge[end] not in found.nodes and name in found.nodes:
        edge[end] = name
        edge["attrs"] = {f"{end}port": port, **edge["attrs"]}


def _node(key: str, number_: str, record: Record, cluster: str | None, found: _Collected) -> Node:
    own = dict(record["attrs"])
    image = own.get("image", "")
    if image and own.get("height") == str(1.9 + 0.4 * own.get("label", "").count("\n")):
        own.pop("height")  # the library gives this height to every icon
    found.note("node", own, record)
    attributes: dict[str, str] = {"label": key, **found.node_attr, **own}
    icon = _icon(image, found, record)
    dot = is_point(attributes)
    side = inches(attributes, "width") or POINT if dot else None
    read = _node_label(attributes, record, found)
    shape = NodeShape.ROUNDED if image and icon is None else node_shape(attributes, icon=bool(image))
    if read.cells and (read.has_border or is_record(attributes)):
        shape = NodeShape.RECTANGLE
    style = _with_text_style(node_style(attributes), read.style)
    if icon is not None and shape is NodeShape.NONE and style.fill is not None:  # a card without an outline
        shape = NodeShape.ROUNDED if "rounded" in styles(attributes) else NodeShape.RECTANGLE
        style = replace(style, stroke_width=0.0)
    return Node(
        id=number_,
        label=Label() if dot else read.label,
        order=record["order"],
        source=found.source(record),
        shape=shape,
        style=style,
        icon=icon,
        cluster=cluster,
        width=side or inches(attributes, "width"),
        height=side or inches(attributes, "height"),
        link=attributes.get("URL") or attributes.get("href"),
        attributes=_others("node", attributes),
        cells=read.cells,
        outer_label=found.read("node", attributes, record, "xlabel").label,
        position=position({**found.graph_attr, **attributes}),
    )


def _node_label(attributes: Attributes, record: Record, found: _Collected) -> ReadLabel:
    """Text or table of a node; one that has an icon shows the rows of a table as lines."""
    if is_record(attributes):
        cells = record_cells(attributes["label"], across=not found.across, node=record["node"])
        return ReadLabel(Label(), cells)
    read = found.read("node", attributes, record)
    return replace(read, label=Label(_in_lines(read.cells)), cells=()) if read.cells and "image" in attributes else read


def _in_lines(cells: tuple[Cell, ...]) -> str:
    """The words of a table, a line for each row."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(_words(cell.label))
    return "\n".join(" ".join(filter(None, row)) for row in rows.values())


def _words(label: Label) -> str:
    if not label.markdown:
        return label.text
    from coursedeck.base.markdown import spans  # noqa: PLC0415 - few labels hold markup, and the parser takes time to load

    return "".join(span.text for span in spans(label.text))


def _with_text_style(style: GraphStyle, text: GraphStyle) -> GraphStyle:
    """`style` with what the label itself says about its text and ground."""
    return replace(
        style,
        fill=text.fill or style.fill,
        stroke=text.stroke or style.stroke,
        color=text.color or style.color,
        font_size=text.font_size or style.font_size,
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
    found.note("edge", authored, record)
    attributes = {**found.edge_attr, **authored}
    tail_arrow, head_arrow = arrows(attributes)
    length = number(attributes, "minlen")
    ends = [ids[record["tail"]], ids[record["head"]]]
    if truth(found.graph_attr.get("compound", "")):
        pairs = zip(("ltail", "lhead"), ends, strict=True)
        ends = [_named_cluster(attributes.get(key), end, ids, found) or end for key, end in pairs]
    middle = [found.read("edge", attributes, record, key) for key in ("label", "xlabel")]
    tail_label, head_label = (found.read("edge", attributes, record, key).label for key in ("taillabel", "headlabel"))
    return Edge(
        id=f"e{index}",
        tail=ends[0],
        head=ends[1],
        source=found.source(record),
        label=_joined([read.label for read in middle]),
        tail_arrow=tail_arrow,
        head_arrow=head_arrow,
        style=_with_text_style(edge_style(attributes), middle[0].style),
        length=1 if length is None else max(0, round(length)),
        constraint=truth(attributes.get("constraint", "true")),
        attributes=_others("edge", attributes),
        tail_label=tail_label,
        head_label=head_label,
        tail_port=_port("tail", attributes, ids, record, found),
        head_port=_port("head", attributes, ids, record, found),
    )


def _port(end: str, attributes: Attributes, ids: dict[str, str], record: Record, found: _Collected) -> str | None:
    """The cell that an end of an edge is bound to; sides are layout's to choose."""
    name = attributes.get(f"{end}port", "").partition(":")[0]
    if name in found.ports[ids[record[end]]]:
        return name
    if name:
        found.effects.note("edge", [f"side in {end}port"], record["line"])
    return None


def _joined(labels: list[Label]) -> Label:
    """Several labels of one place, one below another."""
    said = [label for label in labels if label]
    if len(said) < 2:
        return said[0] if said else Label()
    markdown = any(label.markdown for label in said)
    texts = [label.text if label.markdown or not markdown else escaped(label.text) for label in said]
    return Label("\n".join(texts), markdown)


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
