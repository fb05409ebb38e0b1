"""Quizzes of LiaScript → lists of answers, and the right ones as the solution.

https://liascript.github.io/course/?https://raw.githubusercontent.com/liaScript/docs/master/README.md#quizzes
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, headings_in, outside_code
from coursedeck.base.foreign.slides import in_notes

_CHOICE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[(?:\[(?P<many>[ xX])\]|\((?P<one>[ xX])\))\][ \t]+(?P<words>\S.*)")
_HINT = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[\[\?\]\][ \t]*(?P<words>.*)")
_TYPED = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[\[(?P<answer>[^\[\]]*[^\[\]\s?!xX_][^\[\]]*)\]\][ \t]*")
_SELECTION = re.compile(r"\[\[(?P<answers>[^\[\]\n]*\|[^\[\]\n]*)\]\]")
_FRAME = re.compile(r"[ \t]*\*{3,}[ \t]*")


def without_quizzes(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines with answers to choose from as a list; what is right, and why, is the solution, hints are notes."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    at = 0
    while at < len(lines):
        end = at
        while (
            end < len(lines) and prose[end] and (_CHOICE.fullmatch(lines[end].text) or _HINT.fullmatch(lines[end].text))
        ):
            end += 1
        typed = _TYPED.fullmatch(lines[at].text) if prose[at] and end == at else None
        if typed:
            end = at + 1
            while end < len(lines) and prose[end] and _HINT.fullmatch(lines[end].text):
                end += 1
        if end == at:
            done.append(lines[at])
            at += 1
            continue
        why_from, why_to, after = _explanation(lines, prose, end)
        marks = " ".join("x" for line in lines[at:end] if (match := _CHOICE.fullmatch(line.text)) and _is_right(match))
        remarks.append(Remark(lines[at].number, RemarkKind.CHANGED, "the answer of a quiz is its solution", marks))
        done += _quiz(lines[at:end], lines[why_from:why_to])
        at = after
    return tuple(done)


def _end(lines: Sequence[SourceLine], prose: Sequence[bool], first: int) -> int:
    """Where the answers and hints that begin with a line end; `first` where it begins none."""
    hints_only = prose[first] and _TYPED.fullmatch(lines[first].text) is not None
    kinds = (_HINT,) if hints_only else (_CHOICE, _HINT)
    end = first + hints_only
    while end < len(lines) and prose[end] and any(kind.fullmatch(lines[end].text) for kind in kinds):
        end += 1
    return end


def _explanation(lines: Sequence[SourceLine], prose: Sequence[bool], first: int) -> tuple[int, int, int]:
    """Where what LiaScript shows with the answer, between lines of asterisks, stands, and the line behind it."""
    begin = first
    while begin < len(lines) and lines[begin].blank:
        begin += 1
    if begin >= len(lines) or not prose[begin] or not _FRAME.fullmatch(lines[begin].text):
        return first, first, first
    end = next((at for at in range(begin + 1, len(lines)) if prose[at] and _FRAME.fullmatch(lines[at].text)), None)
    if end is None or _begins_anew(lines[begin + 1 : end]):
        return first, first, first
    return begin + 1, end, end + 1


def _begins_anew(lines: Sequence[SourceLine]) -> bool:
    """Whether another heading or quiz stands in the lines, so that they explain no answer."""
    quizzes = (_CHOICE, _TYPED, _HINT)
    return any(headings_in(lines)) or any(kind.fullmatch(line.text) for line in lines for kind in quizzes)


def _quiz(lines: Sequence[SourceLine], why: Sequence[SourceLine]) -> list[SourceLine]:
    choices = [(line, match) for line in lines if (match := _CHOICE.fullmatch(line.text))]
    hints = [line.with_text(f"- {match['words']}") for line in lines if (match := _HINT.fullmatch(line.text))]
    typed = [
        (line, match) for line in lines if (match := _TYPED.fullmatch(line.text)) and not _CHOICE.fullmatch(line.text)
    ]
    first, last = lines[0], lines[-1]
    right = [
        line.with_text(f"- {match['words']}") for line, match in choices if (match["many"] or match["one"]) in "xX"
    ]
    right += [line.with_text(_answer(match["answer"])) for line, match in typed]
    done = [first.with_text(""), *(line.with_text(f"- {match['words']}") for line, match in choices)]
    done += [*in_notes(hints), last.with_text("")]
    if right or why:
        done += [last.with_text("::: solution"), *right, last.with_text(""), *why, last.with_text(":::")]
    return [*done, last.with_text("")]


def _is_right(choice: re.Match[str]) -> bool:
    return (choice["many"] or choice["one"]) in "xX"


def _answer(written: str) -> str:
    """The right answer of a field to fill in; of a selection, the one in parentheses."""
    selection = _SELECTION.fullmatch(f"[[{written}]]")
    if selection is None:
        return written.strip()
    chosen = re.search(r"\((?P<right>[^()]*)\)", selection["answers"])
    every = ", ".join(answer.strip(" ()") for answer in selection["answers"].split("|"))
    return f"{chosen['right'].strip()} ({every})" if chosen else every
