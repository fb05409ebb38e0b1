"""Edits that have no place in the text → an overlay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from coursedeck.base.wording import markdown_of
from coursedeck.model.edits import (
    NotesAdded,
    ShapeMoved,
    ShapeRecolored,
    ShapeRemoved,
    SlideHidden,
    SlideRemoved,
    TextAdded,
    WordsStyled,
)
from coursedeck.model.overlay import AddedText, MovedShape, Overlay, SlideOverlay, StyledWords
from coursedeck.model.slide import DrawnShape, ShapeColor
from coursedeck.model.values import replace

KeptEdit: TypeAlias = (
    ShapeMoved | TextAdded | ShapeRemoved | ShapeRecolored | WordsStyled | NotesAdded | SlideHidden | SlideRemoved
)


def with_edits(overlay: Overlay, edits: Sequence[KeptEdit]) -> Overlay:
    """The overlay with more edits in it; what is in it already has the later place or colour."""
    found = dict(overlay)
    for edit in edits:
        found[edit.slide] = _with_edit(found.get(edit.slide, SlideOverlay()), edit)
    return found


def with_drawings(overlay: Overlay, drawings: Sequence[tuple[str, DrawnShape]]) -> Overlay:
    """The overlay with new shapes, each with the id of its slide."""
    found = dict(overlay)
    for id, shape in drawings:
        slide = found.get(id, SlideOverlay())
        if shape not in slide.drawn:
            found[id] = replace(slide, drawn=(*slide.drawn, shape))
    return found


def _with_edit(slide: SlideOverlay, edit: KeptEdit) -> SlideOverlay:
    match edit:
        case ShapeMoved():
            known = next((one for one in slide.moved if one.name == edit.name and one.now == edit.was), None)
            was = known.was if known is not None else edit.was
            others = tuple(one for one in slide.moved if one.name != edit.name)
            return replace(slide, moved=(*others, MovedShape(edit.name, was, edit.now)))
        case TextAdded():
            text = AddedText(edit.box, tuple((markdown_of(words), size) for words, size in edit.paragraphs))
            return slide if text in slide.texts else replace(slide, texts=(*slide.texts, text))
        case ShapeRecolored():
            kept = tuple(one for one in slide.colors if (one.shape, one.part) != (edit.name, edit.part))
            old = next((one for one in slide.colors if (one.shape, one.part) == (edit.name, edit.part)), None)
            fill, line = edit.fill or (old.fill if old else ""), edit.line or (old.line if old else "")
            return replace(slide, colors=(*kept, ShapeColor(edit.name, edit.part, fill, line)))
        case WordsStyled():
            return replace(slide, words=_styled(slide.words, edit.look))
        case ShapeRemoved():
            return slide if edit.name in slide.gone else replace(slide, gone=(*slide.gone, edit.name))
        case NotesAdded():
            words = (markdown_of(one) for one in edit.paragraphs)
            return replace(slide, notes=(*slide.notes, *(one for one in words if one not in slide.notes)))
        case SlideHidden():
            return replace(slide, hidden=edit.hidden)
        case SlideRemoved():
            return replace(slide, removed=True)


def _styled(words: tuple[StyledWords, ...], look: StyledWords) -> tuple[StyledWords, ...]:
    """The looks of words with one more; of the same words, the later colour and size."""
    place = (look.shape, look.paragraph, look.words, look.nth)
    old = next((one for one in words if (one.shape, one.paragraph, one.words, one.nth) == place), look)
    made = replace(look, color=look.color or old.color, size=look.size or old.size, light=look.light or old.light)
    return (*(one for one in words if one is not old), made)
