"""Outlines of nodes by Mermaid's brackets and shape names.

Source: Mermaid's documentation, "Flowcharts", sections "Node shapes" and "Complete list of new shapes". Shapes without
an equivalent in the model get the most similar one.
"""

from __future__ import annotations

from coursedeck.model.graph import NodeShape

BRACKETS: tuple[tuple[str, tuple[tuple[str, NodeShape], ...]], ...] = (
    ("(((", ((")))", NodeShape.DOUBLE_CIRCLE),)),
    ("((", (("))", NodeShape.CIRCLE),)),
    ("([", (("])", NodeShape.STADIUM),)),
    ("(-", (("-)", NodeShape.ELLIPSE),)),
    ("(", ((")", NodeShape.ROUNDED),)),
    ("[[", (("]]", NodeShape.SUBROUTINE),)),
    ("[(", ((")]", NodeShape.CYLINDER),)),
    ("[/", (("/]", NodeShape.PARALLELOGRAM), ("\\]", NodeShape.TRAPEZOID))),
    ("[\\", (("\\]", NodeShape.PARALLELOGRAM_ALT), ("/]", NodeShape.TRAPEZOID_ALT))),
    ("[", (("]", NodeShape.RECTANGLE),)),
    ("{{", (("}}", NodeShape.HEXAGON),)),
    ("{", (("}", NodeShape.DIAMOND),)),
    (">", (("]", NodeShape.FLAG),)),
)
"""Opening bracket, then each closing one and what the pair means; longer openings first."""

_NAMES: dict[NodeShape, str] = {
    NodeShape.NONE: "text",
    NodeShape.RECTANGLE: ("rect rectangle proc process square squareRect fork join"),
    NodeShape.ROUNDED: "rounded event roundedRect",
    NodeShape.STADIUM: "stadium pill terminal",
    NodeShape.SUBROUTINE: "fr-rect framed-rectangle subproc subprocess subroutine",
    NodeShape.CYLINDER: "cyl cylinder database db lin-cyl lined-cylinder disk datastore data-store",
    NodeShape.CIRCLE: "circle circ sm-circ small-circle start f-circ filled-circle junction",
    NodeShape.DOUBLE_CIRCLE: "dbl-circ double-circle fr-circ framed-circle stop",
    NodeShape.ELLIPSE: "ellipse",
    NodeShape.DIAMOND: "diam diamond decision question",
    NodeShape.HEXAGON: "hex hexagon prepare",
    NodeShape.PARALLELOGRAM: "lean-r lean-right in-out",
    NodeShape.PARALLELOGRAM_ALT: "lean-l lean-left out-in",
    NodeShape.TRAPEZOID: "trap-b trapezoid trapezoid-bottom priority",
    NodeShape.TRAPEZOID_ALT: "trap-t inv-trapezoid trapezoid-top manual",
    NodeShape.FLAG: "odd",
    NodeShape.TRIANGLE: "tri triangle extract",
    NodeShape.DOCUMENT: "doc document",
    NodeShape.CLOUD: "cloud bang",
    NodeShape.MERGE: "flip-tri flipped-triangle manual-file",
    NodeShape.MANUAL_INPUT: "sl-rect sloped-rectangle manual-input",
    NodeShape.DOCUMENTS: "docs documents st-doc stacked-document",
    NodeShape.PAPER_TAPE: "flag paper-tape",
    NodeShape.DELAY: "delay half-rounded-rectangle",
    NodeShape.DISPLAY: "curv-trap curved-trapezoid display",
    NodeShape.DRUM: "h-cyl horizontal-cylinder das",
    NodeShape.COLLATE: "hourglass collate",
    NodeShape.STORED_DATA: "bow-rect bow-tie-rectangle stored-data",
    NodeShape.LOOP_LIMIT: "notch-pent notched-pentagon loop-limit",
    NodeShape.CARD: "card notch-rect notched-rectangle",
    NodeShape.INTERNAL_STORAGE: "win-pane window-pane internal-storage",
    NodeShape.CROSSED_CIRCLE: "cross-circ crossed-circle summary",
    NodeShape.STACKED: "st-rect procs processes stacked-rectangle",
    NodeShape.LINED: "lin-rect lin-proc lined-process lined-rectangle shaded-process",
    NodeShape.DIVIDED: "div-rect div-proc divided-process divided-rectangle",
    NodeShape.TAGGED: "tag-rect tag-proc tagged-process tagged-rectangle",
    NodeShape.TAGGED_DOCUMENT: "tag-doc tagged-document",
    NodeShape.LINED_DOCUMENT: "lin-doc lined-document",
    NodeShape.BRACE: "brace brace-l comment",
    NodeShape.BRACE_RIGHT: "brace-r",
    NodeShape.BRACES: "braces",
    NodeShape.BOLT: "bolt com-link lightning-bolt",
}

BY_NAME: dict[str, NodeShape] = {name: shape for shape, names in _NAMES.items() for name in names.split()}
"""Name in ``@{ shape: … }`` to outline."""
