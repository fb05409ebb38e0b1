"""Texts edited where the page shows them: found under the pointer, and written into the files that say them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from coursedeck.app.edits.files import EditedFiles
from coursedeck.app.edits.into_files import into_files
from coursedeck.app.serve import Question
from coursedeck.app.stages.thumbnails import surroundings
from coursedeck.app.watch.live_course import LiveCourse
from coursedeck.edits.compare.texts import titles_of
from coursedeck.model.edits import CodeChanged, Edit, Relabelled, Retyped
from coursedeck.model.origin import Origin, OriginParagraph, OriginShape, OriginSlide
from coursedeck.model.problem import CourseError
from coursedeck.model.units import Box, Points
from coursedeck.output.preview import PlacedText, text_places

LONGEST = 20_000
"""Letters of a text; no slide shows as many."""
_MARGIN = 3.0
"""Points by which a pointer may miss a text."""


class EditableText(Struct, frozen=True):
    """A text on a slide that can be changed in the course's files."""

    origin: Origin
    slide: OriginSlide
    place: PlacedText
    shape: OriginShape
    written: str
    """As it is typed: Markdown, or the words of a label or a line of code."""
    paragraph: OriginParagraph

    def edit(self, typed: str) -> Edit:
        """The change to `typed`."""
        if self.shape.kind == "code":
            lines = tuple(typed if one is self.paragraph else one.plain for one in self.shape.paragraphs)
            return CodeChanged(self.slide.id, self.slide.line, self.shape.lines, lines)
        if self.shape.kind == "figure":
            return Relabelled(self.slide.id, self.shape.name, self.shape.line, self.written, typed)
        return Retyped(self.slide.id, self.paragraph, typed)


class TextEditor:
    """Answers what the page asks and sends about texts; all of it is for one thread."""

    def __init__(self, course: LiveCourse) -> None:
        self.course = course

    def answer(self, question: Question) -> str | None:
        """JSON; None for what is not this editor's, or is nowhere."""
        if question.path == "/text" and question.sent is None:
            asked: Mapping[str, object] = {name: values[0] for name, values in question.query.items()}
            return json.dumps(self._shown(asked))
        if question.path == "/edit" and question.sent is not None:
            return json.dumps(self._saved(question.sent))
        return None

    def _shown(self, asked: Mapping[str, object]) -> Mapping[str, object]:
        """The text under the pointer, and its box in points."""
        found = self._text(asked)
        if found is None:
            return {"text": None}
        box, size = found.place.box, found.place.size
        return {
            "text": found.written,
            "where": str(found.place.source),
            "box": [box.left, box.top, box.width, box.height],
            "size": size,
        }

    def _saved(self, sent: Mapping[str, object]) -> Mapping[str, object]:
        """What became of a text that was changed to another: ``saved``, ``changed`` meanwhile, or ``refused``."""
        before, typed = sent.get("before"), sent.get("typed")
        if not (isinstance(before, str) and isinstance(typed, str) and typed.strip() and len(typed) <= LONGEST):
            return {"state": "refused", "why": ""}
        found = self._text(sent)
        if found is None or found.written != before:
            return {"state": "changed", "why": ""}
        one_line = typed.rstrip() if found.shape.kind == "code" else " ".join(typed.split())
        files = EditedFiles(self.course.request.root)
        try:
            done = into_files(found.origin, [found.edit(one_line)], files)
            if done.left:
                return {"state": "refused", "why": done.left[0][1]}
            files.write()
        except CourseError as failure:
            return {"state": "refused", "why": failure.problems[0].message}
        return {"state": "saved", "where": ", ".join(sorted(files.changed))}

    def _text(self, asked: Mapping[str, object]) -> EditableText | None:
        """The text at a point of a slide, as the course says it now."""
        path, locale, slide = (asked.get(name) for name in ("session", "locale", "slide"))
        across, down = _number(asked.get("x")), _number(asked.get("y"))
        if not (isinstance(path, str) and isinstance(locale, str)) or across is None or down is None:
            return None
        reading = self.course.reading
        session = reading.session(path) if reading else None
        if reading is None or session is None or locale not in self.course.locales:
            return None
        try:
            shown = self.course.placed(path, locale)
        except CourseError:
            return None
        if shown is None:
            return None
        from coursedeck.output.deck import deck_origin  # noqa: PLC0415 - takes its time, and few edit here

        deck = shown.session.deck
        number = next((at for at, one in enumerate(deck.slides) if one.id == slide), None)
        if number is None:
            return None
        around = surroundings(shown.session, shown.template, shown.pictures)
        place = _under(text_places(deck.slides[number], around), across, down)
        origin = deck_origin(deck, reading.course.source_locale or locale)
        return None if place is None else _editable(origin, origin.slides[number], place)


def _number(value: object) -> Points | None:
    """A number that was sent, or stands in a query."""
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except ValueError:
        return None


def _under(places: tuple[PlacedText, ...], across: Points, down: Points) -> PlacedText | None:
    """The smallest text at a point."""
    here = [one for one in places if one.kind != "picture" and _holds(one.box, across, down)]
    return min(here, key=lambda one: one.box.width * one.box.height, default=None)


def _holds(box: Box, across: Points, down: Points) -> bool:
    return box.left - _MARGIN <= across <= box.right + _MARGIN and box.top - _MARGIN <= down <= box.bottom + _MARGIN


def _editable(origin: Origin, slide: OriginSlide, place: PlacedText) -> EditableText | None:
    """What a text on a slide is in the files; None where the product makes it."""
    words = _squeezed(place.words)
    known = ((shape, one) for shape in slide.shapes for one in shape.paragraphs if _squeezed(one.plain) == words)
    found = sorted(known, key=lambda pair: pair[1].line != place.source.line)
    for shape, paragraph in found:
        if shape.kind == "figure":
            return EditableText(origin, slide, place, shape, paragraph.plain, paragraph)
        if shape.kind == "code":
            return EditableText(origin, slide, place, shape, place.words, paragraph)
        if paragraph.written:
            return EditableText(origin, slide, place, shape, paragraph.written, paragraph)
        title = titles_of(origin).get(paragraph.plain)
        if title is not None and title.written:
            return EditableText(origin, slide, place, shape, title.written, title)
    return None


def _squeezed(words: str) -> str:
    return "".join(words.split())
