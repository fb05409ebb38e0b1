"""One entry of a .po file changed where it stands: every other line stays as it is, byte for byte.

Line ends, a byte order mark and the way in which the file wraps its strings are kept (gettext manual, "The Format of PO
Files").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from coursedeck.base.text.lazy_pattern import lazy_pattern
from coursedeck.model.columns import columns
from coursedeck.session.localize.message import Key, comparable

_PAGE = 79
"""Columns that gettext's programs wrap at."""
_LINE = lazy_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_STRING = lazy_pattern(r'(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?"(?P<text>.*)"')
_WORD = lazy_pattern(
    r"\\.|[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]|[^\s\\\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]+|\s+"
)
"""What a wrapped string may be broken behind: a word, a blank, an East Asian letter; an escape stays whole."""
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "v": "\v", "b": "\b", "f": "\f"}
_WRITTEN = {letter: f"\\{sign}" for sign, letter in _ESCAPES.items()}
_FUZZY = "fuzzy"
_NO_COMMENT_OF_OURS = tuple(".:,|=~")
"""What follows the ``#`` of comments that are not the translator's."""


class EntryChange(Struct, frozen=True):
    """What an entry says from now on; None leaves a part of it as it is."""

    translation: str
    fuzzy: bool
    comment: str | None = None
    """Of the translator, one or more lines."""


class _EntryLines(Struct):
    """The lines of one entry, from `start` to before `end`."""

    start: int
    end: int = 0
    obsolete: bool = False
    strings: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Each keyword with its first line and the one after its last."""
    said: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.said.get("msgctxt", ""), comparable(self.said.get("msgid", ""))

    @property
    def first(self) -> int:
        """The line of its first string, before which its comments stand."""
        return min(first for first, _ in self.strings.values())


def change_entry(text: str, key: Key, change: EntryChange) -> str | None:
    """The text of a .po file with one entry changed; None where it has no such entry, or only one with plural forms."""
    lines = _LINE.findall(text)
    entries = list(_entries(lines))
    found = next((entry for entry in entries if entry.key == key and not entry.obsolete), None)
    place = found.strings.get("msgstr") if found else None
    if found is None or place is None:
        return None
    end = "\r\n" if lines[0].endswith("\r\n") else lines[0][-1:]
    head = _comments(lines[found.start : found.first], change, end)
    said = string_lines("msgstr", change.translation, wrapped=_is_wrapped(lines, entries))
    # the last line of a file may have no end
    last = lines[place[1] - 1][len(lines[place[1] - 1].rstrip("\r\n")) :]
    written = end.join(said) + last
    return "".join((*lines[: found.start], *head, *lines[found.first : place[0]], written, *lines[place[1] :]))


def string_lines(keyword: str, text: str, *, wrapped: bool = False) -> list[str]:
    """A string as the lines of a .po file, broken behind each line break, and `wrapped` as gettext's programs do.

    >>> string_lines("msgstr", 'say "no"')
    ['msgstr "say \\\\"no\\\\""']
    >>> string_lines("msgstr", "one\\ntwo")
    ['msgstr ""', '"one\\\\n"', '"two"']
    """
    parts = [_escaped(part) for part in text.split("\n")]
    pieces = [part + "\\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] or len(parts) == 1 else [])
    if len(pieces) == 1 and (not wrapped or columns(f'{keyword} "{pieces[0]}"') <= _PAGE):
        return [f'{keyword} "{pieces[0]}"']
    if wrapped:
        pieces = [line for piece in pieces for line in _wrapped(piece)]
    return [f'{keyword} ""', *(f'"{piece}"' for piece in pieces)]


def _wrapped(piece: str) -> Iterator[str]:
    """A string in pieces that fit a line."""
    line = ""
    for word in _WORD.findall(piece):
        may_break = line.endswith(" ") or columns(word[0]) > 1
        if line and may_break and word.strip() and columns(line + word) > _PAGE - 2:
            yield line
            line = ""
        line += word
    yield line


def _entries(lines: Sequence[str]) -> Iterator[_EntryLines]:
    """The entries of a file; blank lines part them, and so does what may stand behind a ``msgstr`` only."""
    entry, keyword = _EntryLines(0), ""
    for number, line in enumerate(lines):
        bare = line.strip().removeprefix("\ufeff")
        old = bare.startswith("#~")
        string = _STRING.fullmatch(bare.removeprefix("#~").strip()) if old or not bare.startswith("#") else None
        opens = string["keyword"] in {"msgctxt", "msgid"} if string else bare.startswith("#")
        if not bare or (opens and any(name.startswith("msgstr") for name in entry.strings)):
            if entry.strings:
                entry.end = number
                yield entry
            entry, keyword = _EntryLines(number if bare else number + 1), ""
        if string is not None:
            entry.obsolete = entry.obsolete or old
            keyword = string["keyword"] or keyword
            entry.strings[keyword] = entry.strings.get(keyword, (number, 0))[0], number + 1
            entry.said[keyword] = entry.said.get(keyword, "") + _read(string["text"])
    if entry.strings:
        entry.end = len(lines)
        yield entry


def _comments(lines: Iterable[str], change: EntryChange, end: str) -> list[str]:
    """The comments of an entry with its flag ``fuzzy``, its previous source and the translator's words changed."""
    kept = [line for line in lines if change.fuzzy or not line.startswith("#|")]
    kept = [new for line in kept for new in (_without_fuzzy(line, end) if line.startswith("#,") else [line])]
    if change.fuzzy:
        at = next((at for at, line in enumerate(kept) if line.startswith(("#,", "#|"))), len(kept))
        flags = kept.pop(at)[2:].strip() if at < len(kept) and kept[at].startswith("#,") else ""
        kept.insert(at, f"#, {_FUZZY}{', ' * bool(flags)}{flags}{end}")
    if change.comment is None:
        return kept
    own = [f"# {line}".rstrip() + end for line in change.comment.split("\n")] if change.comment else []
    return [*own, *(line for line in kept if line.lstrip("\ufeff")[1:2] in _NO_COMMENT_OF_OURS)]


def _without_fuzzy(line: str, end: str) -> list[str]:
    """A line of flags without ``fuzzy``; none where nothing is left."""
    flags = [flag for flag in (flag.strip() for flag in line[2:].split(",")) if flag]
    left = [flag for flag in flags if flag != _FUZZY]
    return [line] if left == flags else [f"#, {', '.join(left)}{end}"] if left else []


def _is_wrapped(lines: Sequence[str], entries: Iterable[_EntryLines]) -> bool:
    """Whether the file wraps long strings: one goes on in another line where its text has no line break."""
    for entry in entries:
        if not entry.said.get("msgid"):
            continue  # the header has a line for each field
        for first, last in entry.strings.values():
            pieces = [found["text"] for line in lines[first : last - 1] if (found := _STRING.fullmatch(line.strip()))]
            if any(piece and not piece.endswith("\\n") for piece in pieces):
                return True
    return False


def _read(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text)


def _escaped(text: str) -> str:
    return "".join(_WRITTEN.get(letter, letter) for letter in text)
