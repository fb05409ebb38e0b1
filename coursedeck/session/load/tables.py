"""Markdown tables: surplus cells of a row are kept in its last cell and reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import parse_document, parse_inline, spans
from coursedeck.base.markdown.attributes import ATTRIBUTE_LIST
from coursedeck.base.markdown.pandoc_tables import WrittenCell, WrittenTable
from coursedeck.model.session import Block, CellSpan, FigureRef, Paragraph, Picture, Table
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.model.walk import blocks_in
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.films import is_web_address
from coursedeck.session.load.flattening import empty, flattened
from coursedeck.session.load.picture_tables import TableCell, TableRow, arranged_pictures, pictures_beside
from coursedeck.session.load.prose import read_prose

ReadNodes = Callable[[Iterable[SyntaxTreeNode], LoadContext], tuple[Block, ...]]

_ALIGNMENT = re.compile(r"text-align:(\w+)")
_MARKERS = re.compile(r"^(?:\s*(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s)|\[\^[^\]\s]+\]:))*\s*")


def read_table(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    """The table, preceded by the slide hints in its cells."""
    rows = [row for section in node.children for row in section.children]
    lines = [row.map[0] + 1 if row.map else line for row in rows]
    sources = [_sources(row, at, context) for row, at in zip(rows, lines, strict=True)]
    pictured = _pictured(sources, lines, context)
    if pictured and (arranged := arranged_pictures(pictured)):
        return arranged
    hints: list[Block] = []
    texts = [_row(row, at, hints, context) for row, at in zip(sources, lines, strict=True)]
    alignments = tuple(_alignment(cell) for cell in rows[0].children)
    caption = _last_row_as_caption(texts[1:])
    texts = texts[:-1] if caption else texts
    if len(texts) > 1 and not any(texts[0]):  # a header without words
        table = Table(texts[1], tuple(texts[2:]), alignments, context.at(line), header_rows=0)
    else:
        table = Table(texts[0], tuple(texts[1:]), alignments, context.at(line))
    return (*hints, replace(table, caption=caption), *pictures_beside(_of_the_course(pictured), context))


def read_written_table(table: WrittenTable, line: int, context: LoadContext, read: ReadNodes) -> tuple[Block, ...]:
    """A table as Pandoc writes them; what cells hold besides text is shown line by line."""
    asides: list[Block] = []
    rows = [tuple(_cell_text(cell, line, asides, context, read) for cell in row) for row in table.rows]
    spans_ = tuple(
        CellSpan(row, column, cell.rows, cell.columns)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if cell and (cell.rows > 1 or cell.columns > 1)
    )
    head = table.header_rows
    return (*asides, Table(rows[0], tuple(rows[1:]), table.alignments, context.at(line), head, spans_))


def _cell_text(cell: WrittenCell | None, line: int, asides: list[Block], context: LoadContext, read: ReadNodes) -> Text:
    if cell is None or not cell.source.strip():
        return empty(context.at(line))
    document = parse_document(cell.source, cell.line)
    text, beside = flattened(read(document.nodes, context), cell.line + 1, context)
    asides.extend(beside)
    return text


_CAPTION = re.compile(r"(?:[Tt]able)?:\s+(?=\S)")


def with_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with paragraphs ``: words`` or ``Table: words`` beside a table as its caption."""
    done: list[Block] = []
    for block in blocks:
        before = done[-1] if done else None
        if isinstance(before, Table) and not before.caption and (caption := _caption_in(block)):
            done[-1] = replace(before, caption=caption)
        elif isinstance(block, Table) and not block.caption and before and (caption := _caption_in(before)):
            done[-1] = replace(block, caption=caption)
        else:
            done.append(block)
    return tuple(done)


