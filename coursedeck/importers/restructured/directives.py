"""Directives and roles that docutils lacks: each becomes a node that keeps its name, its options and its content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.states import Inliner

LITERAL = frozenset((
    "code", "code-block", "sourcecode", "code-tab", "prompt", "mermaid", "graphviz", "digraph", "ipython", "plot",
    "parsed-literal", "command-output", "doctest", "testcode", "testoutput", "jupyter-execute", "exec", "uml",
))  # fmt: skip
"""Directives whose content is no reStructuredText."""
UNSEEN = frozenset((
    "raw", "index", "highlight", "tabularcolumns", "only", "contents", "meta", "toctree", "bibliography",
    "default-role", "sectnum", "role", "class", "automodule", "autoclass", "autofunction", "autosummary",
    "currentmodule", "module",
))  # fmt: skip
"""Directives whose content no reader of a slide sees."""
_BEGIN_WITH_ARGUMENT = frozenset((
    "seealso", "todo", "versionadded", "versionchanged", "deprecated", "rubric", "centered",
))  # fmt: skip
"""Directives whose argument is the beginning of their text."""
_OWN = frozenset((
    "image", "figure", "table", "csv-table", "list-table", "math", "topic", "sidebar", "epigraph", "container",
    "replace", "admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "tip",
    "warning", "unicode", "compound", "highlights", "pull-quote", "date", "line-block", "header", "footer", "title",
))  # fmt: skip
"""Directives that docutils itself reads as they are meant here."""
_DIRECTIVE = re.compile(
    r"^[ \t]*(?:[-*+#][ \t.]+)*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([\w:+.-]+?)::(?=\s|$)", re.MULTILINE
)
_ROLE = re.compile(r":([A-Za-z][\w:+.-]*?):(?=`)")
_OWN_ROLES = frozenset({"emphasis", "strong", "literal", "math", "sub", "subscript", "sup", "superscript", "title"})


class foreign_directive(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A directive with its ``name``, ``argument`` and ``options``; its content is parsed, or ``literal`` lines."""


class foreign_role(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A role with its ``name`` and the text between its back quotes."""


def known_to_docutils(text: str) -> None:
    """Makes docutils read the directives and roles of a text that it does not know."""
    for name in {found.lower() for found in _DIRECTIVE.findall(text)} - _OWN:
        directives.register_directive(name, _ForeignDirective)
    for name in {found.lower() for found in _ROLE.findall(text)} - _OWN_ROLES:
        roles.register_local_role(name, _foreign_role)


def _options() -> dict[str, Callable[[str], str]]:
    """A specification that lets every option through."""
    return defaultdict(lambda: directives.unchanged, {"class": directives.unchanged})


class _ForeignDirective(Directive):
    """What stands behind its name is the argument, and the lines below are content even where no blank line parts them.

    Sphinx's own directives differ in this; the extensions that courses use (tabs, lessons) read it so.
    """

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = _options()

    def run(self) -> Sequence[nodes.Node]:
        """The one node that the directive becomes."""
        behind_name = self.block_text.split("\n", 1)[0].partition("::")[2].strip()
        argument = str(self.content[0]) if behind_name and self.content else ""
        skipped = 1 if argument else 0
        content, offset = self.content[skipped:], self.content_offset + skipped
        node = foreign_directive(name=self.name, argument=argument, options=dict(self.options))
        node.line = self.lineno
        if self.name in UNSEEN or self.name in LITERAL:
            lines = list(content)
            blank = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
            node["literal"], node["first"] = lines[blank:], offset + blank + 1
            return [node]
        if self.name in _BEGIN_WITH_ARGUMENT and argument:
            node["argument"] = ""
            content, offset = self.content, self.content_offset
        elif argument:
            said, messages = self.state.inline_text(argument, self.lineno)
            node += [nodes.title("", "", *said), *messages]
        self.state.nested_parse(content, offset, node, match_titles=True)
        return [node]


def _foreign_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: Mapping[str, Any] = MappingProxyType({}),
    content: Sequence[str] = (),
) -> tuple[list[Any], list[Any]]:
    return [foreign_role(rawtext, nodes.unescape(text), name=name)], []
