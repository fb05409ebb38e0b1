"""The one dialect: CommonMark with tables, strikethrough, footnotes and CJK-friendly emphasis.

While it parses inline text, it records the edits that bring the source into one line, and the positions of
pictures, links and tags; so normalising and parsing cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline, backtick, escape, html_inline, image, link, newline, text
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from msgspec import Struct, field

from coursedeck.base.markdown.attributes import BRACES
from coursedeck.base.markdown.container import container, directive, indented_container
from coursedeck.base.markdown.flanking import flanking, neighbour_after, neighbour_before
from coursedeck.base.markdown.formulas import FORMULA, formula_at, formula_block, one_line
from coursedeck.base.markdown.html import Tag, tag
from coursedeck.base.markdown.lettered import lettered_list
from coursedeck.base.markdown.marks import (
    attributes,
    bracketed_span,
    highlight,
    inline_note,
    keys,
    role,
    shortcode,
    single_tilde,
    subscript,
    superscript,
)
from coursedeck.base.markdown.nesting import MAX_NESTING, BlockParser
from coursedeck.base.markdown.pandoc_tables import dashed_table, grid_table, headless_pipes

_ATTRIBUTES = re.compile(rf"(?:[ \t]*\n?[ \t]*(?=\{{:))?(?P<braces>{BRACES}|\{{[^{{}}\n]*\}})")
"""Right behind a picture; kramdown's, ``{: …}``, may also stand on the next line."""


class ReferenceDefinitions(Struct, frozen=True):
    """What other blocks of the document define: link references (markdown-it's form) and labels of footnotes."""

    references: Mapping[str, Any] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()


class Edit(Struct, frozen=True):
    """Source between `start` and `end` becomes `text` in the normalised line."""

    start: int
    end: int
    text: str
    line_break: bool = False
    """Spaces before it go."""


class InlineElement(Struct, frozen=True):
    """A link or picture between `start` and `end`, its label ending at `label_end`."""

    start: int
    label_end: int
    end: int
    token: Token


class InlineAnnotations(Struct):
    """What the parser recorded about one text; positions are indexes into it."""

    edits: list[Edit] = field(default_factory=list)
    images: list[InlineElement] = field(default_factory=list)
    links: list[InlineElement] = field(default_factory=list)
    tags: list[tuple[Tag, int, int]] = field(default_factory=list)
    undefined: list[tuple[str, int]] = field(default_factory=list)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    """Label, content and position of each inline footnote."""
    icons: list[tuple[str, int]] = field(default_factory=list)
    formulas: list[InlineElement] = field(default_factory=list)


