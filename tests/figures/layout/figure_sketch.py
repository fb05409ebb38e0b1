"""Write graphs for tests as short texts."""

from __future__ import annotations

import re

from coursedeck.model.graph import Arrow, Cluster, Direction, Edge, Graph, GraphStyle, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

_SOURCE = Source("figure.py")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc0f01f000501"
    "01ff9b4e0d570000000049454e44ae426082"
)
ICON = Icon("test/pixel", "image/png", PIXEL, 1, 1)


def sketch(
    text: str, direction: Direction | None = Direction.TB, *, icons: bool = False, name: str = "figure"
) -> Graph:
    """A graph from lines or ``;``: ``name``, ``cluster {``, ``}``, ``a > b: label``, ``a - b``, ``a ~ b`` (invisible).

    Things are declared by their lines; ``name (diamond)`` gives a shape.
    """
    nodes: dict[str, Node] = {}
    clusters: dict[str, Cluster] = {}
    edges: list[Edge] = []
    around: list[str] = []
    for order, line in enumerate((line.strip() for line in re.split("[\n;]", text.strip())), start=1):
        joined = re.fullmatch(r"(.+?) ([>~-]) ([^:]+)(?:: (.*))?", line)
        if line == "}":
            around.pop()
        elif line.endswith("{"):
            key = line[:-1].strip()
            ident = f"c{len(clusters) + 1}"
            clusters[key] = Cluster(ident, Label(key), order, _SOURCE, around[-1] if around else None)
            around.append(ident)
        elif joined:
            tail, head = ((nodes.get(end) or clusters[end]).id for end in (joined[1], joined[3]))
            invisible = joined[2] == "~"
            edges.append(
                Edge(f"e{len(edges) + 1}", tail, head, _SOURCE, Label(joined[4] or ""),
                     head_arrow=Arrow.TRIANGLE if joined[2] == ">" else Arrow.NONE,
                     style=GraphStyle(invisible=invisible))
            )  # fmt: skip
        else:
            shape = re.search(r" \(([a-z-]+)\)$", line)
            key = line[: shape.start()] if shape else line
            node = Node(f"n{len(nodes) + 1}", Label(key), order, _SOURCE, cluster=around[-1] if around else None)
            if icons:
                node = replace(node, icon=ICON, shape=NodeShape.NONE)
            nodes[key] = replace(node, shape=NodeShape(shape[1])) if shape else node
    return Graph(name, Label("제목"), tuple(nodes.values()), tuple(clusters.values()), tuple(edges), _SOURCE, direction)
