"""From the nodes of a document to the blocks of the model; the place to teach sessions a new kind of block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import HtmlCode, HtmlText, Prose, html_pieces, parse_inline, spans
from coursedeck.model.session import (
    Block,
    Callout,
    Code,
    Footnote,
    List,
    ListItem,
    Notes,
    Paragraph,
    Quote,
    ThematicBreak,
)
from coursedeck.model.text import Text
from coursedeck.session.load.entries import entries
from coursedeck.session.load.fences import read_fence
from coursedeck.session.load.findings import suggestion
from coursedeck.session.load.hints import read_hint
from coursedeck.session.load.html_tables import is_table, read_html_table
from coursedeck.session.load.pictures import read_image
from coursedeck.session.load.reading import Reading
from coursedeck.session.load.tables import read_table

CALLOUTS = ("note", "tip", "important", "warning", "caution")
CONTAINERS = ("notes",)
_ALIASES = {"info": "note", "hint": "tip", "attention": "warning", "danger": "caution", "error": "caution"}
_CALLOUT = re.compile(r"\[!(?P<kind>\w+)\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
_TASK = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|\Z)")


def read_blocks(nodes: Iterable[SyntaxTreeNode], reading: Reading) -> tuple[Block, ...]:
    """The blocks of a run of nodes, in order."""
    blocks: list[Block] = []
    for node in nodes:
        blocks.extend(_READERS[node.type](node, first_line(node), reading))
    return tuple(blocks)


def first_line(node: SyntaxTreeNode) -> int:
    """Where a node starts, counted from 1."""
    return node.map[0] + 1 if node.map else 1


def read_prose(source: str, line: int, reading: Reading) -> tuple[Block, ...]:
    """Inline Markdown as paragraphs and the pictures between them, after the hints it holds."""
    inline = parse_inline(source, reading.definitions)
    blocks: list[Block] = [*reading.remarks(inline, line)]
    for piece in inline.pieces:
        if isinstance(piece, Prose):
            blocks.append(Paragraph(reading.text(piece, line)))
        elif picture := read_image(piece, line + piece.line, reading):
            blocks.append(picture)
    return tuple(blocks)


def _paragraph(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    blocks = (read_prose(content, line + at, reading) for at, content in entries(node.children[0].content))
    return tuple(block for entry in blocks for block in entry)


def _heading(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    """A heading inside a list, quote or notes cannot open a part: it is a bold line."""
    blocks = read_prose(node.children[0].content, line, reading)
    return tuple(_bold(block) if isinstance(block, Paragraph) else block for block in blocks)


def _bold(paragraph: Paragraph) -> Paragraph:
    text = paragraph.text
    if "*" in text.markdown:
        return paragraph
    markdown = f"**{text.markdown}**"
    return Paragraph(replace(text, markdown=markdown, spans=spans(markdown)))


def _list(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return (List(tuple(_item(item, reading) for item in node.children), reading.at(line), start),)


def _item(node: SyntaxTreeNode, reading: Reading) -> ListItem:
    line, children = first_line(node), node.children
    if not children or children[0].type != "paragraph":
        return ListItem(Text("", (), reading.at(line)), read_blocks(children, reading))
    source = children[0].children[0].content
    task = _TASK.match(source)
    blocks = list(read_prose(source[task.end() :] if task else source, first_line(children[0]), reading))
    text = next((block.text for block in blocks if isinstance(block, Paragraph)), Text("", (), reading.at(line)))
    rest = [block for block in blocks if not (isinstance(block, Paragraph) and block.text is text)]
    return ListItem(text, (*rest, *read_blocks(children[1:], reading)), task["mark"] in "xX" if task else None)


def _quote(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    children = node.children
    source = children[0].children[0].content if children and children[0].type == "paragraph" else ""
    callout = _CALLOUT.match(source)
    if callout is None:
        blocks = read_blocks(children, reading)
        return (Quote(blocks, reading.at(line)),) if blocks else ()
    title = parse_inline(callout["title"], reading.definitions, whole=True)
    hints = reading.remarks(title, line)
    kind, text = _callout_kind(callout["kind"], reading.text(title.prose, line), line, reading)
    rest = source[callout.end() :]
    first = read_prose(rest, first_line(children[0]) + 1, reading) if rest.strip() else ()
    return (Callout(kind, text, (*hints, *first, *read_blocks(children[1:], reading)), reading.at(line)),)


def _callout_kind(written: str, title: Text, line: int, reading: Reading) -> tuple[str, Text | None]:
    kind = written.lower()
    if kind in CALLOUTS:
        return kind, title or None
    near = _ALIASES.get(kind, "note")
    message = f"unknown callout [!{written}], shown as {near}: {suggestion(kind, CALLOUTS)}"
    reading.findings.warn(line, "callout", message)
    word = written.capitalize()
    return near, title or Text(word, spans(word), reading.at(line))


def _container(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    name = str(node.meta["name"])
    if not node.meta["closed"]:
        reading.findings.error(line, "container", f"::: {name} is not closed: put a line ::: after it")
    if name not in CONTAINERS:
        reading.findings.error(line, "container", f'unknown block "::: {name}": {suggestion(name, CONTAINERS)}')
    return (Notes(read_blocks(node.children, reading), reading.at(line)),)


def _stray(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    reading.findings.error(line, "container", "::: closes nothing: open the block with ::: notes, or delete the line")
    return ()


def _fence(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    first, end = node.map or (0, 0)
    if end - first < 2 or not reading.lines[end - 1].rstrip().endswith(node.markup):
        message = f"the code is not closed and takes all that follows: put a line {node.markup} behind it"
        reading.findings.warn(line, "fence", message)
    block = read_fence(node.content, node.info, line, reading)
    return (block,) if block else ()


def _indented(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    return (Code(node.content.rstrip("\n"), "", reading.at(line)),)


def _rule(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    return (ThematicBreak(reading.at(line)),)


def _footnote(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    blocks = read_blocks(node.children, reading)
    runs = [block.text for block in blocks if isinstance(block, Paragraph)]
    markdown = "<br>".join(run.markdown for run in runs)
    source = runs[0].source if runs else reading.at(line)
    footnote = Footnote(str(node.meta["label"]), Text(markdown, spans(markdown), source))
    return (footnote, *(block for block in blocks if not isinstance(block, Paragraph)))


def _html(node: SyntaxTreeNode, line: int, reading: Reading) -> tuple[Block, ...]:
    blocks: list[Block | None] = []
    pieces = list(html_pieces(node.content))
    while pieces:
        piece = pieces.pop(0)
        at = line + piece.line
        if is_table(piece):
            end = next((place for place, one in enumerate(pieces) if is_table(one, closing=True)), len(pieces))
            blocks.extend(read_html_table([piece, *pieces[:end]], line, reading))
            del pieces[: end + 1]
        elif isinstance(piece, HtmlText):
            blocks.extend(read_prose(piece.markdown, at, reading))
        elif isinstance(piece, HtmlCode):
            blocks.append(Code(piece.code, "", reading.at(at)))
        elif piece.tag.comment is not None:
            blocks.append(read_hint(piece.tag.comment, at, reading.findings))
        elif piece.tag.dropped:
            reading.dropped(piece.tag.name, at)
    return tuple(block for block in blocks if block is not None)


_READERS: Mapping[str, Callable[[SyntaxTreeNode, int, Reading], tuple[Block, ...]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": read_table,
    "fence": _fence,
    "code_block": _indented,
    "blockquote": _quote,
    "container": _container,
    "container_stray": _stray,
    "footnote_reference": _footnote,
    "hr": _rule,
    "html_block": _html,
}
