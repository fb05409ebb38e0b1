"""Shapes of a slide before and after: which is which, and what changed in each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coursedeck.base.text.likeness import likeness
from coursedeck.edits.compare.looks import look_edits, same_color
from coursedeck.edits.compare.tables import table_edits
from coursedeck.edits.compare.texts import OnSlide, as_built, as_found, paragraph_edits, reworded
from coursedeck.model.deck_file import FileParagraph, FileShape, ShapeKind
from coursedeck.model.edits import (
    ChartChanged,
    CodeChanged,
    Edit,
    Relabelled,
    ShapeAdded,
    ShapeMoved,
    ShapeRecolored,
    ShapeRemoved,
    TextAdded,
    Unplaced,
    ValueChanged,
)
from coursedeck.model.origin import CharacterStyle, OriginParagraph, OriginShape, OriginSlide, StyledText
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace

_KINDS = {
    "title": {ShapeKind.TEXT},
    "text": {ShapeKind.TEXT},
    "code": {ShapeKind.TEXT},
    "formula": {ShapeKind.TEXT, ShapeKind.PICTURE},
    "table": {ShapeKind.TABLE},
    "chart": {ShapeKind.CHART},
    "picture": {ShapeKind.PICTURE, ShapeKind.TEXT},
    "figure": {ShapeKind.GROUP, ShapeKind.PICTURE},
    "bar": {ShapeKind.GROUP},
    "drawing": {ShapeKind.TEXT, ShapeKind.PICTURE, ShapeKind.LINE, ShapeKind.GROUP, ShapeKind.TABLE},
}
_SECTION = 2
"""Level of a section's heading."""
_MOVED = 3.0
"""Points by which a shape has to be moved before that is said."""
_LEAST = 0.3
"""Likeness from which on two shapes are the same."""
_USUAL = 18.0
"""Size of text in points that says none (ECMA-376 part 1, 21.1.2.3.9)."""
_SHRUNK = 0.02
"""Share of its size by which a figure may differ."""


def shape_edits(
    slide: OriginSlide, shapes: Sequence[FileShape], titles: Mapping[str, OriginParagraph], part: str
) -> Iterator[Edit]:
    """What changed in the shapes of a slide; `part` is that of the slide in the deck."""
    outer = [shape for shape in shapes if shape.group is None and not shape.is_header_footer]
    pairs = _matched(slide.shapes, outer)
    here = OnSlide(slide.id, slide.line, titles)
    for place, built in enumerate(slide.shapes):
        found = pairs.get(place)
        if found is None:
            yield from _gone(here, built)
            continue
        yield from _inside(replace(here, line=_line(here, slide, built), shape=built.name), built, outer[found], shapes)
        yield from _moved(slide.id, built, outer[found])
        yield from _recolored(slide.id, built, outer[found])
    known = set(pairs.values())
    for place, shape in enumerate(outer):
        if place not in known and _is_text_box(shape) and shape.box is not None:
            words = tuple((as_found(one), _size(one)) for one in shape.paragraphs if one.plain.strip())
            yield TextAdded(slide.id, shape.box, words)
        elif place not in known:
            what = " ".join(shape.plain.split()) or shape.name
            yield ShapeAdded(slide.id, slide.line, part, shape.id, shape.kind.value, what)


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
    """Places of the shapes as found, by those of the shapes as built: the most alike, else those of one name."""
    pairs = _unchanged(built, found)
    scores = [
        (score, one, other)
        for one in range(len(built))
        if one not in pairs
        for other in range(len(found))
        if other not in pairs.values() and (score := _alike(built[one], found[other])) > _LEAST
    ]
    for _, one, other in sorted(scores, key=lambda entry: (-entry[0], entry[1:])):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    names = Counter(shape.name for shape in found)
    by_name = {shape.name: place for place, shape in enumerate(found) if names[shape.name] == 1}
    title = next((place for place, shape in enumerate(found) if shape.is_title), None)
    for one, shape in enumerate(built):
        there = by_name.get(shape.name) if shape.kind != "title" or title is None else title
        same = there is not None and found[there].kind in _KINDS[shape.kind] and there not in pairs.values()
        if one not in pairs and there is not None and same:
            pairs[one] = there
    return pairs


