"""Words inside a paragraph of docutils → inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes

from coursedeck.importers.restructured.directives import foreign_role

_MARKUP = re.compile(r"([\\`*_\[\]<>$|~^])")
_IN_WORDS = re.compile(r"(?<=\w)\\_(?=\w)")
_AT_START = re.compile(r"^([-+#>=:])(?=[\s#=:>-]|$)")
_UNRESOLVED = re.compile(r"^(?:\|(.*)\|_{0,2}|`(.*)`_{1,2}|(.*?)_{1,2})$")
_PLAIN_ROLES = frozenset({"guilabel", "menuselection", "abbr", "dfn", "index", "program", "title-reference"})
_CODE_ROLES = frozenset({"code", "file", "command", "option", "envvar", "samp", "kbd", "regexp", "makevar"})


class Inline:
    """Writes the words of one document."""

    def __init__(self, document: nodes.document) -> None:
        self.document = document
        self.writers: tuple[tuple[tuple[type[nodes.Node], ...], Callable[[Any], str]], ...] = (
            ((nodes.Text,), lambda node: self.words(node.astext())),
            ((nodes.strong,), lambda node: _around(self.text(node), "**")),
            ((nodes.emphasis, nodes.title_reference), lambda node: _around(self.text(node), "*")),
            ((nodes.literal,), lambda node: code(node.astext())),
            ((nodes.math,), lambda node: f"${node.astext()}$"),
            ((nodes.subscript,), lambda node: f"<sub>{self.text(node)}</sub>"),
            ((nodes.superscript,), lambda node: f"<sup>{self.text(node)}</sup>"),
            ((nodes.reference,), self._reference),
            ((nodes.footnote_reference, nodes.citation_reference), self._note),
            ((nodes.image,), lambda node: f"![{node.get('alt', '')}]({node['uri']})"),
            ((foreign_role,), lambda node: self._role(str(node["name"]), node.astext())),
            ((nodes.target, nodes.system_message, nodes.raw), lambda _: ""),
            ((nodes.problematic,), lambda node: self.words(_UNRESOLVED.sub(r"\1\2\3", node.astext()))),
        )

    def text(self, node: nodes.Node) -> str:
        """The words of a node with their marks."""
        return "".join(self._one(child) for child in node.children)

    def words(self, plain: str) -> str:
        """Words that mean no markup.

        >>> from docutils.utils import new_document
        >>> Inline(new_document("")).words("a_b*c")
        'a_b\\\\*c'
        """
        kept = _IN_WORDS.sub("_", _MARKUP.sub(r"\\\1", plain.replace("\0", "")))
        return "\n".join(_AT_START.sub(r"\\\1", line) for line in kept.split("\n"))

    def label(self, note: nodes.Element) -> str:
        """The name of a footnote or a citation, as its references have it."""
        names = note.get("names") or note.get("ids") or ["note"]
        return re.sub(r"\s+", "-", str(names[0]))

    def _one(self, node: nodes.Node) -> str:
        for kinds, write in self.writers:
            if isinstance(node, kinds):
                return write(node)
        return self.text(node)

    def _reference(self, node: nodes.Element) -> str:
        inner = self.text(node)
        uri = node.get("refuri")
        if uri is None:
            found = self.document.ids.get(node.get("refid", ""))
            title = next(iter(found.findall(nodes.title)), None) if isinstance(found, nodes.section) else None
            return f"[{inner}](#{nodes.make_id(title.astext())})" if title is not None else inner
        if inner.replace("\\", "") == uri:
            return f"<{uri}>"
        return f"[{inner}](<{uri}>)" if re.search(r"[\s()]", uri) else f"[{inner}]({uri})"

    def _note(self, node: nodes.Element) -> str:
        found = self.document.ids.get(node.get("refid", ""))
        return f"[^{self.label(found)}]" if found is not None else self.words(f"[{node.astext()}]")

    def _role(self, name: str, text: str) -> str:
        """A role as MyST writes it, where it stands for more than its words."""
        bare = name.rpartition(":")[2]
        titled = re.fullmatch(r"(?P<title>.*?)[ \t\n]*<(?P<target>[^<>]*)>", text, re.DOTALL)
        if bare in _CODE_ROLES or (":" in name and bare not in ("ref", "doc", "term")):
            return code((titled["title"] if titled else text).lstrip("~!."))
        if bare in _PLAIN_ROLES:
            return self.words((titled["title"] if titled and bare != "menuselection" else text).replace("-->", "→"))
        if bare == "download" and titled:
            return f"[{self.words(titled['title'])}]({titled['target']})"
        return f"{{{name}}}`{' '.join(text.split())}`"


def _around(inner: str, mark: str) -> str:
    """Words between marks, which stand next to letters (CommonMark 0.31, 6.2)."""
    bare = inner.strip()
    return inner.replace(bare, f"{mark}{bare}{mark}", 1) if bare else inner


def code(text: str) -> str:
    """A code span whose marks its content lacks (CommonMark 0.31, 6.1).

    >>> code("a`b")
    '``a`b``'
    """
    text = " ".join(text.split())
    marks = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{marks}{gap}{text}{gap}{marks}" if text else ""
