"""markdown-it nodes → blocks of the model; a new kind of block is added to `_READERS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown_it.common.utils import unescapeAll
from markdown_it.tree import SyntaxTreeNode

from coursedeck.base.markdown import parse_inline, spans
from coursedeck.base.markdown.block_names import names_solution
from coursedeck.base.markdown.formulas import DISPLAY
from coursedeck.base.markdown.navigation import is_navigation
from coursedeck.base.markdown.pandoc_tables import WRITTEN_TABLE
from coursedeck.model.numbering import DECIMAL
from coursedeck.model.session import (
    Block,
    Callout,
    Code,
    DisplayFormula,
    Footnote,
    List,
    ListItem,
    Paragraph,
    Quote,
    Solution,
    ThematicBreak,
)
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.load.containers import callout_kind, first_line, read_container
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.fences import read_fence
from coursedeck.session.load.films import played_address
from coursedeck.session.load.formulas import read_display_formula
from coursedeck.session.load.html_blocks import folded_away, read_html
from coursedeck.session.load.html_tree import html_extents
from coursedeck.session.load.implied_paragraphs import counted_lines, implied_paragraphs, lettered_lines
from coursedeck.session.load.prose import bold, read_prose
from coursedeck.session.load.tables import read_table, read_written_table, with_captions

_CALLOUT = re.compile(r"\[!(?P<kind>\w+)\](?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)(?:\n|\Z)")
_TASK = re.compile(r"\[(?P<mark>[ xX])\](?:\s+|\Z)")


def read_blocks(nodes: Iterable[SyntaxTreeNode], context: LoadContext) -> tuple[Block, ...]:
    """The blocks of a run of nodes, in order."""
    run = tuple(nodes)
    ends = html_extents(run)
    blocks: list[Block] = []
    at = 0
    while at < len(run):
        if run[at].type == "html_block":
            end = ends.get(at, at + 1)
            blocks.extend(read_html(run[at:end], context, read_blocks))
            at = end
        else:
            blocks.extend(_READERS[run[at].type](run[at], first_line(run[at]), context))
            at += 1
    return with_captions(blocks)


def _paragraph(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    if is_navigation(node.children[0].content):
        context.findings.navigation.append(line)
        return ()
    content = node.children[0].content
    if played := played_address(content):
        return read_prose(played, line, context)
    blocks = (read_prose(piece, line + at, context) for at, piece in implied_paragraphs(content))
    return tuple(block for entry in blocks for block in entry)


def _heading(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    """A heading inside a list, quote or notes cannot open a part: it is a bold line."""
    blocks = read_prose(node.children[0].content, line, context)
    return tuple(bold(block) if isinstance(block, Paragraph) else block for block in blocks)


def _list(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    items = tuple(_item(item, context) for item in node.children)
    if node.type == "bullet_list":
        return (List(items, context.at(line)),)
    numbering = str(node.meta.get("numbering", "arabicParenR" if node.markup == ")" else DECIMAL))
    return (List(items, context.at(line), int(node.attrs.get("start", 1)), numbering),)


def _item(node: SyntaxTreeNode, context: LoadContext) -> ListItem:
    line, children = first_line(node), node.children
    if children and children[0].type == DISPLAY:
        shown = read_display_formula(children[0].content, first_line(children[0]), context)
        if isinstance(shown, DisplayFormula):  # it stands where the item's words would
            return ListItem(shown.text, read_blocks(children[1:], context))
    if not children or children[0].type != "paragraph":
        return ListItem(Text("", (), context.at(line)), read_blocks(children, context))
    source, *answers = lettered_lines(children[0].children[0].content)
    task = _TASK.match(source)
    first = first_line(children[0])
    blocks = list(read_prose(source[task.end() :] if task else source, first, context))
    text = next((block.text for block in blocks if isinstance(block, Paragraph)), Text("", (), context.at(line)))
    if len(blocks) == 1 and isinstance(blocks[0], DisplayFormula):
        text = blocks[0].text  # a formula that is all of an item stands where its words would
    rest = [block for block in blocks if not (isinstance(block, Paragraph | DisplayFormula) and block.text is text)]
    if answers:
        rest.append(_answers(answers, first + source.count("\n") + 1, context))
    return ListItem(text, (*rest, *read_blocks(children[1:], context)), task["mark"] in "xX" if task else None)


def _answers(lines: Sequence[str], line: int, context: LoadContext) -> List:
    """Lines with markers that are not indented below the item to which they belong."""
    marker = counted_lines(lines)[0]
    items: list[ListItem] = []
    at = line
    for written, found in zip(lines, counted_lines(lines), strict=True):
        inline = parse_inline(written[found.length :], context.definitions, whole=True)
        items.append(ListItem(context.text(inline.prose, at), context.asides_in(inline, at)))
        at += written.count("\n") + 1
    return List(tuple(items), context.at(line), marker.number, marker.numbering)


def _definitions(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    """Terms and what they mean: a list whose items are the terms, in bold."""
    items: list[ListItem] = []
    for child in node.children:
        at = first_line(child)
        if child.type == "dd":
            last = items.pop() if items else ListItem(Text("", (), context.at(at)))
            items.append(replace(last, blocks=(*last.blocks, *read_blocks(child.children, context))))
            continue
        blocks = read_prose(child.children[0].content, at, context)
        terms = [bold(block).text for block in blocks if isinstance(block, Paragraph)]
        asides = tuple(block for block in blocks if not isinstance(block, Paragraph))
        items.append(ListItem(terms[0] if terms else Text("", (), context.at(at)), asides))
    return (List(tuple(items), context.at(line)),)


def _quote(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    children = node.children
    source = children[0].children[0].content if children and children[0].type == "paragraph" else ""
    callout = _CALLOUT.match(source)
    if callout is None:
        blocks = read_blocks(children, context)
        return (Quote(blocks, context.at(line)),) if blocks else ()
    title = parse_inline(callout["title"], context.definitions, whole=True)
    hints = context.asides_in(title, line)
    kind, text = callout_kind(callout["kind"], context.text(title.prose, line), line, context)
    rest = source[callout.end() :]
    first = read_prose(rest, first_line(children[0]) + 1, context) if rest.strip() else ()
    inner = (*first, *read_blocks(children[1:], context))
    if callout["fold"] == "-" and text:  # Obsidian shows the title alone
        return (*hints, *folded_away(text, inner, line, context))
    if kind == "solution" or (text and names_solution(text.plain)):
        return (*hints, Solution(text, inner, context.at(line)))
    return (Callout(kind, text, (*hints, *inner), context.at(line)),)


def _container(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    return read_container(node, line, context, read_blocks)


def _stray(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    context.findings.warn(line, "container", "::: closes nothing: open the block with ::: notes, or delete the line")
    return ()


def _written_table(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    return read_written_table(node.meta["table"], line, context, read_blocks)


def _fence(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    first, end = node.map or (0, 0)
    # in a table of characters, the cell's edge and other cells follow
    closed = re.search(rf"{re.escape(node.markup)}[ \t]*(?:\||\Z)", context.lines[end - 1])
    if end - first < 2 or not closed:
        message = f"the code is not closed and takes all that follows: put a line {node.markup} behind it"
        context.findings.warn(line, "fence", message)
    block = read_fence(node.content, unescapeAll(node.info), line, context)
    return (block,) if block else ()


def _display(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    return (read_display_formula(node.content, line, context),)


def _indented(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    return (Code(node.content.rstrip("\n"), "", context.at(line)),)


def _rule(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    return (ThematicBreak(context.at(line)),)


def _footnote(node: SyntaxTreeNode, line: int, context: LoadContext) -> tuple[Block, ...]:
    blocks = read_blocks(node.children, context)
    runs = [block.text for block in blocks if isinstance(block, Paragraph)]
    markdown = "<br>".join(run.markdown for run in runs)
    source = runs[0].source if runs else context.at(line)
    footnote = Footnote(str(node.meta["label"]), Text(markdown, spans(markdown), source))
    return (footnote, *(block for block in blocks if not isinstance(block, Paragraph)))


_READERS: Mapping[str, Callable[[SyntaxTreeNode, int, LoadContext], tuple[Block, ...]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "dl": _definitions,
    "table": read_table,
    WRITTEN_TABLE: _written_table,
    "fence": _fence,
    "code_block": _indented,
    DISPLAY: _display,
    "blockquote": _quote,
    "container": _container,
    "container_stray": _stray,
    "footnote_reference": _footnote,
    "hr": _rule,
}
