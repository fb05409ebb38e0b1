"""Slides for the details of a figure that is too large for one slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.session import FigureRef
from coursedeck.model.slide import DetailPlace, Layout, Slide
from coursedeck.model.template import Region
from coursedeck.model.text import literal


def with_details(slide: Slide, details: Mapping[str, tuple[FigurePart, ...]]) -> Iterator[Slide]:
    """The slide, and after it one for each detail of the figures whose overviews it shows.

    `details` are given by the overview's name.
    """
    yield slide
    for block in (*slide.body, *slide.aside):
        found = details.get(block.name, ()) if isinstance(block, FigureRef) else ()
        for number, detail in enumerate(found, start=1):
            assert isinstance(block, FigureRef)
            yield _detail(slide, block, detail, DetailPlace(block.name, number, len(found)))


def _detail(slide: Slide, overview: FigureRef, detail: FigurePart, place: DetailPlace) -> Slide:
    title = literal(detail.title, overview.source) if detail.title else slide.title
    return Slide(
        id=f"{slide.id}.{place.number}",
        layout=Layout.FIGURE,
        title=title,
        source=overview.source,
        body=(replace(overview, name=detail.name, alt=None, caption=None),),
        section=slide.section,
        part=slide.part,
        lines=((Region.EYEBROW.value, slide.title.plain),) if detail.title else (),
        hidden=slide.hidden,
        detail=place,
    )
