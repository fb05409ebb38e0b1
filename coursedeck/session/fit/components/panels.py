"""Groups of text side by side, each on a ground of its own below its heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.component_places import HEAD_INSET, PANEL_INSET, component_places, hue_of
from coursedeck.model.groups import TextGroup
from coursedeck.model.slide import Layout, Shape, TextParagraph
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import Frame
from coursedeck.session.fit.flow import TOLERANCE
from coursedeck.session.fit.scale import STEPS, Scale
from coursedeck.session.fit.segments import FlowSegment, page_height
from coursedeck.session.fit.shapes import spread_out

LARGEST: Points = 26.0
HEAD_SIZES: tuple[Points, ...] = (24, 22, 20, 18)
HEAD_LINES = 2
LEAST_SHARE = 0.6
"""Least share of its place that a panel takes, however little it holds."""

GROUNDS = {"accent1": "accent1@10", "accent2": "accent2@12"}
"""Grounds of panels that are compared, by the hue of their heading."""


class _Panel(Struct, frozen=True):
    """A panel before it has its place."""

    head: TextParagraph
    text: tuple[FlowSegment, ...]


def panels(kind: Layout, groups: Sequence[TextGroup], body: Box, frame: Frame) -> tuple[Shape, ...] | None:
    """Panels in the largest type that holds them; None where none does."""
    places = component_places(kind, body)
    if 2 * len(groups) > len(places):
        return None
    heads = _heads(groups, places["head 1"], frame)
    if heads is None:
        return None
    for scale in (step for step in STEPS if step.body <= LARGEST):
        made = [
            _Panel(head, _text(group, places["panel 1"], scale, frame))
            for head, group in zip(heads, groups, strict=True)
        ]
        if all(_fits(panel, places["panel 1"]) for panel in made):
            return tuple(_shapes(kind, made, places, frame))
    return None


def _heads(groups: Sequence[TextGroup], box: Box, frame: Frame) -> tuple[TextParagraph, ...] | None:
    """The headings in the largest size in which all of them fit."""
    left, top, right, bottom = HEAD_INSET
    for size in HEAD_SIZES:
        heads = tuple(_head(group, size, frame) for group in groups)
        for lines in range(1, HEAD_LINES + 1):
            fit = all(frame.holds(head, box.width - left - right, lines) for head in heads)
            if fit and all(
                frame.measure.height((head,), box.width - left - right) <= box.height - top - bottom for head in heads
            ):
                return heads
    return None


def _head(group: TextGroup, size: Points, frame: Frame) -> TextParagraph:
    paragraph = frame.paragraph(group.head.spans, size, bold=True, source=group.head.source)
    if group.minutes:
        return replace(paragraph, runs=(*paragraph.runs, *frame.builder.plain(f" {group.minutes}")))
    return paragraph


def _text(group: TextGroup, box: Box, scale: Scale, frame: Frame) -> tuple[FlowSegment, ...]:
    left, _, right, _ = PANEL_INSET
    return tuple(frame.typeset(group.blocks, box.width - left - right, scale))


def _fits(panel: _Panel, box: Box) -> bool:
    _, top, _, bottom = PANEL_INSET
    broken = any(segment.problems for segment in panel.text)
    return not broken and page_height(panel.text) <= box.height - top - bottom + TOLERANCE


def _shapes(kind: Layout, made: Sequence[_Panel], places: Mapping[str, Box], frame: Frame) -> Iterator[Shape]:
    _, top, _, bottom = PANEL_INSET
    room = places["panel 1"].height
    texts = [spread_out(panel.text, 0.8 * (room - top - bottom)) for panel in made]
    height = max(LEAST_SHARE * room, min(room, max(page_height(text) for text in texts) + top + 2 * bottom))
    for number, (panel, text) in enumerate(zip(made, texts, strict=True), 1):
        hue = hue_of(kind, number)
        box, idx = frame.place(f"head {number}", places[f"head {number}"])
        head = frame.shape(f"head {number}", (box, idx), (panel.head,), "ctr")
        yield replace(head, inset=HEAD_INSET, fill=hue)
        box, idx = frame.place(f"panel {number}", replace(places[f"panel {number}"], height=height))
        paragraphs = [paragraph for segment in text for paragraph in segment.paragraphs]
        paragraphs[0] = replace(paragraphs[0], space_before=0.0)
        ground = GROUNDS[hue] if kind is Layout.COMPARISON else "bg2"
        shape = replace(frame.shape(f"panel {number}", (box, idx), tuple(paragraphs)), inset=PANEL_INSET, fill=ground)
        yield frame.whole(shape)
