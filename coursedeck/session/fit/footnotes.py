"""Footnotes of titles: on the first page of a slide, below the words of a title or section slide."""

from __future__ import annotations

from coursedeck.model.footnotes import marks_in
from coursedeck.model.slide import Shape, Slide, TextParagraph, TextShape
from coursedeck.model.template import Region, TemplateLayout
from coursedeck.model.text import Span
from coursedeck.model.values import replace
from coursedeck.session.fit.regions import RegionFitter
from coursedeck.session.fit.scale import FOOTNOTE
from coursedeck.session.fit.segments import FlowSegment


def with_footnotes(segments: tuple[FlowSegment, ...], noted: tuple[FlowSegment, ...]) -> tuple[FlowSegment, ...]:
    """The segments of a slide whose first ones also bring the footnotes of its title."""
    if not segments or not noted:
        return segments
    return (replace(segments[0], footnotes=(*noted, *segments[0].footnotes)), *segments[1:])


def without_marks(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without the marks of footnotes."""
    return tuple(span for span in spans if span.footnote is None)


def with_front_footnotes(
    shapes: list[Shape], slide: Slide, layout: TemplateLayout, regions: RegionFitter
) -> list[Shape]:
    """The shapes of a title or section slide, the footnotes of its title below the last of them."""
    known = regions.builder.footnotes
    notes = [known[label] for label in marks_in(slide.title) if label in known]
    if not notes:
        return shapes
    paragraphs = tuple(
        TextParagraph(regions.builder.runs((Span(f"{note.mark} ", superscript=True), *note.text.spans)), FOOTNOTE)
        for note in notes
    )
    held = next((at for at in range(len(shapes) - 1, -1, -1) if isinstance(shapes[at], TextShape)), None)
    if held is not None and isinstance(last := shapes[held], TextShape):
        spaced = (replace(paragraphs[0], space_before=6.0), *paragraphs[1:])
        aligned = (replace(one, align=last.paragraphs[-1].align) for one in spaced)
        return [*shapes[:held], replace(last, paragraphs=(*last.paragraphs, *aligned)), *shapes[held + 1 :]]
    area = layout.area(Region.SUBTITLE) or layout.area(Region.GOAL)
    if area is None:
        return shapes
    empty = regions.shape(area, paragraphs[0].runs, lines=3)
    return [*shapes, replace(empty, paragraphs=paragraphs)]
