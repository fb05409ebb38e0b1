"""Where messages stand on the source's slides, for the comments of .po entries."""

from __future__ import annotations

from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.course.placing import days_of, placements, shown_figures, versions_in
from coursedeck.app.engine import Engine
from coursedeck.model.problem import CourseError
from coursedeck.session.localize import CommentFor, Message, deck_comments


def slide_comments(engine: Engine, course: OpenCourse) -> CommentFor:
    """What to say of a message: its slide, size of type and box; nothing where its session cannot be laid out."""
    found: dict[str, CommentFor] = {}
    locale = course.source_locale
    if locale is not None:
        versions = versions_in(course, [locale])
        figures = shown_figures(engine, course, versions)
        for work in placements(course, days_of(engine, course), figures, versions):
            try:
                found[f"content/{work.path}.md"] = deck_comments(engine.ask(work).deck)
            except CourseError:
                continue

    def comment_for(message: Message) -> str:
        known = found.get(message.source.file)
        return known(message) if known is not None else ""

    return comment_for
