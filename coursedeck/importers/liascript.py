"""LiaScript: settings in a first comment, narration, animation marks, macros.

https://liascript.github.io/course/?https://raw.githubusercontent.com/liaScript/docs/master/README.md
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code
from coursedeck.base.foreign.slides import in_notes
from coursedeck.importers.front import names_settings
from coursedeck.importers.quizzes import without_quizzes

KIND = "LiaScript course"
_KEYS = re.compile(r"^(?:narrator|import|script|version|onload|mode):", re.MULTILINE)
_NARRATION = re.compile(r"[ \t]*--\{\{(?P<step>[\d\s-]+)\}\}--[ \t]*(?P<rest>.*)")
_STEP = re.compile(r"[ \t]*\{\{\|?>?[ \t]*[\d\s-]+[^{}]*\}\}[ \t]*")
_FRAME = re.compile(r"\*{4,}[ \t]*")
_MACRO = re.compile(r"@(?P<name>[A-Za-z][\w.]*)(?:\((?:[^()`]|`[^`]*`|\([^()]*\))*\))?")
_FILM = re.compile(r"(?:!\?|\?\?|\?)(?=\[[^\]]*\]\()")
_COMMENT = re.compile(r"<!--[ \t]*(?:data-|style|class|--|id)[^>]*-->")


def is_liascript(text: str) -> bool:
    """Whether a file begins with the settings of LiaScript."""
    head = re.match(r"\s*<!--(.*?)-->", text, re.DOTALL)
    if head is None or not names_settings(head[1].split("\n")):
        return False
    return _KEYS.search(head[1]) is not None or "liascript" in text[:4000].lower()


def liascript_settings(text: str) -> tuple[dict[str, str], int]:
    """The settings in the first comment, and how many lines precede the text."""
    head = re.match(r"\s*<!--(.*?)-->", text, re.DOTALL)
    if head is None:
        return {}, 0
    settings: dict[str, str] = {}
    key = ""
    for line in head[1].split("\n"):
        if match := re.match(r"([A-Za-z_][\w-]*):[ \t]*(.*)", line):
            key = match[1]
            settings.setdefault(key, "")
            settings[key] = f"{settings[key]} {match[2]}".strip()
        elif key and line.startswith((" ", "\t")):
            settings[key] = f"{settings[key]} {line.strip()}".strip()
        elif line.strip():
            key = ""
    return settings, head[0].count("\n") + 1


def read_liascript(
    lines: Sequence[SourceLine], settings: Mapping[str, str], remarks: list[Remark]
) -> tuple[SourceLine, ...]:
    """The lines as Markdown of a session: narration is what the speaker says."""
    lines = without_quizzes(lines, remarks)
    prose = outside_code(lines)
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        narration = _NARRATION.fullmatch(line.text) if prose[index] else None
        if narration:
            end = index + 1
            while end < len(lines) and not lines[end].blank:
                end += 1
            said = [line.with_text(narration["rest"]), *lines[index + 1 : end]]
            done += [*in_notes([item for item in said if not item.blank]), line.with_text("")]
            index = end
            continue
        done += _shown(line, settings, remarks) if prose[index] else [line]
        index += 1
    return tuple(done)


def _shown(line: SourceLine, settings: Mapping[str, str], remarks: list[Remark]) -> list[SourceLine]:
    if _STEP.fullmatch(line.text) or _FRAME.fullmatch(line.text.strip()):
        return [line.with_text("")]
    text = _COMMENT.sub("", _FILM.sub("", line.text))
    text = re.sub(r"^([ \t]*(?:[-*+][ \t]+)?)\{\{[\d\s-]+\}\}[ \t]*", r"\1", text)
    if "@" in text:
        text = _outside_spans(text, settings, line.number, remarks)
    return [line if text == line.text else line.with_text(text)]


def _outside_spans(text: str, settings: Mapping[str, str], number: int, remarks: list[Remark]) -> str:
    """Macros in the words of a line replaced by their settings, or taken out."""

    def instead(found: re.Match[str]) -> str:
        before = text[found.start() - 1] if found.start() else " "
        if before.isalnum() or before in "./`\\":
            return found[0]
        if found["name"] in settings:
            remarks.append(Remark(number, RemarkKind.CHANGED, f"the macro @{found['name']} is written out"))
            return settings[found["name"]]
        if "(" in found[0] or "." in found["name"]:
            words = " ".join(re.findall(r"\w+", found[0]))
            remarks.append(Remark(number, RemarkKind.LEFT_OUT, f"the macro @{found['name']}", words))
            return ""
        return found[0]

    code = [match.span() for match in re.finditer(r"(`+)[^`].*?\1", text)]
    pieces = []
    at = 0
    for match in _MACRO.finditer(text):
        if any(start <= match.start() < end for start, end in code):
            continue
        pieces += [text[at : match.start()], instead(match)]
        at = match.end()
    return "".join([*pieces, text[at:]])
