"""A slide's file and its picture side by side: which glyph belongs to which shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from coursedeck.model.deck_file import FileShape, FileSlide
from coursedeck.model.rendering import GlyphRun, RenderedSlide
from coursedeck.model.review import Finding, Level, SlideOrigin
from coursedeck.model.units import Box, Size


@dataclass(frozen=True, slots=True)
class Mark:
    """A glyph; `shape` is whose text it is, None for bullets, charts' labels and the layout's own text."""

    character: str
    box: Box
    run: GlyphRun
    shape: FileShape | None = None
    raised: bool = False
    starts: bool = False
    """The first of a word."""


@dataclass(frozen=True, slots=True)
class SlideView:
    """One slide, ready to be checked."""

    slide: FileSlide
    size: Size
    locale: str
    origin: SlideOrigin
    marks: tuple[Mark, ...]
    unseen: int
    """Characters of its shapes that are not drawn."""
    drawn: bool

    def finding(
        self, rule: str, level: Level, message: str, shape: FileShape | None = None, box: Box | None = None
    ) -> Finding:
        """A finding on this slide; its line is the shape's, where that is known."""
        name = shape.name if shape else ""
        source = self.origin.of(outer_name(self.slide, shape)) if shape else self.origin.source
        place = box or (shape.box if shape else None)
        return Finding(rule, level, message, source, self.slide.id, self.slide.number, name, place)

    def of_shapes(self) -> Iterator[tuple[FileShape, list[Mark]]]:
        """Every shape that has glyphs, with them."""
        # by the shape itself: a broken deck gives one number to two
        by_shape: dict[int, list[Mark]] = {}
        for mark in self.marks:
            if mark.shape is not None:
                by_shape.setdefault(id(mark.shape), []).append(mark)
        for shape in self.slide.shapes:
            if id(shape) in by_shape:
                yield shape, by_shape[id(shape)]


def outer_name(slide: FileSlide, shape: FileShape) -> str:
    """Name of the outermost group around a shape, or its own."""
    group = slide.shape(shape.group) if shape.group is not None else None
    return (group or shape).name


def view_slide(
    slide: FileSlide, rendered: RenderedSlide | None, size: Size, locale: str, origin: SlideOrigin
) -> SlideView:
    """Glyphs given to shapes by aligning what is drawn with what the shapes say, in drawing order."""
    glyphs = [Mark(character, box, run) for run in (rendered.runs if rendered else ())
              for character, box in zip(run.text, run.boxes, strict=True)]  # fmt: skip
    owners = list(_characters(slide))
    written = "".join(owner.character for owner in owners)
    seen = "".join(mark.character for mark in glyphs)
    matcher = SequenceMatcher(None, written, seen, autojunk=False)
    matched = 0
    for block in matcher.get_matching_blocks():
        matched += block.size
        for step in range(block.size):
            owner, old = owners[block.a + step], glyphs[block.b + step]
            glyphs[block.b + step] = Mark(old.character, old.box, old.run, owner.shape, owner.raised, owner.starts)
    return SlideView(slide, size, locale, origin, tuple(glyphs), len(written) - matched, rendered is not None)


@dataclass(frozen=True, slots=True)
class _Written:
    """A character of a shape that leaves a mark."""

    character: str
    shape: FileShape
    raised: bool
    starts: bool


def _characters(slide: FileSlide) -> Iterator[_Written]:
    for shape in slide.shapes:
        for paragraph in shape.paragraphs:
            starts = True
            for run in paragraph.runs:
                for character in run.text:
                    if is_drawn(character):
                        yield _Written(character, shape, run.raised, starts)
                    starts = character.isspace()


def is_drawn(character: str) -> bool:
    """Whether a character leaves a mark of its own."""
    return character.isprintable() and not character.isspace() and not 0xFE00 <= ord(character) <= 0xFE0F


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all."""
    some = list(boxes)
    left, top = min(box.left for box in some), min(box.top for box in some)
    right, bottom = max(box.right for box in some), max(box.bottom for box in some)
    return Box(left, top, right - left, bottom - top)


def excerpt(marks: Iterable[Mark], length: int = 40) -> str:
    """The words of some glyphs, cut."""
    text = "".join(f" {mark.character}" if mark.starts else mark.character for mark in marks).strip()
    return text if len(text) <= length else f"{text[:length]}…"
