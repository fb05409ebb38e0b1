"""Where each region of a slide goes on a layout: in a placeholder, or in free space."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.model.drawing import Align
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Area, LevelStyle, Placeholder, Region, TemplateLayout
from coursedeck.model.units import Box, Points, Size
from coursedeck.model.values import replace
from coursedeck.output.template.free_space import Obstacles, cut_free, grown_down, grown_right, grown_up, overlap
from coursedeck.output.template.layout_choice import CONTENT_PLACEHOLDERS, TEXT_TYPES, regions
from coursedeck.output.template.placeholders import TITLES

PARTS: dict[Layout, tuple[Region, ...]] = {
    Layout.TITLE: (Region.EYEBROW, Region.TITLE, Region.SUBTITLE),
    Layout.AGENDA: (Region.TITLE, Region.BAR, Region.BODY),
    Layout.SECTION: (Region.NUMBER, Region.MINUTES, Region.TITLE, Region.GOAL, Region.BAR),
    Layout.CONTENT: (Region.TITLE, Region.EYEBROW, Region.BODY),
    Layout.TWO_CONTENT: (Region.TITLE, Region.EYEBROW, Region.BODY, Region.ASIDE),
    Layout.FIGURE: (Region.TITLE, Region.EYEBROW, Region.BODY, Region.CAPTION),
    Layout.FIGURE_TEXT: (Region.TITLE, Region.EYEBROW, Region.BODY, Region.ASIDE),
    Layout.TABLE: (Region.TITLE, Region.EYEBROW, Region.BODY),
    Layout.CHART: (Region.TITLE, Region.EYEBROW, Region.BODY),
    Layout.CODE: (Region.TITLE, Region.EYEBROW, Region.BODY),
    Layout.CLOSING: (Region.TITLE, Region.EYEBROW, Region.BODY),
    **dict.fromkeys(sorted(COMPONENTS), (Region.TITLE, Region.EYEBROW)),
    Layout.PICTURE: (Region.TITLE,),
}
"""The regions of each kind of slide, in reading order; above titles of content only placeholders are used."""

SIZES = {
    Region.NUMBER: 54.0,
    Region.MINUTES: 16.0,
    Region.GOAL: 20.0,
    Region.BAR: 14.0,
    Region.CAPTION: 14.0,
    Region.EYEBROW: 18.0,
    Region.SUBTITLE: 20.0,
}
"""Text size in points of regions that the template has no placeholder for."""
GAP = 8.0
GUTTER = 24.0
TEXT_SHARE = 0.42
"""Share of the width for the text beside a figure."""
BAR_HEIGHT = 40.0
AGENDA_BAR_HEIGHT = 48.0
CAPTION_HEIGHT = 24.0
LINE = 72.0
"""Height of a section's number, and of its goal."""
LINE_SPACE = 1.2
"""Height of a line as a multiple of its type size."""
MOST_TITLE = 28.0
"""Points: titles in larger type are set smaller where they have several lines."""
OPENER_WIDTH = 0.55
"""Share of the slide's width to which the title of a cover or section grows, where nothing is beside it."""
OPENER_TITLE = 36.0
"""Points: least size of a title on a cover or section that is derived from a content layout."""
SHORT_LINES = 2
"""Lines for which subtitles and goals have room."""
LOW_BODY = 0.5
"""Share of the slide's height below which a body grows into what is free below it."""
SMALL_TITLE, LARGE_TITLE = 24.0, 44.0
"""Points: least and most size of titles of content, whatever statements the template's titles are made for."""
EDGE = 0.015
"""Share of the slide's width up to which text that begins at the edge is given a margin."""
HIGH_TITLE = 0.4
"""Share of the slide's height from which a title leaves no room for content."""
_OPENERS = frozenset({Layout.TITLE, Layout.SECTION})
_TEXTS = frozenset({Region.BODY, Region.ASIDE, Region.SUBTITLE, Region.GOAL})


