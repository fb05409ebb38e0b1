"""Slides → fewer, fuller slides, where a deck has more of them than its minutes ask for.

Neighbours share a slide side by side or below one another, each under its own heading. The slides are divided anew, so
that as little as possible is lost, until the deck is short enough or nothing is left that could be joined and read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from coursedeck.model.page_cost import empty_cost
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import Layout, Slide
from coursedeck.model.values import replace
from coursedeck.session.plan.draft import heading_of
from coursedeck.session.plan.join import both_titles
from coursedeck.session.plan.shared import SharedSlide, SlidePiece, piece_of, shared_slide
from coursedeck.session.plan.space import SpaceEstimator

MINUTES_A_SLIDE = 2
"""How long a slide is looked at, on average, in a session that is well paced."""

LEAST_MINUTES_A_SLIDE = 1.5
"""The same in one that has much to show, and dividers besides."""

FEW = 12
"""A deck of so many slides is short enough, whatever its minutes."""

WORTH = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""What may be lost for one slide less: little at first, more where that is not enough."""

ALIKE = 0.3
"""What may be lost for one slide less where its title is that of the one before."""

MOST_JOINED = 6
"""So many slides are joined at most."""

MISSES = 2
"""After so many sets of slides, each larger than the one before, that are no slide, no larger one is tried."""

_DISTANT = 0.5
_SECTIONS = 0.2
_RULED = 0.15
"""What it costs that two slides belong to different subjects of a section, to two sections, or are parted by a rule."""

_JOINED_LAYOUTS = frozenset(
    {
        Layout.CONTENT,
        Layout.TWO_CONTENT,
        Layout.FIGURE,
        Layout.FIGURE_TEXT,
        Layout.TABLE,
        Layout.CHART,
        Layout.CODE,
    }
)


class _Place(Struct, frozen=True):
    """Where a part stands in its session."""

    above: tuple[str, ...]
    """Ids of the parts that it stands in, itself the last."""
    fixed: bool
    """It may be left out of a delivery, so that its slides are its own."""
    timed: bool = False
    """Its section has minutes."""


def most_slides(minutes: float, each: float = MINUTES_A_SLIDE) -> int:
    """How many slides a session of so many minutes should have at most, where `each` takes so long."""
    return max(FEW, round(minutes / each))


def condensed(
    slides: Sequence[Slide], session: Session, space: SpaceEstimator, enough: Callable[[Sequence[Slide]], bool]
) -> list[SharedSlide]:
    """`slides` with neighbours joined until they are few `enough`, as far as that can be read."""
    joining = _Joining(slides, _places(session), _headed_by_section(slides, session), space)
    runs: list[SharedSlide] = []
    for worth in WORTH:
        runs = joining.divided(worth)
        if enough([run.slide for run in runs]):
            break
    return runs


def with_titles_joined(slides: Sequence[Slide], session: Session, space: SpaceEstimator) -> list[SharedSlide]:
    """`slides` with neighbours of one title joined where they are as readable on one."""
    return _Joining(slides, _places(session), _headed_by_section(slides, session), space, alike=True).divided(ALIKE)


def _headed_by_section(slides: Sequence[Slide], session: Session) -> Mapping[str, SlidePiece]:
    """The first slide of each section by its id, with a title that names the section too."""
    found: dict[int, Slide] = {}
    for slide in slides:
        if slide.section is not None:
            found.setdefault(slide.section, slide)
    titled = ((slide, heading_of(session.parts[index])) for index, slide in found.items())
    return {
        slide.id: piece_of(
            slide if slide.title.plain == heading.plain else replace(slide, title=both_titles(heading, slide.title))
        )
        for slide, heading in titled
    }


