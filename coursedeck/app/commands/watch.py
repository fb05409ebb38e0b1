"""``watch``: the slides in the browser, as they will be, while somebody writes."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_selection,
    request_of,
)
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.serve import LiveServer, Question
    from coursedeck.app.watch.live_course import LiveCourse

POLL = 0.2
"""Seconds between two looks at the files."""


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "watch",
        "show the slides in the browser; they follow what is saved",
        "",
        "content/week_01/intro.md --locale en",
        more="The page is served on this machine alone. Ctrl+C ends it.",
    )
    add_selection(command)
    add_definitions(command)
    add_course(command)
    command.add_argument("--port", type=int, default=0, metavar="N", help="port on 127.0.0.1 (default: any free one)")
    command.add_argument("--no-open", action="store_true", help="do not open a browser")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Serve until Ctrl-C, which is the way to end it; exit code 0."""
    from secrets import token_urlsafe  # noqa: PLC0415 - see build

    from coursedeck.app.serve import LiveServer  # noqa: PLC0415
    from coursedeck.app.watch.live_course import LiveCourse  # noqa: PLC0415
    from coursedeck.output.pages import live_page  # noqa: PLC0415

    request = request_of(options)
    course = LiveCourse(request)
    course.look()
    nonce = token_urlsafe(16)
    page = live_page(course.title, request.locales or course.locales[:1], nonce)
    with LiveServer(page, _policy(nonce), options.port) as server:
        try:
            console.say(f"{server.address} shows the slides; it follows what is saved. Ctrl-C ends it.")
            console.out.flush()
            if not options.no_open:
                import webbrowser  # noqa: PLC0415 - see build

                webbrowser.open(server.address)
            _follow(course, server)
        except KeyboardInterrupt:
            console.say("stopped")
    return 0


def _policy(nonce: str) -> str:
    """The page may use its own script, inline styles, pictures inside it and this server; nothing else."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _follow(course: LiveCourse, server: LiveServer) -> None:
    looked = time.monotonic()
    while True:
        question = server.next(max(0.0, looked + POLL - time.monotonic()))
        if question is not None:
            question.answer(_answer(course, question))
        if time.monotonic() - looked >= POLL:
            if course.look():
                server.publish()
            looked = time.monotonic()


def _answer(course: LiveCourse, question: Question) -> str | None:
    """The view that a page asks for as JSON, with the list of sessions; None for what the course does not have."""
    import json  # noqa: PLC0415 - see build

    from coursedeck.output.pages import live_parts  # noqa: PLC0415

    sessions = course.sessions()
    paths = [session.path for session in sessions]
    wanted = question.query.get("session", paths[:1])
    locales = [locale for locale in question.query.get("locale", course.locales[:1]) if locale in course.locales]
    path = wanted[0] if wanted else ""
    if paths and path not in paths:
        return None
    parts = live_parts(course.view(path, locales))
    listed = [{"path": one.path, "title": one.title, "broken": one.broken} for one in sessions]
    facts = {"course": course.title, "locales": course.locales, "shown": locales, "sessions": listed}
    return json.dumps({**parts, **facts})
