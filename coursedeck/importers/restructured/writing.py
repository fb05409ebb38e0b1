"""A document of docutils → lines of MyST Markdown.

The nodes are those of the Docutils Document Tree, https://docutils.sourceforge.io/docs/ref/doctree.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docutils import nodes

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine
from coursedeck.importers.restructured.directives import LITERAL, UNSEEN, foreign_directive
from coursedeck.importers.restructured.inline import Inline
from coursedeck.model.values import replace

DEEPEST = 6
"""Levels of headings that Markdown has (CommonMark 0.31, 4.2)."""
_ADMONITIONS = (
    nodes.admonition, nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint, nodes.important,
    nodes.note, nodes.tip, nodes.warning, nodes.topic, nodes.sidebar,
)  # fmt: skip
_SILENT = (nodes.target, nodes.substitution_definition, nodes.system_message, nodes.pending, nodes.meta)
_NUMBERINGS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_OPTIONS = ("alt", "width", "height", "align", "class", "name")
_CODE = frozenset({"code", "code-block", "sourcecode", "code-tab", "parsed-literal", "prompt"})
_CONSOLE = frozenset({"prompt", "command-output"})
_PYTHON = frozenset({"ipython", "jupyter-execute", "plot", "testcode", "doctest", "exec"})
_PATHS = frozenset({"youtube", "video", "include", "download", "card-carousel", "iframe"})
"""Directives whose argument is no text."""
Lines = list[SourceLine]


class MarkdownWriter:
    """Writes the blocks of one document."""

    def __init__(self, document: nodes.document, numbers: Sequence[int], remarks: list[Remark]) -> None:
        self.document = document
        self.numbers = numbers
        """The line of the source file that each parsed line is from."""
        self.remarks = remarks
        self.inline = Inline(document)
        self.level = 0
        self.language = ""
        """Of code for which none is named; ``highlight`` sets it."""
        self.at = 1
        self.writers: tuple[tuple[tuple[type[nodes.Node], ...], Callable[[Any], Lines]], ...] = (
            (_SILENT, lambda _: []),
            (_ADMONITIONS, self._admonition),
            ((nodes.section,), self._section),
            ((nodes.title, nodes.subtitle, nodes.rubric), self._label),
            ((nodes.paragraph, nodes.attribution, nodes.caption), self._paragraph),
            ((nodes.bullet_list, nodes.enumerated_list), self._list),
            ((nodes.definition_list,), self._definitions),
            ((nodes.field_list, nodes.option_list), self._fields),
            ((nodes.literal_block, nodes.doctest_block, nodes.math_block), self._literal),
            ((nodes.line_block,), self._verse),
            ((nodes.block_quote,), self._quote),
            ((nodes.image, nodes.figure), self._figure),
            ((nodes.table,), self._table),
            ((nodes.footnote, nodes.citation), self._footnote),
            ((nodes.transition,), lambda _: [self._line("---")]),
            ((nodes.raw,), lambda node: self._left_out("raw", node.astext())),
            ((nodes.comment,), lambda node: self._left_out("a comment", node.astext())),
            ((foreign_directive,), self._directive),
        )

    def lines(self) -> Lines:
        """The whole document."""
        return self._blocks(self.document.children)

    def _blocks(self, children: Iterable[nodes.Node]) -> Lines:
        """Blocks with a blank line between two."""
        done: Lines = []
        for child in children:
            self.at = child.line or self.at
            made = self._block(child)
            if made:
                done += [self._line(""), *made] if done else made
        return done

    def _inside(self, children: Sequence[nodes.Node]) -> Lines:
        """The blocks in a frame, an item or a definition, where text that is only indented deeper is no quotation."""
        if len(children) == 1 and isinstance(children[0], nodes.block_quote):
            return self._inside(children[0].children)
        return self._blocks(children)

    def _line(self, text: str) -> SourceLine:
        at = min(max(self.at, 1), len(self.numbers)) - 1
        return SourceLine(text, self.numbers[at] if self.numbers else 1)

    def _block(self, node: nodes.Node) -> Lines:
        for kinds, write in self.writers:
            if isinstance(node, kinds):
                return write(node)
        if isinstance(node, nodes.Element):
            return self._blocks(node.children)
        return [self._line(self.inline.words(node.astext()))] if node.astext().strip() else []

    def _section(self, node: nodes.section) -> Lines:
        self.level += 1
        title = [child for child in node.children if isinstance(child, nodes.title)]
        head = [self._line(f"{'#' * min(self.level, DEEPEST)} {self.inline.text(one)}") for one in title]
        rest = self._blocks(child for child in node.children if child not in title)
        self.level -= 1
        return [*head, self._line(""), *rest] if rest else head

    def _label(self, node: nodes.Element) -> Lines:
        return [self._line(f"**{self.inline.text(node)}**")]

    def _paragraph(self, node: nodes.Element) -> Lines:
        first = self.at
        done = []
        for offset, text in enumerate(self.inline.text(node).split("\n")):
            self.at = first + offset
            done.append(self._line(_not_a_block(text)))
        return done

    def _list(self, node: nodes.Element) -> Lines:
        ordered = isinstance(node, nodes.enumerated_list)
        start = int(node.get("start", 1))
        kind = str(node.get("enumtype", "arabic"))
        done: Lines = []
        tight = all(len(item.children) <= 1 for item in node.children if isinstance(item, nodes.Element))
        for position, item in enumerate(node.children):
            marker = f"{_number(start + position, kind)}. " if ordered else "- "
            inner = self._inside(item.children) if isinstance(item, nodes.Element) else []
            done += [self._line("")] if done and not tight else []
            done += _hanging(inner or [self._line("")], marker)
        return done

    def _definitions(self, node: nodes.Element) -> Lines:
        done: Lines = []
        for item in node.children:
            assert isinstance(item, nodes.Element)
            terms = [child for child in item.children if isinstance(child, nodes.term)]
            meant = [child for child in item.children if isinstance(child, nodes.definition)]
            done += [self._line("")] if done else []
            done += [self._line(self.inline.text(term)) for term in terms]
            for one in meant:
                inner = self._inside(one.children) or [self._line("")]
                # a list that is indented deeper than its item's words is read as the definition of a term
                done += inner if isinstance(node.parent, nodes.list_item) else _hanging(inner, ": ")
        return done

    def _fields(self, node: nodes.Element) -> Lines:
        """Names and options with what is said of them, as definitions; settings at the top of a page are left out."""
        if isinstance(node, nodes.field_list) and self._is_above_text(node):
            return self._left_out("settings of the page", node.astext())
        done: Lines = []
        for item in node.children:
            assert isinstance(item, nodes.Element)
            name: nodes.Node = item.children[0]
            body = item.children[-1]
            assert isinstance(body, nodes.Element)
            code = isinstance(item, nodes.option_list_item)
            done += [self._line("")] if done else []
            done.append(self._line(f"`{name.astext()}`" if code else self.inline.text(name)))
            done += _hanging(self._blocks(body.children) or [self._line("")], ": ")
        return done

    def _is_above_text(self, node: nodes.Element) -> bool:
        """Whether nothing but the title of the page stands above."""
        parent = node.parent
        first = parent.index(node) if parent is not None else 0
        section = isinstance(parent, nodes.section) and parent.parent is self.document
        return first == (1 if section else 0) and (section or parent is self.document)

    def _literal(self, node: nodes.Element) -> Lines:
        if isinstance(node, nodes.math_block):
            return self._fenced(node.astext().split("\n"), "$$", "$$")
        named: list[str] = list(node.get("classes", []))
        classes = [name for name in named if name != "code"]
        language = "python" if isinstance(node, nodes.doctest_block) else (classes[0] if classes else self.language)
        return self._code(node.astext().split("\n"), language)

    def _code(self, lines: Sequence[str], language: str, first: int | None = None) -> Lines:
        longest = max((len(run) for line in lines for run in re.findall(r"`{3,}", line)), default=2)
        marks = "`" * (longest + 1)
        self.at = first or self.at
        return self._fenced(lines, f"{marks}{language}", marks)

    def _fenced(self, lines: Sequence[str], opening: str, closing: str) -> Lines:
        first = self.at
        done = [self._line(opening)]
        for offset, text in enumerate(lines):
            self.at = first + offset
            done.append(self._line(text))
        return [*done, self._line(closing)]

    def _verse(self, node: nodes.Element, indent: int = 0) -> Lines:
        done: Lines = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                done += self._verse(child, indent + 1)
            elif child.astext().strip():
                done.append(self._line("\N{NO-BREAK SPACE}" * 4 * indent + self.inline.text(child) + "\\"))
        return [*done[:-1], replace(done[-1], text=done[-1].text.removesuffix("\\"))] if done and not indent else done

    def _quote(self, node: nodes.Element) -> Lines:
        """A quotation; a list that is indented by habit is none."""
        inner = self._blocks(node.children)
        plain = (nodes.bullet_list, nodes.enumerated_list, nodes.literal_block, nodes.image, nodes.figure, nodes.table)
        if all(isinstance(child, (*plain, foreign_directive, *_ADMONITIONS)) for child in node.children):
            return inner
        return [replace(line, text=f"> {line.text}".rstrip()) for line in inner]

    def _figure(self, node: nodes.Element) -> Lines:
        image = next(iter(node.findall(nodes.image)))
        below = [child for child in node.children if isinstance(child, nodes.caption | nodes.legend)]
        options = {key: str(image[key]) for key in _OPTIONS if image.get(key) and isinstance(image[key], str)}
        link = image.parent.get("refuri") if isinstance(image.parent, nodes.reference) else None
        if link and not below:
            return [self._line(f"[![{options.get('alt', '')}]({image['uri']})]({link})")]
        kind = "figure" if below else "image"
        written = [self._line(f":{key}: {value}") for key, value in options.items()]
        return self._container(kind, str(image["uri"]), written, self._blocks(below))

    def _admonition(self, node: nodes.Element) -> Lines:
        kind = "note" if isinstance(node, nodes.admonition | nodes.topic | nodes.sidebar) else node.tagname
        kind = {"danger": "warning", "error": "caution", "attention": "important", "hint": "tip"}.get(kind, kind)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        inner = self._inside([child for child in node.children if child is not title])
        return self._container(kind, self.inline.text(title) if title is not None else "", [], inner)

    def _directive(self, node: foreign_directive) -> Lines:
        name, argument = str(node["name"]), str(node["argument"])
        lines: list[str] = list(node.get("literal", []))
        if name == "highlight":
            self.language = argument
            return []
        if name == "only" and lines:
            return self._left_out(f"the directive only for {argument}", " ".join(lines))
        if name in UNSEEN:
            return self._left_out(f"the directive {name}", " ".join([argument, *lines]))
        if name in _CODE | _CONSOLE | _PYTHON:
            return self._code_directive(node, name, argument, lines)
        written = [self._line(f":{key}: {value}".rstrip()) for key, value in node["options"].items()]
        if name in LITERAL:
            return self._fenced(lines, f"```{{{name}}} {argument}".rstrip(), "```")
        if name == "literalinclude":
            return [self._line(f"```{{{name}}} {argument}"), *written, self._line("```")]
        if name in _PATHS:
            return self._container(name, argument, written, self._inside(node.children[1:]))
        title = self.inline.text(node.children[0]) if argument and node.children else ""
        return self._container(name, title, written, self._inside(node.children[1 if title else 0 :]))

    def _code_directive(self, node: foreign_directive, name: str, argument: str, lines: Sequence[str]) -> Lines:
        language, _, title = argument.partition(" ")
        caption = title if name == "code-tab" else str(node["options"].get("caption", ""))
        code = self._code(
            lines, language or self.language or ("console" if name in _CONSOLE else ""), node.get("first")
        )
        if name == "code-tab":
            return self._container("tab-item", caption or language, [], code)
        return [self._line(f"**{self.inline.words(caption)}**"), self._line(""), *code] if caption else code

    def _container(self, name: str, argument: str, options: Lines, inner: Lines) -> Lines:
        """A directive of MyST, with more colons than any inside it."""
        inside = (re.match(r"[ \t]*(:{3,})", line.text) for line in inner)
        marks = ":" * (1 + max((len(found[1]) for found in inside if found), default=2))
        gap = [self._line("")] if options and inner else []
        opening = self._line(f"{marks}{{{name}}} {argument}".rstrip())
        return [opening, *options, *gap, *inner, self._line(marks)]

    def _table(self, node: nodes.Element) -> Lines:
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        head = [row for part in node.findall(nodes.thead) for row in part.findall(nodes.row)]
        body = [row for part in node.findall(nodes.tbody) for row in part.findall(nodes.row)]
        rows = [*(head or body[:1]), *(body if head else body[1:])]
        if not rows:
            return []
        written = [self._row(row) for row in rows]
        rule = self._line("|" + "---|" * (written[0].text.count("|") - written[0].text.count("\\|") - 1))
        below = [self._line(""), self._line(f": {self.inline.text(title)}")] if title is not None else []
        return [written[0], rule, *written[1:], *below]

    def _row(self, row: nodes.row) -> SourceLine:
        cells: list[str] = []
        for entry in row.children:
            assert isinstance(entry, nodes.entry)
            cells += [self._cell(entry), *[""] * int(entry.get("morecols", 0))]
        return self._line("| " + " | ".join(cells) + " |")

    def _cell(self, entry: nodes.entry) -> str:
        lines: list[str] = [line.text.strip() for line in self._blocks(entry.children)]
        return "<br>".join(line for line in lines if line).replace("|", "\\|")

    def _footnote(self, node: nodes.Element) -> Lines:
        body = self._blocks(child for child in node.children if not isinstance(child, nodes.label))
        return _hanging(body or [self._line("")], f"[^{self.inline.label(node)}]: ", "    ")

    def _left_out(self, what: str, words: str) -> Lines:
        self.remarks.append(Remark(self._line("").number, RemarkKind.LEFT_OUT, what, words))
        return []


def _hanging(lines: Lines, marker: str, indent: str | None = None) -> Lines:
    """Blocks behind a marker, every line but the first indented as far."""
    pad = " " * len(marker) if indent is None else indent
    rest = (replace(line, text=f"{pad}{line.text}" if line.text else "") for line in lines[1:])
    return [replace(lines[0], text=f"{marker}{lines[0].text}"), *rest]


def _number(number: int, kind: str) -> str:
    first = _NUMBERINGS.get(kind)
    if first in ("a", "A"):
        return chr(ord(first) + (number - 1) % 26)
    return str(number)


def _not_a_block(text: str) -> str:
    """A line of a paragraph that would begin a block of another kind, with that escaped."""
    found = re.match(r"(\d{1,9})([.)])(?=\s|$)", text)
    return f"{found[1]}\\{text[len(found[1]) :]}" if found else text
