"""Choose the layout of a template for each kind of slide: by name, then by type, then by its placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Placeholder, TemplateLayout
from coursedeck.output.template.placeholders import FOOTERS, TITLES

TEXT_TYPES = frozenset({"body", "obj"})
"""Placeholders that take lecture text."""
CONTENT_PLACEHOLDERS = TEXT_TYPES | {"tbl", "chart", "pic", "dgm", "media", "clipArt"}

_CONTENT = ("title and content", "titel und inhalt", "제목 및 내용", "title content", "text", "body", "내용", "본문")
_ALONE = ("title only", "nur titel", "제목만")
_TWO = ("two content", "zwei inhalte", "콘텐츠 2개", "title 2 content", "two columns", "zwei spalten", "2단")
_CAPTION = ("content with caption", "inhalt mit überschrift", "캡션 있는 콘텐츠")

NAMES: dict[Layout, tuple[str, ...]] = {
    Layout.TITLE: ("title slide", "titelfolie", "제목 슬라이드", "cover", "cover slide", "deckblatt", "표지", "제목"),
    Layout.AGENDA: ("table of contents", "contents", "inhaltsverzeichnis", "목차", "차례", *_CONTENT),
    Layout.SECTION: ("section header", "section divider", "divider", "abschnittsüberschrift", "구역 머리글", "간지"),
    Layout.CONTENT: _CONTENT,
    Layout.TWO_CONTENT: (*_TWO, "comparison", "vergleich", "비교"),
    Layout.FIGURE: (*_ALONE, *_CONTENT),
    Layout.FIGURE_TEXT: ("text and figure", "text and picture", "text and image", *_TWO, *_CAPTION),
    Layout.TABLE: (*_ALONE, *_CONTENT),
    Layout.CHART: (*_ALONE, *_CONTENT),
    Layout.CODE: (*_ALONE, *_CONTENT),
    Layout.CLOSING: ("thank you", "thanks", "end", "danke", "schluss", "마무리", "감사합니다", "끝", *_CONTENT),
    **dict.fromkeys(sorted(COMPONENTS), _CONTENT),
}
"""Layout names besides the kind's own: PowerPoint's in English, German and Korean, and others in common use."""

TYPES: dict[Layout, tuple[str, ...]] = {
    Layout.TITLE: ("title",),
    Layout.AGENDA: ("obj", "tx"),
    Layout.SECTION: ("secHead",),
    Layout.CONTENT: ("obj", "tx"),
    Layout.TWO_CONTENT: ("twoObj", "twoColTx", "twoTxTwoObj"),
    Layout.FIGURE: ("titleOnly", "obj"),
    Layout.FIGURE_TEXT: ("txAndObj", "twoObj", "objTx"),
    Layout.TABLE: ("tbl", "titleOnly", "obj"),
    Layout.CHART: ("chart", "titleOnly", "obj"),
    Layout.CODE: ("titleOnly", "obj"),
    Layout.CLOSING: ("obj", "tx"),
    **dict.fromkeys(sorted(COMPONENTS), ("obj", "tx")),
}
"""Values of ``ST_SlideLayoutType`` (ECMA-376 part 1, 19.7.15), best first."""

COLUMNS = {Layout.TITLE: 1, Layout.SECTION: 1, Layout.TWO_CONTENT: 2, Layout.FIGURE_TEXT: 2}
"""Number of content placeholders of a kind, 1 for kinds not listed."""


class LayoutMatch(IntEnum):
    """How a layout was found, from most to least reliable."""

    NAME = 1
    TYPE = 2
    NEAREST = 3


def choose_layout(kind: Layout, masters: Sequence[Sequence[TemplateLayout]]) -> tuple[TemplateLayout, LayoutMatch]:
    """The layout for `kind`; the first master's are preferred, so that a deck keeps one look."""
    everything = [layout for layouts in masters for layout in layouts]
    for pool in (masters[0], everything):
        named = _by_name(kind, pool)
        if named:
            return named, LayoutMatch.NAME
        typed = next((one for kind_of in TYPES[kind] for one in pool if one.type == kind_of), None)
        if typed:
            return typed, LayoutMatch.TYPE
    return min(masters[0] or everything, key=lambda layout: _distance(kind, layout)), LayoutMatch.NEAREST


def _by_name(kind: Layout, pool: Iterable[TemplateLayout]) -> TemplateLayout | None:
    known = [(plain_name(layout.name), layout) for layout in pool]
    wanted = [plain_name(name) for name in (kind.value, *NAMES[kind])]
    return next((layout for name in wanted for own, layout in known if own == name), None)


def plain_name(name: str) -> str:
    """A layout's name without case, spaces, punctuation and PowerPoint's copy prefix.

    >>> plain_name("1_Two Content") == plain_name("two-content")
    True
    """
    return re.sub(r"[\W_]+", "", re.sub(r"^\d+_", "", name).casefold())


def regions(placeholders: Iterable[Placeholder], types: Iterable[str] = CONTENT_PLACEHOLDERS) -> list[Placeholder]:
    """Content placeholders of these types that are not rotated, largest first."""
    found = [one for one in placeholders if one.type in types and not one.rotated]
    return sorted(found, key=lambda one: -one.box.width * one.box.height)


def _distance(kind: Layout, layout: TemplateLayout) -> tuple[int, int, float]:
    titled = any(one.type in TITLES for one in layout.placeholders)
    others = [one for one in layout.placeholders if one.type not in TITLES | FOOTERS]
    text = regions(others, CONTENT_PLACEHOLDERS | {"subTitle"})
    wanted = COLUMNS.get(kind, 1)
    least = text[wanted - 1].box.width * text[wanted - 1].box.height if len(text) >= wanted else 0.0
    return (not titled, abs(len(text) - wanted), -least)
