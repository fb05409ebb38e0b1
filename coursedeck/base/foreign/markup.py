"""HTML and components in a source that a slide has nothing for: style sheets, scripts, tags of a web framework."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code

_OPENING = re.compile(r"[ \t]*<(?P<name>style|script)\b[^>]*>", re.IGNORECASE)
_COMPONENT = re.compile(
    r"</?(?:[A-Z][\w.]*|v-[\w-]+|template|slot|Transition\w*|carbon-[\w-]+|mdi-[\w-]+|[a-z]+:[\w-]+|i-[\w-]+)"
    r"(?:[^<>\"'{}]|\"[^\"]*\"|'[^']*'|\{[^{}]*\})*/?>"
)
_BUILDING = re.compile(r"</?v-(?:clicks?|after|switch|mark)\b", re.IGNORECASE)
_ATTRIBUTES_OF_FRAMEWORK = re.compile(
    r"[ \t]+(?:v-[\w-]+(?::[\w.-]+)*|[:@#][\w-]+)(?:=(?:\"[^\"]*\"|'[^']*'))?(?=[\s/>])(?=[^<>]*>)"
)
_UNCLOSED = re.compile(r"<[A-Z][\w.]*(?:\s[^<>]*)?$")
_END = re.compile(r"/?>")
_LONGEST_TAG = 40
"""Lines that a tag may go over."""
_CODE = re.compile(r"(`+)[^`].*?\1")


def without_style_sheets(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines without ``<style>`` and ``<script>`` blocks."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    closing = ""
    for line, inside in zip(lines, prose, strict=True):
        if closing:
            if closing in line.text.lower():
                closing = ""
            continue
        match = _OPENING.match(line.text) if inside else None
        if match is None:
            done.append(line)
            continue
        remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, f"<{match['name'].lower()}>"))
        closing = f"</{match['name'].lower()}>"
        closing = "" if closing in line.text.lower()[match.end() :] else closing
    return tuple(done)


def without_components(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[tuple[SourceLine, ...], bool]:
    """The lines without tags of components, whose content stays; and whether one lets content appear step by step."""
    lines = _with_whole_tags(lines)
    prose = outside_code(lines)
    own = _own_elements(lines)
    builds = False
    done = []
    for line, inside in zip(lines, prose, strict=True):
        if not inside or "<" not in line.text:
            done.append(line)
            continue
        builds = builds or _BUILDING.search(line.text) is not None
        text = outside_code_spans(line.text, partial(_plain, number=line.number, remarks=remarks, own=own))
        done.append(line if text == line.text else line.with_text(text.rstrip()))
    return tuple(done), builds


def _with_whole_tags(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The lines with tags of components that go over several of them brought into their first."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        end = index
        if prose[index] and _UNCLOSED.search(line.text):
            end = next(
                (at for at in range(index + 1, min(index + _LONGEST_TAG, len(lines))) if _END.search(lines[at].text)),
                index,
            )
        whole = " ".join([line.text, *(inner.text.strip() for inner in lines[index + 1 : end + 1])])
        done.append(line if end == index else line.with_text(whole))
        index = end + 1
    return tuple(done)


def _own_elements(lines: Sequence[SourceLine]) -> frozenset[str]:
    """Elements that a deck defines itself: a hyphen in their names, and a closing tag, tell them from placeholders."""
    return frozenset(name for line in lines for name in re.findall(r"</([a-z]+(?:-[a-z0-9]+)+)>", line.text))


def _plain(text: str, number: int, remarks: list[Remark], own: frozenset[str]) -> str:
    def instead(found: re.Match[str]) -> str:
        name = re.sub(r"[</]", "", found[0]).split()[0].rstrip(">")
        address = re.search(r"(?:href|to|src|url)=\"([^\"]+)\"", found[0])
        if found[0].startswith("</") or _BUILDING.match(found[0]):
            return ""
        if found[0].endswith("/>") and address:
            return f"<{address[1]}>" if re.match(r"https?:", address[1]) else f"![]({address[1]})"
        words = " ".join(value for pair in re.findall(r"\"([^\"]*)\"|'([^']*)'", found[0]) for value in pair if value)
        remarks.append(Remark(number, RemarkKind.LEFT_OUT, f"the component <{name}>", words))
        return ""

    for name in own:
        text = re.sub(rf"</?{name}\b[^<>]*>", "", text)
    return _ATTRIBUTES_OF_FRAMEWORK.sub("", _COMPONENT.sub(instead, text))


def outside_code_spans(text: str, change: Callable[[str], str]) -> str:
    """`change` made in all of a line but its code."""
    pieces = []
    at = 0
    for code in _CODE.finditer(text):
        pieces += [change(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, change(text[at:])])
