"""What the translator's page asks and sends, answered from a course that is read again and again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from coursedeck.app.serve import Question
from coursedeck.app.translate.updating import update_catalogs
from coursedeck.app.translator.marks import boxes_on
from coursedeck.app.translator.rows import MessageRow
from coursedeck.app.translator.saving import EntryKnown, SavedEntry, SaveState, save_entry
from coursedeck.app.translator.sheet import (
    PlacedSheet,
    Sheet,
    catalog_names,
    catalogs_of,
    content_of,
    file_of,
    open_sheet,
    typed_sheet,
    whole_course,
)
from coursedeck.app.translator.values import finding_values, fit_values, head_values, mark_values, row_values
from coursedeck.app.watch.live_course import CourseReading, LiveCourse
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.values import replace
from coursedeck.session.localize import EntryChange, coverage

LONGEST = 20_000
"""Letters of a translation; no text on a slide has as many."""


class TranslatorDesk:
    """Answers one page or several; all of it is for one thread."""

    def __init__(self, course: LiveCourse, via: str | None = None) -> None:
        """`via` is the language that the translators go by, where it is another than the catalogs name."""
        self.course = course
        self._via = via
        self._reading: CourseReading | None = None
        self._sheets: dict[tuple[str, str], Sheet | None] = {}
        self._counts: dict[tuple[str, ...], tuple[int, int, int]] = {}

    def answer(self, question: Question) -> str | None:
        """JSON, or None for what the course does not have."""
        asked: dict[str, Callable[[Question], Mapping[str, object] | None]] = {
            "/entries": self._entries,
            "/slide": self._slide,
            "/try": self._typed,
            "/save": self._saved,
        }
        if question.path not in asked or (question.path in {"/try", "/save"}) != (question.sent is not None):
            return None
        found = asked[question.path](question)
        return None if found is None else json.dumps(found, ensure_ascii=False)

    def _entries(self, question: Question) -> Mapping[str, object] | None:
        """The messages of a catalog, and the catalogs of the language."""
        reading = self.course.reading
        locale = _first(question.query, "locale")
        if reading is None:
            return {"catalogs": [], "rows": [], "problems": finding_values(self.course.broken)}
        titles = {session.path: session.title for session in self.course.sessions()}
        names = catalog_names(reading, [path for path, _ in reading.course.sessions])
        name = _first(question.query, "catalog") or next(iter(names), "")
        sheet = self._sheet(name, locale)
        if sheet is None:
            return None
        counts = self._tallies(reading, locale)
        return {
            **head_values(sheet, self.course.title, self.course.locales),
            "catalogs": [
                {"name": one, "title": titles.get(one, ""), "counts": counts.get(one, (0, 0, 0))} for one in names
            ],
            "rows": [row_values(row, sheet) for row in sheet.rows],
            "problems": finding_values((*self.course.broken, *sheet.problems)),
        }

    def _slide(self, question: Question) -> Mapping[str, object] | None:
        """The slide that shows a message as it is saved."""
        sheet = self._sheet(_first(question.query, "catalog"), _first(question.query, "locale"))
        row = sheet.by_id.get(_first(question.query, "row")) if sheet else None
        if sheet is None or row is None:
            return None
        slides = sheet.slides_of(row)
        wanted = _first(question.query, "slide")
        index = int(wanted) if wanted.isdecimal() and int(wanted) in slides else next(iter(slides), 0)
        fit = sheet.fit(row)
        return {
            **_picture(sheet, sheet.placed, index, index + 1, {}),
            "slides": list(slides),
            "fit": fit_values(fit),
            "findings": finding_values(row.findings),
        }

    def _typed(self, question: Question) -> Mapping[str, object] | None:
        """The slide as it would be with what is being typed."""
        sent = question.sent or {}
        sheet, row = self._meant(sent)
        typed = _text(sent, "text")
        if sheet is None or row is None or typed is None:
            return None
        try:
            made = typed_sheet(self.course, sheet, row, typed)
        except CourseError as failure:
            return {"svg": "", "findings": finding_values(failure.problems), "fit": None}
        return {
            **_picture(sheet, made.placed, made.index, made.number, {row.id: made.shown}),
            "fit": fit_values(made.fit),
            "findings": finding_values(made.findings),
        }

    def _saved(self, question: Question) -> Mapping[str, object] | None:
        """One entry written into its file."""
        sent = question.sent or {}
        sheet, row = self._meant(sent)
        typed, comment = _text(sent, "text"), _text(sent, "comment")
        known = sent.get("known")
        if sheet is None or row is None or typed is None or not isinstance(known, dict):
            return None
        believed = EntryKnown(_text(known, "text") or "", known.get("fuzzy") is True, _text(known, "comment") or "")
        change = EntryChange(typed, bool(typed) and sent.get("fuzzy") is True, comment)
        done = self._save(sheet, row, believed, change)
        if done.state is SaveState.MISSING:
            problems = self._update(sheet)
            done = self._save(sheet, row, believed, change)
            done = replace(done, problems=(*done.problems, *problems))
        entry = done.entry
        now = EntryKnown.of(entry) if entry is not None else None
        return {
            "state": done.state,
            "now": {"text": now.translation, "fuzzy": now.fuzzy, "comment": now.comment} if now else None,
            "problems": finding_values(done.problems),
        }

    def _save(self, sheet: Sheet, row: MessageRow, known: EntryKnown, change: EntryChange) -> SavedEntry:
        root = self.course.request.root
        return save_entry(root, file_of(row, sheet.locale), sheet.locale, row.message.key, known, change)

    def _update(self, sheet: Sheet) -> tuple[Problem, ...]:
        """Bring the catalogs of a language up to date, where a message has no entry yet."""
        request = replace(self.course.request, sessions=())
        done = update_catalogs(sheet.reading.engine, request, (sheet.locale,))
        return () if done.written else done.problems

    def _meant(self, sent: Mapping[str, object]) -> tuple[Sheet | None, MessageRow | None]:
        sheet = self._sheet(_text(sent, "catalog") or "", _text(sent, "locale") or "")
        return sheet, sheet.by_id.get(_text(sent, "row") or "") if sheet else None

    def _sheet(self, name: str, locale: str) -> Sheet | None:
        """A catalog, opened again where the course has been read again."""
        if self.course.reading is not self._reading:
            self._reading = self.course.reading
            self._sheets = {}
        if (name, locale) not in self._sheets:
            if locale not in self.course.locales:
                return None
            self._sheets[name, locale] = open_sheet(self.course, name, locale, self._via)
        return self._sheets[name, locale]

    def _tallies(self, reading: CourseReading, locale: str) -> Mapping[str, tuple[int, int, int]]:
        """Translated, fuzzy and all messages of each catalog; counted again where a file has changed."""
        catalogs = catalogs_of(reading, locale)
        read = {path: one.session for path, one in reading.course.sessions}
        root, graphs = reading.course.request.root, ",".join(reading.course.graphs.values())
        keys = {name: (locale, name, content_of(root, locale, name), read.get(name, graphs)) for name in catalogs.read}
        said = whole_course(reading, locale) if any(key not in self._counts for key in keys.values()) else {}
        for name, key in keys.items():
            if key not in self._counts:
                messages = (message for _, message in said.get(name, ()))
                found = coverage(name, messages, catalogs.read[name])
                self._counts[key] = found.translated.messages, found.fuzzy.messages, found.total.messages
        return {name: self._counts[key] for name, key in keys.items()}


def _picture(
    sheet: Sheet, placed: PlacedSheet | None, index: int, number: int, shown: Mapping[str, str]
) -> dict[str, object]:
    """A slide with its marks; nothing where there is none."""
    if placed is None or index >= len(placed.shown.session.deck.slides):
        return {"svg": "", "number": 0, "slide": -1, "marks": []}
    slide = placed.shown.session.deck.slides[index]
    size = placed.shown.template.size
    return {
        "svg": placed.svg(index, number),
        "number": number,
        "slide": number - 1,
        "hidden": slide.hidden,
        "size": [size.width, size.height],
        "marks": [mark_values(id_, place) for id_, place in boxes_on(index, sheet.rows, placed.places, shown)],
    }


def _first(query: Mapping[str, list[str]], name: str) -> str:
    return query.get(name, [""])[0]


def _text(sent: Mapping[str, object], name: str) -> str | None:
    """A text that was sent; None where there is none, or one that no catalog takes."""
    found = sent.get(name)
    return found if isinstance(found, str) and len(found) <= LONGEST else None
