"""Slides of a deck before and after: which is which, their order, and what changed on each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coursedeck.base.text.likeness import likeness
from coursedeck.edits.compare.frames import frame_edits
from coursedeck.edits.compare.shapes import shape_edits
from coursedeck.edits.compare.texts import OnSlide, as_found, paragraph_edits, titles_of
from coursedeck.model.deck_file import DeckFile, FileSlide, ShapeKind
from coursedeck.model.edits import (
    Added,
    CodeChanged,
    Edit,
    NotesAdded,
    Removed,
    Reworded,
    RowAdded,
    RowRemoved,
    ShapeAdded,
    SlideAdded,
    SlideHidden,
    SlideMoved,
    SlideRemoved,
    ValueChanged,
)
from coursedeck.model.origin import CharacterStyle, DeckFrame, Origin, OriginParagraph, OriginSlide, StyledText
from coursedeck.model.values import replace

_LEAST = 0.35
"""Likeness from which on two slides are the same."""


def edits_in(origin: Origin, deck: DeckFile, frame: DeckFrame | None = None) -> tuple[Edit, ...]:
    """Everything that people changed, slide by slide; first what became of the slides themselves.

    With the deck's `frame`, what they changed besides words and shapes is last.
    """
    pairs = _matched(origin.slides, deck.slides)
    around = () if frame is None else tuple(frame_edits(origin, frame, pairs))
    return (*_slides(origin, deck, pairs), *_on_slides(origin, deck, pairs), *around)


def _matched(built: Sequence[OriginSlide], found: Sequence[FileSlide]) -> dict[int, int]:
    """Places of the slides as found, by those of the slides as built: by id, else the most alike."""
    ids = Counter(slide.id for slide in found)
    by_id: dict[str, int] = {}
    for place, slide in enumerate(found):
        if ids[slide.id] == 1 or slide.id not in by_id:
            by_id[slide.id] = place
    for slide_built in built:
        same = [place for place, slide in enumerate(found) if slide.id == slide_built.id]
        if len(same) > 1:
            words = _built_words(slide_built)
            by_id[slide_built.id] = max(same, key=lambda place: (likeness(words, _found_words(found[place])), -place))
    pairs = {place: by_id[slide.id] for place, slide in enumerate(built) if slide.id in by_id}
    left = [place for place in range(len(built)) if place not in pairs]
    free = [place for place in range(len(found)) if place not in pairs.values()]
    before, after = [_built_words(slide) for slide in built], [_found_words(slide) for slide in found]
    scores = [(likeness(before[one], after[other]), one, other) for one in left for other in free]
    for score, one, other in sorted(scores, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]), entry[1:])):
        if score > _LEAST and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


_COPY = 0.8
"""Likeness from which on a new slide is a copy of another."""


def _built_words(slide: OriginSlide) -> str:
    return "\n".join(paragraph.plain for shape in slide.shapes for paragraph in shape.paragraphs)


def _found_words(slide: FileSlide) -> str:
    return "\n".join(shape.plain for shape in slide.shapes if shape.plain and not shape.is_header_footer)


def _slides(origin: Origin, deck: DeckFile, pairs: dict[int, int]) -> Iterator[Edit]:
    for place, slide in enumerate(origin.slides):
        found = pairs.get(place)
        if found is None:
            yield SlideRemoved(slide.id, slide.line, _written(slide))
        elif deck.slides[found].hidden != slide.hidden:
            yield SlideHidden(slide.id, slide.line, deck.slides[found].hidden)
    yield from _moves(origin, pairs)
    back = {found: place for place, found in pairs.items()}
    for place, new in enumerate(deck.slides):
        if place not in back:
            before = next((back[one] for one in range(place - 1, -1, -1) if one in back), 0)
            made = _added(new, origin.slides[before])
            model = _copied(origin, new)
            yield made if model is None else replace(made, copied=model.line, changes=_differences(origin, model, new))


def _copied(origin: Origin, slide: FileSlide) -> OriginSlide | None:
    """The slide that a new one is a copy of: it has its name, or nearly all of its words, and its shapes."""
    alone = Counter(one.line for one in origin.slides)
    for one in origin.slides:
        names = {shape.name for shape in one.shapes if shape.kind != "title"}
        following = min((title.line for title in origin.titles if title.line > one.line), default=10**9)
        whole = alone[one.line] == 1 and not any(one.line < other.line < following for other in origin.slides)
        same = names <= {shape.name for shape in slide.shapes} and whole and names
        if same and (one.id == slide.id or likeness(_built_words(one), _found_words(slide)) > _COPY):
            return one
    return None


def _differences(origin: Origin, model: OriginSlide, copy: FileSlide) -> tuple[Edit, ...]:
    titles = titles_of(origin)
    made = (*shape_edits(model, copy.shapes, titles, copy.part), *_notes(model, copy, titles))
    kept = (Reworded, Added, Removed, RowAdded, RowRemoved, ValueChanged, CodeChanged)
    return tuple(edit for edit in made if isinstance(edit, kept))


def _written(slide: OriginSlide) -> tuple[OriginParagraph, ...]:
    return tuple(paragraph for shape in slide.shapes for paragraph in shape.paragraphs if paragraph.written)


def _moves(origin: Origin, pairs: dict[int, int]) -> Iterator[Edit]:
    """The fewest slides that must have been moved: those outside of the longest run that kept its order."""
    order = sorted(pairs, key=lambda place: pairs[place])
    kept = set(_longest_rising(order))
    for index, place in enumerate(order):
        if place not in kept:
            before = origin.slides[order[index - 1]].line if index else 0
            yield SlideMoved(origin.slides[place].id, origin.slides[place].line, before)


def _longest_rising(order: Sequence[int]) -> list[int]:
    """The longest subsequence that rises."""
    best: list[list[int]] = []
    for place in order:
        longest = max((run for run in best if run[-1] < place), key=len, default=[])
        best.append([*longest, place])
    return max(best, key=len, default=[])


def _added(slide: FileSlide, before: OriginSlide) -> SlideAdded:
    title = next((shape for shape in slide.shapes if shape.is_title and shape.plain.strip()), None)
    words = [
        (as_found(paragraph), paragraph.level)
        for shape in slide.shapes
        if shape is not title and not shape.is_header_footer and shape.group is None and shape.kind is ShapeKind.TEXT
        for paragraph in shape.paragraphs
        if paragraph.plain.strip()
    ]
    heading = as_found(title.paragraphs[0]) if title else words.pop(0)[0] if words else StyledText("", ())
    if all(style.strong for style in heading.styles):  # as titles are
        heading = StyledText(heading.plain, (CharacterStyle(),) * len(heading.plain))
    notes = tuple(as_found(one) for one in slide.notes if one.plain.strip())
    drawings = tuple(
        ShapeAdded(slide.id, before.line, slide.part, shape.id, shape.kind.value, shape.plain or shape.name)
        for shape in slide.shapes
        if shape.group is None and shape.kind is not ShapeKind.TEXT and shape.box is not None
    )
    return SlideAdded(slide.id, before.line, heading, tuple(words), notes, drawings=drawings)


def _on_slides(origin: Origin, deck: DeckFile, pairs: dict[int, int]) -> Iterator[Edit]:
    titles = titles_of(origin)
    for place, slide in enumerate(origin.slides):
        if place in pairs:
            found = deck.slides[pairs[place]]
            yield from shape_edits(slide, found.shapes, titles, found.part)
            yield from _notes(slide, found, titles)


def _notes(slide: OriginSlide, found: FileSlide, titles: Mapping[str, OriginParagraph]) -> Iterator[Edit]:
    """What changed in the notes; the first ones of a slide that had none are added below its heading."""
    here = OnSlide(slide.id, slide.line, titles)
    made = list(paragraph_edits(here, slide.notes, found.notes, notes=True))
    loose = [edit for edit in made if isinstance(edit, Added) and edit.after is None and edit.before is None]
    yield from (edit for edit in made if edit not in loose)
    if loose:
        yield NotesAdded(slide.id, slide.line, tuple(edit.text for edit in loose))
