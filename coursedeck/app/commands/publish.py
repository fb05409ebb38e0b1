"""``publish``: the course as a site."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_work,
    request_of,
    shown,
    told,
)
from coursedeck.app.console import Console
from coursedeck.app.request import Progress, Request
from coursedeck.model.problem import tally

if TYPE_CHECKING:
    from coursedeck.app.course.publishing import Published


def publish(request: Request, folder: Path, progress: Progress, *, audience: bool = False) -> Published:
    """Build the course and lay it out in a folder, with relative links and nothing that asks another place."""
    from coursedeck.app.course.publishing import publish_course  # noqa: PLC0415 - see build
    from coursedeck.app.course.running import run_building  # noqa: PLC0415
    from coursedeck.app.engine import Listener  # noqa: PLC0415

    return run_building(
        request, Listener(progress), lambda engine: publish_course(engine, request, folder, audience=audience)
    )


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "publish",
        "build the course, and lay it out as a site",
        "site",
        "site --audience --pdf",
        more=(
            "The folder works from the disk and on any static host. --audience leaves out decks, run sheets, scripts\n"
            "and speaker notes. What an earlier publish has left there and the course no longer has is removed."
        ),
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="where to; made where there is none")
    command.add_argument("--audience", action="store_true", help="only what the audience may have")
    command.add_argument("--pdf", action="store_true", help="print decks, handouts and scripts to PDF too")
    add_course(command)
    add_work(command)
    add_definitions(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Publish, and say what is where; exit code 1 where something in the course is wrong."""
    request = request_of(options)
    published = publish(request, options.folder.resolve(), console.step, audience=options.audience)
    report = published.report
    console.problems(told(report, options))
    if not options.quiet:
        gone = f", {published.removed} removed" if published.removed else ""
        page = shown(options.folder.resolve() / "index.html")
        console.say(f"{published.files} files in {shown(options.folder.resolve())}{gone}; open {page}")
        console.say(tally(report.errors, report.warnings))
    return report.exit_code
