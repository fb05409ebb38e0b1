"""Slides for the parts of a figure that is too large for one slide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.session import FigureRef
from coursedeck.model.slide import DetailPlace, Layout, Slide
from coursedeck.model.template import Region
from coursedeck.model.text import literal
from coursedeck.model.values import replace


def with_details(slide: Slide, details: Mapping[str, tuple[FigurePart, ...]]) -> Iterator[Slide]:
    """The slide, and after it one for each further part of the figures whose first parts it shows.

    `details` are given by the name of the first part: an overview, or the first of several pieces.
    """
    split = [block for block in (*slide.body, *slide.aside) if isinstance(block, FigureRef) and block.name in details]
    pieces = [block for block in split if details[block.name][0].is_sequel]
    if len(pieces) == 1:
        found = details[pieces[0].name]
        yield replace(slide, detail=DetailPlace(found[0].name, 1, len(found) + 1))
    else:
        yield slide
    names = (f"{slide.id}.figure-{number}" for number in count(1))
    for block in split:
        found, first = details[block.name], 2 if details[block.name][0].is_sequel else 1
        for number, detail in enumerate(found, start=first):
            yield _detail(slide, next(names), block, detail, DetailPlace(block.name, number, len(found) + first - 1))


def _detail(slide: Slide, name: str, overview: FigureRef, detail: FigurePart, place: DetailPlace) -> Slide:
    title = literal(detail.title, overview.source) if detail.title else slide.title
    return Slide(
        id=name,
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