class AreaInputs(Struct, frozen=True):
    """What the areas of one layout are computed from."""

    kind: Layout
    layout: TemplateLayout
    size: Size
    title_style: LevelStyle
    body_styles: tuple[LevelStyle, ...]
    obstacles: Obstacles
    made_here: bool = False
    """It is a bundled template, whose placeholders stand free."""


def areas(inputs: AreaInputs) -> tuple[Area, ...]:
    """Every region of the kind that has a place, in reading order, then footer and slide number if present."""
    taken = _assigned(inputs)
    places = _freed(inputs, taken)
    places |= _computed(inputs, places)
    wanted = (*PARTS[inputs.kind], Region.FOOTER, Region.SLIDE_NUMBER)
    return tuple(_area(inputs, region, places[region], taken.get(region)) for region in wanted if region in places)


def _area(inputs: AreaInputs, region: Region, box: Box, placeholder: Placeholder | None) -> Area:
    moved = inputs.kind in _OPENERS and inputs.layout.derived and region is Region.TITLE
    if placeholder is not None:
        anchor = "b" if moved else placeholder.anchor
        levels = tuple(replace(one, size=max(one.size, OPENER_TITLE)) for one in placeholder.levels)
        if region is Region.TITLE and inputs.kind not in _OPENERS and not inputs.made_here:
            levels = tuple(replace(one, size=_title_size(one.size, box, placeholder)) for one in placeholder.levels)
            return Area(region, box, placeholder, levels, placeholder.inset, anchor)
        return Area(region, box, placeholder, levels if moved else placeholder.levels, placeholder.inset, anchor)
    ink = inputs.layout.ink
    if region is Region.TITLE:
        levels = (_plain(inputs.title_style, ink),) * len(inputs.body_styles)
        return Area(region, box, None, levels, anchor="b" if moved else "t")
    if region in SIZES:
        bold = region in {Region.NUMBER, Region.MINUTES}
        return Area(region, box, None, (LevelStyle(SIZES[region], bold=bold, color=ink),) * len(inputs.body_styles))
    return Area(region, box, None, tuple(replace(_plain(style, ink), bold=False) for style in inputs.body_styles))


def _title_size(size: Points, box: Box, holder: Placeholder) -> Points:
    """The size of titles of content: so large that sentences need not be set smaller, and larger than the text."""
    room = (box.height - holder.inset[1] - holder.inset[3]) / LINE_SPACE
    return min(max(size, min(SMALL_TITLE, room)), LARGE_TITLE)


def _plain(style: LevelStyle, ink: str) -> LevelStyle:
    """A style as text boxes have it, which inherit no typeface, capitals or spaces between letters from it."""
    return replace(style, color=ink, face="", heading=False, caps=False, tracking=0.0)


def _freed(inputs: AreaInputs, taken: Mapping[Region, Placeholder]) -> dict[Region, Box]:
    """The boxes of placeholders without what lies on them; those that are one line high, grown."""
    boxes = {region: one.box for region, one in taken.items()}
    if inputs.made_here:
        return boxes
    title = taken.get(Region.TITLE)
    if title is not None:
        boxes[Region.TITLE] = _free_title(inputs, title, [box for region, box in boxes.items() if region in _TEXTS])
    for region in {Region.FOOTER, Region.SLIDE_NUMBER} & boxes.keys():
        boxes[region] = cut_free(boxes[region], inputs.obstacles, sideways=True)
    for region in _TEXTS & boxes.keys():
        others = [box for other, box in boxes.items() if other is not region]
        boxes[region] = _free_text(inputs, region, taken[region], others)
    _level_columns(boxes, taken)
    if title is not None and inputs.kind in _OPENERS and inputs.layout.derived:
        boxes[Region.TITLE] = _opener_title(inputs)
    return boxes


