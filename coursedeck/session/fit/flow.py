"""Segments → pages: the largest type at which everything fits, else the pages of least cost.

A page costs 1, less full pages a little more, and each cut what it costs a reader: little between items or at a blank
line of code, much inside a table that would fit a slide of its own. Heights are compared with a tolerance of half a
point, which no viewer shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.model.page_cost import SMALLEST_CODE, code_cost, empty_cost, type_cost
from coursedeck.model.problem import Problem
from coursedeck.model.slide import TextParagraph
from coursedeck.model.units import Points
from coursedeck.model.values import replace
from coursedeck.session.fit.scale import COMFORTABLE, MAX_CODE_LINES, MAX_LINES, STEPS, Scale
from coursedeck.session.fit.segments import (
    GAP,
    ContainerKind,
    FlowSegment,
    code_lines,
    page_height,
    page_lines,
)

TypesetAtScale = Callable[[Scale], tuple[FlowSegment, ...]]
"""Typesets the same content at the given scale."""

TOLERANCE: Points = 0.5

ORPHAN = 0.8
"""What a page of a single line costs."""

_NEVER = 1e9


class Pages(Struct, frozen=True):
    """Content on pages of one scale."""

    scale: Scale
    pages: tuple[tuple[FlowSegment, ...], ...]

    def with_problem(self, problem: Problem) -> Pages:
        """These pages with one more problem, attached to the first segment."""
        (first, *segments), *pages = self.pages
        told = replace(first, problems=(*first.problems, problem))
        return replace(self, pages=((told, *segments), *pages))


def fits(segments: Sequence[FlowSegment], height: Points) -> bool:
    """Whether the segments fit on one slide: by height, lines of text and lines of code."""
    return (
        page_height(segments) <= height + TOLERANCE
        and page_lines(segments) <= MAX_LINES + 1
        and code_lines(segments) <= MAX_CODE_LINES
    )


def paginate(setter: TypesetAtScale, height: Points, *, keep: bool = False, largest: Points = STEPS[0].body) -> Pages:
    """Content on one page at the largest scale that holds it, else on as many as needed.

    With `keep` it stays on one page even where a dozen lines are exceeded, as long as the page holds it.
    """
    made: dict[Scale, tuple[FlowSegment, ...]] = {}

    def remembered(scale: Scale) -> tuple[FlowSegment, ...]:
        if scale not in made:
            made[scale] = setter(scale)
        return made[scale]

    whole = one_page(remembered, height, largest, keep=keep)
    if keep or (whole is not None and _code_size(whole.pages[0]) > SMALLEST_CODE):
        return whole or _split(remembered, height, largest)[1]
    cost, parted = _split(remembered, height, largest)
    return whole if whole is not None and _cost_of_one(whole, height) <= cost else parted


def one_page(setter: TypesetAtScale, height: Points, largest: Points, *, keep: bool = False) -> Pages | None:
    """Content on one page at the largest scale that holds it; None where none does."""
    least = 0.0
    for scale in STEPS:
        if scale.body > largest or least * scale.body**2 > height:
            continue
        segments = setter(scale)
        if fits(segments, height) or (keep and page_height(segments) <= height + TOLERANCE):
            return Pages(scale, (segments,))
        least = _least_height(segments) / scale.body**2
    return None


def _least_height(segments: Sequence[FlowSegment]) -> Points:
    """A height that the same content surely exceeds at a scale, in proportion to the square of its body size.

    Text of half the size has half as many lines of half the height; code may stand in two columns besides, objects
    keep their height.
    """
    text = all(segment.container.kind in {ContainerKind.TEXT, ContainerKind.CARD} for segment in segments)
    return 0.8 * page_height(segments) if text else 0.0


def _code_size(segments: Sequence[FlowSegment]) -> Points:
    """The size of the smallest code of a page that may be cut; without any, that of large text."""
    coded = [one for one in segments if one.container.kind is ContainerKind.CODE and not one.container.ascii_art]
    return min((paragraph.size for one in coded for paragraph in one.paragraphs), default=STEPS[0].code)


def _cost_of_one(whole: Pages, height: Points) -> float:
    """What one page costs that holds everything."""
    (page,) = whole.pages
    return 1.0 + empty_cost(page_height(page) / height) + type_cost(whole.scale.body, _code_size(page))


def _split(setter: TypesetAtScale, height: Points, largest: Points) -> tuple[float, Pages]:
    """The pages of least cost at the scale of least cost, and that; a larger scale wins where both cost the same."""
    best: Pages | None = None
    least = 0.0
    for scale in STEPS:
        if scale.body > max(COMFORTABLE.body, min(largest, 24.0)):
            continue
        segments = setter(scale)
        cost, pages = cheapest(segments, height)
        cost += type_cost(scale.body, None) + sum(code_cost(_code_size(page)) for page in pages)
        if best is None or cost < least:
            best, least = Pages(scale, pages), cost
    assert best is not None
    return least, best


def balanced(segments: Sequence[FlowSegment], height: Points) -> tuple[tuple[FlowSegment, ...], ...]:
    """The segments on the pages of least cost."""
    return cheapest(segments, height)[1]


def cheapest(segments: Sequence[FlowSegment], height: Points) -> tuple[float, tuple[tuple[FlowSegment, ...], ...]]:
    """The least cost, and the pages that have it: the best way to each place, from the best ways to all before it."""
    whole = _whole_containers(segments)
    best = [0.0] + [_NEVER] * len(segments)
    begun = [0] * (len(segments) + 1)
    for end in range(1, len(segments) + 1):
        cut = _cut_cost(segments, end, whole, height)
        page = _GrowingPage()
        for start in range(end - 1, -1, -1):
            page.prepend(segments[start])
            if start < end - 1 and not page.within(height):
                break
            cost = best[start] + page.cost(height) + cut
            if cost < best[end] - 1e-9:
                best[end], begun[end] = cost, start
    pages: list[tuple[FlowSegment, ...]] = []
    end = len(segments)
    while end:
        pages.append(_without_blank_ends(segments[begun[end] : end]))
        end = begun[end]
    return best[-1], tuple(page for page in reversed(pages) if page)


class _GrowingPage:
    """Height and lines of a page to which segments are added at its top."""

    def __init__(self) -> None:
        self.first: FlowSegment | None = None
        self.count = 0
        self.height: Points = 0.0
        self.lines = 0
        self.code = 0
        self.notes: dict[tuple[TextParagraph, ...], Points] = {}
        """Heights of its footnotes."""

    def prepend(self, segment: FlowSegment) -> None:
        """Adds a segment above those of the page."""
        if self.first is None:
            self.height += segment.container.overhead + segment.height
        elif self.first.container.index == segment.container.index:
            self.height += segment.height + self.first.space
        else:
            self.height += GAP + segment.container.overhead + segment.height
        for note in segment.footnotes:
            if note.paragraphs not in self.notes:
                self.height += note.height + (note.space if self.notes else GAP)
                self.notes[note.paragraphs] = note.height
        self.first = segment
        self.count += 1
        self.lines += page_lines((segment,))
        self.code += code_lines((segment,))

    def within(self, height: Points) -> bool:
        """Whether the page holds what it has."""
        return self.height <= height + TOLERANCE and self.lines <= MAX_LINES and self.code <= MAX_CODE_LINES

    def cost(self, height: Points) -> float:
        """What the page costs."""
        lonely = self.count == 1 and self.lines + self.code == 1
        return 1.0 + empty_cost(self.height / height) + (ORPHAN if lonely else 0.0)


def _whole_containers(segments: Sequence[FlowSegment]) -> dict[int, tuple[Points, int]]:
    """Height and lines of each container as a whole, by its index."""
    whole: dict[int, tuple[Points, int]] = {}
    for one in segments:
        height, lines = whole.get(one.container.index, (one.container.overhead, 0))
        whole[one.container.index] = (height + one.height + one.space, lines + one.lines)
    return whole


def _cut_cost(segments: Sequence[FlowSegment], at: int, whole: dict[int, tuple[Points, int]], height: Points) -> float:
    """What it costs a reader that a page begins with segment `at`."""
    if at == len(segments):
        return 0.0
    before, after = segments[at - 1], segments[at]
    if before.keep:
        return 6.0
    if before.container.index != after.container.index:
        return 0.0
    return _cost_inside(before, after, whole[before.container.index], height)


def _cost_inside(before: FlowSegment, after: FlowSegment, whole: tuple[Points, int], height: Points) -> float:
    """What it costs to cut between two segments of one container."""
    tall, lines = whole
    fits_alone = tall <= height + TOLERANCE
    match before.container.kind:
        case ContainerKind.CODE if before.container.ascii_art or (fits_alone and lines <= MAX_CODE_LINES):
            return 4.0
        case ContainerKind.CODE if after.blank or before.blank:
            return 0.05
        case ContainerKind.CODE:
            return 0.2 if after.top else 0.6
        case ContainerKind.TABLE:
            return 3.0 if fits_alone else 0.2
        case ContainerKind.CARD:
            return 2.0
        case _:
            return 0.05 if after.top else 0.5


def _without_blank_ends(page: Sequence[FlowSegment]) -> tuple[FlowSegment, ...]:
    """A page whose code neither begins nor ends with a blank line, unless it is all there is."""
    inked = [at for at, segment in enumerate(page) if not segment.blank]
    return tuple(page[inked[0] : inked[-1] + 1]) if inked else tuple(page)