def _unchanged(built: Sequence[OriginShape], found: Sequence[FileShape]) -> dict[int, int]:
    """The shapes whose name and words are those that were built."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, shape in enumerate(found):
        places.setdefault((shape.name, shape.plain), []).append(place)
    pairs: dict[int, int] = {}
    for one, origin in enumerate(built):
        there = places.get((origin.name, "\n".join(paragraph.plain for paragraph in origin.paragraphs)), [])
        if len(there) == 1 and found[there[0]].kind in _KINDS[origin.kind] and there[0] not in pairs.values():
            pairs[one] = there[0]
    return pairs


def _alike(built: OriginShape, found: FileShape) -> float:
    """From 0 to 1, how much speaks for two shapes being one: words, name and place."""
    if found.kind not in _KINDS[built.kind]:
        return 0.0
    words = "\n".join(paragraph.plain for paragraph in built.paragraphs)
    called = 1.0 if built.name == found.name or (built.kind == "title" and found.is_title) else 0.0
    beside = 0.5 * called + 0.5 * _near(built.box, found.box)
    if not words.strip() or built.kind in {"figure", "bar", "formula", "table"}:
        wordless = built.kind in {"figure", "bar", "formula", "table"} or not found.plain.strip()
        return beside if wordless else 0.0
    return 0.65 * likeness(words, found.plain) + 0.35 * beside


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
    else:
        yield ShapeRemoved(slide.id, built.name)


def _inside(slide: OnSlide, built: OriginShape, found: FileShape, shapes: Sequence[FileShape]) -> Iterator[Edit]:
    match built.kind:
        case "title" | "text":
            yield from paragraph_edits(slide, built.paragraphs, found.paragraphs)
        case "code":
            yield from _code(slide, built, found)
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


def _code(slide: OnSlide, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """Changed lines of a listing, from the first to the last."""
    old = built.lines
    new = tuple(line for one in found.paragraphs for line in one.plain.split("\n"))
    if [line.rstrip() for line in old] == [line.rstrip() for line in new]:
        if len(built.paragraphs) == len(found.paragraphs):
            for line, now in zip(built.paragraphs, found.paragraphs, strict=True):
                yield from look_edits(slide.id, built.name, line, now)
        return
    yield CodeChanged(slide.id, slide.line, old, new)


def _values(slide: str, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """Changed numbers of a chart and new names, or all of it where its rows or columns are others."""
    if not built.rows or not found.rows:
        return
    if not _same_grid(built.rows, found.rows):
        yield ChartChanged(slide, built.line, built.rows, found.rows)
        return
    for old, new in _renamed(built.rows, found.rows):
        yield Relabelled(slide, built.name, built.line, old, new)
    names = built.rows[0]
    for number, (row, there) in enumerate(zip(built.rows[1:], found.rows[1:], strict=True)):
        for place, (name, was, now) in enumerate(zip(names[1:], row[1:], there[1:], strict=True)):
            if not _same_number(was, now):
                yield ValueChanged(slide, built.line, (place, number), name, row[0], was, now)


_Rows = Sequence[tuple[str, ...]]


def _same_grid(built: _Rows, found: _Rows) -> bool:
    """Whether a chart has as many rows and columns, none of them in the place of another."""
    if len(built) != len(found) or any(len(one) != len(other) for one, other in zip(built, found, strict=True)):
        return False
    labels = [row[0] for row in built[1:]], [row[0] for row in found[1:]]
    return all(
        old == new or (old and new and new not in before and before.count(old) == 1)
        for before, after in (labels, (built[0][1:], found[0][1:]))
        for old, new in zip(before, after, strict=True)
    )


def _renamed(built: _Rows, found: _Rows) -> Iterator[tuple[str, str]]:
    """Categories and series under other names."""
    pairs = [(one[0], other[0]) for one, other in zip(built[1:], found[1:], strict=True)]
    pairs += zip(built[0][1:], found[0][1:], strict=True)
    yield from ((old, new) for old, new in pairs if old != new)


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
    inner = [shape for shape in shapes if shape.group == found.id and shape.plain.strip()]
    now = Counter(_flat(shape.plain) for shape in inner)
    before = Counter(_flat(paragraph.plain) for paragraph in built.paragraphs)
    gone, new = list((before - now).elements()), list((now - before).elements())
    # shapes are named by what they said when they were built
    named = [(name, _flat(shape.plain)) for shape in inner if (name := _flat(shape.name)) != _flat(shape.plain)]
    pairs = [pair for pair in named if pair[0] in gone and pair[1] in new]
    for old, text in pairs:
        if old in gone and text in new:
            gone.remove(old)
            new.remove(text)
            yield Relabelled(slide, built.name, built.line, old, text)
    for old in gone:
        best = max(new, key=lambda text: likeness(old, text), default=None)
        if best is None:
            yield Unplaced(slide, built.line, f"“{old}” is gone from the figure {built.name}")
            continue
        new.remove(best)
        yield Relabelled(slide, built.name, built.line, old, best)
    for text in new:
        yield Unplaced(slide, built.line, f"“{text}” is new in the figure {built.name}")


def _flat(words: str) -> str:
    return _BLANKS.sub(" ", words).strip()


def _is_text_box(shape: FileShape) -> bool:
    """Whether a shape is words and nothing else, which later builds can set in the fonts of their language."""
    plain = all(paint in {"", "none"} for _, fill, line in shape.paints for paint in (fill, line))
    said = all(not run.color for one in shape.paragraphs for run in one.runs) and not any(
        one.bullet for one in shape.paragraphs
    )
    return shape.kind is ShapeKind.TEXT and bool(shape.plain.strip()) and plain and said and not shape.preset


def _recolored(slide: str, built: OriginShape, found: FileShape) -> Iterator[Edit]:
    """Fills and lines that are others than any that the shape of that name was built with."""
    before = _by_part(built.paints, built.name)
    after = _by_part(found.paints, found.name)
    own = {built.name: found.name}
    for part in before.keys() | ({built.name} if built.kind in {"text", "title", "code"} else set()):
        was, now = before.get(part, ((), ())), after.get(own.get(part, part), ((), ()))
        fill, line = (_other(old, new) for old, new in zip(was, now, strict=True))
        if fill or line:
            yield ShapeRecolored(slide, built.name, part, fill, line)


_PartPaints = Mapping[str, tuple[Sequence[str], Sequence[str]]]
"""Fills and lines by the name of the part."""


def _by_part(paints: Sequence[tuple[str, str, str]], _: str) -> _PartPaints:
    found: dict[str, tuple[list[str], list[str]]] = {}
    for part, fill, line in paints:
        fills, lines = found.setdefault(part, ([], []))
        fills.append(fill)
        lines.append(line)
    return found


def _other(before: Sequence[str], after: Sequence[str]) -> str:
    """The colour that is new; empty where there is none."""
    return next((new for new in after if _is_color(new) and not any(_same_color(old, new) for old in before)), "")


def _is_color(paint: str) -> bool:
    return len(paint) == 6


def _same_color(one: str, other: str) -> bool:
    """Whether two colours look the same."""
    return _is_color(one) and same_color(one, other)


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
    if built.kind == "formula":
        grown = abs(there.height - box.height)  # LibreOffice makes it as wide as what it says
    allowed = _MOVED + (_SHRUNK * max(there.width, there.height) if built.kind == "figure" else 0.0)
    return across > _MOVED or down > _MOVED or grown > allowed
