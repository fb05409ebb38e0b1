"""HTML blocks and the Markdown between them → a tree of elements.

CommonMark ends an HTML block at a blank line, so that ``<details>``, a table or a figure is several blocks with
Markdown between them; here they are put together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct, field

from coursedeck.base.markdown import HtmlCode, HtmlPiece, HtmlTag, HtmlText, Tag, html_pieces
from coursedeck.base.markdown.nesting import MAX_NESTING

_ELEMENTS = frozenset({
    *("aside", "blockquote", "caption", "dd", "details", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "li", "ol", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
})  # fmt: skip
_SPANNING = frozenset({"aside", "blockquote", "details", "dl", "figure", "ol", "table", "ul"})
"""Elements that may hold blank lines, and with them Markdown."""
_ENDED_BY = {
    "li": {"li"},
    "td": {"td", "th", "tr", "tbody", "thead", "tfoot"},
    "th": {"td", "th", "tr", "tbody", "thead", "tfoot"},
    "tr": {"tr", "tbody", "thead", "tfoot"},
    "thead": {"tbody", "tfoot"},
    "tbody": {"tbody", "tfoot"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
"""Elements whose closing tag may be left out, and what then ends them (HTML standard, 13.1.2.4)."""
_LISTS = frozenset({"ol", "ul", "dl", "table"})


class HtmlElement(Struct):
    """An element while its document is read; `line` counts from 1."""

    tag: Tag
    line: int
    children: list[HtmlChild] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Name of its tag."""
        return self.tag.name

    def all(self, *names: str) -> Iterator[HtmlElement]:
        """The elements of these names below it, without those inside lists and tables of their own."""
        for child in self.children:
            if isinstance(child, HtmlElement):
                if child.name in names:
                    yield child
                elif child.name not in _LISTS:
                    yield from child.all(*names)


class Placed(Struct, frozen=True):
    """Prose, code or a tag without content; `line` counts from 1."""

    piece: HtmlPiece
    line: int


HtmlChild: TypeAlias = HtmlElement | Placed | SyntaxTreeNode


def html_extents(nodes: Sequence[SyntaxTreeNode]) -> Mapping[int, int]:
    """Where the elements that open in an HTML block have closed, by the block's place; only those that do close.

    An end is the place behind the block that closes them.
    """
    ends: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    depth = 0
    for at, node in enumerate(nodes):
        if node.type != "html_block":
            continue
        opened.append((at, depth))
        depth += sum(_step(piece) for piece in html_pieces(node.content))
        while opened and depth <= opened[-1][1]:
            ends[opened.pop()[0]] = at + 1
    return ends


def _step(piece: HtmlPiece) -> int:
    if not isinstance(piece, HtmlTag) or piece.tag.name not in _SPANNING:
        return 0
    return -1 if piece.tag.closing else 1


class HtmlTree(Struct):
    """The elements of HTML blocks under one nameless element."""

    root: HtmlElement
    too_deep: int | None = None
    """Line of the first element that nests too deeply; the content of such stands where the depth ends."""


def html_tree(nodes: Sequence[SyntaxTreeNode]) -> HtmlTree:
    """The elements of HTML blocks and the Markdown between them."""
    builder = _TreeBuilder()
    for node in nodes:
        if node.type != "html_block":
            builder.stack[-1].children.append(node)
            continue
        first = node.map[0] + 1 if node.map else 1
        for piece in html_pieces(node.content):
            builder.add(piece, first + piece.line)
    return HtmlTree(builder.stack[0], builder.too_deep)


class _TreeBuilder:
    """Builds the tree tag by tag; elements that nest too deeply are opened and closed without one."""

    def __init__(self) -> None:
        self.stack = [HtmlElement(Tag(""), 1)]
        self.deeper: list[str] = []
        self.too_deep: int | None = None

    def add(self, piece: HtmlPiece, line: int) -> None:
        """Put a piece into its place."""
        match piece:
            case HtmlTag(tag) if tag.name in _ELEMENTS and tag.closing:
                if tag.name not in self.deeper:
                    _close(self.stack, tag.name)
                while tag.name in self.deeper and self.deeper.pop() != tag.name:
                    pass
            case HtmlTag(tag) if tag.name in _ELEMENTS:
                self._open(tag, line)
            case HtmlText() | HtmlCode() | HtmlTag():
                self.stack[-1].children.append(Placed(piece, line))

    def _open(self, tag: Tag, line: int) -> None:
        while not self.deeper and tag.name in _ENDED_BY.get(self.stack[-1].name, ()):
            self.stack.pop()
        if len(self.stack) > MAX_NESTING:
            self.deeper.append(tag.name)
            self.too_deep = self.too_deep or line
            return
        element = HtmlElement(tag, line)
        self.stack[-1].children.append(element)
        self.stack.append(element)


def _close(stack: list[HtmlElement], name: str) -> None:
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name == name:
            del stack[at:]
            return
        if stack[at].name in _LISTS and name not in _LISTS | {"details", "figure", "blockquote"}:
            return
