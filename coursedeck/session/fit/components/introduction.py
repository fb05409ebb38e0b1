"""The sentence above a component, and the remark below it."""

from __future__ import annotations

from coursedeck.model.framed import Framed, NoteBlock
from coursedeck.model.slide import Shape, TextShape
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.components.frame import LABEL, Frame, ornament
from coursedeck.session.fit.scale import Scale
from coursedeck.session.fit.segments import page_lines, shape_height, shapes_of

SIZES: tuple[Points, ...] = (24.0, 22.0, 20.0)
LINES = 2
SPACE: Points = 16.0
"""Below the sentence, and above the remark."""

REMARK_SCALES = (Scale(20, 16, 16), Scale(18, 16, 16), Scale(16, 16, 16))
REMARK_LINES = 4
BAR_WIDTH: Points = 6.0
"""Of the bar at the left of a remark."""


def below_introduction(parts: Framed, body: Box, frame: Frame) -> tuple[tuple[TextShape, ...], Box] | None:
    """The shape of a sentence at the top of the body, and the body that it leaves; None if it is too long."""
    text = parts.introduction
    if text is None:
        return (), body
    for size in SIZES:
        paragraph = frame.paragraph(
            text.spans, size, bold=parts.headed, color=LABEL if parts.headed else None, source=text.source
        )
        if frame.holds(paragraph, body.width, LINES):
            height = frame.measure.lines(paragraph, body.width).height
            box = replace(body, height=height)
            taken = height + SPACE
            rest = replace(body, top=body.top + taken, height=body.height - taken)
            return (frame.shape("introduction", (box, None), (paragraph,)),), rest
    return None


def above_remark(remark: NoteBlock | None, body: Box, frame: Frame) -> tuple[tuple[Shape, ...], Box] | None:
    """The shapes of a remark at the foot of the body, and the body that it leaves; None if it is too long."""
    if remark is None:
        return (), body
    for scale in REMARK_SCALES:
        segments = tuple(frame.typeset((remark,), body.width - 2 * SPACE, scale))
        groups = shapes_of(segments)
        if len(groups) != 1 or page_lines(segments) > REMARK_LINES or any(one.footnotes for one in segments):
            continue
        container, members = groups[0]
        side, end = container.padding if container.padding[0] else (SPACE, SPACE * 0.75)
        height = shape_height(container, members) + (0.0 if container.padding[0] else 2 * end)
        box = Box(body.left, body.bottom - height, body.width, height)
        paragraphs = tuple(paragraph for segment in members for paragraph in segment.paragraphs)
        paragraphs = (replace(paragraphs[0], space_before=0.0), *paragraphs[1:])
        inset = (side + BAR_WIDTH, end, side, end)
        ground = TextShape("remark", frame.mirrored(box), paragraphs, anchor="ctr", inset=inset, fill="bg2")
        bar = ornament("remark bar", frame.mirrored(replace(box, width=BAR_WIDTH)), container.stroke or LABEL)
        return (frame.whole(ground), bar), replace(body, height=body.height - height - SPACE)
    return None
