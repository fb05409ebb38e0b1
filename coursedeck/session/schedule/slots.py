"""The seconds of one section, handed down its parts to its slides.

A part's minutes belong to the slides under it, exactly: what a title promises, the clock keeps. What a part leaves open
is shared over the slides that no timed part claims, in proportion to what they need. Where nothing is left open, such a
slide (the lead-in of an exercise, say) has no time, which `findings` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.model.schedule import whole_seconds
from coursedeck.model.session import Part
from coursedeck.model.slide import Layout, PlacedSlide
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.share import apportion

OPENING = 20
"""Seconds that a section's opening slide is worth at least."""


class _Claim(Struct, frozen=True):
    """A timed part, its seconds and the slides that share them."""

    part: Part
    seconds: int
    slides: tuple[PlacedSlide, ...]


def slide_seconds(
    part: Part, seconds: int, slides: Sequence[PlacedSlide], needs: Mapping[str, int]
) -> Mapping[str, int]:
    """Seconds of each slide of `part`, by slide id; they add up to `seconds` where there is a slide at all.

    `slides` are those shown, in order; `needs` are seconds by slide id.
    """
    if not slides:
        return {}
    order = {below.id: index for index, below in enumerate(part.walk())}
    claims = _claims(part, slides, order)
    unclaimed = _unclaimed(claims, slides)
    left = seconds - sum(claim.seconds for claim in claims)
    if left < 0 or (left > 0 and not unclaimed):
        claims, left = _scaled(claims, seconds), 0
    result = dict(_by_need(left, unclaimed, needs))
    for claim in claims:
        result |= _within(claim, needs)
    return result


def _within(claim: _Claim, needs: Mapping[str, int]) -> Mapping[str, int]:
    if any(_timed_below(claim.part)):
        return slide_seconds(claim.part, claim.seconds, claim.slides, needs)
    return dict(_by_need(claim.seconds, claim.slides, needs))


def _by_need(seconds: int, slides: Sequence[PlacedSlide], needs: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Shares in proportion to need; a section's opening slide gets little more than it needs, the others the rest."""
    shares = apportion(seconds, [needs[slide.id] for slide in slides])
    openers = [slide.layout is Layout.SECTION for slide in slides]
    if any(openers) and not all(openers):
        capped = [
            min(share, max(OPENING, needs[slide.id])) if opens else 0
            for share, slide, opens in zip(shares, slides, openers, strict=True)
        ]
        weights = [0 if opens else needs[slide.id] for slide, opens in zip(slides, openers, strict=True)]
        rest = apportion(seconds - sum(capped), weights)
        shares = tuple(map(sum, zip(capped, rest, strict=True)))
    return zip((slide.id for slide in slides), shares, strict=True)


def _timed_below(part: Part) -> Iterator[Part]:
    """The nearest parts below that have minutes of their own, in order."""
    for child in part.parts:
        if child.hidden:
            continue
        if child.minutes is not None:
            yield child
        else:
            yield from _timed_below(child)


def _claims(part: Part, slides: Sequence[PlacedSlide], order: Mapping[str, int]) -> tuple[_Claim, ...]:
    """What the timed parts below claim; one without a slide of its own claims the slide that shows it."""
    claims: list[_Claim] = []
    for timed in _timed_below(part):
        ids = {below.id for below in timed.walk()}
        own = tuple(slide for slide in slides if slide.part in ids)
        shown_on = own or (_host(timed, slides, order),)
        seconds = whole_seconds(timed.minutes or Minutes(0))
        same = next((index for index, claim in enumerate(claims) if shown_on[0] in claim.slides), None)
        if same is None:
            claims.append(_Claim(timed, seconds, shown_on))
        else:
            claims[same] = replace(claims[same], seconds=claims[same].seconds + seconds)
    return tuple(claims)


def _host(timed: Part, slides: Sequence[PlacedSlide], order: Mapping[str, int]) -> PlacedSlide:
    """The slide that shows a part which has no slide of its own: the last one that starts before the part."""
    before = [slide for slide in slides if _position(slide, order) <= order[timed.id]]
    return before[-1] if before else slides[0]


def _position(slide: PlacedSlide, order: Mapping[str, int]) -> int:
    return order.get(slide.part or "", 0)


def _unclaimed(claims: Sequence[_Claim], slides: Sequence[PlacedSlide]) -> tuple[PlacedSlide, ...]:
    claimed = {slide.id for claim in claims for slide in claim.slides}
    return tuple(slide for slide in slides if slide.id not in claimed)


def _scaled(claims: Sequence[_Claim], seconds: int) -> tuple[_Claim, ...]:
    """The claims made to add up to `seconds`."""
    shares = apportion(seconds, [claim.seconds for claim in claims])
    return tuple(replace(claim, seconds=share) for claim, share in zip(claims, shares, strict=True))
