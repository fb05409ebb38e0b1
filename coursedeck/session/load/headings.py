"""The parts of a heading: number, title, minutes, id and whether it is optional."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from coursedeck.base.markdown.anchors import slug
from coursedeck.base.markdown.attributes import BRACES, Attributes, read_attributes
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.load.duration import DurationError, mentions_minutes, read_duration
from coursedeck.session.load.findings import Findings, suggestion

_LEAD = r"(?P<lead>(?:[^\w\s(（\"'`<\[*_]+\s+)?[*_]{0,3})"
"""An emoji before the number, or the marks of emphasis; they stay with the title."""
_SECTION_NUMBER = re.compile(
    rf"{_LEAD}"
    r"(?P<number>제\s?\d+\s?[장절편부과강]|第\s?[\d一二三四五六七八九十]+\s?[章节節课課回講]|\d+(?:\.\d+)+[.)]?(?=\s)|\d+[.)](?!\d)|[①-⑳])"
    r"[.:]?\s*(?=\S)"
)
_COUNTED = (
    "session|week|day|lecture|lesson|chapter|part|module|unit|class|lab|step|topic|세션|주차|주|차시|일차|교시|강|장|회|부|과|단원"
    "|모듈|파트|챕터|sitzung|woche|tag|kapitel|teil|lektion|modul|sesión|semana|día|lección|capítulo|séance|semaine|jour|leçon"
)
_SESSION_NUMBER = re.compile(
    rf"{_LEAD}(?P<number>(?:(?:{_COUNTED})\s?\d+(?:[.-]\d+)*|제?\s?\d+(?:[.-]\d+)*\s?(?:{_COUNTED}))"
    rf"(?:[\s,·>/-]+(?:(?:{_COUNTED})\s?\d+|\d+\s?(?:{_COUNTED})))*)\s*(?:[:：]|\s[-–—])\s*(?=\S)",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?P<before>.*?)\s*(?P<open>[*_]{0,3})(?P<text>[(（](?P<inside>[^()（）]*)[)）])(?P<close>[*_]{0,3})", re.DOTALL
)
_MINUTES_OR_METRES = re.compile(r"\s*[1-9]\d?\s?m\s*")
_WITHIN = re.compile(r"[(（\[【](?P<inside>[^()（）\[\]【】]{1,40})[)）\]】](?!\()")
"""Something in brackets, wherever it stands; no link."""
_BESIDE_A_CLOCK = re.compile(
    r"(?P<before>.*?)\s*(?P<text>(?:[⏰⏱⏲⌚⌛⏳🕐-🕧]\ufe0f?|:(?:stopwatch|timer_clock|alarm_clock|hourglass\w*|clock\d+):)"
    r"\s*(?P<inside>~?\s?\d[^()（）]*))",
    re.DOTALL,
)
"""The picture of a clock, and minutes after it: ``⏱ 5``, ``⏱️ 5 min``."""
_AFTER_A_DASH = re.compile(
    r"(?P<before>.*?\S)(?P<text>(?:\s+[-–—|·]|\s?[:：])\s*(?P<inside>\d[^-–—:：|/·()（）]*))", re.DOTALL
)
"""Minutes that end a heading behind a dash or a colon: ``Talk - 5 min``."""
_TIMES = re.compile(r"(?:^|\s)(?P<times>\d{1,2}[:h.]\d\d\s?[-–—~〜]\s?\d{1,2}[:h.]\d\d)(?=\s|$)")
"""Two times of day, which may be minutes without parentheses."""
_BRACES = re.compile(rf"(?P<before>.*?)\s*(?P<braces>{BRACES})", re.DOTALL)
_OF_PAGES = re.compile(r"(?:data-.*|background.*|style|class|lang|dir|auto-animate.*|transition.*|toc-.*)\Z")
"""Attributes of headings that say how a page or a web deck looks."""
_SILENT_CLASSES = frozenset({"unnumbered", "unlisted", "no_toc", "smaller", "scrollable"})
KNOWN_ATTRIBUTES = ("optional", "id", "as")
SHOWN_AS = frozenset(
    {
        "picture",
        "list",
        "rows",
        "cards",
        "points",
        "process",
        "question",
        "statement",
        "exercise",
        "definition",
        "panels",
        "comparison",
    }
)
"""Values of ``as``: a figure as a picture, or what a list is shown as."""


class Heading(Struct, frozen=True):
    """A heading taken apart; `title` is inline Markdown."""

    title: str
    number: str = ""
    minutes: Minutes | None = None
    minutes_text: str = ""
    id: str | None = None
    optional: int | None = None
    shown_as: str = ""
    """``as=…``: what its slide is shown as."""


def split_session_heading(markdown: str, line: int, findings: Findings) -> Heading:
    """A session's title: ``Session 2: …`` is split at its colon; minutes are the slot."""
    return _split_number(_split_end(Heading(markdown), line, findings), _SESSION_NUMBER)


def split_heading(markdown: str, line: int, findings: Findings) -> Heading:
    """The heading of a part: ``1.2 Title (20분) {#id optional=2}``."""
    heading = _split_end(Heading(markdown), line, findings)
    if heading.minutes is None:
        _find_minutes_within(heading, line, findings)
    return _split_number(heading, _SECTION_NUMBER)