def _level_columns(boxes: dict[Region, Box], taken: Mapping[Region, Placeholder]) -> None:
    """Make two columns that stood level do so again after one of them was cut."""
    if not {Region.BODY, Region.ASIDE} <= boxes.keys():
        return
    left, right = taken[Region.BODY].box, taken[Region.ASIDE].box
    if abs(left.top - right.top) > 1 or abs(left.bottom - right.bottom) > 1:
        return
    both = (boxes[Region.BODY], boxes[Region.ASIDE])
    top, bottom = max(box.top for box in both), min(box.bottom for box in both)
    for region, box in zip((Region.BODY, Region.ASIDE), both, strict=True):
        boxes[region] = replace(box, top=top, height=bottom - top)


def _free_title(inputs: AreaInputs, title: Placeholder, texts: Sequence[Box]) -> Box:
    """The title's box beside logos; grown to two lines where it has no room for one.

    One that leaves no room for content, as on layouts for a statement, goes to the top of the slide.
    """
    wide = title.box.width > inputs.size.width / 2
    if inputs.kind not in _OPENERS and wide and title.box.height > HIGH_TITLE * inputs.size.height and not texts:
        top = Box(title.box.left, inputs.size.height * 0.06, title.box.width, inputs.size.height * 0.14)
        return cut_free(_within_margins(top, inputs.size), inputs.obstacles, sideways=True)
    box = cut_free(title.box, inputs.obstacles, sideways=True)
    size = title.levels[0].size
    inside = box.height - title.inset[1] - title.inset[3]
    opener = inputs.kind in _OPENERS
    if opener and title.levels[0].align is Align.LEFT:
        box = grown_right(box, inputs.obstacles, OPENER_WIDTH * inputs.size.width)
    if inside >= size * LINE_SPACE * (2 if opener else 1):
        return box
    wanted = 2 * min(size, MOST_TITLE) * LINE_SPACE + title.inset[1] + title.inset[3]
    band = inputs.obstacles.band_of(box)
    floor, ceiling = (band.bottom, band.top) if band else (inputs.size.height, inputs.size.height * 0.02)
    grown = box
    if title.anchor != "b":
        grown = grown_down(box, inputs.obstacles, min(box.top + wanted, floor), apart=texts)
    if title.anchor != "t" and grown.height < wanted:
        grown = grown_up(grown, inputs.obstacles, ceiling, wanted)
    return grown


def _within_margins(box: Box, size: Size) -> Box:
    left, right = max(box.left, size.width * 0.05), min(box.right, size.width * 0.95)
    return replace(box, left=left, width=right - left)


def _free_text(inputs: AreaInputs, region: Region, holder: Placeholder, others: Sequence[Box]) -> Box:
    """The box of a text; one that is as high as its sample grows to what stands below it."""
    held = holder.box if holder.box.left > EDGE * inputs.size.width else _within_margins(holder.box, inputs.size)
    box = cut_free(held, inputs.obstacles.beyond(*(one for one in others if overlap(one, held))))
    if region in {Region.SUBTITLE, Region.GOAL}:
        wanted = SHORT_LINES * holder.levels[0].size * LINE_SPACE + holder.inset[1] + holder.inset[3]
        return box if box.height >= wanted else grown_down(box, inputs.obstacles, box.top + wanted, apart=others)
    if box.height >= LOW_BODY * inputs.size.height:
        return box
    return grown_down(box, inputs.obstacles, max(inputs.layout.body_area.bottom, box.bottom), apart=others)


def _opener_title(inputs: AreaInputs) -> Box:
    """The title of a cover or section on a layout that is made for content: above the middle, as wide as the text."""
    size, area = inputs.size, inputs.layout.body_area
    box = Box(area.left, size.height * 0.28, area.width, size.height * 0.24)
    return cut_free(_within_margins(box, size), inputs.obstacles, sideways=True)


