"""Collect the steps of a sequence diagram and build the Graph at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NoReturn

from msgspec import Struct, field

from coursedeck.model.graph import Arrow, Cluster, Dash, Edge, Graph, GraphStyle, Label, Node, NodeShape
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.sequence import NotePlace, SequenceStep, StepKind
from coursedeck.model.values import replace

MAX_DECLARATIONS = 500
"""Participants, notes and blocks of one figure."""
MAX_MESSAGES = 500

ARROWS: dict[str, tuple[Arrow, Arrow]] = {
    "->": (Arrow.NONE, Arrow.NONE), "->>": (Arrow.NONE, Arrow.TRIANGLE), "<<->>": (Arrow.TRIANGLE, Arrow.TRIANGLE),
    "-x": (Arrow.NONE, Arrow.CROSS), "-)": (Arrow.NONE, Arrow.OPEN), "-->": (Arrow.NONE, Arrow.NONE),
    "-->>": (Arrow.NONE, Arrow.TRIANGLE), "<<-->>": (Arrow.TRIANGLE, Arrow.TRIANGLE), "--x": (Arrow.NONE, Arrow.CROSS),
    "--)": (Arrow.NONE, Arrow.OPEN),
}  # fmt: skip
"""Signs of messages to their ends; two strokes are a dashed line."""
for _strokes in ("-", "--"):
    ARROWS |= {f"{_strokes}{half}": (Arrow.NONE, Arrow.TRIANGLE) for half in ("|\\", "|/")}
    ARROWS |= {f"{_strokes}{half}": (Arrow.NONE, Arrow.OPEN) for half in ("\\\\", "//")}
    ARROWS |= {f"{half}{_strokes}": (Arrow.TRIANGLE, Arrow.NONE) for half in ("/|", "\\|")}
    ARROWS |= {f"{half}{_strokes}": (Arrow.OPEN, Arrow.NONE) for half in ("//", "\\\\")}
HALF_ARROWS = frozenset(sign for sign in ARROWS if {"/", "\\"} & set(sign))
"""Signs whose heads are half ones; they are drawn whole."""
_BOX = "box"


class SequenceBuilder(Struct):
    """One sequence diagram being parsed; names are the author's until `build`."""

    source: Source
    title: Label
    description: str = ""
    participants: dict[str, Node] = field(default_factory=dict)
    _notes: list[Node] = field(default_factory=list)
    _clusters: list[Cluster] = field(default_factory=list)
    _open: list[Cluster] = field(default_factory=list)
    _edges: list[Edge] = field(default_factory=list)
    _steps: list[SequenceStep] = field(default_factory=list)
    _active: Counter[str] = field(default_factory=Counter)
    _number: tuple[Decimal, Decimal] | None = None
    _order: int = 0

    def fail(self, message: str, source: Source) -> NoReturn:
        """Raise a CourseError at `source`."""
        raise CourseError([error(source, "mermaid", message)])

    @property
    def open_block(self) -> tuple[str, Source] | None:
        """The kind of the innermost open block, and where it began."""
        return (_kind(self._open[-1]), self._open[-1].source) if self._open else None

    def is_active(self, name: str) -> bool:
        """Whether a participant has been activated and not deactivated since."""
        return self._active[name] > 0

    def declare(self, name: str, label: Label, shape: NodeShape, source: Source) -> None:
        """Declare a participant; it belongs to the innermost open box."""
        known = self.participants.get(name)
        box = next((block.id for block in self._open if _kind(block) == _BOX), known.cluster if known else None)
        order = known.order if known else self._next(source)
        self.participants[name] = Node("", label, order, source, shape, cluster=box)

    def mention(self, name: str, source: Source) -> str:
        """Declare a participant under its own name unless it exists; returns `name`."""
        if name not in self.participants:
            self.declare(name, Label(name), NodeShape.ROUNDED, source)
        return name

    def send(self, tail: str, head: str, sign: str, label: Label, source: Source, dots: tuple[bool, bool]) -> None:
        """Add a message; `dots` says at which ends a circle stands on the lifeline. Raises CourseError above 500."""
        if len(self._edges) == MAX_MESSAGES:
            self.fail(f"a figure holds at most {MAX_MESSAGES} messages; split it into several figures", source)
        ends = [Arrow.CIRCLE if dot and end is Arrow.NONE else end for dot, end in zip(dots, ARROWS[sign], strict=True)]
        dash = Dash.DASHED if "--" in sign else Dash.SOLID
        ident = f"e{len(self._edges) + 1}"
        self._edges.append(
            Edge(ident, self.mention(tail, source), self.mention(head, source), source, label,
                 tail_arrow=ends[0], head_arrow=ends[1], style=GraphStyle(dash=dash))
        )  # fmt: skip
        number = ""
        if self._number is not None:
            number, self._number = f"{self._number[0]:f}", (self._number[0] + self._number[1], self._number[1])
        self._steps.append(SequenceStep(StepKind.MESSAGE, ident, number=number))

    def step(self, kind: StepKind, name: str, source: Source) -> None:
        """Add an activation, deactivation, creation or destruction of a participant."""
        self._active[name] += (kind is StepKind.BEGIN) - (kind is StepKind.FINISH)
        self._steps.append(SequenceStep(kind, self.mention(name, source)))

    def note(self, beside: Sequence[str], place: NotePlace, label: Label, style: GraphStyle, source: Source) -> None:
        """Add a note at one participant, or over two and all between them."""
        names = tuple(self.mention(name, source) for name in beside)
        ident = f"\n{len(self._notes)}"  # no name of a participant holds a line's end
        self._notes.append(Node(ident, label, self._next(source), source, NodeShape.RECTANGLE, style))
        self._steps.append(SequenceStep(StepKind.NOTE, ident, names, place))

    def count_from(self, number: tuple[Decimal, Decimal] | None) -> None:
        """Number the messages from here on, given the first number and the increment; None ends numbering."""
        self._number = number

    def open(self, kind: str, label: Label, style: GraphStyle, source: Source) -> None:
        """Begin a block (``loop``, ``alt``, ``box`` …)."""
        block = self._block(kind, label, style, self._open[-1].id if self._open else None, source)
        self._open.append(block)
        if kind != _BOX:
            self._steps.append(SequenceStep(StepKind.OPEN, block.id))

    def part(self, kind: str, label: Label, source: Source) -> None:
        """Begin the next section of the innermost block."""
        part = self._block(kind, label, GraphStyle(), self._open[-1].id, source)
        self._steps.append(SequenceStep(StepKind.PART, part.id))

    def close(self) -> None:
        """End the innermost block."""
        block = self._open.pop()
        if _kind(block) != _BOX:
            self._steps.append(SequenceStep(StepKind.CLOSE, block.id))

    def _block(self, kind: str, label: Label, style: GraphStyle, parent: str | None, source: Source) -> Cluster:
        ident = f"c{len(self._clusters) + 1}"
        block = Cluster(ident, label, self._next(source), source, parent, style=style, attributes=(("block", kind),))
        self._clusters.append(block)
        return block

    def _next(self, source: Source) -> int:
        if self._order == MAX_DECLARATIONS:
            what = f"a figure holds at most {MAX_DECLARATIONS} participants, notes and blocks"
            self.fail(f"{what}, and this one has more; split it into several figures", source)
        self._order += 1
        return self._order - 1

    def build(self, name: str) -> Graph:
        """The finished graph; ids count participants and notes together, in order of declaration."""
        named = [*self.participants.items(), *((note.id, note) for note in self._notes)]
        named.sort(key=lambda pair: pair[1].order)
        ids = {key: f"n{number}" for number, (key, _) in enumerate(named, 1)}
        edges = (replace(edge, tail=ids[edge.tail], head=ids[edge.head]) for edge in self._edges)
        return Graph(
            name=name,
            title=self.title,
            nodes=tuple(replace(node, id=ids[key]) for key, node in named),
            clusters=tuple(self._clusters),
            edges=tuple(edges),
            source=self.source,
            attributes=(("comment", self.description),) if self.description else (),
            steps=tuple(_renamed(step, ids) for step in self._steps),
        )


def _renamed(step: SequenceStep, ids: dict[str, str]) -> SequenceStep:
    if step.kind in {StepKind.MESSAGE, StepKind.OPEN, StepKind.PART, StepKind.CLOSE}:
        return step
    return replace(step, id=ids[step.id], beside=tuple(ids[each] for each in step.beside))


def _kind(block: Cluster) -> str:
    return dict(block.attributes)["block"]
