"""A line that leads to the headings below it: they are listed under it, since it says nothing alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.model.sentences import leads_on
from coursedeck.model.session import List, ListItem, Paragraph, Part, Session
from coursedeck.model.slide import Layout, Slide
from coursedeck.model.values import replace
from coursedeck.session.plan.draft import heading_of

FEWEST = 2
"""A single heading below is the next slide's title, and is not listed."""


def with_announced(slides: Sequence[Slide], session: Session) -> Iterator[Slide]:
    """The slides, those that end in a colon with the headings that it leads to."""
    parts = {part.id: part for part in session.walk()}
    for slide, following in zip(slides, (*slides[1:], None), strict=True):
        part = parts.get(slide.part or "")
        goes_on = following is not None and following.part == slide.part
        if part is None or goes_on or slide.layout is not Layout.CONTENT or slide.aside or slide.also:
            yield slide
            continue
        listed = _headings(part)
        yield replace(slide, body=(*slide.body, listed)) if listed is not None and _leads(slide) else slide


def _leads(slide: Slide) -> bool:
    last = slide.body[-1] if slide.body else None
    return isinstance(last, Paragraph) and leads_on(last.text.plain)


def _headings(part: Part) -> List | None:
    """The headings right below a part as a list, numbered where the author numbers them."""
    below = [child for child in part.parts if not child.hidden]
    if len(below) < FEWEST:
        return None
    return List(tuple(ListItem(heading_of(child), ()) for child in below), below[0].source)
