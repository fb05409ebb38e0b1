"""Shapes of a slide before and after: which is which, and what changed in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coursedeck.edits.compare.likeness import likeness
from coursedeck.edits.compare.tables import table_edits
from coursedeck.edits.compare.texts import OnSlide, as_built, as_found, paragraph_edits, reworded
from coursedeck.model.deck_file import FileParagraph, FileShape, ShapeKind
from coursedeck.model.edits import Edit, Relabelled, ShapeMoved, TextAdded, Unplaced, ValueChanged
from coursedeck.model.origin import CharacterStyle, OriginParagraph, OriginShape, OriginSlide, StyledText
from coursedeck.model.units import Box, Points

_KINDS = {
    "title": {ShapeKind.TEXT},
    "text": {ShapeKind.TEXT},
    "formula": {ShapeKind.TEXT, ShapeKind.PICTURE},
    "table": {ShapeKind.TABLE},
    "chart": {ShapeKind.CHART},
    "picture": {ShapeKind.PICTURE, ShapeKind.TEXT},
    "figure": {ShapeKind.GROUP, ShapeKind.PICTURE},
    "bar": {ShapeKind.GROUP},
}
_SECTION = 2
"""Level of a section's heading."""
_MOVED = 3.0
"""Points by which a shape has to be moved before that is said."""
_USUAL = 18.0
"""Size of text in points that says none (ECMA-376 part 1, 21.1.2.3.9)."""
_SHRUNK = 0.02
"""Share of its size by which a figure may differ."""


def shape_edits(
    slide: OriginSlide, shapes: Sequence[FileShape], titles: Mapping[str, OriginParagraph]
) -> Iterator[Edit]:
    """What changed in the shapes of a slide."""
    outer = [shape for shape in shapes if shape.group is None and not shape.is_header_footer]
    pairs = _matched(slide.shapes, outer)
    here = OnSlide(slide.id, slide.line, titles)
    for place, built in enumerate(slide.shapes):
        found = pairs.get(place)
        if found is None:
            yield from _gone(here, built)
            continue
        yield from _inside(replace(here, line=_line(here, slide, built)), built, outer[found], shapes)
        yield from _moved(slide.id, built, outer[found])
    known = set(pairs.values())
    for place, shape in enumerate(outer):
        if place not in known and shape.kind is ShapeKind.TEXT and shape.plain.strip() and shape.box is not None:
            words = tuple((as_found(one), _size(one)) for one in shape.paragraphs if one.plain.strip())
            yield TextAdded(slide.id, shape.box, words)
        elif place not in known:
            what = " ".join(shape.plain.split()) or shape.name
            yield Unplaced(slide.id, slide.line, f"new: {shape.kind.value} “{what}”")


def _line(here: OnSlide, slide: OriginSlide, shape: OriginShape) -> int:
    """The line of the heading to which a shape belongs: minutes on the agenda to the section beside them."""
    beside = shape.name.replace("minutes", "agenda")
    row = next((one for one in slide.shapes if one.name == beside and one is not shape and one.paragraphs), None)
    title = here.title(row.paragraphs[0].plain) if row is not None else None
    return here.line if title is None else title.line


def _size(paragraph: FileParagraph) -> Points:
    """The size of a paragraph's largest words; PowerPoint's own where it says none."""
    return max((run.size for run in paragraph.runs if run.size is not None), default=_USUAL)


def _matched(built: Sequence[OriginShape], found: Sequence[FileShape]) -> dict[int, int]:
    """Places of the shapes as found, by those of the shapes as built: by name and kind, else the most alike."""
    names = Counter(shape.name for shape in found)
    pairs: dict[int, int] = {}
    by_name = {shape.name: place for place, shape in enumerate(found) if names[shape.name] == 1}
    for place, shape in enumerate(built):
        there = by_name.get(shape.name)
        if there is not None and found[there].kind in _KINDS[shape.kind]:
            pairs[place] = there
    title = next((place for place, shape in enumerate(found) if shape.is_title), None)
    own = next((place for place, shape in enumerate(built) if shape.kind == "title"), None)
    if title is not None and own is not None and own not in pairs and title not in pairs.values():
        pairs[own] = title
    left = [place for place in range(len(built)) if place not in pairs]
    free = [place for place in range(len(found)) if place not in pairs.values()]
    scores = [(_alike(built[one], found[other]), one, other) for one in left for other in free]
    for score, one, other in sorted(scores, key=lambda entry: (-entry[0], entry[1:])):
        if score > 0.3 and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _alike(built: OriginShape, found: FileShape) -> float:
    if found.kind not in _KINDS[built.kind]:
        return 0.0
    words = "\n".join(paragraph.plain for paragraph in built.paragraphs)
    place = _near(built.box, found.box)
    if not words.strip() or built.kind in {"figure", "bar", "formula"}:
        return place if not found.plain.strip() or built.kind in {"figure", "bar", "formula"} else 0.0
    return 0.75 * likeness(words, found.plain) + 0.25 * place


