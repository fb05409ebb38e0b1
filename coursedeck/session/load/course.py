"""``course.toml`` → `Course`; every wrong setting is reported and keeps its default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coursedeck.base.look.bundled import bundled
from coursedeck.base.look.themes import THEMES
from coursedeck.base.sandbox import NEEDS
from coursedeck.model.course import Course, locale_code
from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.model.units import Minutes, is_duration
from coursedeck.session.load.figure_options import direction_policy
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.front_values import PROSE, SOLUTIONS, markdown_text, read_clock, read_minutes
from coursedeck.session.load.pace import read_pace
from coursedeck.session.load.source_file import read_sound_lines
from coursedeck.session.load.template_settings import KEYS as TEMPLATE_KEYS
from coursedeck.session.load.template_settings import read_template_settings
from coursedeck.session.load.theme_setting import KEYS as THEME_KEYS
from coursedeck.session.load.theme_setting import read_theme
from coursedeck.session.load.toml_tree import is_setting, toml_tree
from coursedeck.session.load.yaml_tree import ValueMap

FILE = "course.toml"
CHECK = "course"
STALE = ("source", "old")
"""What a deck shows of a text that was reworded after its translation."""
DETAILS = ("slide", "notes")
HANDOUTS = ("without-notes", "with-notes")


class WrongSettingError(Exception):
    """A setting of the wrong kind; the message says what to write."""


_MOST_BYTES = 64 * 2**10
"""Far more than all settings take; tomllib needs time and memory by the square of the length of a key."""


def load_course(root: Path) -> tuple[Course, tuple[Problem, ...]]:
    """The course in a folder, and what is wrong in its settings; each setting that is wrong keeps its default.

    Raises `CourseError` where there is no such folder.
    """
    if not root.is_dir():
        raise CourseError([error(Source(root.as_posix()), CHECK, "there is no such course folder: mend the path")])
    findings = Findings(FILE)
    settings, tree = _settings(root, findings)
    lines = {entry.key: entry.line for entry in tree.entries}
    values = {key: _read(key, value, lines, root, findings) for key, value in settings.items() if key in _READERS}
    source_locale = values.get("source-locale")
    locales = _locales(source_locale, values.get("locales") or ())
    languages = locales if source_locale else ()
    entries = {entry.key: entry for entry in tree.entries}
    paces = [read_pace(entry, findings, languages) for entry in tree.entries if entry.key == PACE]
    course = Course(
        root,
        title=markdown_text(values["title"], lines["title"], findings) if values.get("title") else None,
        source_locale=source_locale,
        locales=locales,
        sessions=values.get("sessions") or (),
        slot=values.get("slot"),
        break_minutes=values.get("break"),
        start=values.get("start"),
        timezone=values.get("timezone"),
        template=values.get("template"),
        template_settings=read_template_settings(entries, findings),
        theme=read_theme(entries, settings, findings),
        author=values.get("author"),
        details=values.get("details") or DETAILS[0],
        solutions=values.get("solutions") or ("notes" if values.get("details") == "notes" else SOLUTIONS[0]),
        handout_solutions=values.get("handout-solutions") or False,
        handout=values.get("handout") or HANDOUTS[0],
        prose=values.get("prose") or PROSE[0],
        direction=values.get("direction") or DirectionPolicy.READABLE,
        stale=values.get("stale") or STALE[0],
        translator_pages=values.get("translator-pages") or "",
        pace=paces[0] if paces else (),
        definitions_need=values.get("definitions-need") or (),
    )
    return course, findings.sorted()


def _locales(source: str | None, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, the source's first."""
    return tuple(dict.fromkeys((*([source] if source else []), *wanted)))


