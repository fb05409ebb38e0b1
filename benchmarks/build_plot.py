"""Plot the results of `benchmarks/build.py --json FILE` as SVG.

    python benchmarks/build_plot.py FILE.json FILE.svg

Left: each ratio with its limit. Right: seconds by number of sessions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 960, 420
INK, FAINT, OURS, THEIRS, MISSED = "#1f2937", "#d1d5db", "#2563eb", "#6b7280", "#c2410c"
LEFT = 230
BAR = 190


def text(x: float, y: float, words: str, anchor: str = "start", fill: str = INK, size: int = 12) -> str:
    """A line of text."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} fill="{fill}" font-size="{size}">{escape(words)}</text>'


def bars(cases: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A bar for each ratio that has a limit; the vertical line marks the limit."""
    bounded = [case for case in cases if case["wanted"] is not None]
    step = (HEIGHT - 80) / max(1, len(bounded))
    yield text(LEFT, 28, "ratio; the line is what is wanted at most", size=13)
    for place, case in enumerate(bounded):
        y = 48 + place * step
        share = min(case["ratio"] / case["wanted"], 2.0)
        fill = OURS if case["ratio"] <= case["wanted"] else MISSED
        yield text(LEFT - 8, y + 15, case["name"], "end")
        yield f'<rect x="{LEFT}" y="{y:.1f}" width="{BAR / 2 * share:.1f}" height="20" fill="{fill}"/>'
        yield text(LEFT + BAR + 8, y + 15, f"{case['ratio']:.2f} of {case['wanted']:g}")
    x = LEFT + BAR / 2
    yield f'<line x1="{x}" y1="40" x2="{x}" y2="{HEIGHT - 34}" stroke="{INK}"/>'


def lines(growth: Sequence[dict[str, float]]) -> Iterator[str]:
    """Seconds by number of sessions, ours and Pandoc's."""
    x0, y0, wide, high = 580, HEIGHT - 50, 330, HEIGHT - 110
    most = max(max(each["ours"], each["pandoc"]) for each in growth)
    last = growth[-1]["sessions"]
    yield text(x0, 28, "seconds from nothing, by the number of sessions", size=13)
    yield f'<path d="M{x0} {y0 - high}V{y0}H{x0 + wide}" fill="none" stroke="{FAINT}"/>'
    for key, fill, name in (("pandoc", THEIRS, "Pandoc, no figures"), ("ours", OURS, "all figures")):
        points = [(x0 + wide * each["sessions"] / last, y0 - high * each[key] / most) for each in growth]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{fill}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{fill}"/>' for x, y in points)
        yield text(points[-1][0], points[-1][1] - 10, f"{name}: {growth[-1][key]:.0f} s", "end", fill)
    for each in growth:
        yield text(x0 + wide * each["sessions"] / last, y0 + 18, f"{each['sessions']:.0f}", "middle")


def picture(facts: dict[str, Any]) -> str:
    """The plot as an SVG document."""
    parts = [*bars(facts["cases"]), *lines(facts["growth"])]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" role="img">'
    title = "<title>Builds of courses beside Pandoc: ratios, and seconds by the number of sessions</title>"
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    return "\n".join([head, title, ground, *parts, "</svg>\n"])


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(picture(json.loads(Path(sys.argv[1]).read_text("utf-8"))), "utf-8")
