"""A figure as a few readable lines, for the expected half of a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import fields

from coursedeck.figures.mermaid import Unsupported
from coursedeck.model.graph import Align, Arrow, Cell, Cluster, Dash, Edge, Graph, GraphStyle, Label, Node, NodeShape
from coursedeck.model.sequence import SequenceStep, StepKind
from coursedeck.model.session import Chart

_TAILS = {
    Arrow.NONE: "-",
    Arrow.TRIANGLE: "<",
    Arrow.OPEN: "(",
    Arrow.DIAMOND: "*",
    Arrow.CIRCLE: "o",
    Arrow.CROSS: "x",
    Arrow.HOLLOW_TRIANGLE: "<|",
    Arrow.HOLLOW_DIAMOND: "<>",
    Arrow.HOLLOW_CIRCLE: "()",
    Arrow.ONE: "||",
    Arrow.ZERO_OR_ONE: "|o",
    Arrow.ONE_OR_MORE: "}|",
    Arrow.ZERO_OR_MORE: "}o",
}
_HEADS = _TAILS | {
    Arrow.TRIANGLE: ">", Arrow.OPEN: ")", Arrow.HOLLOW_TRIANGLE: "|>", Arrow.ZERO_OR_ONE: "o|",
    Arrow.ONE_OR_MORE: "|{", Arrow.ZERO_OR_MORE: "o{",
}  # fmt: skip
_LINES = {Dash.SOLID: "-", Dash.DASHED: "=", Dash.DOTTED: "."}


def show(figure: Graph | Chart | Unsupported) -> str:
    """One line a thing: what it is, its words, where it belongs, how it is painted."""
    if isinstance(figure, Unsupported):
        return f"unsupported {figure.kind} at line {figure.source.line}" + f": {figure.reason}" * bool(figure.reason)
    if isinstance(figure, Chart):
        return _chart(figure)
    head = " ".join(["graph", figure.direction or "open", *([_words(figure.title)] if figure.title else [])])
    head += "".join(f" {name}={value!r}" for name, value in figure.attributes)
    items = [(node.order, _node(node)) for node in figure.nodes]
    items += [(cluster.order, _cluster(cluster)) for cluster in figure.clusters]
    lines = [head, *(line for _, line in sorted(items)), *(_edge(edge) for edge in figure.edges)]
    steps = [_steps(figure.steps)] if figure.steps is not None else []
    return "\n".join([*lines, *steps, *(_kind(figure.kind) if figure.kind is not None else [])])


def _kind(kind: Struct) -> Iterator[str]:
    """The values of a figure's kind: a line for each part, and what differs from the default."""
    parts: list[str] = []
    rows: list[str] = []
    for each in fields(kind):
        value = getattr(kind, each.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Struct):
            rows += [f"  {each.name}: {_values(row)}" for row in value]
        elif value not in (each.default, ()):
            parts.append(f"{each.name}={_value(value)}")
    yield " ".join([type(kind).__name__.lower(), *parts])
    yield from rows


def _values(row: Struct) -> str:
    shown = []
    for each in fields(row):
        value = getattr(row, each.name)
        if value not in (each.default, ()):
            shown.append(each.name if value is True else f"{each.name}={_value(value)}")
    return " ".join(shown)


def _value(value: object) -> str:
    """Times as dates, tuples in brackets."""
    if isinstance(value, tuple):
        return f"({' '.join(map(_value, value))})"
    if isinstance(value, int) and value > 10_000_000:
        return (datetime(1970, 1, 1) + timedelta(milliseconds=value)).isoformat(" ", "minutes").removesuffix(" 00:00")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _steps(steps: tuple[SequenceStep, ...]) -> str:
    """What happens, on one line: a message by its id, everything else by its kind as well."""
    return "then " + "; ".join(_step(step) for step in steps)


def _step(step: SequenceStep) -> str:
    number = f" #{step.number}" if step.number else ""
    if step.kind is StepKind.MESSAGE:
        return step.id + number
    place = f" {step.place} {' '.join(step.beside)}" if step.kind is StepKind.NOTE else ""
    return f"{step.kind} {step.id}{place}"


def _node(node: Node) -> str:
    parts = [node.id, _cells(node.cells) if node.cells else _words(node.label)]
    parts += [f"beside {_words(node.outer_label)}"] if node.outer_label else []
    parts += [f"icon {node.icon.name}"] if node.icon else []
    parts += [node.shape] if node.shape is not NodeShape.RECTANGLE else []
    parts += [f"in {node.cluster}"] if node.cluster else []
    parts += [_style(node.style)] if node.style != GraphStyle() else []
    return " ".join([*parts, *([node.link] if node.link else [])])


def _cells(cells: tuple[Cell, ...]) -> str:
    """Rows behind bars, `<` before what stands on the left."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append("<" * (cell.label.align is Align.LEFT) + _words(cell.label))
    return "[" + " / ".join(" | ".join(row) for row in rows.values()) + "]"


def _cluster(cluster: Cluster) -> str:
    parts = [cluster.id, _words(cluster.label)]
    parts += [f"in {cluster.parent}"] if cluster.parent else []
    parts += [cluster.direction] if cluster.direction else []
    parts += [f"({block})"] if (block := dict(cluster.attributes).get("block")) else []
    return " ".join([*parts, *([_style(cluster.style)] if cluster.style != GraphStyle() else [])])


def _edge(edge: Edge) -> str:
    arrow = _TAILS[edge.tail_arrow] + _LINES[edge.style.dash] + _HEADS[edge.head_arrow]
    near, far = (f"({label.text})" if label else "" for label in (edge.tail_label, edge.head_label))
    parts = [edge.id, edge.tail + near, arrow, edge.head + far]
    parts += [_words(edge.label)] if edge.label else []
    parts += [f"×{edge.length}"] if edge.length != 1 else []
    return " ".join([*parts, *([text] if (text := _style(edge.style, ("dash",))) != "{}" else [])])


def _words(label: Label) -> str:
    text = label.text.replace("\n", "⏎")
    return f"`{text}`" if label.markdown else f'"{text}"'


def _style(style: GraphStyle, without: tuple[str, ...] = ()) -> str:
    plain = GraphStyle()
    given = {name: getattr(style, name) for name in style.__struct_fields__ if name not in without}
    changed = [
        name if value is True else f"{name}={value}" for name, value in given.items() if value != getattr(plain, name)
    ]
    return "{" + " ".join(changed) + "}"


def _chart(chart: Chart) -> str:
    title = f' "{chart.title.plain}"' if chart.title else ""
    extras = [f"max {chart.maximum:g}"] if chart.maximum is not None else []
    extras += ["stacked"] if chart.stacked else []
    extras += ["shares"] if chart.shares else []
    extras += ["without values"] if not chart.values_shown else []
    extras += [f"below {chart.category_title.plain!r}"] if chart.category_title else []
    extras += [f"beside {chart.value_title.plain!r}"] if chart.value_title else []
    lines = [" ".join([f"chart {chart.kind}{title}", *extras]), " | ".join(text.plain for text in chart.categories)]
    for series in chart.series:
        values = " | ".join("-" if value is None else f"{value:g}" for value in series.values)
        lines.append(f"{series.name.plain}{' (line)' * series.line}: {values}")
    return "\n".join(lines)
