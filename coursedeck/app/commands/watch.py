"""``watch``: the slides in the browser, as they will be, while somebody writes."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_selection,
    add_serving,
    request_of,
)
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.serve import LiveServer


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "watch",
        "show the slides in the browser; they follow what is saved",
        "",
        "content/week_01/intro.md --locale en",
        more="The page is served on this machine alone; from it a link leads to the translator's page. Ctrl+C ends it.",
    )
    add_selection(command)
    add_definitions(command)
    add_course(command)
    add_serving(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Serve until Ctrl-C, which is the way to end it; exit code 0."""
    from coursedeck.app.commands.live_pages import serve_pages  # noqa: PLC0415 - see build
    from coursedeck.app.watch.live_course import LiveCourse  # noqa: PLC0415

    course = LiveCourse(request_of(options))
    course.look()
    return serve_pages(course, console, _address, options.port, no_open=options.no_open)


def _address(server: LiveServer) -> tuple[str, str]:
    return server.address(), "shows the slides; it follows what is saved"