class InlineState(StateInline):
    """Inline state with CJK-friendly emphasis, which also records annotations."""

    def __init__(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], out: list[Token]) -> None:
        super().__init__(src, md, env, out)
        self.annotations = InlineAnnotations()

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 (markdown-it's names)
        """Length of a delimiter run, and whether it opens or closes."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before, after = neighbour_before(self.src, start), neighbour_after(self.src, end, self.posMax)
        can_open, can_close = flanking(before, after, canSplitWord)
        return Scanned(can_open, can_close, end - start)


class _InlineParser(ParserInline):
    """Inline parser that uses `InlineState`."""

    def read(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> InlineState:
        """Tokens and notes of one text."""
        state = InlineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state

    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        """Tokens of one text, as markdown-it's own rules ask for them."""
        return self.read(src, md, env, tokens).tokens


class Dialect(MarkdownIt):
    """The parser; addresses stay as they are written, inline text is read on demand."""

    inline: _InlineParser

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.inline = _InlineParser()
        self.block = BlockParser()
        self.configure("commonmark", {"maxNesting": MAX_NESTING})
        self.enable(["strikethrough", "table"])
        self.block.ruler.before("fence", "container", container, {"alt": _INTERRUPTED})
        self.block.ruler.before("fence", "directive", directive, {"alt": _INTERRUPTED})
        self.block.ruler.before("fence", "indented_container", indented_container, {"alt": _INTERRUPTED})
        self.block.ruler.before("fence", "formula", formula_block, {"alt": _INTERRUPTED})
        self.block.ruler.after("list", "lettered_list", lettered_list, {"alt": ["paragraph", "reference"]})
        self.block.ruler.before("table", "grid_table", grid_table, {"alt": ["paragraph"]})
        self.block.ruler.before("table", "dashed_table", dashed_table)
        self.block.ruler.before("table", "headless_pipes", headless_pipes)
        self.use(deflist_plugin)
        self.use(footnote_plugin, inline=False, move_to_end=False)
        for name, (rule, record) in _RECORDED_RULES.items():
            self.inline.ruler.at(name, _recording(rule, record))
        for before, rules in _MARKS.items():
            for name, mark in rules.items():
                self.inline.ruler.before(before, name, _recording_mark(mark))
        self.inline.ruler.before("escape", "formula", _recording(_formula, _record_formula))

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        """The address as written."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        """The text as written."""
        return link

    def read_inline(self, text: str, definitions: ReferenceDefinitions) -> InlineState:
        """Tokens and notes of one block's text."""
        return self.inline.read(text, self, _environment(definitions), [])


_INTERRUPTED = ["paragraph", "reference", "blockquote", "list"]


@cache
def dialect() -> Dialect:
    """The parser, built once."""
    return Dialect()


def _environment(definitions: ReferenceDefinitions) -> dict[str, Any]:
    return {"references": definitions.references, "defined": definitions.footnotes}


def _recording(rule: RuleFuncInlineType, record: Callable[[InlineState, int], None]) -> RuleFuncInlineType:
    """The rule; after each match `record` is called with the position where it began."""

    def noted(state: StateInline, silent: bool) -> bool:
        start = state.pos
        matched = rule(state, silent)
        if matched and not silent and isinstance(state, InlineState):
            record(state, start)
        return matched

    return noted


def _attributed_image(state: StateInline, silent: bool) -> bool:
    """A picture and the attributes in braces right behind it."""
    if not image(state, silent):
        return False
    if match := _ATTRIBUTES.match(state.src, state.pos, state.posMax):
        state.pos = match.end()
        if not silent:
            state.tokens[-1].meta["attributes"] = match["braces"]
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    """A formula, inside which Markdown is not parsed."""
    found = formula_at(state.src, state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        token = state.push(FORMULA, "", 0)
        token.content = one_line(found.tex)
        token.meta = {"display": found.display, "written": one_line(found.written)}
    state.pos = found.end
    return True


def _record_break(state: InlineState, start: int) -> None:
    if state.src[start : start + 2] != "\\\n" and state.src[start] != "\n":
        return
    kind = state.tokens[-1].type
    state.annotations.edits.append(Edit(start, state.pos, "<br>" if kind == "hardbreak" else " ", line_break=True))


def _record_code(state: InlineState, start: int) -> None:
    source = state.src[start : state.pos]
    if "\n" in source:
        state.annotations.edits.append(Edit(start, state.pos, source.replace("\n", " ")))


def _record_formula(state: InlineState, start: int) -> None:
    source = state.src[start : state.pos]
    state.annotations.formulas.append(InlineElement(start, state.pos, state.pos, state.tokens[-1]))
    if "\n" in source:
        state.annotations.edits.append(Edit(start, state.pos, one_line(source)))


def _record_text(state: InlineState, start: int) -> None:
    for match in re.compile(r"[ \t]{2,}|\t").finditer(state.src, start, state.pos):
        state.annotations.edits.append(Edit(match.start(), match.end(), " "))


def _record_tag(state: InlineState, start: int) -> None:
    found = tag(state.src[start : state.pos])
    state.annotations.tags.append((found, start, state.pos))
    if not found.markdown() and state.src.startswith("](", start - 2):  # what is left must not become a link
        state.annotations.edits.append(Edit(start - 1, start, "\\("))
    state.annotations.edits.append(Edit(start, state.pos, found.markdown()))


def _record_link(state: InlineState, start: int) -> None:
    label_end = parseLinkLabel(state, start)
    opened = next(token for token in reversed(state.tokens) if token.type == "link_open")
    state.annotations.links.append(InlineElement(start, label_end, state.pos, opened))
    _record_address(state, label_end, str(opened.attrs["href"]), str(opened.attrs.get("title", "")))


def _record_image(state: InlineState, start: int) -> None:
    token = state.tokens[-1]
    label_end = parseLinkLabel(state, start + 1)
    state.annotations.images.append(InlineElement(start, label_end, state.pos, token))


def _record_address(state: InlineState, label_end: int, address: str, title: str) -> None:
    """A reference is written out, since its definition stands elsewhere."""
    tail = state.src[label_end : state.pos]
    if tail.startswith("]("):
        if "\n" in tail:
            state.annotations.edits.append(Edit(label_end, state.pos, re.sub(r"\s*\n\s*", " ", tail)))
        return
    plain = re.fullmatch(r"[^\s<>()\\]+", address)
    target = address if plain else "<" + re.sub(r"([\\<>])", r"\\\1", address) + ">"
    quoted = ' "' + re.sub(r'([\\"])', r"\\\1", title).replace("\n", " ") + '"' if title else ""
    state.annotations.edits.append(Edit(label_end, state.pos, f"]({target}{quoted})"))


def _record_footnote(state: InlineState, start: int) -> None:
    label = str(state.tokens[-1].meta["label"])
    if label not in state.env.get("defined", ()):
        state.annotations.undefined.append((label, start))
        state.annotations.edits.append(Edit(start, start + 1, "\\["))


def _recording_mark(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """The rule; what it says about its tokens in their ``meta`` is recorded."""

    def noted(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent and isinstance(state, InlineState):
            for token in state.tokens[before:]:
                _record_mark(state, token, start)
        return matched

    return noted


def _record_mark(state: InlineState, token: Token, start: int) -> None:
    for begin, end, instead in token.meta.pop("edits", ()):
        state.annotations.edits.append(Edit(begin, end, instead))
    if content := token.meta.pop("content", ""):
        state.annotations.notes.append((str(token.meta["label"]), content, start))
    if icon := token.meta.pop("icon", ""):
        state.annotations.icons.append((icon, start))


_MARKS: dict[str, dict[str, RuleFuncInlineType]] = {
    "strikethrough": {
        "subscript": subscript,
        "single_tilde": single_tilde,
        "superscript": superscript,
        "highlight": highlight,
        "keys": keys,
        "shortcode": shortcode,
        "attributes": attributes,
    },
    "backticks": {"role": role},
    "link": {"inline_note": inline_note, "bracketed_span": bracketed_span},
}
"""Marks beyond CommonMark, by the rule before which they are tried."""

_RECORDED_RULES: dict[str, tuple[RuleFuncInlineType, Callable[[InlineState, int], None]]] = {
    "text": (text, _record_text),
    "newline": (newline, _record_break),
    "escape": (escape, _record_break),
    "backticks": (backtick, _record_code),
    "link": (link, _record_link),
    "image": (_attributed_image, _record_image),
    "html_inline": (html_inline, _record_tag),
    "footnote_ref": (partial(footnote_ref, always_match=True), _record_footnote),
}
