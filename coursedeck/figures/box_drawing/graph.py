"""Boxes, texts and lines of a drawing → a Graph that knows where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.box_drawing.boxes import BoxOutline
from coursedeck.figures.box_drawing.lines import End, TracedLine
from coursedeck.figures.box_drawing.words import CharacterText, Place
from coursedeck.model.figure_kinds import CharacterBox, CharacterDrawing, CharacterLine
from coursedeck.model.graph import Align, Arrow, Cluster, Edge, Graph, Label, Node, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.values import replace

_Key = tuple[str, int]
_BOX, _FILLING, _TEXT = "box", "filling", "text"
_WAVERING = 1
"""Columns by which an upright line may be off and still be straight."""


class DrawnContents(Struct, frozen=True):
    """Everything that a drawing has: boxes, the words that fill some of them, texts, lines, and which text is whose
    title."""

    boxes: Sequence[BoxOutline]
    fillings: Mapping[int, CharacterText | None]
    blocks: Sequence[CharacterText]
    lines: Sequence[TracedLine]
    titles: Mapping[int, int]


class _FigureItem(Struct, frozen=True):
    """A node or a cluster before it has its id."""

    key: _Key
    place: CharacterBox
    label: Label
    parent: int | None
    """Index of the box around it."""
    is_cluster: bool = False
    is_bare: bool = False
    """Whether it has no outline."""


def graph_of(drawn: DrawnContents, name: str, source: Source) -> Graph:
    """The figure `name`; `source` is the line of the fence.

    What is in a box with contents of its own is a cluster's; other boxes, and texts, are nodes.
    """
    shown = sorted(_shown(drawn), key=lambda one: (one.place.top, one.place.left, -one.place.bottom))
    ids: dict[_Key, str] = {}
    for letter, is_cluster in (("n", False), ("c", True)):
        keys = [one.key for one in shown if one.is_cluster is is_cluster]
        ids |= {key: f"{letter}{number}" for number, key in enumerate(keys, start=1)}

    def at(row: float) -> Source:
        return Source(source.file, source.line + 1 + int(row))

    def around(one: _FigureItem) -> str | None:
        return None if one.parent is None else ids[_BOX, one.parent]

    nodes = tuple(
        Node(
            ids[one.key],
            one.label,
            order,
            at(one.place.top),
            NodeShape.NONE if one.is_bare else NodeShape.RECTANGLE,
            cluster=around(one),
        )
        for order, one in enumerate(shown)
        if not one.is_cluster
    )
    clusters = tuple(
        Cluster(ids[one.key], one.label, order, at(one.place.top), around(one))
        for order, one in enumerate(shown)
        if one.is_cluster
    )
    edges = tuple(_edge(number, line, drawn, ids, at(line.cells[0][0])) for number, line in _numbered(drawn))
    boxes = tuple(replace(one.place, id=ids[one.key]) for one in shown)
    return Graph(name, Label(), nodes, clusters, edges, source, kind=_kind(drawn, boxes))


def _numbered(drawn: DrawnContents) -> Iterator[tuple[int, TracedLine]]:
    return enumerate(drawn.lines, start=1)


def _shown(drawn: DrawnContents) -> Iterator[_FigureItem]:
    for index, box in enumerate(drawn.boxes):
        parent = _parent(drawn.boxes, index)
        place = CharacterBox("", box.left, box.top, box.right, box.bottom)
        words = drawn.fillings.get(index)
        title = drawn.blocks[drawn.titles[index]].text if index in drawn.titles else box.title
        if index in drawn.fillings and not (title and words):
            label = Label(title) if title or words is None else _label(words)
            yield _FigureItem((_BOX, index), place, label, parent)
            continue
        yield _FigureItem((_BOX, index), place, Label(title), parent, is_cluster=True)
        if words is not None:
            yield _FigureItem((_FILLING, index), _place(words), _label(words), index, is_bare=True)
    labels = {line.label for line in drawn.lines} | set(drawn.titles.values())
    for at, block in enumerate(drawn.blocks):
        if at not in labels:
            yield _FigureItem((_TEXT, at), _place(block), _label(block), block.box, is_bare=True)


def _parent(boxes: Sequence[BoxOutline], index: int) -> int | None:
    """The index of the innermost box around a box."""
    around = [at for at, other in enumerate(boxes) if at != index and other.encloses(boxes[index])]
    return max(around, key=lambda at: (boxes[at].top, boxes[at].left), default=None)


def _place(block: CharacterText) -> CharacterBox:
    return CharacterBox("", block.left, block.top, block.right - 1, block.bottom)


def _label(block: CharacterText) -> Label:
    return Label(block.text, align=Align.LEFT if block.is_ranged_left else Align.CENTER)


def _edge(number: int, line: TracedLine, drawn: DrawnContents, ids: Mapping[_Key, str], source: Source) -> Edge:
    def end(one: End) -> str:
        return ids[_BOX if one.is_box else _TEXT, one.index]

    return Edge(
        f"e{number}",
        end(line.tail),
        end(line.head),
        source,
        Label() if line.label is None else Label(drawn.blocks[line.label].text),
        Arrow.TRIANGLE if line.tail.pointed else Arrow.NONE,
        Arrow.TRIANGLE if line.head.pointed else Arrow.NONE,
    )


def _kind(drawn: DrawnContents, boxes: tuple[CharacterBox, ...]) -> CharacterDrawing:
    labels = tuple(
        replace(_place(drawn.blocks[line.label]), id=f"e{number}")
        for number, line in _numbered(drawn)
        if line.label is not None
    )
    lines = tuple(CharacterLine(f"e{number}", _corners(_straightened(line.cells))) for number, line in _numbered(drawn))
    return CharacterDrawing((*boxes, *labels), lines)


def _straightened(cells: Sequence[Place]) -> Sequence[Place]:
    """An upright line that wavers by a column as a straight one."""
    columns = sorted(column for _, column in cells)
    if len(cells) < 2 or columns[-1] - columns[0] > _WAVERING or cells[0][0] == cells[-1][0]:
        return cells
    return [(row, columns[len(columns) // 2]) for row, _ in cells]


def _corners(cells: Sequence[Place]) -> tuple[tuple[int, int], ...]:
    """Column and row of both ends of a line, and of every corner between them."""
    turns = [
        here
        for before, here, behind in zip(cells, cells[1:], cells[2:], strict=False)
        if (here[0] - before[0], here[1] - before[1]) != (behind[0] - here[0], behind[1] - here[1])
    ]
    return tuple((column, row) for row, column in (cells[0], *turns, cells[-1]))