def _assigned(inputs: AreaInputs) -> dict[Region, Placeholder]:
    """Placeholders by region: matched by name, else by type and size."""
    wanted = {*PARTS[inputs.kind], Region.FOOTER, Region.SLIDE_NUMBER}
    found = {}
    opener = inputs.kind in _OPENERS and inputs.layout.derived
    for one in inputs.layout.placeholders:
        if one.name in {region.value for region in wanted}:
            found[Region(one.name)] = one
        elif one.type in TITLES:
            found.setdefault(Region.TITLE, one)
        elif one.type in {"ftr", "sldNum"}:
            found.setdefault(Region.FOOTER if one.type == "ftr" else Region.SLIDE_NUMBER, one)
    if opener:  # the texts of a content slide are no subtitles
        return found
    left = [one for one in inputs.layout.placeholders if one not in found.values()]
    return {**_by_size(inputs.kind, left, wanted - found.keys(), found.get(Region.TITLE)), **found}


def _by_size(
    kind: Layout, left: Sequence[Placeholder], wanted: set[Region], title: Placeholder | None
) -> dict[Region, Placeholder]:
    text = regions(left, TEXT_TYPES | {"subTitle"})
    if Region.SUBTITLE in wanted or Region.GOAL in wanted:
        first = sorted(text, key=lambda one: (one.type != "subTitle", title is not None and _is_apart(title, one)))[:1]
        return {Region.SUBTITLE if Region.SUBTITLE in wanted else Region.GOAL: one for one in first}
    if Region.ASIDE in wanted and Region.BODY in wanted:
        largest = regions(left, CONTENT_PLACEHOLDERS if kind is Layout.FIGURE_TEXT else TEXT_TYPES)[:2]
        if len(largest) == 2 and _beside(*largest):
            return _pair(kind, largest)
    if Region.BODY in wanted and text:
        return {Region.BODY: text[0]}
    return {}


def _is_apart(title: Placeholder, text: Placeholder) -> bool:
    """Whether a text does not stand below a title, so that it is for something else than its subtitle."""
    beside = text.box.left >= title.box.right or text.box.right <= title.box.left
    return beside or text.box.center.y < title.box.center.y


def _pair(kind: Layout, largest: Sequence[Placeholder]) -> dict[Region, Placeholder]:
    """Body and aside: left and right; beside a figure, the placeholder that takes text is the body."""
    first, second = sorted(largest, key=lambda one: one.box.left)
    if kind is Layout.FIGURE_TEXT and first.type not in TEXT_TYPES and second.type in TEXT_TYPES:
        first, second = second, first
    return {Region.BODY: first, Region.ASIDE: second}


def _beside(one: Placeholder, other: Placeholder) -> bool:
    left, right = sorted((one.box, other.box), key=lambda box: box.left)
    return left.right <= right.left + GAP and left.top < right.bottom and right.top < left.bottom


def _computed(inputs: AreaInputs, places: dict[Region, Box]) -> dict[Region, Box]:
    """Boxes of regions without a placeholder, and reduced boxes of those that make room for them."""
    if inputs.kind is Layout.SECTION:
        return dict(_of_section(inputs, places))
    found = {} if Region.TITLE in places else {Region.TITLE: _title_place(inputs)}
    if inputs.kind is Layout.TITLE and Region.SUBTITLE not in places and not inputs.made_here:
        found |= _subtitle(inputs, found.get(Region.TITLE) or places[Region.TITLE])
    if Region.BODY not in PARTS[inputs.kind]:
        return found
    title = found.get(Region.TITLE) or places[Region.TITLE]
    body = places.get(Region.BODY) or _free_body(inputs, title)
    match inputs.kind:
        case Layout.AGENDA if Region.BAR not in places:
            height = min(AGENDA_BAR_HEIGHT, body.height / 6)
            return found | {Region.BAR: replace(body, height=height), Region.BODY: _below(body, height + GUTTER)}
        case Layout.FIGURE if Region.CAPTION not in places:
            strip = Box(body.left, body.bottom - CAPTION_HEIGHT, body.width, CAPTION_HEIGHT)
            return found | {
                Region.BODY: replace(body, height=body.height - CAPTION_HEIGHT - GAP),
                Region.CAPTION: strip,
            }
        case Layout.TWO_CONTENT | Layout.FIGURE_TEXT if Region.ASIDE not in places:
            share = TEXT_SHARE if inputs.kind is Layout.FIGURE_TEXT else 0.5
            width = (body.width - GUTTER) * share
            rest = replace(body, left=body.left + width + GUTTER, width=body.width - width - GUTTER)
            return found | {Region.BODY: replace(body, width=width), Region.ASIDE: rest}
    return found | {Region.BODY: body}