def _near(one: Box, other: Box | None) -> float:
    """From 0 to 1, how much two boxes cover the same place."""
    if other is None:
        return 0.5
    far = abs(one.left - other.left) + abs(one.top - other.top)
    far += abs(one.width - other.width) + abs(one.height - other.height)
    return max(0.0, 1.0 - far / 400)


def _gone(slide: OnSlide, built: OriginShape) -> Iterator[Edit]:
    if any(paragraph.written for paragraph in built.paragraphs):
        yield from paragraph_edits(slide, built.paragraphs, ())
    elif built.kind in {"table", "chart", "picture", "figure"}:
        yield Unplaced(slide.id, built.line, f"the {built.kind} “{built.name}” is gone")


def _inside(slide: OnSlide, built: OriginShape, found: FileShape, shapes: Sequence[FileShape]) -> Iterator[Edit]:
    match built.kind:
        case "title" | "text":
            yield from paragraph_edits(slide, built.paragraphs, found.paragraphs)
        case "table":
            yield from table_edits(slide, built, found)
        case "chart":
            yield from _values(slide.id, built, found)
        case "figure":
            yield from _labels(slide.id, built, found, shapes)
        case "bar":
            yield from _bar(slide, built, found, shapes)
        case _:
            return


def _values(slide: str, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """Changed numbers of a chart; its words are told as they are."""
    if not built.rows or not found.rows:
        return
    names = built.rows[0]
    after = {row[0]: row for row in found.rows[1:]}
    for number, row in enumerate(built.rows[1:]):
        new = after.get(row[0])
        if new is None or len(new) != len(row):
            yield Unplaced(slide, built.line, f"the chart's row “{row[0]}” is gone or has other columns")
            continue
        for place, (name, old, now) in enumerate(zip(names[1:], row[1:], new[1:], strict=True)):
            if not _same_number(old, now):
                yield ValueChanged(slide, built.line, (place, number), name, row[0], old, now)
    for label in after.keys() - {row[0] for row in built.rows[1:]}:
        yield Unplaced(slide, built.line, f"the chart has a new row “{label}”")


def _same_number(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(one)))
    except ValueError:
        return one == other


def _bar(slide: OnSlide, built: OriginShape, found: FileShape, shapes: Sequence[FileShape]) -> Iterator[Edit]:
    """Other minutes in the cells of the session's bar, which has one for each section."""
    cells = [shape for shape in shapes if shape.group == found.id and shape.kind is ShapeKind.TEXT]
    sections = [title.line for title in slide.titles.values() if title.level == _SECTION]
    if len(cells) != len(built.paragraphs):
        yield Unplaced(slide.id, slide.line, "the bar of the session has other cells")
        return
    for place, (label, cell) in enumerate(zip(built.paragraphs, cells, strict=True)):
        now = StyledText(cell.plain, (CharacterStyle(),) * len(cell.plain))
        line = sorted(sections)[place] if len(sections) == len(cells) else 0
        yield from reworded(replace(slide, line=line), label, as_built(label), now)


_BLANKS = re.compile(r"\s+")


def _labels(slide: str, built: OriginShape, found: FileShape, shapes: Sequence[FileShape]) -> Iterator[Edit]:
    """Texts of a figure: those that are gone and those that are new, the most alike belonging together."""
    if not built.paragraphs:
        return
    inner = [shape for shape in shapes if shape.group == found.id]
    now = Counter(_BLANKS.sub(" ", shape.plain).strip() for shape in inner if shape.plain.strip())
    before = Counter(_BLANKS.sub(" ", paragraph.plain).strip() for paragraph in built.paragraphs)
    gone, new = list((before - now).elements()), list((now - before).elements())
    for old in gone:
        best = max(new, key=lambda text: likeness(old, text), default=None)
        if best is None:
            yield Unplaced(slide, built.line, f"“{old}” is gone from the figure {built.name}")
            continue
        new.remove(best)
        yield Relabelled(slide, built.name, built.line, old, best)
    for text in new:
        yield Unplaced(slide, built.line, f"“{text}” is new in the figure {built.name}")


def _moved(slide: str, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    if found.box is None or found.turned:
        return
    if _elsewhere(built, found.box):
        yield ShapeMoved(slide, built.name, built.box, found.box)


def _elsewhere(built: OriginShape, box: Box) -> bool:
    """Whether a shape stands elsewhere, or has another size; LibreOffice shrinks groups to what is in them."""
    there = built.box
    across = abs(there.left + there.width / 2 - box.left - box.width / 2)
    down = abs(there.top + there.height / 2 - box.top - box.height / 2)
    grown = max(abs(there.width - box.width), abs(there.height - box.height))
    allowed = _MOVED + (_SHRUNK * max(there.width, there.height) if built.kind == "figure" else 0.0)
    return across > _MOVED or down > _MOVED or grown > allowed
