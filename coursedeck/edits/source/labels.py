"""A label in the source of a figure: a fence of Mermaid or of drawn boxes, or the script of a definition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.edits.source.locating import Range, label_places, line_end
from coursedeck.model.columns import columns

Splice = tuple[Range, str]
"""Characters from … to …, and what is written in their place."""

_FRONT = re.compile(r"\s*---\r?\n.*?\n[ \t>]*---[ \t]*\r?\n", re.DOTALL)
_HEAD = re.compile(r"^[ \t>]*(?!%%)(?P<kind>[A-Za-z0-9-]+)[^\n]*(?:\n|\Z)", re.MULTILINE)
_DRAWN = re.compile(r"[┌┏╔╭╒╓][─━═]|\+[-=]{2,}\+")
"""A corner of a box that characters draw."""
_WORD = re.compile(r"\w+")
_BRACKETS = {"[": "]", "(": ")", "{": "}"}
_MARKS = re.compile(r"[\[\](){}|<>\"]")


def label_changes(fence: str, old: str, new: str, shown: int) -> list[Splice] | None:
    """How a fence says `new` where its drawing shows `old`, `shown` times; None where that cannot be told.

    A name that stands for itself, as of a participant or a state, is given the label, or changed wherever it stands.
    """
    if _DRAWN.search(fence):
        return _in_columns(fence, old, new, shown)
    start = _FRONT.match(fence)
    head = _HEAD.search(fence, start.end() if start else 0)
    kind = "" if head is None else _family(head["kind"])
    found = [place for place in label_places(fence, old) if head is None or place[0] >= head.start("kind")]
    names = [place for place in found if _is_name(fence, place, kind)]
    texts = [place for place in found if place not in names]
    if names and head is not None:
        return _named(fence, kind, head.end(), old, new, names)
    if texts and (len(texts) == 1 or len(texts) == shown):
        return [_text(fence, kind, place, new) for place in texts]
    return None


def _in_columns(fence: str, old: str, new: str, shown: int) -> list[Splice] | None:
    """Another label in a drawing, in which what is behind it stays in its column as far as blanks allow."""
    found = label_places(fence, old)
    if len(found) not in {1, shown}:
        return None
    more = columns(new) - columns(old)
    splices: list[Splice] = []
    for start, stop in found:
        blanks = len(fence[stop:]) - len(fence[stop:].lstrip(" "))
        splices.append(((start, stop + min(max(0, more), max(0, blanks - 1))), new + " " * max(0, -more)))
    return splices


def _family(kind: str) -> str:
    families = {"sequenceDiagram": "sequence", "graph": "flowchart", "flowchart": "flowchart"}
    families |= {"classDiagram": "names", "erDiagram": "names", "requirementDiagram": "names"}
    return "state" if kind.startswith("stateDiagram") else families.get(kind.removesuffix("-v2"), "")


def _is_name(fence: str, place: Range, kind: str) -> bool:
    """Whether a label stands where the grammar of its kind has names of things, not their texts."""
    start = fence.rfind("\n", 0, place[0]) + 1
    before = fence[start : place[0]]
    end = fence.find("\n", place[1])
    behind = fence[place[1] : end if end >= 0 else len(fence)]
    if before.count('"') % 2:
        return False
    match kind:
        case "sequence":
            return ":" not in before and not re.search(r"\bas\s+$", before)
        case "state" | "names":
            return ":" not in before and not before.strip().startswith(("title", "note"))
        case "flowchart":
            return not _inside(before) and not re.match(r"\s*[\[({]", behind) and not before.strip().startswith("%%")
        case _:
            return False


def _inside(before: str) -> bool:
    """Whether brackets or bars are open behind the text of a line."""
    opened: list[str] = []
    for sign in before:
        if opened and sign == opened[-1]:
            opened.pop()
        elif sign in _BRACKETS:
            opened.append(_BRACKETS[sign])
        elif sign == "|":
            opened.append("|")
    return bool(opened)


def _named(fence: str, kind: str, body: int, old: str, new: str, names: Sequence[Range]) -> list[Splice] | None:
    """Another label for what is called `old`; its name stays where the grammar can say both."""
    end = line_end(fence)
    if kind == "sequence":
        declared = re.search(rf"^[ \t>]*(?:participant|actor)[ \t]+{re.escape(old)}(?=[ \t\r]*$)", fence, re.MULTILINE)
        if declared is not None:
            return [((declared.end(), declared.end()), f" as {new}")]
        return [(place, new) for place in names] if re.fullmatch(r"[\w ]+", new) else None
    if kind == "flowchart":
        first = names[0]
        return [((first[1], first[1]), f'["{_quoted(new)}"]')]
    if _WORD.fullmatch(new):
        return [(place, new) for place in names]
    if kind == "state":
        lead = re.match(r"[ \t>]*", fence[body:])
        return [((body, body), f'{lead[0] if lead else ""}state "{_quoted(new)}" as {old}{end}')]
    return None


def _text(fence: str, kind: str, place: Range, new: str) -> Splice:
    """A text in other words, in quotes where its signs would end it."""
    quoted = fence[: place[0]].rpartition("\n")[2].count('"') % 2 == 1
    if quoted:
        return place, _quoted(new)
    around = fence[place[0] - 1 : place[0]] + fence[place[1] : place[1] + 1]
    bracketed = kind == "flowchart" and around in {"[]", "()", "{}", "||", "[)", "(]"}
    return place, f'"{_quoted(new)}"' if bracketed and _MARKS.search(new) else new


def _quoted(words: str) -> str:
    """Words between double quotes (Mermaid's documentation, "Entity codes to escape characters")."""
    return words.replace('"', "#quot;")


def literal_places(script: str, words: str) -> list[Range]:
    """Where a script has words as a string of their own, in one line or several."""
    pattern = r"(?:\\n|\s+)".join(map(re.escape, words.split(" ")))
    return [match.span() for match in re.finditer(rf"(?<=[\"'])(?<![fFrRbB][\"'])(?:{pattern})(?=[\"'])", script)]


def literal(words: str) -> str:
    """Words inside a Python string, whichever quotes it has."""
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\'").replace("\n", "\\n")