def _free_body(inputs: AreaInputs, title: Box) -> Box:
    """The space for content on a layout that has no placeholder for it: below the title, beside all ornaments."""
    area = inputs.layout.body_area
    return area if inputs.made_here else cut_free(area, inputs.obstacles.beyond(title))


def _title_place(inputs: AreaInputs) -> Box:
    """Where a title goes on a layout that has none: at the top, on covers and sections where most is free."""
    size = inputs.size
    usual = Box(size.width * 0.05, size.height * 0.06, size.width * 0.9, size.height * 0.14)
    if inputs.made_here or inputs.kind not in _OPENERS:
        return usual
    tops = [share * size.height for share in (0.28, 0.4, 0.16, 0.52, 0.06, 0.64)]
    boxes = [Box(size.width * 0.08, top, size.width * 0.84, size.height * 0.24) for top in tops]
    free = [box for box in boxes if not inputs.obstacles.hit(box)]
    return free[0] if free else max((cut_free(box, inputs.obstacles) for box in boxes), key=lambda box: box.width)


def _subtitle(inputs: AreaInputs, title: Box) -> dict[Region, Box]:
    """The box of a subtitle below the title of a cover that has none, where there is room."""
    height = 2 * SIZES[Region.SUBTITLE] * LINE_SPACE
    box = Box(title.left, title.bottom + GAP, title.width, height)
    fits = box.bottom <= inputs.size.height * 0.97 and not inputs.obstacles.hit(box)
    return {Region.SUBTITLE: box} if fits else {}


def _below(box: Box, height: Points) -> Box:
    return Box(box.left, box.top + height, box.width, box.height - height)


def _of_section(inputs: AreaInputs, places: dict[Region, Box]) -> Iterator[tuple[Region, Box]]:
    """Number and minutes above the title, goal below it, progress bar at the bottom or top; each only in free space."""
    title = places.get(Region.TITLE) or _title_place(inputs)
    if Region.TITLE not in places:
        yield Region.TITLE, title
    area = _free_body(inputs, Box(0.0, 0.0, 0.0, 0.0))
    taken = [title, *(box for region, box in places.items() if region is Region.GOAL)]
    foot = area.bottom
    if Region.GOAL not in places and title.bottom + GAP + LINE + BAR_HEIGHT <= foot:
        goal = Box(title.left, title.bottom + GAP, title.width, LINE)
        taken.append(goal)
        yield Region.GOAL, goal
    top = min(box.top for box in taken) - GAP
    half = title.width / 2
    short = min(half, 128.0)
    candidates = (
        (Region.NUMBER, Box(title.left, top - LINE, half - GAP, LINE)),
        (Region.MINUTES, Box(title.right - short, top - LINE / 2, short, LINE / 2)),
        (Region.BAR, Box(title.left, foot - BAR_HEIGHT, title.width, BAR_HEIGHT)),
        (Region.BAR, Box(title.left, area.top, title.width, BAR_HEIGHT)),
    )
    for region, box in candidates:
        if region not in places and _free(box, inputs, taken):
            places = places | {region: box}
            taken.append(box)
            yield region, box


def _free(box: Box, inputs: AreaInputs, taken: Sequence[Box]) -> bool:
    inside = box.top >= 0 and box.bottom <= inputs.size.height and box.width > 0
    return inside and not any(overlap(box, other) for other in taken) and not inputs.obstacles.hit(box)
