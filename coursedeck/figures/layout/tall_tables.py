"""Set tables that are higher than a slide in several columns: a class with many members, an entity with many fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.graph import Cell, Graph, Node
from coursedeck.model.values import replace

MOST_LINES = 20
"""Lines of a table; of more, one line above another, none can be read on a slide."""
COLUMN_LINES = 16
"""Lines that stand above one another where a table is set in columns."""
BLANK = "\u00a0"


def in_columns(graph: Graph) -> Graph:
    """The graph with its tall tables in columns, except for those whose cells have lines of their own."""
    bound = {node for edge in graph.edges
             for node, port in ((edge.tail, edge.tail_port), (edge.head, edge.head_port)) if port}  # fmt: skip
    tall = {node.id: cells for node in graph.nodes if node.id not in bound and (cells := _broken(node)) != node.cells}
    if not tall:
        return graph
    return replace(graph, nodes=tuple(replace(node, cells=tall.get(node.id, node.cells)) for node in graph.nodes))


def _broken(node: Node) -> tuple[Cell, ...]:
    """The cells of a node, in columns if they are too many."""
    lines = [max((_lines(cell) for cell in node.cells if cell.row == row), default=1) for row in range(_rows(node))]
    if sum(lines) <= MOST_LINES or any(cell.rows > 1 for cell in node.cells):
        return node.cells
    width = max(cell.column + cell.columns for cell in node.cells)
    columns = -(-sum(lines) // COLUMN_LINES)
    if width == 1:
        return tuple(part for cell in node.cells for part in _compartment(cell, columns))
    return tuple(_moved(node.cells, width, _rows(node)))


def _rows(node: Node) -> int:
    return max((cell.row + cell.rows for cell in node.cells), default=0)


def _lines(cell: Cell) -> int:
    return len(cell.label.text.split("\n"))


def _compartment(cell: Cell, columns: int) -> Iterator[Cell]:
    """The lines of a compartment in columns, or the compartment across all of them."""
    lines = cell.label.text.split("\n")
    if len(lines) < 2 * columns:
        yield replace(cell, columns=columns)
        return
    size, longer = divmod(len(lines), columns)
    for column in range(columns):
        first = column * size + min(column, longer)
        words = lines[first : first + size + (column < longer)]
        words += [BLANK] * (longer > 0 and column >= longer)  # so that all columns begin at one height
        yield replace(cell, column=column, label=replace(cell.label, text="\n".join(words)))


def _moved(cells: Sequence[Cell], width: int, rows: int) -> Iterator[Cell]:
    """The rows of a table below its heading side by side in groups."""
    body = rows - 1
    groups = -(-body // COLUMN_LINES)
    size = -(-body // groups)
    for cell in cells:
        if cell.row == 0:
            yield replace(cell, columns=groups * width) if cell.columns == width else cell
        else:
            group, row = divmod(cell.row - 1, size)
            yield replace(cell, row=row + 1, column=cell.column + group * width)
