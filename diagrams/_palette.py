"""Looks of the course's figures: one thing, one colour, in every figure.

The strong colours carry white text at 4.5 : 1 or better; the tints carry dark text.
Names in capitals are attributes by role: ``Node("앱", **APPLICATION)``, ``Cluster("VM 1", graph_attr=VM)``.
"""

from __future__ import annotations

from itertools import pairwise

from diagrams import Edge, Node

Attributes = dict[str, str]

TEXT = "18"
INK = "#1F2933"
LINE = "#4A525C"
BOX_WIDTH = 2.0
BOX_HEIGHT = 0.56
MARGIN = 10 / 72
"""Between a frame and what it holds, in inches, like the two sizes above it."""
GAP = 8 / 72
"""What dot leaves between two frames."""

CANVAS: Attributes = {
    "label": "",  # the slide's title names the figure
    "pad": "0.1",
    "nodesep": "0.2",
    "ranksep": "0.1",
    "bgcolor": "transparent",
}


def layer(color: str) -> Attributes:
    """A box of one strong colour with white text; `color` is ``#rrggbb``."""
    return {
        "shape": "box",
        "style": "filled,rounded",
        "fixedsize": "true",
        "labelloc": "c",
        "fillcolor": color,
        "color": color,
        "fontcolor": "#FFFFFF",
        "fontsize": TEXT,
        "width": f"{BOX_WIDTH:g}",
        "height": f"{BOX_HEIGHT:g}",
    }


def frame(color: str, tint: str) -> Attributes:
    """A box around others: border and title in `color` on its `tint`."""
    return {
        "style": "rounded",
        "bgcolor": tint,
        "pencolor": color,
        "penwidth": "1.5",
        "fontcolor": color,
        "fontsize": TEXT,
        "labeljust": "c",
        "margin": f"{MARGIN * 72:g}",
    }


HARDWARE = layer("#5B6470")
HOST_OS = layer("#2F7D4F")
HYPERVISOR = layer("#1F5FA8")
GUEST_OS = layer("#7A4FB0")
CONTAINER_RUNTIME = layer("#B4531A")
APPLICATION = layer("#0F766E")
DATA = layer("#9F1D4A")

SERVER = frame("#4A525C", "#F0F2F4")
VM = frame("#1F5FA8", "#E4EEF9")
CONTAINER = frame("#A34A16", "#FCEDE2")

CONTAINED = APPLICATION | {"fillcolor": CONTAINER["bgcolor"], "color": CONTAINER["pencolor"], "fontcolor": INK}
"""An application drawn together with its container."""

HEADING: Attributes = {
    "shape": "plaintext",
    "style": "",
    "labelloc": "c",
    "fontcolor": INK,
    "fontsize": "22",
    "height": "0.5",
}
"""The title of one side of a comparison: words alone."""

ABSENT = HARDWARE | {"style": "dashed,rounded", "fontcolor": "#4A525C"}
"""The place of something that is not there."""


def sized(role: Attributes, width: float, height: float = BOX_HEIGHT) -> Attributes:
    """The role in another size, in inches."""
    return role | {"width": f"{width:.4g}", "height": f"{height:.4g}"}


def under(frames: int, width: float = BOX_WIDTH) -> float:
    """Width in inches of a band below `frames` side by side, each around a box of `width` inches."""
    return frames * (width + 2 * MARGIN) + (frames - 1) * GAP


def stack(*nodes: Node) -> None:
    """Put each node under the one before it, without a line."""
    for upper, lower in pairwise(nodes):
        upper - Edge(style="invis") - lower


def beside(*nodes: Node) -> None:
    """Keep nodes of one height in this order, left to right."""
    for left, right in pairwise(nodes):
        left - Edge(style="invis", minlen="0") - right


def follow(*nodes: Node) -> None:
    """Lead an arrow through nodes that stand beside one another."""
    for before, after in pairwise(nodes):
        before >> Edge(minlen="0", color=LINE, penwidth="2") >> after
