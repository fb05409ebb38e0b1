"""Choose the layout of a template for each kind of slide: by what the course says, by name, by type, by what it holds.

A layout is taken only if it holds what the kind needs: a cover without a title is no cover as long as there is one with
a title, and a name alone makes no content slide. What no layout suits is derived from the nearest content layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from msgspec import Struct, field

from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Placeholder, TemplateLayout
from coursedeck.model.units import Box, Size
from coursedeck.output.template.layout_names import NAMES, WORDS, mentions, plain_name, without_number
from coursedeck.output.template.placeholders import FOOTERS, TITLES

TEXT_TYPES = frozenset({"body", "obj"})
"""Placeholders that take lecture text."""
CONTENT_PLACEHOLDERS = TEXT_TYPES | {"tbl", "chart", "pic", "dgm", "media", "clipArt"}

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
_VISUALS = frozenset({Layout.FIGURE, Layout.TABLE, Layout.CHART, Layout.CODE})
"""Kinds whose content needs no placeholder."""
_COLUMN = 0.22
"""Least share of the slide's width of a column; what is narrower is a line for a date or an author."""
_COLUMN_HEIGHT = 0.2
"""The same of its height."""
_BODY = 0.25
"""Least share of the slide's width of a body."""
_BODY_BELOW = 0.6
"""Share of the slide's height below which no body begins."""
_SUBTITLE = 0.34
"""Most share of the slide's height of the text below a section's title."""
_STATEMENT = 0.4
"""Share of the slide's height above which a title is a statement that fills the slide."""
_HIGH = 0.3
"""Share of the slide's height above which the title of content begins, rather than that of a section."""
_TITLE_BELOW = 0.55
"""Share of the slide's height below which no title of a content slide begins."""


class LayoutMatch(IntEnum):
    """How a layout was found, from most to least reliable."""

    CHOSEN = 0
    """By the course."""
    NAME = 1
    TYPE = 2
    WORDS = 3
    """By words in its name."""
    HOLDS = 4
    """By its placeholders."""
    DERIVED = 5
    """None is for this kind: the nearest one stands in, with places of its own."""


class LayoutRules(Struct, frozen=True):
    """What choosing depends on besides the layouts: the slide's size, and layouts by kind that the course has named."""

    size: Size
    chosen: Mapping[Layout, str] = field(default_factory=dict)


def choose_layout(
    kind: Layout, masters: Sequence[Sequence[TemplateLayout]], rules: LayoutRules
) -> tuple[TemplateLayout, LayoutMatch]:
    """The layout for `kind`; the first master's are preferred, so that a deck keeps one look."""
    everything = [layout for layouts in masters for layout in layouts]
    if kind in rules.chosen:
        wanted = plain_name(rules.chosen[kind])
        named = next((one for one in everything if one.name == rules.chosen[kind]), None)
        found = named or next((one for one in everything if plain_name(one.name) == wanted), None)
        if found:
            return found, LayoutMatch.CHOSEN
    home = list(masters[0])
    for least in (False, True):
        suitable = [one for one in everything if _suits(kind, one, rules.size, least=least)]
        own = [one for one in suitable if any(one is other for other in home)]
        for pool in (own, suitable):
            if found := _by_name(kind, pool):
                return found, LayoutMatch.NAME
            if found := _by_type(kind, pool, rules.size):
                return found, LayoutMatch.TYPE
        for pool in (own, suitable):
            if found := _by_words(kind, pool):
                return found, LayoutMatch.WORDS
            held = (one for one in pool if _holds(kind, one, rules.size) and not _is_named_otherwise(kind, one))
            if found := next(held, None):
                return found, LayoutMatch.HOLDS
        if kind is not Layout.TITLE:
            break
    return _nearest(kind, home or everything, everything, rules), LayoutMatch.DERIVED


def _by_name(kind: Layout, pool: Sequence[TemplateLayout]) -> TemplateLayout | None:
    for number in (str, without_number):
        known = [(plain_name(number(layout.name)), layout) for layout in pool]
        wanted = [plain_name(name) for name in (kind.value, *NAMES[kind])]
        found = next((layout for name in wanted for own, layout in known if own == name), None)
        if found:
            return found
    return None


