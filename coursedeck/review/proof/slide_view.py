"""Assign the glyphs of a rendered slide to the shapes of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from coursedeck.model.deck_file import FileShape, FileSlide
from coursedeck.model.rendering import GlyphRun, RenderedSlide
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.model.units import Box, Size
from coursedeck.model.values import replace


class PlacedGlyph(Struct, frozen=True):
    """A rendered glyph; `shape` owns its text, None for bullets, chart labels and text of the layout."""

    character: str
    box: Box
    run: GlyphRun
    shape: FileShape | None = None
    raised: bool = False
    starts: bool = False
    """Starts a word."""

    def owned_by(self, written: _Character) -> PlacedGlyph:
        """The glyph assigned to a character of a shape."""
        return replace(self, shape=written.shape, raised=written.raised, starts=written.starts)


class SlideView(Struct, frozen=True):
    """One slide, ready to be checked."""

    slide: FileSlide
    size: Size
    locale: str
    origin: SlideOrigin
    glyphs: tuple[PlacedGlyph, ...]
    undrawn: int
    """Number of characters of its shapes that are not drawn."""
    drawn: bool

    def finding(
        self, rule: str, level: FindingLevel, message: str, shape: FileShape | None = None, box: Box | None = None
    ) -> Finding:
        """A finding on this slide; its source line is that of the shape, if known."""
        name = shape.name if shape else ""
        source = self.origin.of(outer_name(self.slide, shape)) if shape else self.origin.source
        place = box or (shape.box if shape else None)
        return Finding(rule, level, message, source, self.slide.id, self.slide.number, name, place)

    def glyphs_by_shape(self) -> Iterator[tuple[FileShape, list[PlacedGlyph]]]:
        """Shapes that have glyphs, back to front, with their glyphs."""
        # keyed by object identity, since shape ids are not unique in a broken deck
        by_shape: dict[int, list[PlacedGlyph]] = {}
        for glyph in self.glyphs:
            if glyph.shape is not None:
                by_shape.setdefault(id(glyph.shape), []).append(glyph)
        for shape in self.slide.shapes:
            if id(shape) in by_shape:
                yield shape, by_shape[id(shape)]


def outer_name(slide: FileSlide, shape: FileShape) -> str:
    """Name of the outermost group of a shape, or of the shape itself."""
    group = slide.shape(shape.group) if shape.group is not None else None
    return (group or shape).name


def view_slide(
    slide: FileSlide, rendered: RenderedSlide | None, size: Size, locale: str, origin: SlideOrigin
) -> SlideView:
    """The view of a slide: glyphs are assigned to shapes by aligning drawn and written characters in drawing order."""
    glyphs = [PlacedGlyph(character, box, run) for run in (rendered.runs if rendered else ())
              for character, box in zip(run.text, run.boxes, strict=True)]  # fmt: skip
    written = list(_characters(slide))
    glyphs, waiting = _aligned(written, glyphs)
    reassigned = tuple(_reassigned(glyphs, waiting))
    found = sum(1 for glyph in reassigned if glyph.shape is not None)
    return SlideView(slide, size, locale, origin, reassigned, len(written) - found, rendered is not None)


def _aligned(written: list[_Character], glyphs: list[PlacedGlyph]) -> tuple[list[PlacedGlyph], list[_Character]]:
    """Glyphs assigned by longest common subsequence, and the characters that remain without a glyph."""
    glyphs = list(glyphs)
    matcher = SequenceMatcher(None, "".join(one.character for one in written),
                              "".join(glyph.character for glyph in glyphs), autojunk=False)  # fmt: skip
    taken: set[int] = set()
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            taken.add(block.a + step)
            glyphs[block.b + step] = glyphs[block.b + step].owned_by(written[block.a + step])
    return glyphs, [one for at, one in enumerate(written) if at not in taken]


def _reassigned(glyphs: list[PlacedGlyph], waiting: list[_Character]) -> Iterator[PlacedGlyph]:
    """Reassign glyphs by position: text may be drawn in another order than written, e.g. from right to left.

    A shape gets no more glyphs of a character than it has characters; a glyph inside no other shape keeps its owner.
    """
    lacking: dict[str, list[_Character]] = {}
    for one in waiting:
        lacking.setdefault(one.character, []).append(one)
    for glyph in glyphs:
        if glyph.shape is not None and not _stands_in(glyph, glyph.shape):
            lacking.setdefault(glyph.character, []).append(
                _Character(glyph.character, glyph.shape, glyph.raised, glyph.starts)
            )
    for glyph in glyphs:
        owners = lacking.get(glyph.character, [])
        astray = glyph.shape is None or not _stands_in(glyph, glyph.shape)
        found = next((one for one in owners if _stands_in(glyph, one.shape)), None) if astray else None
        if found is None:
            yield glyph
        else:
            owners.remove(found)
            yield glyph.owned_by(found)


def _stands_in(glyph: PlacedGlyph, shape: FileShape) -> bool:
    if shape.box is None:
        return True
    middle = glyph.box.center
    return shape.box.left <= middle.x <= shape.box.right and shape.box.top <= middle.y <= shape.box.bottom


class _Character(Struct, frozen=True):
    """A character of a shape that should be drawn."""

    character: str
    shape: FileShape
    raised: bool
    starts: bool


def _characters(slide: FileSlide) -> Iterator[_Character]:
    for shape in slide.shapes:
        for paragraph in shape.paragraphs:
            starts = True
            for run in paragraph.runs:
                for character in run.text:
                    if is_drawn(character):
                        yield _Character(character, shape, run.raised, starts)
                    starts = character.isspace()


def is_drawn(character: str) -> bool:
    """Whether a character is drawn as a visible glyph of its own."""
    return character.isprintable() and not character.isspace() and not 0xFE00 <= ord(character) <= 0xFE0F


def bounding_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around all boxes."""
    some = list(boxes)
    left, top = min(box.left for box in some), min(box.top for box in some)
    right, bottom = max(box.right for box in some), max(box.bottom for box in some)
    return Box(left, top, right - left, bottom - top)


def excerpt(glyphs: Iterable[PlacedGlyph], length: int = 40) -> str:
    """The text of some glyphs, truncated."""
    text = "".join(f" {glyph.character}" if glyph.starts else glyph.character for glyph in glyphs).strip()
    return text if len(text) <= length else f"{text[:length]}…"
