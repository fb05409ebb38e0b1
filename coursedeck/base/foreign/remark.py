"""remark: slides parted by ``---``, steps by ``--``, notes behind ``???``, settings at the head of a slide.

https://github.com/gnab/remark/wiki/Markdown
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, joined, outside_code, trimmed
from coursedeck.base.foreign.markup import without_style_sheets
from coursedeck.base.foreign.slides import ForeignSlide, in_columns

PROPERTIES = (
    "name|class|continued|layout|count|template|background-image|background-color|background-size|background-position"
    "|exclude|body_class|title"
)
_PROPERTY = re.compile(rf"(?P<key>{PROPERTIES})[ \t]*:[ \t]*(?P<value>.*?)[ \t]*")
_CLASSED = re.compile(r"\.(?P<names>[A-Za-z][\w-]*(?:\.[\w-]+)*)\[")
_OPENED = re.compile(r"[ \t]*\.(?P<name>[A-Za-z][\w-]*)(?:\.[\w-]+)*\[[ \t]*(?P<rest>.*)")
_LEFT = frozenset({"left-column", "pull-left", "column", "left", "col", "left-code", "left-plot"})
_RIGHT = frozenset({"right-column", "pull-right", "right", "right-code", "right-plot"})
_BLOCKS = {
    **dict.fromkeys(("lab", "exercise", "exercises"), "exercise"),
    **dict.fromkeys(("warning", "danger", "alert"), "warning"),
    **dict.fromkeys(("note", "info", "important", "tip"), "note"),
}
_CLASS = "a class around words, which stand as they are or in a block"
_DIVIDERS = frozenset({"title", "section", "chapter", "inverse", "divider", "title-slide", "section-title"})
_MARKS = re.compile(r"\{\{[ \t]*content[ \t]*\}\}")


class _RemarkSlide(Struct, frozen=True):
    """One slide before its classes are read."""

    lines: tuple[SourceLine, ...]
    properties: Mapping[str, str]
    first: int
    steps: bool = False


def read_remark(
    lines: Sequence[SourceLine], settings: Mapping[str, str]
) -> tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]:
    """The slides of a deck, and what could not be carried over."""
    remarks: list[Remark] = []
    slides = []
    for parted in _parted(without_style_sheets(lines, remarks)):
        if parted.properties:
            words = "\n".join(f"{key}: {value}" for key, value in parted.properties.items())
            remarks.append(Remark(parted.first, RemarkKind.LEFT_OUT, "settings of slides", words))
        if parted.properties.get("layout") == "true":
            words = joined(parted.lines).strip()
            if words and not _MARKS.fullmatch(words):
                remarks.append(Remark(parted.first, RemarkKind.LEFT_OUT, "what a layout shows on every slide", words))
            continue
        slides.append(_slide(parted, remarks))
    return tuple(slides), tuple(remarks)


def _parted(lines: Sequence[SourceLine]) -> Iterator[_RemarkSlide]:
    prose = outside_code(lines)
    run: list[SourceLine] = []
    steps = False
    for line, inside in zip(lines, prose, strict=True):
        if inside and re.fullmatch(r"---[ \t]*", line.text):
            yield _with_properties(run, line.number, steps=steps)
            run, steps = [], False
        elif inside and re.fullmatch(r"--[ \t]*", line.text):
            steps = True
            run.append(line.with_text(""))
        else:
            run.append(line)
    yield _with_properties(run, lines[-1].number if lines else 1, steps=steps)


def _with_properties(lines: Sequence[SourceLine], end: int, *, steps: bool) -> _RemarkSlide:
    properties: dict[str, str] = {}
    start = 0
    while start < len(lines):
        match = _PROPERTY.fullmatch(lines[start].text)
        if match is None and not lines[start].blank:
            break
        if match:
            properties[match["key"]] = match["value"]
        start += 1
    return _RemarkSlide(trimmed(lines[start:]), properties, lines[0].number if lines else end, steps)


def _slide(parted: _RemarkSlide, remarks: list[Remark]) -> ForeignSlide:
    prose = outside_code(parted.lines)
    mark = next((at for at, line in enumerate(parted.lines) if prose[at] and line.text.strip() == "???"), None)
    shown = parted.lines[:mark] if mark is not None else parted.lines
    notes = parted.lines[mark + 1 :] if mark is not None else ()
    classes = set(re.split(r"[,\s]+", parted.properties.get("class", "")))
    picture = re.search(r"url\(['\"]?([^'\")]+)", parted.properties.get("background-image", ""))
    body = _without_classes(shown, remarks)
    if picture and not trimmed(body):
        body = (SourceLine(f"![]({picture[1]})", parted.first),)
    elif picture:
        remarks.append(Remark(parted.first, RemarkKind.LEFT_OUT, f"the picture behind the slide, {picture[1]}"))
    return ForeignSlide(
        trimmed([line.with_text(_MARKS.sub("", line.text)) for line in body]),
        parted.first,
        _without_classes(notes, remarks),
        id=parted.properties.get("name", "") if re.fullmatch(r"[\w-]+", parted.properties.get("name", "")) else "",
        divider=bool(classes & _DIVIDERS),
        hidden=parted.properties.get("exclude") == "true",
        builds=parted.steps,
    )


def _without_classes(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """Content that a class surrounds, ``.name[…]``, alone: as a block, as columns, or as it stands."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    columns: list[list[SourceLine]] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        opened = _OPENED.fullmatch(line.text) if prose[index] else None
        end = _end_of(lines, prose, index) if opened else None
        if opened is None or end is None or end == index:
            if not line.blank:
                done, columns = [*done, *in_columns(columns)], []
            done.append(_without_spans(line, remarks) if prose[index] else line)
            index += 1
            continue
        last = lines[end].with_text(lines[end].text.rstrip()[:-1])
        inner = [line.with_text(opened["rest"]), *lines[index + 1 : end], last]
        inside = _without_classes(trimmed(inner), remarks)
        remarks.append(Remark(line.number, RemarkKind.CHANGED, _CLASS, opened["name"]))
        if opened["name"] in _LEFT | _RIGHT:
            columns.append(list(inside))
        else:
            done, columns = [*done, *in_columns(columns), *_block(opened["name"], inside)], []
        index = end + 1
    return (*done, *in_columns(columns))


