"""Slidev: settings before every slide, layouts with slots, notes in the last comment, code from files.

https://sli.dev/guide/syntax
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.foreign.comments import FoundComment, without_comments
from coursedeck.base.foreign.lines import (
    Remark,
    RemarkKind,
    SourceLine,
    headings_in,
    joined,
    outside_code,
    settings_in,
    trimmed,
)
from coursedeck.base.foreign.markup import without_components, without_style_sheets
from coursedeck.base.foreign.slides import ForeignSlide, in_columns

KEYS = frozenset({
    *("layout", "class", "background", "transition", "src", "clicks", "clicksStart", "image", "hideInToc", "level"),
    *("title", "routeAlias", "zoom", "disabled", "hide", "dragPos", "preload", "theme", "layoutClass", "url"),
    "backgroundSize",
    *("themeConfig", "defaults", "disabled", "scale", "name", "id", "color", "align", "fonts", "addons", "columns"),
})  # fmt: skip
"""Settings of a slide."""

_SETTING = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]|$)")
_SLOT = re.compile(r"::(?P<name>[A-Za-z][\w-]*)::[ \t]*")
_SNIPPET = re.compile(r"<<<[ \t]*(?P<path>[^\s{#]+).*")
_MOVING = re.compile(r"(?P<marks>`{4,})(?:md|markdown)[ \t]+magic-move.*")
_DIVIDERS = frozenset({"section", "cover", "intro", "divider", "chapter", "new-section"})
_LEFT_FIRST = frozenset({"two-cols", "two-columns", "image-left-right", "2-cols"})
_CLICK = re.compile(r"\[click(?::\d+)?\][ \t]*")


class _SlidevSlide(Struct, frozen=True):
    """The lines of one slide, and its settings."""

    lines: tuple[SourceLine, ...]
    settings: Mapping[str, str]
    first: int
    written: str = ""
    """Its settings as they stand."""


def read_slidev(
    lines: Sequence[SourceLine], settings: Mapping[str, str]
) -> tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]:
    """The slides of a deck, and what could not be carried over."""
    remarks: list[Remark] = []
    slides = []
    for parted in parted_slidev(lines, settings):
        slides.append(_slide(parted, remarks))
        if parted.written:
            remarks.append(Remark(parted.first, RemarkKind.LEFT_OUT, "settings of slides", parted.written))
    return tuple(slides), tuple(remarks)


def parted_slidev(lines: Sequence[SourceLine], settings: Mapping[str, str]) -> Iterator[_SlidevSlide]:
    """Each slide with the settings that stand before it; the first has those of the deck."""
    prose = outside_code(lines)
    rules = [index for index, line in enumerate(lines) if prose[index] and re.fullmatch(r"-{3,}[ \t]*", line.text)]
    own: Mapping[str, str] = {key: settings[key] for key in ("layout", "class", "background") if key in settings}
    begin = 0
    first = lines[0].number if lines else 1
    written = ""
    position = 0
    while position < len(rules):
        rule = rules[position]
        after = next((other for other in rules[position + 1 :] if other > rule), None)
        block = lines[rule + 1 : after] if after is not None else ()
        if is_slide_settings(block):
            yield _SlidevSlide(tuple(lines[begin:rule]), own, first, written)
            own, first, written = settings_in(block), block[0].number, joined(block)
            begin = (after or rule) + 1
            position = rules.index(after or rule) + 1
            continue
        yield _SlidevSlide(tuple(lines[begin:rule]), own, first, written)
        own, first, written = {}, lines[rule].number, ""
        begin = rule + 1
        position += 1
    yield _SlidevSlide(tuple(lines[begin:]), own, first, written)


def is_slide_settings(block: Sequence[SourceLine]) -> bool:
    """Whether what stands between two rules sets a slide rather than shows anything."""
    filled = [line.text for line in block]
    if not filled or any(line.blank for line in block):
        return False
    top = [_SETTING.match(text) for text in filled if not text.startswith((" ", "\t", "-", "#"))]
    return bool(top) and all(top) and any(match and match[1] in KEYS for match in top)


def _slide(parted: _SlidevSlide, remarks: list[Remark]) -> ForeignSlide:
    settings = parted.settings
    if "src" in settings:
        what = f"the slides of {settings['src']}, which stand in another file: `coursedeck import` puts them in"
        remarks.append(Remark(parted.first, RemarkKind.LEFT_OUT, what))
    notes = _notes_of(parted.lines)
    shown = without_comments(parted.lines, lambda found: () if found == notes else None)
    shown = without_style_sheets(shown, remarks)
    shown, builds = without_components(_unwrapped(shown), remarks)
    shown = tuple(_snippet(line, remarks) for line in shown)
    body = _arranged(shown, settings.get("layout", ""))
    spoken = tuple(line.with_text(_CLICK.sub("", line.text)) for line in notes.lines) if notes else ()
    return ForeignSlide(
        trimmed((*body, *_pictured(settings, parted.first))),
        parted.first,
        spoken,
        title=settings.get("title", "") if not any(headings_in(body)) else "",
        id=settings.get("routeAlias", ""),
        divider=settings.get("layout", "") in _DIVIDERS,
        hidden="true" in (settings.get("hide"), settings.get("disabled")),
        builds=builds,
    )


def _notes_of(lines: Sequence[SourceLine]) -> FoundComment | None:
    """The last comment of a slide, if nothing follows it."""
    found: list[FoundComment] = []

    def kept(comment: FoundComment) -> None:
        found.append(comment)

    without_comments(lines, kept)
    last = found[-1] if found else None
    end = last.lines[-1].number if last else 0
    behind = [line for line in lines if line.number > end and line.text.strip() not in ("", "-->")]
    behind = [line for line in behind if not re.match(r"[ \t]*</?[A-Za-z][^>]*>[ \t]*$", line.text)]
    styled = any("<style" in line.text for line in lines if line.number > end)
    return last if last and (styled or not behind) else None


def _unwrapped(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Code that moves as code blocks that follow one another."""
    done = []
    marks = ""
    for line in lines:
        if not marks and (match := _MOVING.fullmatch(line.text)):
            marks = match["marks"]
        elif marks and line.text.strip() == marks:
            marks = ""
        else:
            done.append(line)
    return tuple(done)


