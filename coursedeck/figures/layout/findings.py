"""What the author is told of a layout: what deviates from the definition and why, and labels that are too small."""

from __future__ import annotations

from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.figures.layout.hierarchy import ROOT
from coursedeck.figures.layout.plan import SubgraphPlan
from coursedeck.figures.layout.search import Candidate, LayoutSearch
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Direction, Graph
from coursedeck.model.problem import DIRECTION_CHECK, SIZE_CHECK, Problem, note, warning

_WORDS = {
    Direction.LR: "from left to right",
    Direction.RL: "from right to left",
    Direction.TB: "from top to bottom",
    Direction.BT: "from bottom to top",
}


def small_labels(graph: Graph, drawing: Drawing) -> tuple[Problem, ...]:
    """A warning if the smallest label is below `LEGIBLE`."""
    if drawing.smallest_label >= LEGIBLE - 0.05:
        return ()
    keeps = graph.direction_policy is DirectionPolicy.KEEP
    cure = "split the figure or shorten its labels" + (", or let its direction go" if keeps else "")
    size = f"{drawing.smallest_label:.1f} pt (wanted: {LEGIBLE:g} pt or more)"
    return (warning(graph.source, SIZE_CHECK, f"figure '{graph.name}': its smallest label is {size}; {cure}"),)


def other_direction(graph: Graph, search: LayoutSearch, chosen: Candidate) -> tuple[Problem, ...]:
    """A note if the figure does not run as its author wrote: what was done, and why."""
    changes = _changes(graph, dict(chosen.variant.plan))
    if graph.direction_policy is not DirectionPolicy.READABLE or not changes:
        return ()
    written = search.as_written
    if written.label < chosen.label - 0.5:
        reason = f"its labels would be {written.label:.1f} pt"
    elif written.crossings > chosen.crossings:
        reason = f"its lines would cross {written.crossings} times"
    else:
        reason = "it would be a narrow tower"
    message = (
        f"figure '{graph.name}' runs otherwise than written ({', '.join(changes)}): {reason}; "
        "{direction=keep} on it keeps its direction, {direction=free} accepts any"
    )
    return (note(graph.source, DIRECTION_CHECK, message),)


def _changes(graph: Graph, plans: dict[str, SubgraphPlan]) -> list[str]:
    """What a layout does with the directions that the author gave, in words."""
    found = []
    whole = plans[ROOT]
    direction = _flow(whole)
    if graph.direction is not None and direction.horizontal is not graph.direction.horizontal:
        found.append(_WORDS[direction])
    if whole.aligned:
        rows = len({group.rank for group in whole.groups})
        found.append(f"in {rows} {'rows' if direction.horizontal else 'columns'}")
    turned = [
        cluster.label.text or cluster.id
        for cluster in graph.clusters
        if cluster.direction and cluster.id in plans
        and _flow(plans[cluster.id]).horizontal is not cluster.direction.horizontal
    ]  # fmt: skip
    if turned:
        found.append("the inside of " + ", ".join(f"'{title}'" for title in turned))
    return found


def _flow(plan: SubgraphPlan) -> Direction:
    """The direction in which the edges of a subgraph run; one that is folded runs so in each of its rows."""
    return plan.groups[0].direction if plan.aligned else plan.direction
