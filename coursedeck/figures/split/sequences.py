"""Cut a sequence diagram in time: each piece shows who takes part in it, and opens again what was open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.figures.split.strips import Strip
from coursedeck.model.graph import Cluster, Dash, Edge, Graph
from coursedeck.model.sequence import SequenceStep, StepKind
from coursedeck.model.values import replace

MOST = 20
"""Steps of one line that fill a slide."""
LINE = 45
"""Letters of a message that fill a line."""
INSIDE, SECTION, ACTIVE, REPLY, NOTE = 0.5, 0.15, 0.15, 0.5, 0.6
"""What a cut costs in a fragment, between its sections, while somebody is active, before an answer, before a note."""

_SHOWN = {StepKind.MESSAGE, StepKind.NOTE}
_LEADING = {StepKind.OPEN, StepKind.PART, StepKind.CREATE, StepKind.DESTROY}
"""Steps that belong to what comes after them."""


class _Open(Struct, frozen=True):
    """A fragment that has begun: its id, and the section that is being filled."""

    fragment: str
    section: str


class _OpenSteps(Struct):
    """What has begun and not ended at some time."""

    open: list[_Open]
    active: Counter[str]

    def after(self, step: SequenceStep) -> _OpenSteps:
        """The state after one more step."""
        state = _OpenSteps([*self.open], Counter(self.active))
        if step.kind is StepKind.OPEN:
            state.open.append(_Open(step.id, step.id))
        elif step.kind is StepKind.PART and state.open:
            state.open[-1] = replace(state.open[-1], section=step.id)
        elif step.kind is StepKind.CLOSE and state.open:
            state.open.pop()
        elif step.kind in {StepKind.BEGIN, StepKind.FINISH}:
            state.active[step.id] += 1 if step.kind is StepKind.BEGIN else -1
        return state


def strip_of_sequence(graph: Graph) -> Strip:
    """The steps of a sequence diagram; an atom is a message or note with all that goes with it."""
    atoms = list(_atoms(graph.steps or ()))
    edges = {edge.id: edge for edge in graph.edges}
    states: list[_OpenSteps] = []
    state = _OpenSteps([], Counter())
    for atom in atoms:
        states.append(state)
        for step in atom:
            state = state.after(step)
    words = {edge.id: len(edge.label.text) for edge in graph.edges}
    words |= {node.id: len(node.label.text) for node in graph.nodes}
    return Strip(
        [sum(_size(step, words) for step in atom) / MOST for atom in atoms],
        [_cost(atoms, index, states[index], edges) for index in range(len(atoms))],
        lambda start, stop: _part(graph, atoms[start:stop], states[start]),
    )


def _atoms(steps: Sequence[SequenceStep]) -> Iterator[list[SequenceStep]]:
    atom: list[SequenceStep] = []
    for step in steps:
        has_shown = any(each.kind in _SHOWN for each in atom)
        if has_shown and (step.kind in _SHOWN or step.kind in _LEADING):
            yield atom
            atom = []
        atom.append(step)
    if atom:
        yield atom


def _size(step: SequenceStep, words: Mapping[str, int]) -> float:
    if step.kind in _SHOWN:
        return 1.0 + 0.6 * (words[step.id] // LINE)
    return 0.8 if step.kind in {StepKind.OPEN, StepKind.PART} else 0.0


def _cost(atoms: Sequence[Sequence[SequenceStep]], index: int, state: _OpenSteps, edges: Mapping[str, Edge]) -> float:
    """What it costs to cut before an atom."""
    atom = atoms[index]
    between = atom[0].kind is StepKind.PART
    cost = INSIDE * (len(state.open) - between) + SECTION * between + min(ACTIVE * state.active.total(), 3 * ACTIVE)
    if atom[0].kind is StepKind.NOTE:
        cost += NOTE
    if index and atom[0].kind is StepKind.MESSAGE:
        asked = [edges[step.id] for step in atoms[index - 1] if step.kind is StepKind.MESSAGE]
        answer = edges[atom[0].id]
        if asked and answer.style.dash is Dash.DASHED and answer.head == asked[-1].tail:
            cost += REPLY
    return cost


def _part(graph: Graph, atoms: Sequence[Sequence[SequenceStep]], state: _OpenSteps) -> Graph:
    """The diagram of some atoms, of which `state` is what had begun before them."""
    steps = [step for atom in atoms for step in atom]
    while steps and steps[0].kind is StepKind.PART:
        state = state.after(steps.pop(0))
    edges = tuple(edge for edge in graph.edges if any(step.id == edge.id for step in steps if step.kind in _SHOWN))
    noted = {step.id for step in steps if step.kind is StepKind.NOTE}
    acting = {end for edge in edges for end in (edge.tail, edge.head)}
    acting |= {each for step in steps for each in step.beside}
    steps = [step for step in steps if step.kind not in {StepKind.BEGIN, StepKind.FINISH} or step.id in acting]
    before = [SequenceStep(StepKind.OPEN, each.fragment) for each in state.open]
    before += [SequenceStep(StepKind.BEGIN, each) for each in sorted(state.active.elements()) if each in acting]
    whole = _closed([*before, *steps])
    blocks = {step.id for step in whole if step.kind in {StepKind.OPEN, StepKind.PART}}
    nodes = tuple(node for node in graph.nodes if node.id in acting | noted)
    boxes = {node.cluster for node in nodes}
    return replace(
        graph,
        nodes=nodes,
        edges=edges,
        clusters=tuple(cluster for cluster in _resumed(graph, state) if cluster.id in blocks | boxes),
        steps=tuple(whole),
    )


def _closed(steps: list[SequenceStep]) -> list[SequenceStep]:
    """The steps, with an end for every fragment that is still open."""
    left = [step.id for step in steps if step.kind is StepKind.OPEN]
    for step in steps:
        if step.kind is StepKind.CLOSE:
            left.remove(step.id)
    return [*steps, *(SequenceStep(StepKind.CLOSE, each) for each in reversed(left))]


def _resumed(graph: Graph, state: _OpenSteps) -> Iterator[Cluster]:
    """The clusters; a fragment that is opened again bears the words of the section that goes on."""
    clusters = {cluster.id: cluster for cluster in graph.clusters}
    sections = {each.fragment: clusters[each.section] for each in state.open}
    for cluster in graph.clusters:
        section = sections.get(cluster.id, cluster)
        yield replace(cluster, label=section.label, attributes=section.attributes)
