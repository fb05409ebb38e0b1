"""The room of messages on the source's slides, for the comments of .po entries."""

from __future__ import annotations

from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.course.placing import days_of, placements, shown_figures, versions_in
from coursedeck.app.engine import Engine
from coursedeck.model.problem import CourseError
from coursedeck.session.localize import Message, Room, RoomFor, rooms_in


def slide_rooms(engine: Engine, course: OpenCourse) -> RoomFor:
    """The room of a message; none where its session cannot be laid out."""
    found: dict[str, RoomFor] = {}
    locale = course.source_locale
    if locale is not None:
        versions = versions_in(course, [locale])
        figures = shown_figures(engine, course, versions)
        for work in placements(course, days_of(engine, course), figures, versions):
            try:
                found[f"content/{work.path}.md"] = rooms_in(engine.ask(work).deck)
            except CourseError:
                continue

    def room_for(message: Message) -> Room | None:
        known = found.get(message.source.file)
        return known(message) if known is not None else None

    return room_for