def _by_type(kind: Layout, pool: Sequence[TemplateLayout], size: Size) -> TemplateLayout | None:
    """The first of the best type, those with the text beside a picture last."""
    ranked = sorted(pool, key=lambda one: kind not in COLUMNS and kind not in _VISUALS and _is_half(one, size))
    return next((one for type_ in TYPES[kind] for one in ranked if one.type == type_), None)


def _is_half(layout: TemplateLayout, size: Size) -> bool:
    return max((one.box.width for one in regions(layout.placeholders)), default=0.0) < size.width / 2


def _by_words(kind: Layout, pool: Sequence[TemplateLayout]) -> TemplateLayout | None:
    ranked = [(place, layout) for layout in pool if (place := mentions(layout.name, WORDS.get(kind, ()))) is not None]
    if kind is not Layout.TITLE:
        ranked = [one for one in ranked if not _is_named_otherwise(kind, one[1])]
    return min(ranked, key=lambda one: one[0])[1] if ranked else None


def _is_named_otherwise(kind: Layout, layout: TemplateLayout) -> bool:
    """Whether a layout's name has words for slides of another kind."""
    others = {Layout.TITLE, Layout.SECTION, Layout.AGENDA, Layout.CLOSING} - {kind}
    if kind not in {Layout.TWO_CONTENT, Layout.FIGURE_TEXT}:
        others.add(Layout.TWO_CONTENT)
    return any(mentions(layout.name, WORDS[other]) is not None for other in others)


def regions(placeholders: Iterable[Placeholder], types: Iterable[str] = CONTENT_PLACEHOLDERS) -> list[Placeholder]:
    """Content placeholders of these types that are not rotated, largest first."""
    found = [one for one in placeholders if one.type in types and not one.rotated]
    return sorted(found, key=lambda one: -one.box.width * one.box.height)


def columns_of(layout: TemplateLayout, size: Size) -> list[Placeholder]:
    """Content placeholders that are large enough to be a column, largest first."""
    return [
        one
        for one in regions(layout.placeholders)
        if one.box.width >= _COLUMN * size.width and one.box.height >= _COLUMN_HEIGHT * size.height
    ]


def has_title(layout: TemplateLayout) -> bool:
    """Whether it has a title placeholder that text can be read in."""
    return any(one.type in TITLES and not one.rotated for one in layout.placeholders)


def is_cover(layout: TemplateLayout) -> bool:
    """Whether its title is a cover's."""
    return any(one.type == "ctrTitle" for one in layout.placeholders)


def _suits(kind: Layout, layout: TemplateLayout, size: Size, *, least: bool = False) -> bool:
    """Whether it holds what `kind` needs; with `least`, a cover without a title is one too."""
    own = plain_name(layout.name) == plain_name(kind.value)
    titles = [one.box for one in layout.placeholders if one.type in TITLES and not one.rotated]
    match kind:
        case Layout.TITLE:
            return own or bool(titles) or least
        case _ if not titles:  # brands have statements and quotes without one
            return own and kind not in COMPONENTS
        case _ if own or kind is Layout.SECTION:
            return True
        case Layout.TWO_CONTENT | Layout.FIGURE_TEXT:
            return _has_columns(layout, size, titles[0])
        case Layout.AGENDA | Layout.CLOSING:
            return not is_cover(layout) and _has_one_body(layout, size)
        case _ if kind in _VISUALS:
            statement = titles[0].height > _STATEMENT * size.height and titles[0].width > size.width / 2
            return not is_cover(layout) and titles[0].top < _TITLE_BELOW * size.height and not statement
        case _:
            return not is_cover(layout) and _has_body(layout, size)