def _settings(root: Path, findings: Findings) -> tuple[dict[str, Any], ValueMap]:
    """The settings, and the same with the line of each."""
    if not (root / FILE).exists():
        return {}, ValueMap((), 1)
    try:
        settings, text = _sound_settings(read_sound_lines(root / FILE, findings, _MOST_BYTES, root), findings)
    except CourseError:
        return {}, ValueMap((), 1)
    tree = toml_tree(settings, text)
    for entry in tree.entries:
        if entry.key not in _KEYS:
            message = f'unknown key "{entry.key}" is left out: {suggestion(entry.key, _KEYS)}'
            findings.warn(entry.line, CHECK, message)
    return settings, tree


_DEEP = re.compile(r"^[ \t]*\[*(?:[^=.\n#]*\.){20}", re.MULTILINE)
"""A key of more than twenty tables in one another; no setting stands in more than two."""
_MOST_BROKEN = 50
"""Lines that are left out one by one; after each, all is read again."""


def _sound_settings(text: str, findings: Findings) -> tuple[dict[str, Any], str]:
    """The settings in a text and the text without the lines that are no TOML, which are reported."""
    if deep := _DEEP.search(text):
        findings.error(
            text.count("\n", 0, deep.start()) + 1, CHECK, "cannot be read: a key nests too deeply: take it out"
        )
        return {}, ""
    for _ in range(_MOST_BROKEN):
        try:
            return tomllib.loads(text), text
        except tomllib.TOMLDecodeError as problem:
            line, message = _toml_fault(str(problem), text)
        except (RecursionError, ValueError) as problem:  # tables in tables without end, numbers of thousands of digits
            what = "it nests too deeply" if isinstance(problem, RecursionError) else str(problem).partition(";")[0]
            findings.error(1, CHECK, f"cannot be read: {what}: take that out")
            return {}, ""
        lines = text.split("\n")
        first, end = _broken_lines(lines, line)
        findings.error(first, CHECK, f"broken TOML: {message}: mend this line, which is left out until then")
        lines[first - 1 : end] = [""] * (end - first + 1)
        text = "\n".join(lines)
    findings.error(1, CHECK, f"has {_MOST_BROKEN} broken lines and more, so that nothing is read: mend them first")
    return {}, ""


def _toml_fault(message: str, text: str) -> tuple[int, str]:
    match = re.fullmatch(r"(.*?) \((?:at line (\d+), column \d+|at end of document)\)", message, re.DOTALL)
    if match is None:
        return 1, message
    return int(match[2] or len(text.rstrip("\n").split("\n"))), match[1]


def _broken_lines(lines: Sequence[str], line: int) -> tuple[int, int]:
    """The first and last line of the setting that cannot be read, where reading failed in `line`."""
    try:
        tomllib.loads("\n".join(lines[: line - 1]))
    except tomllib.TOMLDecodeError:
        # a setting above is not closed: what stands in this line may be sound
        started = (at for at in range(line - 1, 0, -1) if is_setting(lines[at - 1]))
        return next(started, 1), line - 1
    return line, line


def _read(key: str, value: object, lines: Mapping[str, int], root: Path, findings: Findings) -> Any:
    try:
        return _READERS[key](value, root)
    except WrongSettingError as wanted:
        findings.error(lines[key], CHECK, f"{key}: write {wanted}")
        return None


def _text(value: object, root: Path) -> str:
    if not isinstance(value, str):
        raise WrongSettingError('text in quotes, for example "Containers"')
    return " ".join(value.split())


def _locale(value: object, root: Path) -> str:
    code = locale_code(value) if isinstance(value, str) else None
    if code is None:
        raise WrongSettingError('a language code in quotes, for example "ko"')
    return code


def _locale_list(value: object, root: Path) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise WrongSettingError('a list of language codes, for example ["ko", "en"]')
    return tuple(_locale(item, root) for item in value)


def _names(value: object, root: Path) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise WrongSettingError('a list of files or folders below content/, for example ["intro.md", "week_1"]')
    return tuple(str(name).strip() for name in names)


def _needs(value: object, root: Path) -> tuple[str, ...]:
    named = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name in NEEDS for name in named):
        raise WrongSettingError(f"a list of what scripts need besides the course: {', '.join(map(repr, NEEDS))}")
    return tuple(sorted(set(named)))


