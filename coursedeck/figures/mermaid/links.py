"""Links between nodes: from ``--->`` and the like to line pattern, length and arrow heads.

Source: Mermaid's documentation, "Flowcharts", sections "Links between nodes" and "Minimum length of a link".
"""

from __future__ import annotations

import re

from msgspec import Struct

from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.scanner import Scanner
from coursedeck.figures.mermaid.strings import take_quoted
from coursedeck.model.graph import Arrow, Dash, GraphStyle, Label

THICK = 3.5 * 72 / 96
"""Width of a ``==>`` line in points; Mermaid draws it 3.5 px wide."""

PLAIN = GraphStyle()
UNLABELLED = Label()

_MAX_LENGTH = 10
_ARROWS = {"<": Arrow.TRIANGLE, ">": Arrow.TRIANGLE, "x": Arrow.CROSS, "o": Arrow.CIRCLE}

_WHOLE = re.compile(
    r"(?P<tail>[xo<]?)"
    r"(?:(?P<line>--+)(?P<head>[-xo>])|(?P<thick>==+)(?P<thick_head>[=xo>])"
    r"|-?(?P<dots>\.+)-(?P<dots_head>[xo>]?)|(?P<hidden>~~~+))"
)
_START = re.compile(r"(?P<tail>[xo<]?)(?P<stroke>--|==|-\.)")
_ENDS = {
    "--": re.compile(r"(?P<line>--+)(?P<head>[-xo>])"),
    "==": re.compile(r"(?P<thick>==+)(?P<thick_head>[=xo>])"),
    "-.": re.compile(r"-?(?P<dots>\.+)-(?P<dots_head>[xo>]?)"),
}
_PIPED = re.compile(r"\|([^|\n]*)\|")
_ID = re.compile(r"([^\s\"@]{1,200})@(?=[xo<]?(?:--|==|-?\.|~~~))")
_NEXT_LINE = re.compile(r"(?:\s|%%[^\n]*\n)*(?=<?(?:--|==|-\.|~~~))")


class Link(Struct, frozen=True):
    """A link as written: its arrow heads, style, length in ranks, and label."""

    tail_arrow: Arrow = Arrow.NONE
    head_arrow: Arrow = Arrow.TRIANGLE
    style: GraphStyle = PLAIN
    length: int = 1
    label: Label = UNLABELLED
    ends: tuple[Label, Label] = (UNLABELLED, UNLABELLED)
    """Labels at the tail and at the head."""
    name: str | None = None
    """The author's id of the edge (``e1@-->``)."""


def take_link(scanner: Scanner) -> Link | None:
    """The link at the cursor or at the beginning of the next line; None if there is none."""
    scanner.skip_blanks()
    if scanner.at_break():
        scanner.take(_NEXT_LINE)
    name = scanner.take(_ID)
    whole = scanner.take(_WHOLE)
    if whole:
        link = _measure(whole, whole["tail"])
        label = _piped_label(scanner)
    elif start := scanner.take(_START):
        label, end = _inner_label(scanner, start)
        link = _measure(end, start["tail"])
    else:
        return None
    return Link(link.tail_arrow, link.head_arrow, link.style, link.length, label, name=name.group(1) if name else None)


def _measure(end: re.Match[str], tail: str) -> Link:
    parts = end.groupdict()
    if parts.get("hidden"):
        return Link(Arrow.NONE, Arrow.NONE, GraphStyle(invisible=True), _length(len(parts["hidden"]) - 2))
    if parts.get("dots"):
        style, length, head = GraphStyle(dash=Dash.DOTTED), len(parts["dots"]), parts["dots_head"]
    elif parts.get("thick"):
        style, length, head = GraphStyle(stroke_width=THICK), len(parts["thick"]) - 1, parts["thick_head"]
    else:
        style, length, head = GraphStyle(), len(parts["line"]) - 1, parts["head"]
    return Link(_ARROWS.get(tail, Arrow.NONE), _ARROWS.get(head, Arrow.NONE), style, _length(length))


def _length(ranks: int) -> int:
    return max(1, min(ranks, _MAX_LENGTH))


def _piped_label(scanner: Scanner) -> Label:
    before = scanner.position
    scanner.skip_space()
    if not scanner.looking_at("|"):
        scanner.position = before
        return Label()
    opening = scanner.position
    scanner.position += 1
    scanner.skip_blanks()
    if string := take_quoted(scanner):
        scanner.skip_blanks()
        if not scanner.accept("|"):
            scanner.fail(f"found {scanner.found()} behind a quoted label; expected `|`", opening)
        return read_label(string.text, string.markdown)
    scanner.position = opening
    piped = scanner.take(_PIPED)
    if not piped:
        scanner.fail("the label that `|` opens has no end; close it with `|` on the same line")
    return read_label(piped.group(1))


def _inner_label(scanner: Scanner, start: re.Match[str]) -> tuple[Label, re.Match[str]]:
    stroke = start["stroke"]
    scanner.skip_blanks()
    if string := take_quoted(scanner):
        scanner.skip_space()
        end = scanner.take(_ENDS[stroke])
        if not end:
            scanner.fail(f"found {scanner.found()} behind a label; expected the rest of the link, e.g. `{stroke}>`")
        return read_label(string.text, string.markdown), end
    line_end = scanner.text.find("\n", scanner.position)
    end = _ENDS[stroke].search(scanner.text, scanner.position, len(scanner.text) if line_end < 0 else line_end)
    if not end:
        example = {"--": "-- text -->", "==": "== text ==>", "-.": "-. text .->"}[stroke]
        scanner.fail(
            f"the link that `{start.group()}` opens has no end; write `{example}`, or `-->` without text", start.start()
        )
    text = scanner.text[scanner.position : end.start()]
    scanner.position = end.end()
    return read_label(text), end
