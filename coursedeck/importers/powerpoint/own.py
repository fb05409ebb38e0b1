"""Decks that coursedeck built: their shapes are named by what they are, so that the session can be read from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE

from coursedeck.base.words import spoken_locales, ui_strings
from coursedeck.importers.powerpoint.drawings import box_of, flowchart, line_of
from coursedeck.importers.powerpoint.objects import chart_lines, table_lines
from coursedeck.importers.powerpoint.slides import SlideReader, flat
from coursedeck.importers.powerpoint.texts import MarkedParagraph, as_lines, without_bold
from coursedeck.model.values import replace

_DERIVED = re.compile(
    r"(?:line|bar|chevron|badge|mark|number) ?\d*|.* (?:bar|dot \d+)|bar|part|minutes|footer|slide-number|eyebrow"
    r"|subtitle|agenda|goal|(?:body|aside) window \d+ language|(?:body|aside) numbers \d+"
)
"""Names of shapes that a build makes by itself."""
_CLOCK = re.compile(r"\d\d:\d\d–\d\d:\d\d")
_LABELLED = re.compile(r"label (\d+)")
_LISTED = re.compile(r"(?P<kind>card|step|point|panel|row) \d+")
_CODE = re.compile(r"(?P<place>body|aside) code (?P<number>\d+)")
_CARD = re.compile(r"remark(?: \d+)?|(?:body|aside) (?:card|callout) \d+(?: continued)?")
_CAPTION = re.compile(r"(?:body|aside) caption \d+")


def is_own(presentation: Any) -> bool:
    """Whether coursedeck built a deck, as its properties say."""
    for relation in presentation.part.package._rels.values():
        if not relation.is_external and str(relation.target_part.partname) == "/docProps/app.xml":
            return b">coursedeck<" in relation.target_part.blob
    return False


def own_minutes(slide: Any) -> str:
    """The minutes that a slide shows, beside its title or in the badge of an exercise; empty where it shows none."""
    shown = {shape.name: shape.text_frame.text for shape in slide.shapes if shape.has_text_frame}
    return " ".join((shown.get("minutes") or shown.get("badge 1") or "").split())


def own_content(reader: SlideReader) -> list[str]:
    """The lines of a slide that coursedeck made, in the order of its shapes."""
    shapes = {shape.name: shape for shape in reader.slide.shapes}
    lines: list[str] = []
    for name, shape in shapes.items():
        if _DERIVED.fullmatch(name) or name == "title":
            continue
        if _CAPTION.fullmatch(name) and _captioned(lines, " ".join(shape.text_frame.text.split())):
            continue
        found = list(_shape_lines(reader, name, shape, shapes))
        joins = found and lines and _is_item(found[0]) and _is_item(lines[-1])
        lines += [*([] if joins or not found or not lines else [""]), *found]
    return lines


def _is_item(line: str) -> bool:
    return re.match(r"\s*(?:[-*]|\d+[.)])\s", line) is not None


def _shape_lines(reader: SlideReader, name: str, shape: Any, shapes: dict[str, Any]) -> Iterator[str]:
    if match := _LABELLED.fullmatch(name):
        text = shapes.get(f"text {match[1]}")
        yield _item(reader.paragraphs(shape), reader.paragraphs(text) if text is not None else [])
    elif re.fullmatch(r"text \d+", name):
        return
    elif _LISTED.fullmatch(name):
        first, *rest = reader.paragraphs(shape) or [MarkedParagraph("")]
        yield from (_item([first], rest),) if rest else as_lines([replace(first, bullet=True)])
    elif _CARD.fullmatch(name):
        yield from _callout(reader.paragraphs(shape))
    elif re.fullmatch(r"(?:body|aside) quote \d+(?: continued)?", name):
        yield from (f"> {line}".rstrip() for line in as_lines(reader.paragraphs(shape)))
    elif match := _CODE.fullmatch(name):
        yield from _code(reader, shape, shapes.get(f"{match['place']} window {match['number']} language"))
    else:
        yield from _object_lines(reader, name, shape)


def _object_lines(reader: SlideReader, name: str, shape: Any) -> Iterator[str]:
    if getattr(shape, "has_table", False) and shape.has_table:
        yield from table_lines(shape.table, reader.slide.part)
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        yield from chart_lines(shape.chart, "") or ()
    elif re.fullmatch(r"question \d+", name):
        yield from (f"> {without_bold(paragraph)}" for paragraph in reader.paragraphs(shape))
    elif shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        yield from figure_lines(shape) or reader.lines_of(shape)
    else:
        yield from reader.lines_of(shape)


def figure_lines(group: Any) -> list[str]:
    """A figure of native shapes as Mermaid, boxes in boxes as subgraphs."""
    shapes = [shape for shape in flat(group.shapes) if shape.shape_type != MSO_SHAPE_TYPE.GROUP]
    boxes = [box for shape in shapes if (box := box_of(shape)) is not None]
    return flowchart(boxes, [line for shape in shapes if (line := line_of(shape._element)) is not None], always=True)


def _captioned(lines: list[str], caption: str) -> bool:
    """Put a caption where it belongs: into the fence above it; False where there is none."""
    opening = next(
        (at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith("```") and len(lines[at]) > 3), None
    )
    if opening is None or lines[-1] != "```":
        return False
    if lines[opening] == "```chart":
        lines.insert(opening + 2, f"title: {json.dumps(caption, ensure_ascii=False)}")
    elif lines[opening] == "```mermaid":
        lines[opening] = f"```mermaid {{caption={json.dumps(caption, ensure_ascii=False)}}}"
    return lines[opening].startswith(("```chart", "```mermaid"))


def _item(label: Sequence[MarkedParagraph], text: Sequence[MarkedParagraph]) -> str:
    """An item whose label a component sets apart: ``**label**: text``."""
    words = " ".join(paragraph.text for paragraph in label)
    bold = words if words.startswith("**") else f"**{words}**"
    rest = "<br>".join(paragraph.text for paragraph in text)
    return f"- {bold}: {rest}" if rest else f"- {words}"


def _callout(paragraphs: Sequence[MarkedParagraph]) -> Iterator[str]:
    if len(paragraphs) < 2:
        yield from as_lines(paragraphs)
        return
    kind = callout_kinds().get(paragraphs[0].plain)
    yield f"::: {kind}" if kind else f"::: note {paragraphs[0].plain}"
    yield from as_lines(paragraphs[1:])
    yield ":::"


@cache
def callout_kinds() -> dict[str, str]:
    """Kinds of callout by the titles that they have by themselves, in every language that decks speak."""
    spoken = [*reversed(spoken_locales())]
    return {title: kind for locale in spoken for kind, title in ui_strings(locale).callouts}


def _code(reader: SlideReader, shape: Any, language: Any) -> Iterator[str]:
    name = language.text_frame.text.strip() if language is not None and language.has_text_frame else ""
    yield f"```{name.split()[0].lower() if name else ''}"
    yield from shape.text_frame.text.replace("\v", "\n").split("\n")
    yield "```"


def own_notes(lines: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Notes without the lines that a build puts before them: the clock, the section, what comes next."""
    left = list(lines)
    named = {_bare(heading) for heading in headings}
    while left and (not left[0].strip() or _is_derived(left[0]) or _bare(left[0]) in named):
        left.pop(0)
    return left


def _is_derived(line: str) -> bool:
    """Whether a line at the head of the notes tells of the clock, or of what the section is for."""
    bold_time = line.startswith("**") and line.endswith("**") and re.search(r"\d\d:\d\d", line)
    return bool(bold_time or _CLOCK.search(line) or re.search(r"\(\d\d:\d\d\)", line))


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"[(（][^()（）]*[)）]\s*$", "", text)))