def _find_minutes_within(heading: Heading, line: int, findings: Findings) -> None:
    """Tell of minutes that the title promises and that are not read, since they do not end it in parentheses."""
    bracketed = [(match[0], match["inside"]) for match in _WITHIN.finditer(heading.title)]
    times = [(match["times"], match["times"]) for match in _TIMES.finditer(heading.title)]
    for written, inside in (*bracketed, *times):
        if _promises_minutes(inside):
            findings.warn(line, "minutes", f"{written} is not read as minutes there: let (…) end the heading")


def _promises_minutes(text: str) -> bool:
    try:
        return read_duration(text) is not None
    except DurationError:
        return False


def _split_number(heading: Heading, pattern: re.Pattern[str]) -> Heading:
    match = pattern.match(heading.title)
    if match is None:
        return heading
    return replace(heading, title=match["lead"] + heading.title[match.end() :], number=match["number"].strip())


def _split_end(heading: Heading, line: int, findings: Findings) -> Heading:
    """Without the attributes and minutes at the end, in whichever order they stand."""
    for _ in range(2):
        heading = _split_attributes(heading, line, findings)
        heading = _split_minutes(heading, line, findings)
    return heading


def _split_minutes(heading: Heading, line: int, findings: Findings) -> Heading:
    if heading.minutes_text:
        return heading
    match = _MINUTES.fullmatch(heading.title)
    if match is None:
        clock = _split_clock(heading)
        return clock if clock.minutes_text else _split_after_dash(heading)
    try:
        duration = read_duration(match["inside"])
    except DurationError as problem:
        findings.error(line, "minutes", f"{match['text']}: {problem}")
        return heading
    if duration is None:
        if _MINUTES_OR_METRES.fullmatch(match["inside"]):
            findings.warn(line, "minutes", f"{match['text']} is not read as minutes: write min, since m is metres, too")
        elif mentions_minutes(match["inside"]):
            findings.warn(line, "minutes", f"{match['text']} is not read as minutes: let the number stand alone")
        return heading
    if duration.remark:
        findings.warn(line, "minutes", f"{match['text']}: {duration.remark}")
    if duration.minutes == 0:
        findings.warn(line, "minutes", f"{match['text']}: no time at all; leave the minutes out or give some")
    title = match["before"] if match["open"] == match["close"] else match["before"] + match["close"]
    words = f" ({duration.words})" if duration.words else ""
    return replace(heading, title=title + words, minutes=duration.minutes, minutes_text=match["text"])


def _split_clock(heading: Heading) -> Heading:
    """Minutes beside the picture of a clock, whose number may stand alone."""
    match = _BESIDE_A_CLOCK.fullmatch(heading.title)
    if match is None or not match["before"]:
        return heading
    for inside in (match["inside"], f"{match['inside']} min"):
        if _promises_minutes(inside) and (duration := read_duration(inside)) is not None:
            return replace(heading, title=match["before"], minutes=duration.minutes, minutes_text=match["text"])
    return heading


def _split_after_dash(heading: Heading) -> Heading:
    """Minutes with their unit behind a dash or a colon."""
    match = _AFTER_A_DASH.fullmatch(heading.title)
    if match is None or not _promises_minutes(match["inside"]):
        return heading
    duration = read_duration(match["inside"])
    assert duration is not None
    return replace(heading, title=match["before"], minutes=duration.minutes, minutes_text=match["text"].strip())


def _split_attributes(heading: Heading, line: int, findings: Findings) -> Heading:
    match = _BRACES.fullmatch(heading.title)
    found = read_attributes(match["braces"]) if match else Attributes()
    if match is None or found == Attributes() or any(word not in {"optional", "-"} for word in found.words):
        return heading
    heading = replace(heading, title=match["before"], id=found.id or heading.id)
    for name in found.classes:
        if name not in _SILENT_CLASSES:
            findings.warn(line, "attribute", f"{{.{name}}} has no effect: classes mean nothing here")
    pairs = {**found.pairs, **dict.fromkeys((word for word in found.words if word != "-"), "")}
    for key, value in pairs.items():
        heading = _with_attribute(heading, key, value, line, findings)
    return heading


def _with_attribute(heading: Heading, key: str, value: str, line: int, findings: Findings) -> Heading:
    if _OF_PAGES.match(key):
        return heading
    if key == "id" and value:
        return replace(heading, id=value)
    if key == "as" and value in SHOWN_AS:
        return replace(heading, shown_as=value)
    if key == "as":
        findings.warn(line, "attribute", f'"as={value}" is unknown: {suggestion(value, SHOWN_AS)}')
    elif key != "optional":
        findings.warn(line, "attribute", f'unknown attribute "{key}": {suggestion(key, KNOWN_ATTRIBUTES)}')
    else:
        return replace(heading, optional=read_priority(value, line, findings))
    return heading


def read_priority(value: str, line: int, findings: Findings) -> int | None:
    """Priority of what may be left out; a bare word counts as 1."""
    if not value:
        return 1
    if re.fullmatch(r"[1-9]\d{0,3}", value):
        return int(value)
    findings.error(line, "optional", f'optional is "{value}": write a whole number from 1 up, or no number')
    return None


def unique_ids(wanted: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    """One id a heading: the author's own, else the slug of the title, with ``-1``, ``-2`` … where it is taken."""
    pairs = tuple(wanted)
    reserved = {own for own, _ in pairs if own}
    taken = set(reserved)
    ids = []
    for own, title in pairs:
        base = chosen = own or slug(title)
        count = 0
        while chosen in taken and not (own and chosen in reserved):
            count += 1
            chosen = f"{base}-{count}"
        taken.add(chosen)
        reserved.discard(chosen)
        ids.append(chosen)
    return tuple(ids)
