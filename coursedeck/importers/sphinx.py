"""MyST and Sphinx: marks that only their builders read, and directives under names that a session does not know."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code

_TARGET = re.compile(r"\([\w:.,/ -]+\)=[ \t]*")
_BLOCK_BREAK = re.compile(r"\+\+\+.*")
_COMMENT = re.compile(r"%[ \t].*")
_DIRECTIVE = re.compile(
    r"(?P<before>[ \t]*)(?P<marks>`{3,}|~{3,}|:{3,})(?P<gap>[ \t]*)\{(?P<name>[A-Za-z][\w:+-]*)\}(?P<rest>.*)"
)
_LABELLED = re.compile(r"(.*\$\$)[ \t]*\(([\w:.-]+)\)[ \t]*")
_COLONS = re.compile(r"(?P<before>[ \t]*)(?P<marks>:{3,})[ \t]*(?P<name>[^:\s].*)?")
_NAMES = {
    **dict.fromkeys(
        ("prf:example", "prf:definition", "prf:theorem", "prf:lemma", "prf:remark", "prf:proposition"), "note"
    ),
    **dict.fromkeys(
        ("prf:proof", "prf:algorithm", "prf:property", "prf:corollary", "prf:axiom", "prf:assumption"), "note"
    ),
    **dict.fromkeys(("prereq", "prerequisites-box", "type-along", "demo", "callout", "testimonial", "panels"), "note"),
    **dict.fromkeys(("exercise-start", "homework", "task"), "exercise"),
    **dict.fromkeys(("group-tab", "tab", "code-tab"), "tab-item"),
    "tabs": "tab-set",
}
_SILENT = frozenset(
    {
        "index",
        "exercise-end",
        "solution-end",
        "tableofcontents",
        "toctree",
        "highlight",
        "raw",
        "bibliography",
        "contents",
    }
)
"""Directives whose content no reader sees."""


def without_sphinx(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines without labels, comments and breaks of cells; directives under names that are known."""
    if not any("{" in line.text or line.text.startswith(("(", "+++", "% ", "$$")) for line in lines):
        return tuple(lines)
    lines = _with_options(_balanced(lines))
    prose = outside_code(lines)
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        match = _DIRECTIVE.fullmatch(line.text)
        if match and match["name"].lower() in _SILENT:
            end = _end(lines, index, match["marks"])
            words = "\n".join(inner.text for inner in lines[index + 1 : end] if not inner.text.startswith(":"))
            remarks.append(
                Remark(line.number, RemarkKind.LEFT_OUT, f"the directive {match['name']}", f"{match['rest']} {words}")
            )
            index = end + 1
            continue
        index += 1
        if match and (name := _NAMES.get(match["name"].lower())):
            remarks.append(Remark(line.number, RemarkKind.CHANGED, f"the directive {match['name']} is {name}"))
            done.append(line.with_text(f"{match['before']}{match['marks']}{match['gap']}{{{name}}}{match['rest']}"))
        elif line.text.startswith("%") and _COMMENT.fullmatch(line.text) and prose[index - 1]:
            remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "a comment", line.text))
        elif prose[index - 1] and (labelled := _LABELLED.fullmatch(line.text)):
            done.append(line.with_text(labelled[1]))
            remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "the label of a formula", labelled[2]))
        elif prose[index - 1] and (_TARGET.fullmatch(line.text) or _BLOCK_BREAK.fullmatch(line.text)):
            remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "labels and breaks of cells", line.text))
        else:
            done.append(line)
    return tuple(done)


def _balanced(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The lines with blocks of colons closed where a block or list item around them ends."""
    prose = outside_code(lines)
    open_: list[tuple[str, str]] = []
    early: list[int] = []
    done: list[SourceLine] = []
    for line, shown in zip(lines, prose, strict=True):
        match = _COLONS.fullmatch(line.text) if shown else None
        if shown and not line.blank:
            while open_ and len(open_[-1][0]) > _indent(line) and not (match and not match["name"]):
                before, marks = open_.pop()
                early.append(len(marks))
                done.append(line.with_text(before + marks))
        if match and match["name"]:
            open_.append((match["before"], match["marks"]))
        elif match:
            count = len(match["marks"])
            if early and early[-1] == count and (not open_ or len(open_[-1][1]) != count):
                early.pop()
                continue
            while open_ and len(open_[-1][1]) < count and count in {len(marks) for _, marks in open_}:
                before, marks = open_.pop()
                done.append(line.with_text(before + marks))
            if open_:
                open_.pop()
        done.append(line)
    return tuple(done)


def _indent(line: SourceLine) -> int:
    return len(line.text) - len(line.text.lstrip(" \t"))


def _with_options(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The lines with options of directives, which may stand as YAML between rules, each behind colons."""
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        done.append(lines[index])
        index += 1
        opened = (
            _DIRECTIVE.fullmatch(lines[index - 1].text) and index < len(lines) and lines[index].text.strip() == "---"
        )
        end = (
            next((at for at in range(index + 1, len(lines)) if lines[at].text.strip() == "---"), None)
            if opened
            else None
        )
        if end is not None:
            indent = lines[index].text[: len(lines[index].text) - len(lines[index].text.lstrip())]
            done += [line.with_text(_as_option(line.text, indent)) for line in lines[index + 1 : end] if not line.blank]
            index = end + 1
    return tuple(done)


def _as_option(text: str, indent: str) -> str:
    key, _, value = text.strip().partition(":")
    return f"{indent}:{key.strip()}: {value.strip()}".rstrip()


def _end(lines: Sequence[SourceLine], first: int, marks: str) -> int:
    """The line that closes a directive."""
    closing = re.compile(rf"[ \t]*{re.escape(marks)}[ \t]*")
    return next((at for at in range(first + 1, len(lines)) if closing.fullmatch(lines[at].text)), first)