class _Joining:
    """Slides, and what those that may be joined cost as one."""

    def __init__(
        self,
        slides: Sequence[Slide],
        places: Mapping[str, _Place],
        openers: Mapping[str, SlidePiece],
        space: SpaceEstimator,
        *,
        alike: bool = False,
    ) -> None:
        self.pieces = [piece_of(slide) for slide in slides]
        self.places = places
        self.openers = openers
        """First slides of sections that name their section, by id."""
        self.space = space
        self.alike = alike
        """Whether only slides of one title are joined."""
        self.known: dict[tuple[int, int], SharedSlide | None] = {}

    def divided(self, worth: float) -> list[SharedSlide]:
        """The division of the slides that costs least, where each slide costs `worth` besides what is lost on it."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(self.pieces) + 1):
            choices: list[tuple[float, int]] = []
            misses = 0
            for start in range(end - 1, max(-1, end - 1 - MOST_JOINED), -1):
                found = self.run(start, end)
                misses = 0 if found else misses + 1
                if found:
                    choices.append((round(best[start][0] + found.cost + worth, 6), -start))
                if misses == MISSES:
                    break
            cost, start = min(choices)
            best.append((cost, -start))
        runs: list[SharedSlide] = []
        end = len(self.pieces)
        while end:
            start = best[end][1]
            found = self.run(start, end)
            assert found is not None
            runs.append(found)
            end = start
        return runs[::-1]

    def run(self, start: int, end: int) -> SharedSlide | None:
        """The slides from `start` to `end` as one; None where they must not share one, or cannot be read there."""
        if (start, end) not in self.known:
            pieces = tuple(self.pieces[start:end])
            self.known[start, end] = self._single(pieces[0]) if len(pieces) == 1 else self._shared(pieces, start, end)
        return self.known[start, end]

    def _single(self, piece: SlidePiece) -> SharedSlide:
        """A slide as it is; it costs what is empty on it."""
        text = piece.slide.layout is Layout.CONTENT and not piece.slide.aside
        setting = self.space.setting(Layout.CONTENT, piece.blocks) if text else None
        return SharedSlide((piece,), piece.slide, empty_cost(setting.fill) if setting else 0.0)

    def _shared(self, pieces: tuple[SlidePiece, ...], start: int, end: int) -> SharedSlide | None:
        slides = [piece.slide for piece in pieces]
        spoken = sum(bool(slide.notes) for slide in slides)
        if spoken > 1 or not all(_may_share(slide, self.places) for slide in slides):  # somebody speaks about each
            return None
        if self.alike and (len({slide.title.plain for slide in slides}) > 1 or any(one.ruled for one in slides[1:])):
            return None
        crossing = slides[0].section != slides[-1].section
        if crossing:
            if not self._are_small_sections(start, end):
                return None
            pieces = tuple(self.openers.get(piece.slide.id, piece) for piece in pieces)
        found = shared_slide(pieces, is_headed=_is_headed(pieces, self.places), space=self.space)
        if found is None:
            return None
        apart = sum(self._distance(one, other) for one, other in pairwise(slides))
        timed = [one.section for one in slides if self.places[one.part or ""].timed]
        slide = replace(found.slide, section=timed[0] if timed else slides[0].section)
        return replace(found, slide=slide, cost=found.cost + apart, under=_lowest(pieces, self.places))

    def _distance(self, one: Slide, other: Slide) -> float:
        """What it costs that neighbours share a slide although they are about different things."""
        if one.title.plain == other.title.plain:
            return 0.0
        if one.section != other.section:
            return _SECTIONS
        return (_DISTANT if _are_distant(one, other, self.places) else 0.0) + (_RULED if other.ruled else 0.0)

    def _are_small_sections(self, start: int, end: int) -> bool:
        """Whether slides are all that their sections show, of which at most one takes time of its own."""
        inside = {piece.slide.section for piece in self.pieces[start:end]}
        around = (*self.pieces[max(0, start - 1) : start], *self.pieces[end : end + 1])
        if any(piece.slide.section in inside for piece in around):
            return False
        pieces = self.pieces[start:end]
        return len({one.slide.section for one in pieces if self.places[one.slide.part or ""].timed}) <= 1


def _is_headed(pieces: Sequence[SlidePiece], places: Mapping[str, _Place]) -> bool:
    """Whether the first slide has the title of a part to which all others belong."""
    first = pieces[0].slide
    if first.id != first.part and first.part is not None:
        return False
    above = places[first.part or ""].above
    return all(places[piece.slide.part or ""].above[: len(above)] == above for piece in pieces)


def _lowest(pieces: Sequence[SlidePiece], places: Mapping[str, _Place]) -> str | None:
    """The lowest part in which all slides stand."""
    levels = zip(*(places[piece.slide.part or ""].above for piece in pieces), strict=False)
    shared = [ids[0] for ids in levels if len(set(ids)) == 1]
    return shared[-1] if shared else None


def _may_share(slide: Slide, places: Mapping[str, _Place]) -> bool:
    """Whether a slide holds what the planner put there, and nobody's wishes are against a neighbour."""
    if slide.alone or slide.hidden or slide.keep or slide.builds or slide.shown_as:
        return False
    place = places.get(slide.part or "")
    return slide.layout in _JOINED_LAYOUTS and place is not None and not place.fixed


def _are_distant(one: Slide, other: Slide, places: Mapping[str, _Place]) -> bool:
    """Whether two slides stand neither one below the other nor under one heading."""
    first, second = places[one.part or ""].above, places[other.part or ""].above
    shared = sum(1 for a, b in zip(first, second, strict=False) if a == b)
    return shared < min(len(first), len(second)) - 1


def _places(session: Session) -> Mapping[str, _Place]:
    found = {"": _Place((), fixed=False)}

    def walk(part: Part, above: tuple[str, ...], *, fixed: bool, timed: bool) -> None:
        mine, kept = (*above, part.id), fixed or part.hidden or part.optional is not None
        found[part.id] = _Place(mine, kept, timed)
        for child in part.parts:
            walk(child, mine, fixed=kept, timed=timed)

    for part in session.parts:
        walk(part, (), fixed=False, timed=part.planned() is not None)
    return found
