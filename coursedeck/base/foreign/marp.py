"""Marp: slides parted by rules or headings, settings and notes in comments, ``![bg]`` pictures.

https://marpit.marp.app/directives, https://marpit.marp.app/image-syntax
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from coursedeck.base.foreign.comments import FoundComment, without_comments
from coursedeck.base.foreign.lines import (
    Remark,
    RemarkKind,
    SourceLine,
    headings_in,
    is_underlined,
    outside_code,
    settings_in,
    trimmed,
)
from coursedeck.base.foreign.markup import without_components, without_style_sheets
from coursedeck.base.foreign.slides import ForeignSlide

DIRECTIVES = frozenset({
    *("theme", "style", "headingDivider", "size", "math", "title", "author", "description", "keywords", "url", "image"),
    *("marp", "lang", "paginate", "header", "footer", "class", "backgroundColor", "backgroundImage", "color"),
    *("transition", "backgroundPosition", "backgroundRepeat", "backgroundSize", "inlineSVG", "auto-scaling"),
})  # fmt: skip
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})")
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\](?P<target>\((?:[^()\s]|\([^()\s]*\))+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\))")
_SIZE = re.compile(r"(?P<key>w|h|width|height):(?P<value>[\d.]+(?:px|cm|mm|in|pt|em|%)?|auto)")
_WORD = re.compile(
    r"(?:bg|left|right|fit|auto|cover|contain|vertical|horizontal|\d+(?:\.\d+)?%|(?:left|right):[\d.]+%?"
    r"|(?:blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert|opacity|saturate|sepia)(?::\S+)?)"
)
_DIVIDERS = frozenset({"lead", "section", "divider", "chapter", "title", "invert-lead"})
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_BUILT = re.compile(r"[ \t]*(?:\*|\d+\))[ \t]+\S")


class _MarpReader(Struct):
    """What is found on one slide while it is read."""

    remarks: list[Remark]
    notes: list[SourceLine] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)

    def comment(self, found: FoundComment) -> Sequence[SourceLine]:
        """Nothing is left of a comment: it is a setting, or else a note."""
        settings = settings_in(found.lines)
        names = {name.lstrip("_") for name in settings}
        if found.text.lower() == "fit":
            return ()
        if settings and names <= DIRECTIVES:
            self.classes.update(value for name, value in settings.items() if name.lstrip("_") == "class")
            for name in ("header", "footer"):
                if words := settings.get(name) or settings.get(f"_{name}"):
                    self.remarks.append(Remark(found.number, RemarkKind.LEFT_OUT, f"{name} of slides", words))
            return ()
        if found.text and not re.match(r"(?:prettier|markdownlint|eslint|textlint|cspell)[-:]", found.text):
            self.notes += [found.lines[0].with_text("")] if self.notes else []
            self.notes += found.lines
        return ()

    def picture(self, found: re.Match[str], number: int) -> str:
        """A picture whose words in brackets are its alternative text alone."""
        words = found["alt"].split()
        sizes = [match for word in words if (match := _SIZE.fullmatch(word)) and match["value"] != "auto"]
        is_background = "bg" in words
        said = [word for word in words if not _SIZE.fullmatch(word)]
        alt = " ".join(word for word in said if not (is_background and _is_setting(word)))
        if not is_background and words and all(_is_setting(word) or _SIZE.fullmatch(word) for word in words):
            alt = ""
        taken = " ".join(word for word in words if word not in alt.split())
        if taken:
            self.remarks.append(Remark(number, RemarkKind.CHANGED, "the place or size of a picture", taken))
        braces = " ".join(f"{_side(match['key'])}={_length(match['value'])}" for match in sizes)
        written = f"![{alt}]{found['target']}"
        return f"{written}{{{braces}}}" if braces and not is_background else written


def _is_setting(word: str) -> bool:
    return _WORD.fullmatch(word) is not None


def _side(key: str) -> str:
    return {"w": "width", "h": "height"}.get(key, key)


def _length(value: str) -> str:
    return value if not value[-1].isdigit() else f"{value}px"


def read_marp(
    lines: Sequence[SourceLine], settings: Mapping[str, str]
) -> tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]:
    """The slides of a deck, and what could not be carried over."""
    remarks: list[Remark] = []
    levels = [int(level) for level in re.findall(r"[1-6]", settings.get("headingDivider", ""))]
    kept = without_style_sheets(lines, remarks)
    slides = [_slide(slide, remarks) for slide in _parted(kept, max(levels, default=0))]
    return tuple(slides), tuple(remarks)


def _parted(lines: Sequence[SourceLine], divider: int) -> list[Sequence[SourceLine]]:
    """The lines of each slide."""
    prose = outside_code(lines)
    starts = {heading.first for heading in headings_in(lines) if heading.level <= divider}
    slides: list[list[SourceLine]] = [[]]
    comment = False
    for index, line in enumerate(lines):
        rule = prose[index] and not comment and _RULE.fullmatch(line.text)
        if rule and not (index and is_underlined(lines[index - 1], line)):
            slides.append([])
            continue
        if index in starts and trimmed(slides[-1]):
            slides.append([])
        slides[-1].append(line)
        if prose[index]:
            comment = line.text.rfind("<!--") > line.text.rfind("-->") or (comment and "-->" not in line.text)
    return [slide for slide in slides if slide]


def _slide(lines: Sequence[SourceLine], remarks: list[Remark]) -> ForeignSlide:
    reader = _MarpReader(remarks)
    shown, _ = without_components(without_comments(lines, reader.comment), remarks)
    prose = outside_code(shown)
    body = [_pictured(line, reader) if inside else line for line, inside in zip(shown, prose, strict=True)]
    items = [line for line, inside in zip(body, prose, strict=True) if inside and _ITEM.match(line.text)]
    builds = bool(items) and all(_BUILT.match(line.text) for line in items)
    return ForeignSlide(
        trimmed(body),
        lines[0].number,
        tuple(reader.notes),
        divider=bool(reader.classes & _DIVIDERS),
        builds=builds,
    )


def _pictured(line: SourceLine, reader: _MarpReader) -> SourceLine:
    text = _PICTURE.sub(lambda found: reader.picture(found, line.number), line.text)
    return line if text == line.text else line.with_text(text)
