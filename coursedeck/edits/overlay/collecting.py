"""Edits that have no place in the text → an overlay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coursedeck.base.wording import markdown_of
from coursedeck.model.edits import ShapeMoved, TextAdded
from coursedeck.model.overlay import AddedText, MovedShape, Overlay, SlideOverlay


def with_edits(overlay: Overlay, edits: Sequence[ShapeMoved | TextAdded]) -> Overlay:
    """The overlay with more edits in it; a shape that is in it already has the later place."""
    found = dict(overlay)
    for edit in edits:
        slide = found.get(edit.slide, SlideOverlay())
        match edit:
            case ShapeMoved():
                known = next((one for one in slide.moved if one.name == edit.name and one.now == edit.was), None)
                was = known.was if known is not None else edit.was
                others = tuple(one for one in slide.moved if one.name != edit.name)
                found[edit.slide] = replace(slide, moved=(*others, MovedShape(edit.name, was, edit.now)))
            case TextAdded():
                text = AddedText(edit.box, tuple((markdown_of(words), size) for words, size in edit.paragraphs))
                if text not in slide.texts:
                    found[edit.slide] = replace(slide, texts=(*slide.texts, text))
    return found
