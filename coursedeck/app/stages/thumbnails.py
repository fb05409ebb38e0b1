"""Slides as small pictures for the pages: SVG whose photographs and icons have no more pixels than one sees."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache

from coursedeck.app.stages.placing import PlacedSession
from coursedeck.base.images import data_uri
from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.markdown.block_names import names_solution
from coursedeck.figures.draw import png, svg
from coursedeck.model.drawing import Drawing, DrawnItem, DrawnNode
from coursedeck.model.graph import Icon
from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Solution
from coursedeck.model.slide import Deck, FigureShape, Layout, PlacedSlide, TextShape
from coursedeck.model.template import Template
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks, blocks_in
from coursedeck.output.preview import PreviewContext, slide_svg

MOST = 1_500_000
"""Bytes that the thumbnails of one deck may have together."""
PICTURE_WIDTH = 320
ICON_WIDTH = 48
HEAVY_SVG = 20_000
"""Bytes from which on an SVG picture is drawn as pixels."""

_HEADINGS = frozenset({Layout.TITLE, Layout.AGENDA, Layout.SECTION})
_PNG = "image/png"
_READ_ERRORS = (OSError, ValueError, SyntaxError)


def surroundings(placed: PlacedSession, template: Template, pictures: Mapping[str, bytes]) -> PreviewContext:
    """What the slides of a placed session are drawn with, figures and pictures as they are."""
    figures = {name: drawn.decode() for name, drawn in placed.svgs.items()}
    for name, drawing in placed.drawings.items():
        shown = _on_the_slide(drawing, template)
        if shown is not drawing:
            figures[name] = svg(shown, placed.families)
    for slide in placed.deck.slides:
        for shape in slide.shapes:
            if isinstance(shape, FigureShape) and shape.drawing.name not in figures:  # an icon of the plan's
                figures[shape.drawing.name] = svg(_on_the_slide(shape.drawing, template), placed.families)
    uris = {path: data_uri(data) for path, data in pictures.items()}
    session = placed.deck.session
    return PreviewContext(template, placed.families, session, placed.course or session.title.plain, figures, uris)


def _on_the_slide(drawing: Drawing, template: Template) -> Drawing:
    """A figure in the colours that it has on the template's ground."""
    layout = template.layout_for(Layout.FIGURE)
    colors = ThemeColors(dict(layout.colors or template.colors))
    items = adapt_to_background(drawing.items, colors, f"#{layout.shade}")
    return drawing if items is drawing.items else replace(drawing, items=tuple(items))


def thumbnails(placed: PlacedSession, template: Template, pictures: Mapping[str, bytes]) -> dict[str, str]:
    """Every slide as a data URI by its id; the heaviest are left out where all would be too much for a page."""
    shown = {
        shape.drawing.name: _light_figure(shape.drawing, placed, template)
        for slide in placed.deck.slides
        for shape in slide.shapes
        if isinstance(shape, FigureShape)
    }
    light = {path: _light_picture(path, data) for path, data in pictures.items()}
    around = replace(surroundings(placed, template, pictures), figures=shown, pictures=light, sources=False)
    found = {
        slide.id: f"data:image/svg+xml;base64,{base64.b64encode(slide_svg(slide, number, around).encode()).decode()}"
        for number, slide in enumerate(placed.deck.slides, 1)
    }
    return within(found, MOST)


def slides_of_parts(deck: Deck, small: Mapping[str, str], *, solutions: bool) -> dict[str, tuple[str, ...]]:
    """The thumbnails of the slides that show each part's content, by the part's id; those of solutions if wanted."""
    found: dict[str, tuple[str, ...]] = {}
    solved = set() if solutions else sources_of_solutions(deck)
    for slide in deck.slides:
        if solved and not solved.isdisjoint(_sources(slide)):
            continue
        if slide.part is not None and slide.id in small and slide.layout not in _HEADINGS:
            found[slide.part] = (*found.get(slide.part, ()), small[slide.id])
    return found


def _sources(slide: PlacedSlide) -> Iterator[Source]:
    """Where the words of a slide stand, which may be in two parts."""
    if slide.source is not None:
        yield slide.source
    for shape in slide.shapes:
        if isinstance(shape, TextShape):
            yield from (line.source for line in shape.paragraphs if line.source is not None)


def sources_of_solutions(deck: Deck) -> set[Source]:
    """Where solutions, and what is in them, stand: slides that begin there show them."""
    found: set[Source] = set()
    inside: list[Block] = [block for block in all_blocks(deck.session) if isinstance(block, Solution)]
    for part in (part for top in deck.session.parts for part in top.walk()):
        for below in part.walk() if names_solution(part.title.plain) else ():
            found.add(below.source)
            inside += below.blocks
    while inside:
        block = inside.pop()
        source = getattr(block, "source", None)  # texts have their own
        found |= {source} if isinstance(source, Source) else set()
        inside += blocks_in(block)
    return found


def within(thumbnails: Mapping[str, str], most: int) -> dict[str, str]:
    """The thumbnails without the heaviest, so that all together have at most `most` bytes.

    >>> within({"a": "12345", "b": "1", "c": "123"}, 4)
    {'b': '1', 'c': '123'}
    """
    total = sum(map(len, thumbnails.values()))
    left_out = set()
    for name in sorted(thumbnails, key=lambda name: (-len(thumbnails[name]), name)):
        if total <= most:
            break
        left_out.add(name)
        total -= len(thumbnails[name])
    return {name: uri for name, uri in thumbnails.items() if name not in left_out}


def _light_figure(drawing: Drawing, placed: PlacedSession, template: Template) -> str:
    """A figure's SVG with its icons made small."""
    items = tuple(_light_item(item) for item in _on_the_slide(drawing, template).items)
    if items == drawing.items and drawing.name in placed.svgs:
        return placed.svgs[drawing.name].decode()
    return svg(replace(drawing, items=items), placed.families)


def _light_item(item: DrawnItem) -> DrawnItem:
    if not isinstance(item, DrawnNode) or item.icon is None:
        return item
    return replace(item, icon=_light_icon(item.icon))


@lru_cache(maxsize=256)
def _light_icon(icon: Icon) -> Icon:
    if icon.media_type == "image/svg+xml" or icon.width <= ICON_WIDTH:
        return icon
    try:
        data, size = _scaled(icon.data, ICON_WIDTH)
    except _READ_ERRORS:
        return icon
    return replace(icon, media_type=_PNG, data=data, width=size[0], height=size[1])


def _light_picture(path: str, data: bytes) -> str:
    """A picture file as a small data URI; as it is where it cannot be read."""
    try:
        if data.lstrip()[:1] == b"<":
            return data_uri(data) if len(data) <= HEAVY_SVG else _uri(png(data.decode(), PICTURE_WIDTH))
        return _uri(_scaled(data, PICTURE_WIDTH)[0])
    except _READ_ERRORS:
        return data_uri(data)


def _uri(data: bytes) -> str:
    return f"data:{_PNG};base64,{base64.b64encode(data).decode()}"


def _scaled(data: bytes, width: int) -> tuple[bytes, tuple[int, int]]:
    """A raster picture as PNG of few colours, at most `width` pixels wide; raises OSError where it is none."""
    from PIL import Image  # noqa: PLC0415 - only decks with photographs or icons pay for it

    with Image.open(io.BytesIO(data)) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((width, 4 * width), Image.Resampling.LANCZOS)
        few = small.quantize(128, Image.Quantize.FASTOCTREE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue(), small.size
