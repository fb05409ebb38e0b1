"""Text bodies as paragraphs and runs (ECMA-376 part 1, 21.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.text.monospace import is_monospaced
from coursedeck.model.deck_file import FileParagraph, FileRun
from coursedeck.review.unpack.names import Node, child, local, tag


def paragraphs(body: Node | None) -> tuple[FileParagraph, ...]:
    """The paragraphs of a text body."""
    if body is None:
        return ()
    return tuple(FileParagraph(tuple(_runs(node))) for node in body.iterfind(tag("a:p")))


def _runs(paragraph: Node) -> Iterator[FileRun]:
    for node in paragraph:
        kind = local(node)
        if kind == "br":
            yield FileRun("\n")
        elif kind in {"r", "fld"}:
            yield _run(node)
        elif kind == "AlternateContent":
            fallback = child(node, "mc:Fallback")
            yield from () if fallback is None else _runs(fallback)


def _run(node: Node) -> FileRun:
    text = child(node, "a:t")
    words = "" if text is None else text.text or ""
    style = child(node, "a:rPr")
    if style is None:
        return FileRun(words)
    size, latin = style.get("sz", ""), child(style, "a:latin")
    return FileRun(
        words,
        style.get("lang"),
        int(size) / 100 if size.isdigit() else None,
        style.get("b") in {"1", "true"},
        style.get("baseline", "0") not in {"0", "0%"},
        latin is not None and is_monospaced(latin.get("typeface", "")),
    )


def table_cells(table: Node) -> tuple[int, tuple[FileParagraph, ...]]:
    """Number of columns, and a paragraph for each cell, row by row; cells covered by merged ones are empty."""
    columns = len(table.findall(f"{tag('a:tblGrid')}/{tag('a:gridCol')}"))
    cells = [_one_paragraph(cell) for row in table.iterfind(tag("a:tr")) for cell in row.iterfind(tag("a:tc"))]
    return columns, tuple(cells)


def _one_paragraph(cell: Node) -> FileParagraph:
    runs: list[FileRun] = []
    for paragraph in paragraphs(child(cell, "a:txBody")):
        if runs:
            runs.append(FileRun(" "))
        runs += paragraph.runs
    return FileParagraph(tuple(runs))
