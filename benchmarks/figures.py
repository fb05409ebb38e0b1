"""Compare making figures with plain `diagrams` on the same scripts, in the same run.

    python benchmarks/figures.py [--figures 24] [--cores 2] [--runs 3] [--resolution 1]

Plain `diagrams` runs as usual: a process for each script, which writes PNG and SVG, as many at a time as cores. Ours
starts as many workers, which run every script in a process of its own, lay the figure out and write both files; the
figures of each worker also become native shapes in a deck. Runs alternate, and the best of each counts. Prints both
times, the ratio (wanted: 0.25 or less for 24 figures on two cores), and our time for half as many figures, which shows
whether time is linear.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.base.text import Families, Ruler  # noqa: E402
from coursedeck.figures.capture import capture  # noqa: E402 (the path above is needed first)
from coursedeck.figures.draw import png, svg  # noqa: E402
from coursedeck.figures.layout import layout  # noqa: E402
from coursedeck.model.drawing import Drawing  # noqa: E402
from coursedeck.model.problem import Source  # noqa: E402
from coursedeck.model.session import Session  # noqa: E402
from coursedeck.model.slide import Deck, FigureShape, Layout, PlacedSlide, TextParagraph, TextRun, TextShape  # noqa: E402
from coursedeck.model.text import literal  # noqa: E402
from coursedeck.model.units import PIXELS_PER_POINT, Box, Size  # noqa: E402
from coursedeck.output.deck import NotesPage, Properties, write_deck  # noqa: E402

AREA = Size(880, 400)
TEMPLATE = ROOT / "templates" / "default.pptx"
HERE = Source("benchmark.md", 1)

HEAD = """
from diagrams import Cluster, Diagram, Edge, Node
from diagrams.aws.compute import EC2, Lambda
from diagrams.aws.database import RDS
from diagrams.aws.integration import SQS
from diagrams.aws.network import ELB
from diagrams.onprem.queue import Kafka

with Diagram("그림 {number}", filename="figure-{number}", show=False, outformat=["png", "svg"]):
"""
KINDS = (
    """
    door = ELB("부하 분산")
    with Cluster("작업자"):
        workers = [EC2(f"작업 {index}") for index in range(4)]
    door >> workers >> RDS("기록")
    """,
    """
    queue = SQS("대기열")
    with Cluster("처리"):
        with Cluster("먼저"):
            first = [Lambda("정리"), Lambda("검사")]
        with Cluster("나중"):
            last = [Lambda("저장"), Lambda("알림")]
    queue >> first
    first[0] >> Edge(label="보냄") >> last[0]
    first[1] >> Edge(label="알림", style="dashed") >> last[1]
    last >> Kafka("기록")
    """,
    """
    bottoms = []
    for index in range(3):
        with Cluster(f"서버 {index + 1}"):
            app, system = Node("애플리케이션"), Node("운영체제")
            app >> Edge(style="invis") >> system
            bottoms.append(system)
    bottoms >> Edge(style="invis") >> Node("하드웨어")
    """,
)


def write_scripts(folder: Path, count: int) -> list[Path]:
    """Write `count` definitions, of three kinds in turn."""
    scripts = []
    for number in range(count):
        script = folder / f"figure_{number}.py"
        script.write_text(HEAD.replace("{number}", str(number)) + KINDS[number % len(KINDS)], "utf-8")
        scripts.append(script)
    return scripts


def run_plain(script: Path, output: Path) -> None:
    """Run a script as its author would."""
    subprocess.run([sys.executable, str(script)], cwd=output, check=True, capture_output=True)


def run_ours(scripts: Sequence[Path], output: Path, resolution: float) -> None:
    """Make the figures of scripts with our stages, and a deck with all of them."""
    drawings = [draw(script, output, resolution) for script in scripts]
    deck = Deck(Session("benchmark", "ko", literal("그림", HERE), HERE), tuple(map(slide, drawings)))
    notes = (NotesPage(()),) * len(drawings)
    data = write_deck(deck, TEMPLATE.read_bytes(), notes, (), Properties("그림", "ko-KR"), {}, {})
    (output / f"{scripts[0].stem}.pptx").write_bytes(data)


def slide(drawing: Drawing) -> PlacedSlide:
    """A slide with a title and the figure's native shapes."""
    words = TextParagraph((TextRun(drawing.title, "ko-KR"),), 30)
    title = TextShape("title", Box(43.2, 32, 873.6, 80), (words,), placeholder=0)
    place = Box(40 + (AREA.width - drawing.width) / 2, 120, drawing.width, drawing.height)
    figure = FigureShape(drawing.name, place, drawing, drawing.description, as_picture=False, source=HERE)
    return PlacedSlide(drawing.name, Layout.FIGURE, "Figure", title, (figure,), (), HERE)


@cache
def shared_ruler() -> Ruler:
    """One ruler for all figures of a worker, as in a build, since it caches measurements."""
    return Ruler(Families())


def draw(script: Path, output: Path, resolution: float) -> Drawing:
    """Make one figure with its SVG and PNG file."""
    (graph,), _ = capture(script, script.parent)
    ruler = shared_ruler()
    drawing, _ = layout(graph, AREA, ruler)
    text = svg(drawing, ruler.families)
    (output / f"{graph.name}.svg").write_text(text, "utf-8")
    (output / f"{graph.name}.png").write_bytes(png(text, round(drawing.width * PIXELS_PER_POINT * resolution)))
    return drawing


def time_plain(scripts: Sequence[Path], output: Path, cores: int) -> float:
    """Seconds for all scripts, from nothing to the last file."""
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(partial(run_plain, output=output), scripts))
    return time.perf_counter() - start


def time_ours(scripts: Sequence[Path], output: Path, cores: int, resolution: float) -> float:
    """Seconds for all scripts, from nothing to the last file."""
    start = time.perf_counter()
    with ProcessPoolExecutor(cores) as pool:
        shares = [scripts[start::cores] for start in range(cores)]
        list(pool.map(partial(run_ours, output=output, resolution=resolution), filter(None, shares)))
    return time.perf_counter() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Figures: coursedeck beside plain diagrams.")
    parser.add_argument("--figures", type=int, default=24)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--resolution", type=float, default=1, help="PNG pixels for each at 96 dpi, which plain has")
    given = parser.parse_args(arguments)
    has_dot = shutil.which("dot") is not None
    plain, ours, half = [], [], []
    for _ in range(given.runs):
        with tempfile.TemporaryDirectory() as folder:
            scripts = write_scripts(Path(folder), given.figures)
            output = Path(folder) / "output"
            output.mkdir()
            if has_dot:
                plain.append(time_plain(scripts, output, given.cores))
            ours.append(time_ours(scripts, output, given.cores, given.resolution))
            half.append(time_ours(scripts[: given.figures // 2], output, given.cores, given.resolution))
    print(f"coursedeck: {min(ours):.2f} s for {given.figures} figures, {min(half):.2f} s for {given.figures // 2}")
    if not has_dot:
        print(
            "plain diagrams: not measured, since Graphviz's `dot` is not installed (Debian: apt-get install graphviz)"
        )
        return 3
    print(f"plain diagrams: {min(plain):.2f} s")
    print(f"ratio: {min(ours) / min(plain):.3f} (wanted: 0.25 or less for 24 figures on two cores)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
