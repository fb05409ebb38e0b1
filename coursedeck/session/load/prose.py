"""Inline Markdown → paragraphs and the pictures and formulas between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from coursedeck.base.markdown import DisplayedFormula, Prose, parse_inline, spans
from coursedeck.model.session import Block, Paragraph, Picture, PictureRow
from coursedeck.model.values import replace
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.films import linked_film
from coursedeck.session.load.formulas import read_display_formula
from coursedeck.session.load.pictures import read_image


def read_prose(source: str, line: int, context: LoadContext) -> tuple[Block, ...]:
    """Inline Markdown as paragraphs and the pictures between them, after the hints it holds."""
    inline = parse_inline(source, context.definitions)
    blocks: list[Block] = [*context.asides_in(inline, line)]
    for piece in inline.pieces:
        if isinstance(piece, Prose):
            blocks.extend((Paragraph(context.text(piece, line)),) if piece.spans else ())
        elif isinstance(piece, DisplayedFormula):
            blocks.append(read_display_formula(piece.tex, line + piece.line, context))
        elif film := linked_film(piece):
            blocks.append(Paragraph(context.text(Prose(film, spans(film), piece.line), line)))
        else:
            blocks.append(read_image(piece, line + piece.line, context))
    return in_rows(blocks)


def in_rows(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, those pictures among them that follow one another as rows of pictures."""
    done: list[Block] = []
    for pictured, group in groupby(blocks, key=lambda block: isinstance(block, Picture)):
        found = tuple(group)
        shown = tuple(block for block in found if isinstance(block, Picture))
        done.extend((PictureRow(shown, shown[0].source),) if pictured and len(shown) > 1 else found)
    return tuple(done)


def bold(paragraph: Paragraph) -> Paragraph:
    """The paragraph in bold, as what stands for a heading."""
    text = paragraph.text
    if "*" in text.markdown:
        return paragraph
    markdown = f"**{text.markdown}**"
    return Paragraph(replace(text, markdown=markdown, spans=spans(markdown)))
