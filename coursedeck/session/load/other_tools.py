"""Front matter that other tools read: which of them a file was written for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_SIGNS: Mapping[str, frozenset[str]] = {
    "Marp deck": frozenset({"marp", "paginate", "headingDivider", "_class", "_paginate", "backgroundImage", "size"}),
    "Slidev deck": frozenset({"highlighter", "drawings", "mdc", "lineNumbers", "routerMode", "canvasWidth", "clicks"}),
    "reveal.js deck": frozenset({"revealOptions", "verticalSeparator", "separator", "notesSeparator"}),
    "Quarto document": frozenset({"format", "execute", "engine", "filters", "number-sections", "revealjs"}),
    "R Markdown document": frozenset({"output", "knit", "params", "vignette"}),
    "Pandoc document": frozenset({"bibliography", "csl", "header-includes", "documentclass", "toc", "institute"}),
    "Carpentries episode": frozenset({"teaching", "exercises", "questions", "objectives", "keypoints"}),
    "mdBook course": frozenset({"course", "target_minutes"}),
    "Jekyll page": frozenset(
        {"permalink", "ready", "published", "nav_order", "has_children", "layout", "redirect_from"}
    ),
    "Docusaurus page": frozenset({"sidebar_position", "sidebar_label", "pagination_next", "hide_title", "slug"}),
    "Hugo page": frozenset({"draft", "weight", "linkTitle", "aliases", "url", "lastmod", "menu"}),
    "MkDocs page": frozenset({"hide", "icon", "status", "template", "search"}),
    "MyST document": frozenset({"kernelspec", "jupytext", "numbering", "exports", "myst", "file_format"}),
    "presenterm deck": frozenset({"sub_title", "event", "location"}),
}
"""Kinds of file, and keys that tell them from others."""


def kind_of_file(keys: Iterable[str]) -> str | None:
    """The kind of file whose keys these are: that with the most of its own, None where none is known.

    >>> kind_of_file(["marp", "theme", "paginate"]), kind_of_file(["title", "tags"])
    ('Marp deck', None)
    """
    given = set(keys)
    signs = {kind: len(given & known) for kind, known in _SIGNS.items()}
    most = max(signs, key=lambda kind: signs[kind])
    return most if signs[most] else None
