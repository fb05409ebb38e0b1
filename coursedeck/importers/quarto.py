"""Quarto and R Markdown: options of code chunks, pauses, what only a web deck has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code

_CHUNK = re.compile(
    r"(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*\{(?P<language>[A-Za-z]\w*)(?P<options>[ \t,][^{}]*)?\}[ \t]*"
)
_OPTION = re.compile(r"[ \t]*(?:#|//|--|%%)\|[ \t]*(?P<key>[\w.-]+)[ \t]*:[ \t]*(?P<value>.*)")
_HIDDEN = re.compile(r"[ \t]*visibility=[\"']?hidden[\"']?")
_DRAWN = frozenset({"mermaid", "dot"})
_SAID = ("fig-cap", "tbl-cap", "fig-alt", "cap")


def without_chunk_options(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines with chunks as code to show; code that a chunk hides is left out, its captions stay."""
    done: list[SourceLine] = []
    index = 0
    prose = outside_code(lines)
    while index < len(lines):
        match = _CHUNK.fullmatch(lines[index].text)
        if match is None:
            if not (prose[index] and lines[index].text.strip() == ". . ."):
                done += _hidden(lines[index]) if prose[index] else [lines[index]]
            index += 1
            continue
        end = next(
            (at for at in range(index + 1, len(lines)) if lines[at].text.strip() == match["marks"]), len(lines) - 1
        )
        done += _chunk(match, lines[index : end + 1], remarks)
        index = end + 1
    return tuple(done)


def _hidden(line: SourceLine) -> list[SourceLine]:
    """A heading whose slide is hidden, with a hint for that."""
    text = _HIDDEN.sub("", line.text)
    if text == line.text or not line.text.startswith("#"):
        return [line]
    bare = re.sub(r"[ \t]*\{[ \t]*\}", "", text)
    return [line.with_text(bare), line.with_text(""), line.with_text("<!-- slide: hide -->")]


def _chunk(match: re.Match[str], lines: Sequence[SourceLine], remarks: list[Remark]) -> list[SourceLine]:
    first, *inner, last = lines if len(lines) > 1 else (lines[0], lines[0])
    options = {found["key"]: found["value"].strip("\"' ") for line in inner if (found := _OPTION.match(line.text))}
    code = [line for line in inner if not _OPTION.match(line.text)]
    written = (match["options"] or "").replace(" ", "")
    hidden = (
        options.get("echo") == "false" or options.get("include") == "false" or re.search(r"(?:echo|include)=F", written)
    )
    captions = [options[key] for key in _SAID if options.get(key)]
    said = [line for caption in captions for line in (first.with_text(""), first.with_text(caption))]
    language = match["language"].lower()
    if hidden and language not in _DRAWN:
        words = "\n".join(line.text for line in code)
        remarks.append(Remark(first.number, RemarkKind.LEFT_OUT, "code that only makes output", words))
        return [*said, last.with_text("")]
    if options:
        words = " ".join(f"{key} {value}" for key, value in options.items() if value not in captions)
        keys = " ".join(key for key in options if options[key] in captions)
        remarks.append(Remark(first.number, RemarkKind.LEFT_OUT, "options of code", f"{words} {keys}".strip()))
    opening = first.with_text(f"{match['indent']}{match['marks']}{language}")
    return [opening, *code, last, *said, last.with_text("")]
