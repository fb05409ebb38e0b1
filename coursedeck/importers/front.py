"""Front matter of other tools → what a session knows of itself, and what is left over."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml
from msgspec import Struct, field

from coursedeck.base.foreign import SourceLine, numbered

_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_COMMENTED = re.compile(r"[A-Za-z_][\w-]*:(?:[ \t]|$)")
_DESCRIPTIONS = ("description", "summary", "abstract", "excerpt", "overview")
_KEPT = ("minutes", "duration", "teaching", "exercises", "start", "slot", "week", "day", "session", "id", "goals")
_COUNTS = frozenset({"week", "day", "session"})
_ASKED = ("questions", "objectives", "keypoints")
"""Lists that lessons of The Carpentries have in their front matter, and what they are as blocks."""


class _Loader(yaml.SafeLoader):
    """YAML whose tags for Python objects are text."""


def _as_text(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


_Loader.add_multi_constructor("", _as_text)


class ForeignFront(Struct, frozen=True):
    """The settings at the head of a file, and the lines behind them."""

    values: Mapping[str, Any]
    body: tuple[SourceLine, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each setting."""
    written: tuple[SourceLine, ...] = ()

    def text(self, key: str) -> str:
        """A setting of one value as text."""
        value = self.values.get(key)
        return "" if value is None or isinstance(value, dict | list) else " ".join(str(value).split())


def yaml_values(text: str) -> Mapping[str, Any]:
    """The keys of a YAML text; nothing where it is none."""
    try:
        values = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def read_foreign_front(text: str) -> ForeignFront:
    """Front matter in YAML (``---``), TOML (``+++``) or as lines that a percent sign begins (Pandoc)."""
    lines = numbered(text)
    mark = lines[0].text.rstrip()
    if mark in {"---", "+++"}:
        closing = {"---", "..."} if mark == "---" else {"+++"}
        end = next((at for at, line in enumerate(lines[1:], start=1) if line.text.rstrip() in closing), None)
        written = lines[1:end] if end else ()
        values = _values("\n".join(line.text for line in written), mark)
        if end and (values or not "".join(line.text for line in written).strip()):
            return ForeignFront(values, lines[end + 1 :], _places(written), written)
    if mark.startswith("% "):
        count = next(at for at, line in enumerate([*lines, SourceLine("", 0)]) if not line.text.startswith("%"))
        named = zip(("title", "author", "date"), lines[:count], strict=False)
        return ForeignFront({key: line.text[1:].strip() for key, line in named}, lines[count:], {}, lines[:count])
    return ForeignFront({}, lines)


def _values(text: str, mark: str) -> Mapping[str, Any]:
    if mark == "+++":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError:
            return {}
    values = yaml_values(text)
    if values:
        return values
    # one broken value must not cost the others
    found = (re.match(r"([A-Za-z_][\w.-]*):[ \t]*(.*)", line) for line in text.split("\n"))
    return {match[1]: match[2].strip("\"' ") for match in found if match}


def _places(lines: Iterable[SourceLine]) -> dict[str, int]:
    found = ((re.match(r"([A-Za-z_][\w.-]*)[ \t]*[:=]", line.text), line.number) for line in lines)
    return {match[1]: number for match, number in found if match}


def own_front(front: ForeignFront) -> tuple[dict[str, Any], set[str]]:
    """The settings that a session has, and the keys that they were read from."""
    own: dict[str, Any] = {}
    used: set[str] = set()
    for key in _KEPT:
        kinds = int if key in _COUNTS else str | int | float
        if isinstance(front.values.get(key), kinds):
            own[key] = front.values[key]
            used.add(key)
    about = next((key for key in _DESCRIPTIONS if front.text(key)), None)
    if about:
        own["description"] = front.text(about)
        used.add(about)
    people = next((key for key in ("authors", "author", "speaker") if front.values.get(key)), None)
    if people and (names := _names(front.values[people])):
        own["author"] = names
        used.add(people)
    if day := _day(front.values.get("date")):
        own["date"] = day
        used.add("date")
    language = next(
        (key for key in ("lang", "language") if re.fullmatch(r"[a-z]{2,3}(?:[-_]\w+)?", front.text(key))), None
    )
    if language:
        own["lang"] = front.text(language).replace("_", "-")
        used.add(language)
    return own, used


def _names(value: object) -> str:
    """People as a line of names."""
    match value:
        case dict():
            return _names(value.get("name") or " ".join(str(value.get(key, "")) for key in ("first", "last")).strip())
        case list():
            return ", ".join(name for name in map(_names, value) if name)
        case None:
            return ""
        case _:
            return " ".join(str(value).split())


def _day(value: object) -> str:
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    match = _DAY.match(str(value or ""))
    try:
        return datetime.date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def listed_blocks(front: ForeignFront) -> tuple[tuple[SourceLine, ...], tuple[SourceLine, ...], set[str]]:
    """Questions and objectives, key points, as blocks for a session's beginning and end; and the keys used."""
    made: dict[str, tuple[SourceLine, ...]] = {}
    for key in _ASKED:
        value = front.values.get(key)
        if isinstance(value, list) and value:
            at = front.lines.get(key, 1)
            items = [SourceLine(f"- {' '.join(str(item).split())}", at) for item in value]
            made[key] = (SourceLine(f"::: {key}", at), *items, SourceLine(":::", at), SourceLine("", at))
    first = (*made.get("questions", ()), *made.get("objectives", ()))
    return first, made.get("keypoints", ()), set(made)


def left_over(front: ForeignFront, used: Iterable[str]) -> tuple[list[str], str]:
    """The keys that say nothing to a session, and the words in them."""
    keys = [key for key in front.values if key not in set(used)]
    return keys, " ".join(_said(front.values[key]) for key in keys)


def _said(value: object) -> str:
    match value:
        case dict():
            return " ".join(_said(inner) for inner in value.values())
        case list():
            return " ".join(_said(inner) for inner in value)
        case bool() | None:
            return ""
        case _:
            return str(value)


def front_text(own: Mapping[str, Any]) -> str:
    """Front matter as YAML, or nothing."""
    if not own:
        return ""
    written = yaml.safe_dump(dict(own), allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=False)
    return f"---\n{written}---\n\n"


def names_settings(lines: Sequence[str]) -> bool:
    """Whether lines are settings, as LiaScript has them in its first comment."""
    filled = [line for line in lines if line.strip() and not line.startswith((" ", "\t"))]
    return bool(filled) and sum(_COMMENTED.match(line) is not None for line in filled) * 2 > len(filled)
