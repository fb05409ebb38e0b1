"""``build``: decks, figures, notes and run sheets, in every language."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_selection,
    add_work,
    outputs,
    request_of,
    shown,
    told,
)
from coursedeck.app.console import Console
from coursedeck.app.request import OUTPUTS, Count, Progress, Request, ignore
from coursedeck.model.problem import tally

if TYPE_CHECKING:
    from coursedeck.app.engine import Start
    from coursedeck.app.report import Report


def build(request: Request, progress: Progress, count: Count = ignore, start: Start | None = None) -> Report:
    """Build what was asked for; what has not changed is not made again, and a broken session never stops the others.

    Each session's files are written as soon as they are made, each whole or not at all. `start` gives the executor
    that does the work; without it, worker processes do.
    """
    from coursedeck.app.course.building import build_course  # noqa: PLC0415 - `--help` does without the engine
    from coursedeck.app.course.running import run_building  # noqa: PLC0415
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.base.files import remove_abandoned_tree  # noqa: PLC0415

    listener = Listener(progress, count)
    report, _ = run_building(request, listener, lambda engine: build_course(engine, request), start)
    for locale in sorted({one.locale for one in report.built}):
        remove_abandoned_tree(request.output / locale, request.output)
    return report.strict() if request.strict else report


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "build",
        "build decks, figures and notes (the default)",
        "",
        "content/week_01/intro.md",
        "week_01 --locale en --output /tmp/en",
        "--slot 50 --start 14:00",
        "--only deck,handout",
        more="What has not changed since the last build is not made again. One broken session never stops the others.",
    )
    add_selection(command)
    add_course(command)
    add_work(command)
    add_definitions(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    command.add_argument(
        "--only", type=outputs, action="extend", metavar="KINDS",
        help=f"build these alone, with commas between: {', '.join(OUTPUTS)} (default: all); others stay as they are",
    )  # fmt: skip
    command.add_argument(
        "--rehearse", action="store_true", help="slides advance by themselves after their planned time"
    )
    command.add_argument("--pdf", action="store_true", help="print decks, handouts and scripts to PDF too")
    command.add_argument("--solutions", action="store_true", help="handouts have the solutions of exercises")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, and say what was built; exit code 1 where something in the course is wrong."""
    started = time.time_ns()
    request = request_of(options)
    report = build(request, console.step, console.count)
    console.problems(told(report, options))
    if not options.quiet:
        from coursedeck.app.commands.summary import say_built  # noqa: PLC0415 - quiet runs do without

        say_built(report, console)
        files = f"{report.written} files written to {shown(request.output)}, {report.unchanged} unchanged"
        console.say(f"{files}; {tally(report.errors, report.warnings)}")
    if report.looked is not None and not console.refusal:
        from coursedeck.app.unchanged.recording import Answer, record  # noqa: PLC0415 - builds with work do without

        record(request, report.looked, Answer(options.words, console, report.exit_code), started)
    return report.exit_code
