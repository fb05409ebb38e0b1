"""What people changed besides words and shapes: it has no place in a course, and is told."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from coursedeck.model.edits import Unplaced
from coursedeck.model.origin import DeckFrame, Named, Origin, SlideFrame

_DECK = "the deck"
_LIBREOFFICE = "LibreOffice"
"""It replaces layouts and names typefaces in its own way."""
_ELSEWHERE, _ABOUT = 0.015, 0.06
"""Share of a figure by which one of its parts has to be moved before that is said, and in LibreOffice."""
_LEAST = 3
"""Parts that a figure needs before their places can be compared."""


def frame_edits(origin: Origin, found: DeckFrame, pairs: Mapping[int, int]) -> Iterator[Unplaced]:
    """The changes of the deck, then those of its slides; `pairs` are places of slides as built and as found."""
    built = origin.frame
    if built is None:
        return
    exact = _LIBREOFFICE not in found.program
    yield from (Unplaced(_DECK, 1, what) for what in _of_deck(origin, built, found, exact=exact))
    for place, there in pairs.items():
        if place < len(built.slides) and there < len(found.slides):
            slide = origin.slides[place]
            changes = _of_slide(built.slides[place], found.slides[there], exact=exact)
            yield from (Unplaced(slide.id, slide.line, what) for what in changes)


def _of_deck(origin: Origin, built: DeckFrame, found: DeckFrame, *, exact: bool) -> Iterator[str]:
    if abs(built.aspect - found.aspect) > 0.01:
        yield "its slides have another shape: choose another template, or `size` in course.toml"
    if built.colors and found.colors and built.colors != found.colors:
        yield "its theme has other colours: put them into the template"
    titles = {title.plain for title in origin.titles}
    for name in found.sections:
        if name not in built.sections and name not in titles:
            yield f"“{name}” is a new section of its slides: give it a heading"
    faces = [face for face in found.faces if face not in built.faces] if exact else []
    for face in faces:
        yield f"words are set in {face}: choose typefaces in the template"


def _of_slide(built: SlideFrame, found: SlideFrame, *, exact: bool) -> Iterator[str]:
    if exact and built.layout and found.layout and built.layout != found.layout:
        yield f"it has another layout: “{found.layout}”"
    if found.effects > built.effects:
        yield "it has a new transition or animation"
    if found.effects < built.effects and exact:
        yield "a transition or animation is gone"
    if found.painted and not built.painted:
        yield "it has a background of its own"
    if built.footer and found.footer and built.footer != found.footer:
        yield f"its footer is “{found.footer}”"
    within = _ELSEWHERE if exact else _ABOUT
    known = {name for name, _ in (*built.alts, *built.aligned)}
    yield from (
        f"“{name}” has another description: “{alt}”" for name, alt in _changed(built.alts, found.alts, dict(built.alts))
    )
    yield from (f"“{name}” is aligned in another way" for name, _ in _realigned(built.aligned, found.aligned))
    yield from (f"“{name}” has other merged cells" for name, _ in _changed(built.merged, found.merged, known))
    yield from (f"“{name}” is rotated" for name, _ in _changed(built.turned, found.turned, known))
    yield from (
        f"parts of the figure “{name}” stand elsewhere" for name in _rearranged(built.placed, found.placed, within)
    )


def _changed(built: Named, found: Named, known: Container[str]) -> Iterator[tuple[str, str]]:
    """What is said anew of the shapes that were built, whose names are `known`."""
    before = dict(built)
    names = [name for name, _ in found]
    for name, said in found:
        if name in known and names.count(name) == 1 and before.get(name, "") != said:
            yield name, said


def _realigned(built: Named, found: Named) -> Iterator[tuple[str, str]]:
    """Shapes with as many paragraphs as before, some of them aligned in another way."""
    before = dict(built)
    for name, letters in _changed(built, found, before):
        old = before.get(name, "")
        if len(old) == len(letters) and "?" not in old + letters:
            yield name, letters


def _rearranged(built: Named, found: Named, within: float) -> Iterator[str]:
    """Figures whose parts stand in other places to one another; programs may stretch the whole."""
    before, after = _by_figure(built), _by_figure(found)
    for figure in before.keys() & after.keys():
        common = sorted(before[figure].keys() & after[figure].keys())
        if len(common) < _LEAST:
            continue
        places = zip(*(_spread([one[figure][name] for name in common]) for one in (before, after)), strict=True)
        if any(max(abs(x - u), abs(y - v)) > within for (x, y), (u, v) in places):
            yield figure


def _by_figure(placed: Named) -> dict[str, dict[str, tuple[float, float]]]:
    found: dict[str, dict[str, tuple[float, float]]] = {}
    counted = [name for name, _ in placed]
    for name, place in placed:
        figure, _, part = name.partition("\n")
        if counted.count(name) == 1:
            x, _, y = place.partition(",")
            found.setdefault(figure, {})[part] = float(x), float(y)
    return found


def _spread(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places as shares of the room that all of them take."""
    left, top = min(x for x, _ in places), min(y for _, y in places)
    wide = max(max(x for x, _ in places) - left, max(y for _, y in places) - top, 1.0)
    return [((x - left) / wide, (y - top) / wide) for x, y in places]
