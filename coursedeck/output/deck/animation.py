"""Builds: paragraphs and figures that appear click by click (ECMA-376 part 1, 19.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct

from coursedeck.output.deck.xml import Attributes, Element, element

_APPEAR: Attributes = {
    "presetID": 1,
    "presetClass": "entr",
    "presetSubtype": 0,
    "fill": "hold",
    "nodeType": "clickEffect",
}
"""PowerPoint's effect "Appear" ([MS-OE376] 2.1.1335)."""


class Build(Struct, frozen=True):
    """A shape that appears on click as a whole, or by ranges of paragraphs (first and last index of each click)."""

    shape_id: int
    paragraphs: tuple[tuple[int, int], ...] = ()


class Film(Struct, frozen=True):
    """A shape that plays a film, or a recording, when it is clicked."""

    shape_id: int
    sound: bool


def timing(builds: Sequence[Build], films: Sequence[Film] = ()) -> Element | None:
    """``p:timing`` that shows the builds click by click, in order, and lets films play; None without any of them."""
    clicks = [(build, part) for build in builds for part in (build.paragraphs or (None,))]
    if not clicks and not films:
        return None
    ids = count(3)
    steps = [_click(build.shape_id, part, ids) for build, part in clicks]
    sequence = element(
        "p:seq",
        {"concurrent": True, "nextAc": "seek"},
        element("p:cTn", {"id": 2, "dur": "indefinite", "nodeType": "mainSeq"}, element("p:childTnLst", None, *steps)),
        element("p:prevCondLst", None, _slide_event("onPrev")),
        element("p:nextCondLst", None, _slide_event("onNext")),
    )
    root = element(
        "p:cTn",
        {"id": 1, "dur": "indefinite", "restart": "never", "nodeType": "tmRoot"},
        _children(*([sequence] if clicks else []), *(_film(film, next(ids)) for film in films)),
    )
    listed = [
        element("p:bldP", {"spid": build.shape_id, "grpId": 0, "build": "p"}) for build in builds if build.paragraphs
    ]
    tree = element("p:tnLst", None, element("p:par", None, root))
    return element("p:timing", None, tree, element("p:bldLst", None, *listed) if listed else None)


def _film(film: Film, identity: int) -> Element:
    """A film that waits for a click (ECMA-376 part 1, 19.5.23 and 19.5.91)."""
    node = element("p:cTn", {"id": identity, "fill": "hold", "display": False}, _start("indefinite"))
    media = element("p:cMediaNode", {"vol": 80_000}, node, _target(film.shape_id, None))
    return element("p:audio" if film.sound else "p:video", None, media)


def _click(shape_id: int, part: tuple[int, int] | None, ids: Iterator[int]) -> Element:
    """One click: three nested time nodes, as PowerPoint writes them, around the effect."""
    outer, middle, inner, effect = (next(ids) for _ in range(4))
    behaviour = element(
        "p:cBhvr",
        None,
        element("p:cTn", {"id": effect, "dur": 1, "fill": "hold"}, _start("0")),
        _target(shape_id, part),
        element("p:attrNameLst", None, element("p:attrName", text="style.visibility")),
    )
    show = element("p:set", None, behaviour, element("p:to", None, element("p:strVal", {"val": "visible"})))
    effect_of = {"id": inner, **_APPEAR, "grpId": None if part is None else 0}
    appear = element("p:cTn", effect_of, _start("0"), _children(show))
    within = element("p:cTn", {"id": middle, "fill": "hold"}, _start("0"), _children(element("p:par", None, appear)))
    step = element(
        "p:cTn", {"id": outer, "fill": "hold"}, _start("indefinite"), _children(element("p:par", None, within))
    )
    return element("p:par", None, step)


def _target(shape_id: int, part: tuple[int, int] | None) -> Element:
    inside = None
    if part is not None:
        inside = element("p:txEl", None, element("p:pRg", {"st": part[0], "end": part[1]}))
    return element("p:tgtEl", None, element("p:spTgt", {"spid": shape_id}, inside))


def _start(delay: str) -> Element:
    return element("p:stCondLst", None, element("p:cond", {"delay": delay}))


def _slide_event(event: str) -> Element:
    return element("p:cond", {"evt": event, "delay": 0}, element("p:tgtEl", None, element("p:sldTgt")))


def _children(*nodes: Element) -> Element:
    return element("p:childTnLst", None, *nodes)
