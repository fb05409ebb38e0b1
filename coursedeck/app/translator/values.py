"""What the translator's page is told, as values of JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coursedeck.app.translator.marks import Fit
from coursedeck.app.translator.rows import MessageRow
from coursedeck.app.translator.sheet import Sheet
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.text.word_diff import word_diff
from coursedeck.model.problem import Problem
from coursedeck.output.preview import PlacedText

Values = dict[str, object]

_QUOTED = re.compile(r" \(in \"[^\n]*\"\)$")
"""What a check repeats of the translation, which stands on the page."""


def head_values(sheet: Sheet, course: str, locales: Sequence[str]) -> Values:
    """What a catalog is: its languages and its slides."""
    source = sheet.sources.source_locale
    slides = sheet.placed.shown.session.deck.slides if sheet.placed else ()
    return {
        "course": course,
        "catalog": sheet.name,
        "languages": [_language(locale) for locale in locales if locale != source],
        "source": _language(source),
        "target": _language(sheet.locale),
        "via": _language(sheet.via) if sheet.via else None,
        "slides": len(slides),
    }


def row_values(row: MessageRow, sheet: Sheet) -> Values:
    """A message with all that stands beside it."""
    entry, message = row.entry, row.message
    previous = entry.previous if entry is not None and entry.fuzzy else None
    return {
        "id": row.id,
        "catalog": row.catalog,
        "role": message.role,
        "where": message.where,
        "source": message.id,
        "text": entry.translation if entry is not None else "",
        "fuzzy": entry.fuzzy if entry is not None else False,
        "comment": entry.comment if entry is not None else "",
        "state": row.state,
        "wordless": message.wordless,
        "before": [[part.kind, part.text] for part in word_diff(previous, message.id)] if previous else [],
        "via": row.pivot,
        "hints": hints_of(row, sheet.via),
        "links": [[link.number, link.address] for link in message.links],
        "terms": [[term.source, list(term.targets)] for term in row.terms],
        "findings": finding_values(row.findings),
        "slides": list(sheet.slides_of(row)),
        "place": str(message.source),
        "entry": str(row.place) if entry is not None else "",
    }


def hints_of(row: MessageRow, via: str) -> list[str]:
    """What the author and the tool tell translators: the comments of an entry without what stands elsewhere."""
    if row.entry is None or not row.entry.extracted:
        return [row.message.note] if row.message.note else []
    _, *rest = row.entry.extracted.split("\n")
    elsewhere = ("[", "http://", "https://", *([f"{via}:"] if via else []))
    return [line for line in rest if not line.startswith(elsewhere)]


def fit_values(fit: Fit | None) -> Values | None:
    """How a text fits."""
    if fit is None:
        return None
    return {
        "kind": fit.kind,
        "lines": fit.lines,
        "tooMany": fit.too_many,
        "size": round(fit.size, 1),
        "sourceSize": round(fit.source_size, 1),
        "advice": fit.advice,
    }


def finding_values(problems: Iterable[Problem]) -> list[Values]:
    """What is wrong, without the words that stand there anyway."""
    return [
        {
            "severity": one.severity,
            "check": one.check.removeprefix("translation-"),
            "message": _QUOTED.sub("", one.message),
            "place": str(one.source),
        }
        for one in problems
    ]


def mark_values(id_: str, place: PlacedText) -> list[object]:
    """A place on a slide: the message, and left, top, width and height in points."""
    box = place.box
    return [id_, *(round(side, 1) for side in (box.left, box.top, box.width, box.height)), place.kind]


def _language(locale: str) -> Values:
    return {"code": locale, "dir": "rtl" if runs_right_to_left(locale) else "ltr"}
