"""Compare the layout of figures with Graphviz's dot and with elkjs, on the same graphs with the same measured text.

    python benchmarks/layout.py [FOLDER…] [--generated 100] [--seed 1] [--elk FOLDER] [--pictures FOLDER]
                                [--worst 10 | --show NAME…]

FOLDERs hold public courses or `diagrams` scripts: every fence and script with nodes and edges in them counts. `--elk`
is a folder in which `npm install elkjs` was run; without it, dot alone is compared. Prints what the average figure of
each tool looks like on a 16:9 slide, how often the product is at least as good as the best of the others, and where it
is not. `--pictures` writes the worst of these as pictures, or those that `--show` names, each beside the others'.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from layout_graphs import from_folder, generated
from layout_measures import Measures, measure
from layout_rivals import dot, drawn, elk, measured

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.draw import png, svg
from coursedeck.figures.layout import layout
from coursedeck.figures.layout.search import COMFORTABLE
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError
from coursedeck.model.units import PIXELS_PER_POINT, Size

AREA = Size(873.6, 374.4)
"""The room for a figure on a slide of 13.33 × 7.5 inches."""
OURS = "coursedeck"
MORE = 1.2
"""How many times the crossings of the best other tool a figure may have."""
ROWS = (
    ("crossings", "crossings", "{:.2f}"),
    ("places where lines cross", "seen_crossings", "{:.2f}"),
    ("bends (right angles)", "bends", "{:.1f}"),
    ("length of a line (pt)", "length", "{:.0f}"),
    ("covered labels", "overlaps", "{:.2f}"),
    ("area of the slide used (%)", "area", "{:.0%}"),
    ("smallest label (pt)", "label", "{:.1f}"),
)


@dataclass(frozen=True)
class Compared:
    """One figure as each tool lays it out."""

    graph: Graph
    drawings: Mapping[str, Drawing]
    measures: Mapping[str, Measures]

    @property
    def ours(self) -> Measures:
        """What the product makes of it."""
        return self.measures[OURS]

    @property
    def others(self) -> list[Measures]:
        """What the others make of it."""
        return [found for tool, found in self.measures.items() if tool != OURS]

    @property
    def fewest(self) -> int:
        """Crossings of the best other tool."""
        return min(found.crossings for found in self.others)

    @property
    def largest(self) -> float:
        """Smallest label of the best other tool."""
        return max(found.label for found in self.others)

    @property
    def no_more_crossings(self) -> bool:
        """Whether no other tool has fewer crossings."""
        return self.ours.crossings <= self.fewest

    @property
    def no_more_places(self) -> bool:
        """The same, with what is crossed at one place counted once."""
        return self.ours.seen_crossings <= min(found.seen_crossings for found in self.others)

    @property
    def no_smaller(self) -> bool:
        """Whether no other tool has larger labels; figures that are as large as they may be are equal."""
        return self.ours.label >= self.largest - 0.05


def compare(graphs: Sequence[Graph], folder: Path | None, area: Size) -> list[Compared]:
    """Lay all graphs out with every tool; graphs that a tool refuses are left out."""
    ruler = Ruler(Families())
    given = [measured(graph, ruler) for graph in graphs]
    by_elk = elk(given, folder) if folder else []
    found = []
    for number, (graph, each) in enumerate(zip(graphs, given, strict=True)):
        try:
            drawings = {OURS: layout(graph, area, ruler)[0], "dot": drawn(each, dot(each), area)}
        except (CourseError, OSError, KeyError) as failure:
            print(f"{graph.name}: left out ({failure})", file=sys.stderr)
            continue
        if folder:
            placed = by_elk[number]
            if placed is None:
                print(f"{graph.name}: left out, since elkjs fails", file=sys.stderr)
                continue
            drawings["elkjs"] = drawn(each, placed, area)
        found.append(Compared(graph, drawings, {tool: measure(each, area) for tool, each in drawings.items()}))
    return found


def table(found: Sequence[Compared]) -> str:
    """A Markdown table: the mean of each measure, for each tool; labels also as medians and shares."""
    tools = list(found[0].measures)
    lines = [f"| {len(found)} figures, on average | " + " | ".join(tools) + " |", "| --- |" + " ---: |" * len(tools)]
    for title, key, form in ROWS:
        means = [sum(getattr(each.measures[tool], key) for each in found) / len(found) for tool in tools]
        lines.append(f"| {title} | " + " | ".join(form.format(mean) for mean in means) + " |")
    medians = [median(each.measures[tool].label for each in found) for tool in tools]
    lines.append("| smallest label, median (pt) | " + " | ".join(f"{value:.1f}" for value in medians) + " |")
    shares = [sum(each.measures[tool].label >= 12 for each in found) / len(found) for tool in tools]
    lines.append("| figures with labels of 12 pt or more | " + " | ".join(f"{value:.0%}" for value in shares) + " |")
    return "\n".join(lines)


def verdict(found: Sequence[Compared]) -> str:
    """How often the product is at least as good as the best other tool."""
    worse = [each for each in found if not each.no_more_crossings]
    beyond = [each for each in worse if each.ours.crossings > MORE * each.fewest]
    larger = sum(each.no_smaller for each in found)
    well = sum(each.no_smaller or each.ours.label >= COMFORTABLE for each in found)
    places = sum(each.no_more_places for each in found)
    return "\n".join([
        f"crossings at most the smaller of the others': {1 - len(worse) / len(found):.1%} (wanted: 90 %)",
        f"crossings more than {MORE:g} times: {len(beyond)} figures (wanted: none)",
        f"places where lines cross at most the fewer of the others': {places / len(found):.1%}",
        f"smallest label not below the larger of the others': {larger / len(found):.1%} (wanted: 95 %)",
        f"smallest label not below it, or {COMFORTABLE:g} pt or more: {well / len(found):.1%}",
    ])  # fmt: skip


def missed(found: Iterable[Compared]) -> list[Compared]:
    """Figures in which another tool is better, the worst first."""
    wrong = [each for each in found if not each.no_more_crossings or not each.no_smaller]
    return sorted(wrong, key=lambda each: (each.fewest - each.ours.crossings, each.ours.label - each.largest))


def line(each: Compared) -> str:
    """A figure and its measures in one line."""
    parts = [f"{tool} {got.crossings}x {got.label:.1f} pt" for tool, got in each.measures.items()]
    return f"{each.graph.name} ({len(each.graph.nodes)} nodes, {len(each.graph.edges)} edges): " + "; ".join(parts)


def write_pictures(figures: Iterable[Compared], folder: Path) -> None:
    """Write each figure as every tool lays it out."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in figures:
        for tool, drawing in each.drawings.items():
            text = svg(drawing, Families())
            picture = png(text, round(drawing.width * PIXELS_PER_POINT))
            (folder / f"{each.graph.name}.{tool}.png").write_bytes(picture)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Layout of figures: coursedeck beside dot and elkjs.")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--generated", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--elk", type=Path, help="folder in which `npm install elkjs` was run")
    parser.add_argument("--pictures", type=Path, help="folder for pictures of the worst")
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--show", nargs="+", metavar="NAME", help="figures to write instead of the worst")
    given = parser.parse_args(arguments)
    sets = {folder.name: list(from_folder(folder)) for folder in given.folders}
    sets["generated"] = list(generated(given.generated, given.seed))
    for name, graphs in sets.items():
        found = compare(graphs, given.elk, AREA)
        if not found:
            continue
        print(f"\n{name}\n\n{table(found)}\n\n{verdict(found)}")
        worst = missed(found)[: given.worst]
        print("".join(f"\n  {line(each)}" for each in worst))
        shown = [each for each in found if each.graph.name in given.show] if given.show else worst
        if given.pictures and shown:
            write_pictures(shown, given.pictures / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