def _caption_in(block: Block) -> Text | None:
    """The caption that a paragraph is."""
    match = _CAPTION.match(block.text.markdown) if isinstance(block, Paragraph) else None
    if match is None or not isinstance(block, Paragraph):
        return None
    markdown = re.sub(rf"\s*{ATTRIBUTE_LIST}\Z", "", block.text.markdown[match.end() :])
    return Text(markdown, spans(markdown), block.text.source)


def _last_row_as_caption(rows: Sequence[tuple[Text, ...]]) -> Text | None:
    """A caption right under a table, which GitHub reads as one more row."""
    if not rows or any(rows[-1][1:]):
        return None
    return _caption_in(Paragraph(rows[-1][0])) if rows[-1][0].markdown.startswith(": ") else None


def _alignment(cell: SyntaxTreeNode) -> str | None:
    match = _ALIGNMENT.search(str(cell.attrs.get("style", "")))
    return match[1] if match else None


def _pictured(sources: Sequence[Sequence[str]], lines: Sequence[int], context: LoadContext) -> list[list[TableCell]]:
    """The cells of a table that holds pictures, words and pictures apart."""
    if not any("![" in source or "<img" in source.lower() for row in sources for source in row):
        return []
    return [[_cell(source, line, context) for source in row] for row, line in zip(sources, lines, strict=True)]


def _cell(source: str, line: int, context: LoadContext) -> TableCell:
    blocks = [one for block in read_prose(source, line, context) for one in (block, *blocks_in(block))]
    pictures = tuple(block for block in blocks if isinstance(block, Picture | FigureRef))
    words = [block.text for block in blocks if isinstance(block, Paragraph)]
    markdown = "<br>".join(text.markdown for text in words)
    return TableCell(Text(markdown, spans(markdown), context.at(line)), pictures)


def _of_the_course(rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """The rows without pictures from the web, of which a table's cells hold the words."""
    for row in rows:
        yield [replace(cell, pictures=tuple(one for one in cell.pictures if not _is_of_the_web(one))) for cell in row]


def _is_of_the_web(shown: Picture | FigureRef) -> bool:
    return isinstance(shown, Picture) and shown.missing and is_web_address(shown.path)


def _sources(row: SyntaxTreeNode, line: int, context: LoadContext) -> list[str]:
    """The cells of a row, those that the header has no column for in the last one."""
    sources = [cell.children[0].content for cell in row.children]
    surplus = _surplus(line, len(sources), context)
    if surplus and (whole := _split_outside_code(context.lines[line - 1], len(sources))):
        sources = whole
    elif surplus:
        message = (
            f"a row of {len(sources) + len(surplus)} cells in a table of {len(sources)}: write \\| for a bar in text"
        )
        context.findings.warn(line, "table", message)
        sources[-1] = " | ".join((sources[-1], *surplus))
    return sources


def _row(sources: Sequence[str], line: int, hints: list[Block], context: LoadContext) -> tuple[Text, ...]:
    texts = []
    for source in sources:
        inline = parse_inline(source, context.definitions, whole=True)
        hints.extend(context.asides_in(replace(inline, alts=()), line))
        texts.append(context.text(inline.prose, line))
    return tuple(texts)


def _split_outside_code(written: str, columns: int) -> list[str]:
    """The cells of a row where bars inside code are text; nothing unless that gives a cell for every column."""
    bare = _MARKERS.sub("", written).strip().removeprefix("|").removesuffix("|")
    pieces = re.findall(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)|(\\.|[^`|]|`+)|(\|)", bare)
    cells = [""]
    for ticks, code, other, bar in pieces:
        if bar:
            cells.append("")
        else:
            cells[-1] += f"{ticks}{code}{ticks}" if ticks else other
    return [cell.strip() for cell in cells] if len(cells) == columns else []


def _surplus(line: int, columns: int, context: LoadContext) -> list[str]:
    """Cells that a row has beyond the header's; markdown-it drops them silently."""
    cells = escapedSplit(_MARKERS.sub("", context.lines[line - 1]).strip())
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return [cell.strip() for cell in cells[columns:]]
