"""Which tool a file of Markdown was written for: keys of its front matter, and marks in its text, tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from coursedeck.base.foreign.lines import SourceLine, outside_code
from coursedeck.base.foreign.marp import DIRECTIVES
from coursedeck.base.foreign.presenterm import COMMANDS
from coursedeck.base.foreign.remark import PROPERTIES
from coursedeck.base.foreign.slidev import is_slide_settings

MARP = "Marp deck"
SLIDEV = "Slidev deck"
REVEAL = "reveal.js deck"
REMARK = "remark deck"
PRESENTERM = "presenterm deck"
DECKS = frozenset({MARP, SLIDEV, REVEAL, REMARK, PRESENTERM})
"""Kinds of file in which ``---`` or a mark of its own ends a slide."""

IMPORTED_FROM = "x-imported-from"
"""A key of sessions that were imported, where marks in their text look like those of a deck."""

_SIGNS: Mapping[str, frozenset[str]] = {
    MARP: frozenset({"marp", "paginate", "headingDivider", "_class", "_paginate", "backgroundImage", "size"}),
    SLIDEV: frozenset(
        {
            *("highlighter", "drawings", "mdc", "lineNumbers", "routerMode", "canvasWidth", "clicks", "colorSchema"),
            *("aspectRatio", "addons", "seoMeta", "themeConfig", "transition"),
        }
    ),
    REVEAL: frozenset({"revealOptions", "verticalSeparator", "separator", "notesSeparator"}),
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
    PRESENTERM: frozenset({"sub_title", "event", "location"}),
}
"""Kinds of file, and keys that tell them from others."""

_ALONE = frozenset({"Quarto document", "R Markdown document", "Carpentries episode", "MyST document"})
"""Kinds that their front matter tells for certain."""

_COMMON = frozenset({"title", "author", "description", "url", "image", "style", "lang", "keywords", "color", "size"})
"""Directives of Marp that a comment may begin with by chance."""
_MARP_MARK = re.compile(
    rf"<!--\s*(?:_?(?:{'|'.join(sorted(DIRECTIVES - _COMMON))})\s*:"
    r"|fit\s*-->)|!\[bg\b[^\]]*\]|!\[(?:[^\]]*\s)?(?:w|h|width|height):[\d.]+(?:px|%|cm|em)?(?:\s[^\]]*)?\]"
)
_PRESENTERM_MARK = re.compile(rf"<!--\s*(?:{'|'.join(sorted(COMMANDS))})\b")
_REVEAL_MARK = re.compile(r"<!--\s*\.(?:slide|element)\s*:")
_SLIDEV_MARK = re.compile(r"::(?:left|right|bottom|default)::[ \t]*|</?v-clicks?\b.*|<<<[ \t]*@?[./].*")
_REMARK_MARK = re.compile(r"\.[A-Za-z][\w-]*(?:\.[\w-]+)*\[.*")
_REMARK_HEAD = re.compile(rf"(?!title)(?:{PROPERTIES})[ \t]*:[ \t]*\S.*")
_NOTE = re.compile(r"Notes?:(?:[ \t].*)?")
_OWN_MARK = re.compile(r":{3,}[ \t]*notes[ \t]*$|<!--[ \t]*slide:")
_DOWN = re.compile(r"(?:-{2}|-{4})[ \t]*")
_RULE = re.compile(r"-{2,4}[ \t]*")


def kind_of_file(keys: Iterable[str]) -> str | None:
    """The kind of file whose keys these are: that with the most of its own, None where none is known.

    >>> kind_of_file(["marp", "theme", "paginate"]), kind_of_file(["title", "tags"])
    ('Marp deck', None)
    """
    given = set(keys)
    signs = {kind: len(given & known) for kind, known in _SIGNS.items()}
    most = max(signs, key=lambda kind: signs[kind])
    return most if signs[most] else None


def kind_of_text(lines: Sequence[SourceLine], keys: Collection[str] = ()) -> str | None:
    """The kind of a file with these keys in its front matter and these lines behind it; None where none is known."""
    if IMPORTED_FROM in keys:
        return None
    by_keys = kind_of_file(keys)
    if by_keys in DECKS | _ALONE:
        return by_keys
    return (None if _is_session(lines) else _deck_of(lines)) or by_keys


def _is_session(lines: Sequence[SourceLine]) -> bool:
    """Whether marks that only sessions have say that a text is one already."""
    return any(_OWN_MARK.match(line.text) for line in lines)


def _deck_of(lines: Sequence[SourceLine]) -> str | None:
    """The tool that marks in a text belong to."""
    prose = outside_code(lines)
    shown = [line for line, inside in zip(lines, prose, strict=True) if inside]
    texts = [line.text for line in shown]
    rules = [index for index, text in enumerate(texts) if _RULE.fullmatch(text)]
    for kind, mark in ((PRESENTERM, _PRESENTERM_MARK), (REVEAL, _REVEAL_MARK), (MARP, _MARP_MARK)):
        if any(mark.search(text) for text in texts if "<!--" in text or "![" in text):
            return kind
    if not rules:
        return None
    if any(text.strip() == "???" for text in texts):
        return REMARK
    blocks = [shown[rule + 1 : after] for rule, after in pairwise(rules)]
    if any(is_slide_settings(block) for block in blocks) or any(_SLIDEV_MARK.fullmatch(text) for text in texts):
        return SLIDEV
    heads = [next((text for text in texts[rule + 1 :] if text.strip()), "") for rule in rules]
    if any(_REMARK_MARK.fullmatch(text) for text in texts) or any(_REMARK_HEAD.fullmatch(text) for text in heads):
        return REMARK
    spoken = [text for text in texts if _NOTE.fullmatch(text)]
    after = {rule: next((text for text in texts[rule + 1 :] if text.strip()), "") for rule in rules}
    steps = [rule for rule in rules if texts[rule].rstrip() == "--" and not after[rule].startswith("#")]
    if steps and not spoken:
        return REMARK
    stacked = any(_DOWN.fullmatch(texts[rule]) for rule in rules)
    return REVEAL if spoken and (stacked or any(text.rstrip().endswith(":") for text in spoken)) else None