def _block(name: str, inside: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """What a class of a course means, as a block; of others the content."""
    if not inside:
        return
    first, last = inside[0], inside[-1]
    yield first.with_text("")
    if name in _BLOCKS:
        colons = "::::" if any(line.text.startswith(":::") for line in inside) else ":::"
        yield first.with_text(f"{colons} {_BLOCKS[name]}")
        yield from inside
        yield last.with_text(colons)
    else:
        yield from inside
    yield last.with_text("")


def _end_of(lines: Sequence[SourceLine], prose: Sequence[bool], first: int) -> int | None:
    """The line that closes the bracket which a line opens."""
    depth = 0
    for index in range(first, len(lines)):
        if not prose[index]:
            continue
        text = re.sub(r"(`+)[^`].*?\1|\\.", "", lines[index].text)
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return index if lines[index].text.rstrip().endswith("]") else None
    return None


def _without_spans(line: SourceLine, remarks: list[Remark]) -> SourceLine:
    """Words that a class surrounds within a line, alone."""
    text = line.text
    start = 0
    while match := _CLASSED.search(text, start):
        end = _closing(text, match.end())
        before = text[match.start() - 1] if match.start() else ""
        if end is None or before == "`" or before.isalnum():
            start = match.end()
            continue
        remarks.append(Remark(line.number, RemarkKind.CHANGED, _CLASS, match["names"].replace(".", " ")))
        text = text[: match.start()] + text[match.end() : end] + text[end + 1 :]
        start = match.start()
    return line if text == line.text else line.with_text(text)


def _closing(text: str, start: int) -> int | None:
    depth = 1
    for at in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if not depth:
            return at
    return None