def _minutes(value: object, root: Path) -> Minutes:
    if isinstance(value, str):
        minutes = read_minutes(value)
    else:
        known = isinstance(value, int | float) and not isinstance(value, bool) and is_duration(value)
        minutes = Fraction(str(value)) if known else None
    if minutes is None:
        raise WrongSettingError("minutes above zero and within a day, for example 50")
    return minutes


def _break(value: object, root: Path) -> Minutes:
    if value == "0" or (value == 0 and not isinstance(value, bool)):
        return Minutes(0)
    try:
        return _minutes(value, root)
    except WrongSettingError as wrong:
        raise WrongSettingError("minutes within a day, for example 10, or 0") from wrong


def _start(value: object, root: Path) -> str:
    written = f"{value:%H:%M}" if isinstance(value, time) else str(value)
    clock = read_clock(written)
    if clock is None:
        raise WrongSettingError('a time of day in quotes, for example "09:30"')
    return clock


def _timezone(value: object, root: Path) -> str:
    name = _text(value, root)
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongSettingError('the name of a time zone in quotes, for example "Asia/Seoul"') from None


def _template(value: object, root: Path) -> Path:
    named = _text(value, root)
    path = bundled().get(named, root / named)
    if not path.is_file():
        names = " or ".join(f'"{name}"' for name in bundled())
        message = f"{names}, or the path of a .pptx or .potx from the course folder (there is no {value})"
        if named in THEMES:
            message += f'; a theme is chosen by theme = "{named}"'
        raise WrongSettingError(message)
    return path


def _details(value: object, root: Path) -> str:
    if value not in DETAILS:
        raise WrongSettingError('"slide" (a slide of its own) or "notes" for what <details> hides')
    return str(value)


def _solutions(value: object, root: Path) -> str:
    if value not in SOLUTIONS:
        raise WrongSettingError('"slide", "hidden" (a slide that is not shown) or "notes" for where solutions stand')
    return str(value)


def _handout(value: object, root: Path) -> str:
    if value not in HANDOUTS:
        raise WrongSettingError('"without-notes" (for the audience) or "with-notes" for what handouts have')
    return str(value)


def _switch(value: object, root: Path) -> bool:
    if not isinstance(value, bool):
        raise WrongSettingError("true or false")
    return value


def _prose(value: object, root: Path) -> str:
    if value not in PROSE:
        raise WrongSettingError('"auto", "slide" or "notes" for where paragraphs stand')
    return str(value)


def _stale(value: object, root: Path) -> str:
    if value not in STALE:
        raise WrongSettingError(
            '"source" or "old" for what a deck shows of a text that was reworded after its translation'
        )
    return str(value)


def _address(value: object, root: Path) -> str:
    named = _text(value, root)
    if not re.fullmatch(r"https?://[^\s\"<>]+", named):
        raise WrongSettingError('an address, like "https://example.org/translate"')
    return named.rstrip("/")


def _direction(value: object, root: Path) -> DirectionPolicy:
    policy = direction_policy(value)
    if policy is None:
        raise WrongSettingError(
            '"readable" (figures keep their direction where their labels can be read), "keep" (always), or "free"'
        )
    return policy


_READERS: Mapping[str, Callable[[object, Path], object]] = {
    "title": _text,
    "author": _text,
    "source-locale": _locale,
    "locales": _locale_list,
    "sessions": _names,
    "slot": _minutes,
    "break": _break,
    "start": _start,
    "timezone": _timezone,
    "template": _template,
    "details": _details,
    "solutions": _solutions,
    "handout-solutions": _switch,
    "handout": _handout,
    "prose": _prose,
    "direction": _direction,
    "stale": _stale,
    "translator-pages": _address,
    "definitions-need": _needs,
}
PACE = "pace"
_KEYS = (*_READERS, PACE, *TEMPLATE_KEYS, *THEME_KEYS)
