"""HTML that means blocks: lists, tables, quotes, figures, ``<details>``, preformatted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from coursedeck.base.markdown import HtmlCode, HtmlPiece, HtmlTag, HtmlText
from coursedeck.base.markdown.block_names import NOTES, names_solution
from coursedeck.model.numbering import DECIMAL
from coursedeck.model.session import (
    Block,
    Code,
    FigureRef,
    List,
    ListItem,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.flattening import empty, flattened
from coursedeck.session.load.html_tables import read_html_table
from coursedeck.session.load.html_tree import HtmlChild, HtmlElement, Placed, html_tree
from coursedeck.session.load.prose import bold, in_rows, read_prose

ReadNodes = Callable[[Iterable[SyntaxTreeNode], LoadContext], tuple[Block, ...]]

_NUMBERINGS = {"a": "alphaLcPeriod", "A": "alphaUcPeriod", "i": "romanLcPeriod", "I": "romanUcPeriod"}
"""Attribute ``type`` of ``<ol>``."""
_SPOKEN = re.compile(
    r"\W*(?:speaker'?s?\s+notes?|notes?|instructor.*|teacher.*|발표자\s*노트|강사\s*노트)\W*", re.IGNORECASE
)
"""Summaries that say that what follows is for the speaker."""


def read_html(nodes: Sequence[SyntaxTreeNode], context: LoadContext, read_nodes: ReadNodes) -> tuple[Block, ...]:
    """The blocks of HTML blocks and of the Markdown between them."""
    tree = html_tree(nodes)
    if tree.too_deep is not None:
        context.too_deep(tree.too_deep)
    return _ElementReader(context, read_nodes).children(tree.root.children)


def folded_away(summary: Text | None, inner: tuple[Block, ...], line: int, context: LoadContext) -> Iterator[Block]:
    """What ``<details>`` shows at first, and what it hides: on a slide of its own, or in the notes.

    A summary that asks stands on the slide before the answer, any other one heads what it hides. Without a summary it
    is what the speaker says, as in courses that mdBook shows.
    """
    shown = (bold(Paragraph(summary)),) if summary else ()
    if inner and summary is not None and context.details != "notes" and names_solution(summary.plain):
        yield Solution(summary, inner, context.at(line))
    elif not inner:
        yield from shown
    elif summary is None or context.details == "notes" or _SPOKEN.fullmatch(summary.plain):
        yield from (*shown, Notes(inner, context.at(line)))
    else:
        apart = SlideHint({"break": ""}, context.at(line))
        head = (*shown, apart) if summary.plain.rstrip().endswith(("?", "？")) else (apart, *shown)
        yield from (*head, *inner, apart)


class _ElementReader(Struct, frozen=True):
    """Reads the children of elements."""

    context: LoadContext
    read_nodes: ReadNodes

    def children(self, children: Sequence[HtmlChild]) -> tuple[Block, ...]:
        """The blocks that a run of children is."""
        return tuple(block for child in children for block in self._child(child))

    def _child(self, child: HtmlChild) -> Iterator[Block]:
        match child:
            case SyntaxTreeNode():
                yield from self.read_nodes([child], self.context)
            case HtmlElement():
                yield from self._element(child)
            case Placed(piece, line):
                yield from self._piece(piece, line)

    def _piece(self, piece: HtmlPiece, line: int) -> Iterator[Block]:
        match piece:
            case HtmlText(markdown):
                yield from read_prose(markdown, line, self.context)
            case HtmlCode(code):
                yield Code(code, "", self.context.at(line))
            case HtmlTag(tag):
                if tag.comment is not None and (hint := self.context.hint(tag.comment, line)):
                    yield hint
                elif tag.name == "hr":
                    yield ThematicBreak(self.context.at(line))
                else:
                    self.context.report_tag(tag, line)

    def _element(self, element: HtmlElement) -> Iterator[Block]:
        match element.name:
            case "table":
                yield from read_html_table(element, self.children, self.context)
            case "ul" | "ol":
                yield from self._list(element)
            case "dl":
                yield from self._definitions(element)
            case "details":
                yield from self._details(element)
            case "aside" if NOTES in element.tag.attribute("class").split():  # as reveal.js has them
                yield Notes(self.children(element.children), self.context.at(element.line))
            case "figure":
                yield from self._figure(element)
            case "blockquote":
                yield Quote(self.children(element.children), self.context.at(element.line))
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary":
                inner = self.children(element.children)
                yield from (bold(block) if isinstance(block, Paragraph) else block for block in inner)
            case _:
                yield from self.children(element.children)

    def _list(self, element: HtmlElement) -> Iterator[Block]:
        items = tuple(self._item(item) for item in element.all("li"))
        if not items:
            yield from self.children(element.children)
            return
        written = element.tag.attribute("start").strip()
        first = int(written) if re.fullmatch(r"\d{1,9}", written) else 1
        start = first if element.name == "ol" else None
        numbering = _NUMBERINGS.get(element.tag.attribute("type"), DECIMAL)
        yield List(items, self.context.at(element.line), start, numbering)

    def _item(self, element: HtmlElement) -> ListItem:
        blocks = self.children(element.children)
        if blocks and isinstance(blocks[0], Paragraph):
            return ListItem(blocks[0].text, blocks[1:])
        return ListItem(empty(self.context.at(element.line)), blocks)

    def _definitions(self, element: HtmlElement) -> Iterator[Block]:
        items: list[ListItem] = []
        for child in element.all("dt", "dd"):
            if child.name == "dt" or not items:
                term = flattened(self.children(child.children), child.line, self.context)[0]
                items.append(ListItem(bold(Paragraph(term)).text))
            else:
                inner = self.children(child.children)
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *inner))
        if items:
            yield List(tuple(items), self.context.at(element.line))

    def _details(self, element: HtmlElement) -> Iterator[Block]:
        first = next((child for child in element.children if _is(child, "summary")), None)
        rest = [child for child in element.children if child is not first]
        summary = None
        if isinstance(first, HtmlElement):
            summary, asides = flattened(self.children(first.children), first.line, self.context)
            yield from asides
        inner = self.children(rest)
        if any(name == "open" for name, _ in element.tag.attributes):
            yield from (bold(Paragraph(summary)),) if summary else ()
            yield from inner
        else:
            yield from folded_away(summary, inner, element.line, self.context)

    def _figure(self, element: HtmlElement) -> Iterator[Block]:
        captions = [child for child in element.children if _is(child, "figcaption")]
        held = self.children([child for child in element.children if child not in captions])
        apart = [one for block in held for one in (block.pictures if isinstance(block, PictureRow) else (block,))]
        inner = list(in_rows(apart))
        words = [child for caption in captions if isinstance(caption, HtmlElement) for child in caption.children]
        caption, asides = flattened(self.children(words), element.line, self.context)
        last = next((at for at in range(len(inner) - 1, -1, -1) if isinstance(inner[at], _CAPTIONED)), None)
        if caption and last is not None:
            inner[last] = with_caption(inner[last], caption)
        elif caption:
            inner.append(Paragraph(caption))
        yield from (*asides, *inner)


_CAPTIONED = FigureRef | Picture | PictureRow | Table


def with_caption(block: Block, caption: Text) -> Block:
    """A figure, picture or table with a caption, unless it has one."""
    if isinstance(block, _CAPTIONED) and not block.caption:
        return replace(block, caption=caption)
    return block


def _is(child: HtmlChild, name: str) -> bool:
    return isinstance(child, HtmlElement) and child.name == name
