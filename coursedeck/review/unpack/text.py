"""Text bodies as paragraphs and runs (ECMA-376 part 1, 21.1.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coursedeck.base.look.drawn_paints import text_color
from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.text.monospace import is_monospaced
from coursedeck.model.deck_file import FileParagraph, FileRun
from coursedeck.review.unpack.names import Node, child, local, tag

Target = Callable[[str], str | None]
"""Where the relationship with an id leads: an address, or the id of a slide behind ``#``."""


_NO_COLORS = ThemeColors({})


def _nowhere(_: str) -> None:
    return None


def paragraphs(
    body: Node | None, target: Target = _nowhere, colors: ThemeColors = _NO_COLORS
) -> tuple[FileParagraph, ...]:
    """The paragraphs of a text body; `colors` are those of its theme."""
    if body is None:
        return ()
    return tuple(
        FileParagraph(tuple(_runs(node, target, colors)), _level(node), _bullet(node))
        for node in body.iterfind(tag("a:p"))
    )


def _level(paragraph: Node) -> int:
    properties = child(paragraph, "a:pPr")
    level = "0" if properties is None else properties.get("lvl", "0")
    return int(level) if level.isdigit() else 0


def _bullet(paragraph: Node) -> bool:
    marks = (child(paragraph, "a:pPr", mark) for mark in ("a:buChar", "a:buAutoNum"))
    return any(mark is not None for mark in marks)


def _runs(paragraph: Node, target: Target, colors: ThemeColors) -> Iterator[FileRun]:
    for node in paragraph:
        kind = local(node)
        if kind == "br":
            yield FileRun("\n")
        elif kind in {"r", "fld"}:
            yield _run(node, target, colors)
        elif kind == "AlternateContent":
            fallback = child(node, "mc:Fallback")
            yield from () if fallback is None else _runs(fallback, target, colors)


def _run(node: Node, target: Target, colors: ThemeColors) -> FileRun:
    text = child(node, "a:t")
    words = "" if text is None else text.text or ""
    style = child(node, "a:rPr")
    if style is None:
        return FileRun(words)
    size, latin, link = style.get("sz", ""), child(style, "a:latin"), child(style, "a:hlinkClick")
    baseline = style.get("baseline", "0")
    return FileRun(
        words,
        style.get("lang"),
        int(size) / 100 if size.isdigit() else None,
        style.get("b") in {"1", "true"},
        baseline not in {"0", "0%"},
        latin is not None and is_monospaced(latin.get("typeface", "")),
        italic=style.get("i") in {"1", "true"},
        underline=style.get("u", "none") != "none",
        strike=style.get("strike", "noStrike") != "noStrike",
        highlight=child(style, "a:highlight") is not None,
        lowered=baseline.startswith("-"),
        link=None if link is None else target(link.get(tag("r:id"), "")),
        color=text_color(style, colors),
        light=style.get("b") in {"0", "false"},
    )


def table_cells(
    table: Node, target: Target = _nowhere, colors: ThemeColors = _NO_COLORS
) -> tuple[int, tuple[FileParagraph, ...]]:
    """Number of columns, and a paragraph for each cell, row by row; cells covered by merged ones are empty."""
    columns = len(table.findall(f"{tag('a:tblGrid')}/{tag('a:gridCol')}"))
    cells = [
        _one_paragraph(cell, target, colors)
        for row in table.iterfind(tag("a:tr"))
        for cell in row.iterfind(tag("a:tc"))
    ]
    return columns, tuple(cells)


def _one_paragraph(cell: Node, target: Target, colors: ThemeColors) -> FileParagraph:
    runs: list[FileRun] = []
    for paragraph in paragraphs(child(cell, "a:txBody"), target, colors):
        if runs:
            runs.append(FileRun(" "))
        runs += paragraph.runs
    return FileParagraph(tuple(runs))
