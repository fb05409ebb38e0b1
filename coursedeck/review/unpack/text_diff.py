"""A deck as lines of text, for ``git diff`` and for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.deck_file import DeckFile, FileShape, FileSlide, LinkKind, ShapeKind


def deck_lines(deck: DeckFile) -> Iterator[str]:
    """Slides with the text of their shapes, labels of figures, links and notes.

    Slide numbers are left out, so that inserting a slide is a single hunk in a diff.
    """
    for part in deck.broken:
        yield f"! {part.part}: {part.reason}"
    for slide in deck.slides:
        yield from _slide(slide)


def _slide(slide: FileSlide) -> Iterator[str]:
    hidden = " (hidden)" if slide.hidden else ""
    yield f"== {slide.title or slide.id} [{slide.id}]{hidden}"
    for shape in slide.shapes:
        if not shape.is_header_footer and not shape.is_title:
            yield from _shape(shape)
    for link in slide.links:
        if link.text and link.kind is not LinkKind.SLIDE:
            yield f"  link: {_flat(link.text)} -> {link.target}"
    for paragraph in slide.notes:
        if paragraph.plain.strip():
            yield f"  note: {_flat(paragraph.plain)}"
    yield ""


def _shape(shape: FileShape) -> Iterator[str]:
    indent = "    " if shape.group is not None else "  "
    if shape.kind is ShapeKind.TABLE:
        yield from (f"{indent}{row}" for row in table_rows(shape))
        return
    if shape.alt:
        yield f"{indent}[{shape.kind}: {_flat(shape.alt)}]"
    for row in shape.rows:
        yield f"{indent}| {' | '.join(row)} |"
    for paragraph in shape.paragraphs:
        if paragraph.plain.strip():
            yield f"{indent}{_flat(paragraph.plain)}"


def table_rows(shape: FileShape) -> Iterator[str]:
    """The rows of a table, with cells separated by bars."""
    width = max(shape.columns, 1)
    cells = [_flat(cell.plain) for cell in shape.paragraphs]
    for start in range(0, len(cells), width):
        yield f"| {' | '.join(cells[start : start + width])} |"


def _flat(text: str) -> str:
    return " ".join(text.split())