def _has_columns(layout: TemplateLayout, size: Size, title: Box) -> bool:
    """Whether there are two level columns, and the title belongs to both of them."""
    columns = columns_of(layout, size)[:2]
    if len(columns) < 2 or len({_is_over(title, one.box) for one in columns}) > 1:
        return False
    left, right = sorted((one.box for one in columns), key=lambda box: box.left)
    return left.right <= right.left + size.width * 0.02 and left.top < right.bottom and right.top < left.bottom


def _is_over(title: Box, box: Box) -> bool:
    """Whether a title stands over, rather than beside, a text."""
    return title.left < box.right and box.left < title.right


def _has_one_body(layout: TemplateLayout, size: Size) -> bool:
    """Whether its text has one place, rather than a line for each entry or the side of a picture."""
    others = [one for one in layout.placeholders if one.type not in TITLES | FOOTERS]
    return _has_body(layout, size) and len(others) <= 2 and not any(one.type == "pic" for one in others)


def _has_body(layout: TemplateLayout, size: Size) -> bool:
    """Whether there is a place for text, however high: it grows into what is free below it."""
    titles = [one.box for one in layout.placeholders if one.type in TITLES and not one.rotated]
    if any(box.top >= _TITLE_BELOW * size.height for box in titles):
        return False
    texts = [one.box for one in regions(layout.placeholders, TEXT_TYPES)]
    return any(
        box.width >= _BODY * size.width
        and box.top < _BODY_BELOW * size.height
        and not any(box.bottom <= title.top and _is_over(title, box) for title in titles)
        for box in texts
    )


def _holds(kind: Layout, layout: TemplateLayout, size: Size) -> bool:
    """Whether its placeholders alone say that it is for `kind`."""
    match kind:
        case Layout.TITLE:
            return is_cover(layout)
        case Layout.SECTION:
            return _is_opener(layout, size)
        case Layout.TWO_CONTENT | Layout.FIGURE_TEXT:
            return len(columns_of(layout, size)) == 2
        case _ if kind in _VISUALS:
            return not regions(layout.placeholders)
        case _:
            return len(columns_of(layout, size)) == 1 and not _is_opener(layout, size)


def _is_opener(layout: TemplateLayout, size: Size) -> bool:
    """Whether it has a title and one small text near it, and nothing else."""
    others = [one for one in layout.placeholders if one.type not in TITLES | FOOTERS]
    if is_cover(layout) or len(others) != 1 or others[0].type not in {"body", "subTitle"} or others[0].rotated:
        return False
    titles = [one for one in layout.placeholders if one.type in TITLES]
    low = bool(titles) and titles[0].box.center.y > 0.3 * size.height
    return low and others[0].box.height <= _SUBTITLE * size.height


def _nearest(
    kind: Layout, home: Sequence[TemplateLayout], everything: Sequence[TemplateLayout], rules: LayoutRules
) -> TemplateLayout:
    """The content layout of the master that `kind` is derived from, else whatever comes nearest."""
    if kind is not Layout.CONTENT:
        found, match = choose_layout(Layout.CONTENT, [home, everything], rules)
        if match is not LayoutMatch.DERIVED:
            return found
    candidates = [*_titled(home), *_titled(everything), *home, *everything]
    return min(candidates, key=lambda one: _distance(kind, one, rules.size))


def _titled(layouts: Sequence[TemplateLayout]) -> Iterator[TemplateLayout]:
    return (one for one in layouts if has_title(one) and not is_cover(one))


def _distance(kind: Layout, layout: TemplateLayout, size: Size) -> tuple[int, int, int, float]:
    others = [one for one in layout.placeholders if one.type not in TITLES | FOOTERS]
    text = regions(others, CONTENT_PLACEHOLDERS | {"subTitle"})
    wanted = COLUMNS.get(kind, 1)
    least = text[wanted - 1].box.width * text[wanted - 1].box.height if len(text) >= wanted else 0.0
    cover = is_cover(layout) and kind is not Layout.TITLE
    opener = kind in {Layout.TITLE, Layout.SECTION}
    untitled = not any(
        opener or one.box.top < _HIGH * size.height
        for one in layout.placeholders
        if one.type in TITLES and not one.rotated
    )
    return (untitled, cover, abs(len(text) - wanted), -least)
