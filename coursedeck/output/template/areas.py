"""Where each region of a slide goes on a layout: in a placeholder, or in free space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Area, LevelStyle, Placeholder, Region, TemplateLayout
from coursedeck.model.units import Box, Points, Size
from coursedeck.output.template.layout_choice import CONTENT_PLACEHOLDERS, TEXT_TYPES, regions
from coursedeck.output.template.placeholders import TITLES

PARTS: dict[Layout, tuple[Region, ...]] = {
    Layout.TITLE: (Region.EYEBROW, Region.TITLE, Region.SUBTITLE),
    Layout.AGENDA: (Region.TITLE, Region.BAR, Region.BODY),
    Layout.SECTION: (Region.NUMBER, Region.MINUTES, Region.TITLE, Region.GOAL, Region.BAR),
    Layout.CONTENT: (Region.TITLE, Region.BODY),
    Layout.TWO_CONTENT: (Region.TITLE, Region.BODY, Region.ASIDE),
    Layout.FIGURE: (Region.TITLE, Region.BODY, Region.CAPTION),
    Layout.FIGURE_TEXT: (Region.TITLE, Region.BODY, Region.ASIDE),
    Layout.TABLE: (Region.TITLE, Region.BODY),
    Layout.CHART: (Region.TITLE, Region.BODY),
    Layout.CODE: (Region.TITLE, Region.BODY),
    Layout.CLOSING: (Region.TITLE, Region.BODY),
    **dict.fromkeys(sorted(COMPONENTS), (Region.TITLE,)),
}
"""The regions of each kind of slide, in reading order."""

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


@dataclass(frozen=True, slots=True)
class AreaInputs:
    """What the areas of one layout are computed from; `obstacles` are boxes of logos and ornaments."""

    kind: Layout
    layout: TemplateLayout
    size: Size
    title_style: LevelStyle
    body_styles: tuple[LevelStyle, ...]
    obstacles: tuple[Box, ...]


def areas(inputs: AreaInputs) -> tuple[Area, ...]:
    """Every region of the kind that has a place, in reading order, then footer and slide number if present."""
    taken = _assigned(inputs)
    places = {region: one.box for region, one in taken.items()}
    places |= _computed(inputs, places)
    wanted = (*PARTS[inputs.kind], Region.FOOTER, Region.SLIDE_NUMBER)
    return tuple(_area(inputs, region, places[region], taken.get(region)) for region in wanted if region in places)


def _area(inputs: AreaInputs, region: Region, box: Box, placeholder: Placeholder | None) -> Area:
    if placeholder is not None:
        return Area(region, box, placeholder, placeholder.levels, placeholder.inset, placeholder.anchor)
    ink = inputs.layout.ink
    if region is Region.TITLE:
        return Area(region, box, None, (replace(inputs.title_style, color=ink),) * len(inputs.body_styles))
    if region in SIZES:
        bold = region in {Region.NUMBER, Region.MINUTES}
        return Area(region, box, None, (LevelStyle(SIZES[region], bold=bold, color=ink),) * len(inputs.body_styles))
    return Area(region, box, None, tuple(replace(style, color=ink) for style in inputs.body_styles))


def _assigned(inputs: AreaInputs) -> dict[Region, Placeholder]:
    """Placeholders by region: matched by name, else by type and size."""
    wanted = {*PARTS[inputs.kind], Region.FOOTER, Region.SLIDE_NUMBER}
    found = {}
    for one in inputs.layout.placeholders:
        if one.name in {region.value for region in wanted}:
            found[Region(one.name)] = one
        elif one.type in TITLES:
            found.setdefault(Region.TITLE, one)
        elif one.type in {"ftr", "sldNum"}:
            found.setdefault(Region.FOOTER if one.type == "ftr" else Region.SLIDE_NUMBER, one)
    left = [one for one in inputs.layout.placeholders if one not in found.values()]
    return {**_by_size(inputs.kind, left, wanted - found.keys()), **found}


def _by_size(kind: Layout, left: Sequence[Placeholder], wanted: set[Region]) -> dict[Region, Placeholder]:
    text = regions(left, TEXT_TYPES | {"subTitle"})
    if Region.SUBTITLE in wanted or Region.GOAL in wanted:
        first = sorted(text, key=lambda one: one.type != "subTitle")[:1]
        return {Region.SUBTITLE if Region.SUBTITLE in wanted else Region.GOAL: one for one in first}
    if Region.ASIDE in wanted and Region.BODY in wanted:
        largest = regions(left, CONTENT_PLACEHOLDERS if kind is Layout.FIGURE_TEXT else TEXT_TYPES)[:2]
        if len(largest) == 2 and _beside(*largest):
            return _pair(kind, largest)
    if Region.BODY in wanted and text:
        return {Region.BODY: text[0]}
    return {}


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
    found = {} if Region.TITLE in places else {Region.TITLE: _title_box(inputs.size)}
    if Region.BODY not in PARTS[inputs.kind]:
        return found
    body = places.get(Region.BODY, inputs.layout.body_area)
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


def _title_box(size: Size) -> Box:
    return Box(size.width * 0.05, size.height * 0.06, size.width * 0.9, size.height * 0.14)


def _below(box: Box, height: Points) -> Box:
    return Box(box.left, box.top + height, box.width, box.height - height)


def _of_section(inputs: AreaInputs, places: dict[Region, Box]) -> Iterator[tuple[Region, Box]]:
    """Number and minutes above the title, goal below it, progress bar at the bottom or top; each only in free space."""
    title = places.get(Region.TITLE, _title_box(inputs.size))
    if Region.TITLE not in places:
        yield Region.TITLE, title
    area, taken = inputs.layout.body_area, [title, *(box for region, box in places.items() if region is Region.GOAL)]
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
    return inside and not any(overlap(box, other) for other in (*taken, *inputs.obstacles))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0.5 and along > 0.5
