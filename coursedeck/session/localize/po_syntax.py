"""Checks the lines of a .po file, and normalises them to the form that polib reads.

Format: gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.problem import Problem, Source, error

CHECK = "catalog"

_STRING = lazy_pattern(
    r'(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?(?P<string>"(?:[^"\\]|\\.)*")'
)
_KEYWORD = lazy_pattern(r"(msgctxt|msgid_plural|msgid|msgstr)\b")
_FOLLOWS = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("msgstr", "msgctxt", "msgid"),
}
_CONFLICT = lazy_pattern(r"(<{7}|\|{7}|={7}|>{7})(\s|$)")
"""What git writes around two sides of a conflict."""
_OPENING = lazy_pattern(r"\s*(#|(?:#~\s*)?(msgctxt|msgid)\b)")
_CLOSING = lazy_pattern(r"\s*(?:#~\s*)?msgstr\b")
REPLACED = "\ufffd"
"""Stands for letters that could not be decoded (Unicode, "Specials")."""
_ESCAPE = lazy_pattern(r"\\(?:\\|[ntrvbf\"]|(?P<strange>[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.))")
_CONTROL = lazy_pattern("[\x00-\x08\x0e-\x1b\x7f]")
_SEPARATORS = lazy_pattern("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class CheckedLines(Struct):
    """The lines of a .po file after checking."""

    normal: list[str] = field(default_factory=list)
    """The same lines, in the form that polib reads."""
    translations: list[int] = field(default_factory=list)
    """Line of each entry's first ``msgstr``, the header's too."""
    problems: list[Problem] = field(default_factory=list)


def read_lines(text: str, file: str) -> CheckedLines:
    """Every line of a catalog, checked; line ends of any system, with or without a byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines, last = CheckedLines(), ""
    for number, raw in enumerate(_SEPARATORS.sub(" ", text).split("\n"), start=1):
        line = raw.strip()
        body, comment = _parted(line)
        if comment is not None:
            last = _unfinished(last, number, file, lines)
            lines.normal.append(comment)
            continue
        match = _STRING.fullmatch(body) if body else None
        if match is not None:
            last = _string_line(match, last, number, file, lines)
        elif body:
            lines.problems.append(error(Source(file, number), CHECK, f"{_fault(body)}: mend the line `{body[:60]}`"))
            meant = _KEYWORD.match(body)
            last = meant[1] if meant else last
        lines.normal.append(_regular(line, body, match))
    _unfinished(last, len(lines.normal), file, lines)
    return lines


def sound_entries(text: str) -> str:
    """The catalog with blank lines for each entry in which something is wrong; all others keep their lines."""
    lines = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).split("\n")
    kept: list[str] = []
    for entry in _entries(lines):
        written = "\n".join(entry)
        sound = REPLACED not in written and not read_lines(written, "").problems
        kept += entry if sound else [""] * len(entry)
    return "\n".join(kept)


def _entries(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines of each entry; blank lines part them, and so does what may stand behind a ``msgstr`` only."""
    entry: list[str] = []
    complete = False
    for line in lines:
        if not line.strip() or (complete and _OPENING.match(line)):
            if entry:
                yield entry
            entry, complete = [], False
        entry.append(line)
        complete = complete or _CLOSING.match(line) is not None
    yield entry


def _parted(line: str) -> tuple[str, str | None]:
    """The strings of a line, and the line itself, made regular, where it is a comment."""
    if not line.startswith("#"):
        return line, None
    if line.startswith("#~|"):
        # polib skips the previous source of obsolete entries, and it would be lost
        return "", "#| " + line[3:].strip()
    if line.startswith("#~"):
        body = line[2:].strip()
        return (body, None) if body and not body.startswith("#") else ("", body or "#")
    if line.startswith("#="):
        # flags of gettext 1.0, which polib does not know
        return "", "#, " + line[2:].strip()
    mark = line[:2] if line[1:2] in tuple(".:,|") else "#"
    return "", f"{mark} {line[len(mark) :].strip()}".strip()


def _regular(line: str, body: str, match: re.Match[str] | None) -> str:
    """A line of strings with its blanks as they should be."""
    spaced = f"{match['keyword']} {match['string']}" if match and match["keyword"] else body
    return f"#~ {spaced}" if line.startswith("#~") else spaced


def _string_line(match: re.Match[str], last: str, number: int, file: str, lines: CheckedLines) -> str:
    """Checks a line that holds a string; returns the keyword that the string belongs to."""
    lines.problems += (error(Source(file, number), CHECK, fault) for fault in _odd_letters(match["string"]))
    keyword = match["keyword"]
    if keyword is None:
        if not last:
            lines.problems.append(error(Source(file, number), CHECK, "a string that belongs to no entry: delete it"))
        return last
    plain = keyword.partition("[")[0]
    if plain not in _FOLLOWS[last]:
        wanted = " or ".join(_FOLLOWS[last])
        lines.problems.append(error(Source(file, number), CHECK, f"{keyword} where {wanted} is needed"))
    if plain == "msgstr" and last != "msgstr":
        lines.translations.append(number)
    return plain


def _odd_letters(string: str) -> Iterator[str]:
    """Errors for characters and escapes that readers of .po files interpret differently."""
    if not string.isprintable() and _CONTROL.search(string):
        yield "a control character in the text: take it out"
    found = _ESCAPE.finditer(string) if "\\" in string else ()
    strange = next((escape[0] for escape in found if escape["strange"]), None)
    if strange is not None:
        yield f"{strange} is no escape that is understood: write the letter itself, or \\\\ for a backslash"


def _unfinished(last: str, number: int, file: str, lines: CheckedLines) -> str:
    """Reports an entry without msgstr; returns the keyword after which a new entry may begin."""
    if last in ("msgctxt", "msgid", "msgid_plural"):
        lines.problems.append(error(Source(file, number), CHECK, "the entry above has no msgstr: add one"))
    return ""


def _fault(body: str) -> str:
    if _CONFLICT.match(body):
        return "a mark of a merge that was not finished: keep one of the two sides, and delete the marks"
    if re.match(r'msg\w*(\[\d\])?\s*"|"', body):
        quotes = len(re.findall(r'(?<!\\)"', body))
        return 'a quote inside the text must be written \\"' if quotes > 2 else "a closing quote is missing"
    if _KEYWORD.match(body):
        return "the text must stand in quotes"
    return "this is no line of a .po file"


def line_numbers(text: str) -> Iterator[int]:
    """Line of each entry's first ``msgstr`` in a text that we wrote ourselves, the header's first."""
    pattern = re.compile(r"(?:#~ )?msgstr(?:\[0\])? ")
    for number, line in enumerate(text.split("\n"), start=1):
        if pattern.match(line):
            yield number
