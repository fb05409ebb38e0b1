"""Where messages stand on the source's slides, for the comments of .po entries."""

from __future__ import annotations

from coursedeck.app.request import Progress, Request
from coursedeck.app.stages.figures import Definitions
from coursedeck.app.stages.opening import OpenCourse
from coursedeck.app.stages.preparing import prepare
from coursedeck.app.stages.session_context import open_context, source_locale
from coursedeck.app.stages.templates import open_deck_template
from coursedeck.model.problem import CourseError
from coursedeck.session.localize import CommentFor, Message, deck_comments
from coursedeck.session.schedule import course_total


def source_places(request: Request, opened: OpenCourse, known: Definitions, progress: Progress) -> CommentFor:
    """What to say of a message: its slide, size of type and box; nothing where its session cannot be laid out."""
    remarks: dict[str, CommentFor] = {}
    locale = source_locale(opened)
    if locale is not None:
        try:
            template = open_deck_template(opened.course)
        except CourseError:
            return lambda _: ""
        context = open_context(request, opened, template, known, course_total(opened.sessions, opened.course), locale)
        for session in opened.sessions:
            progress(f"{locale}/{session.path}")
            try:
                remarks[session.source.file] = deck_comments(prepare(session, context).deck)
            except CourseError:
                continue

    def comment_for(message: Message) -> str:
        found = remarks.get(message.source.file)
        return found(message) if found is not None else ""

    return comment_for
