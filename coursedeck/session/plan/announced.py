"""A line that leads to the headings below it: they are listed under it, or it is said, since it says nothing alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.sentences import leads_on
from coursedeck.model.session import List, ListItem, Paragraph, Part, Session
from coursedeck.model.slide import Layout, Slide
from coursedeck.model.values import replace
from coursedeck.session.plan.chunks import label_of
from coursedeck.session.plan.draft import heading_of

FEWEST = 2
"""A single heading below is the next slide's title, and is not listed."""


def with_announced(slides: Sequence[Slide], session: Session) -> Iterator[Slide]:
    """The slides, those that end in a colon with the headings that it leads to, or without the label that it ends."""
    parts = {part.id: part for part in session.walk()}
    for slide, following in zip(slides, (*slides[1:], None), strict=True):
        part = parts.get(slide.part or "")
        if part is None or (following is not None and following.part == slide.part) or not _leads(slide):
            yield slide
            continue
        stands_alone = slide.layout is Layout.CONTENT and not (slide.aside or slide.also)
        listed = _headings(part) if stands_alone else None
        yield replace(slide, body=(*slide.body, listed)) if listed is not None else _without_label(slide)


def _leads(slide: Slide) -> bool:
    last = slide.body[-1] if slide.body else None
    return isinstance(last, Paragraph) and leads_on(last.text.plain)


def _without_label(slide: Slide) -> Slide:
    """A slide whose last line is a label with nothing below it, with that in its notes."""
    *before, last = slide.body
    if not before or label_of(last) is None or not isinstance(last, Paragraph):
        return slide
    return replace(slide, body=tuple(before), notes=(*slide.notes, last))


def _headings(part: Part) -> List | None:
    """The headings right below a part as a list, numbered where the author numbers them."""
    below = [child for child in part.parts if not child.hidden]
    if len(below) < FEWEST:
        return None
    return List(tuple(ListItem(heading_of(child), ()) for child in below), below[0].source)
