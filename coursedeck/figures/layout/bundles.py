"""The bundles of a finished tree, and their division where another edge is in the way."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

from coursedeck.figures.layout.bundling import Bundles, bundled
from coursedeck.figures.layout.channel import END, START
from coursedeck.figures.layout.layered import LayeredGraph
from coursedeck.figures.layout.layers import EdgeChain, LateralEnd, Slot, SlotKind
from coursedeck.figures.layout.tree import ClusterTree
from coursedeck.model.units import Points


def bundles(tree: ClusterTree) -> Bundles:
    """The bundles of a figure."""
    links = [link for each in tree.subgraphs.values() for link in (*each.links, *each.flat_links)]
    return bundled({link.edge.id: link.ends for link in links}, tree.graph.edges)


def split_bundles(layered: LayeredGraph) -> None:
    """Divide bundles where another edge of the same side runs between their edges, which it would have to cross."""
    sides: dict[tuple[Slot, bool], list[tuple[Points, EdgeChain | LateralEnd]]] = {}
    for chain in layered.chains:
        if not chain.turns:
            for low, high in pairwise(chain.slots):
                if low is not None and high is not None:
                    sides.setdefault((low, False), []).append((high.port(chain.edge, low_side=True), chain))
                    sides.setdefault((high, True), []).append((low.port(chain.edge, low_side=False), chain))
    for lateral in layered.laterals:
        if lateral.channel is not None:
            far = END if lateral.at_end else START
            sides.setdefault((lateral.slot, lateral.low_side), []).append((far, lateral))
    renamed: dict[str, str] = {}
    for (slot, _), members in sides.items():
        if slot.kind is SlotKind.NODE and len(members) > 2:
            renamed |= _renamed(slot, members, layered.context.bundles)
    if renamed:
        layered.chains = [replace(each, bundle=renamed.get(each.edge, each.bundle)) for each in layered.chains]
        layered.laterals = [replace(each, bundle=renamed.get(each.edge, each.bundle)) for each in layered.laterals]


def _renamed(
    slot: Slot, members: list[tuple[Points, EdgeChain | LateralEnd]], bundled: Bundles
) -> dict[str, str]:  # fmt: skip
    """New bundle names, by edge, for the second and further runs of a bundle at a side of a node."""

    def key(member: tuple[Points, EdgeChain | LateralEnd]) -> str:
        own = bundled.get(member[1].edge)
        return member[1].bundle if own is not None and own[1] == slot.id else member[1].edge

    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for bundle, run in groupby(sorted(members, key=lambda member: member[0]), key):
        number = seen.get(bundle, 0)
        seen[bundle] = number + 1
        if number:
            found.update({member[1].edge: f"{bundle}/{number}" for member in run})
    return found