def _snippet(line: SourceLine, remarks: list[Remark]) -> SourceLine:
    match = _SNIPPET.fullmatch(line.text)
    if match is None:
        return line
    what = f"the code of {match['path']}, which stands in another file: `coursedeck import` puts it in"
    remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, what))
    return line.with_text("")


def _arranged(lines: Sequence[SourceLine], layout: str) -> tuple[SourceLine, ...]:
    """The content of a layout's slots, side by side where there is a left and a right."""
    prose = outside_code(lines)
    slots: list[tuple[str, list[SourceLine]]] = [("default", [])]
    for line, inside in zip(lines, prose, strict=True):
        match = _SLOT.fullmatch(line.text) if inside else None
        if match:
            slots.append((match["name"].lower(), []))
        else:
            slots[-1][1].append(line)
    if len(slots) == 1:
        return tuple(lines)
    heading, rest = _parted_heading(slots[0][1])
    sides = [content for name, content in slots[1:] if name not in {"bottom", "footer", "header"}]
    others = [line for name, content in slots[1:] if name in {"bottom", "footer", "header"} for line in content]
    if "header" in layout or any(name == "left" for name, _ in slots):
        return (*heading, *rest, *in_columns(sides), *others)
    return (*heading, *in_columns([rest, *sides]), *others)


def _parted_heading(lines: Sequence[SourceLine]) -> tuple[tuple[SourceLine, ...], tuple[SourceLine, ...]]:
    """A slide's heading, and what follows it."""
    first = next(iter(headings_in(lines)), None)
    if first is None:
        return (), tuple(lines)
    return (*lines[first.first : first.end], lines[first.first].with_text("")), (
        *lines[: first.first],
        *lines[first.end :],
    )


def _pictured(settings: Mapping[str, str], first: int) -> tuple[SourceLine, ...]:
    """The picture or page that a layout shows beside the content."""
    if settings.get("image") and settings.get("layout", "").startswith("image"):
        return (SourceLine("", first), SourceLine(f"![]({settings['image']})", first))
    if settings.get("url") and settings.get("layout", "").startswith("iframe"):
        return (SourceLine("", first), SourceLine(f"<{settings['url']}>", first))
    return ()
