"""``timing``: what deliveries really took, held against the plan."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, request_of, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.request import Progress, Request
    from coursedeck.app.timing.comparing import Timing


def timing(request: Request, files: tuple[Path, ...], progress: Progress) -> Timing:
    """Hold the times that run sheets saved in `files` against the plan, and propose new minutes as a patch."""
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.timing.comparing import compare_timing  # noqa: PLC0415

    return run_reading(request, Listener(progress), lambda engine: compare_timing(engine, request, files))


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "timing",
        "compare recorded times with the plan; propose new minutes",
        "--actuals saved.actual.csv",
        "content/week_01/intro.md --actuals monday.csv friday.csv --patch minutes.patch",
        more="A run sheet saves the times that a lesson took. `git apply` takes the patch.",
    )
    command.add_argument(
        "sessions",
        nargs="*",
        metavar="SESSION",
        help="the content files that were taught (default: those that the files name)",
    )
    command.add_argument(
        "--actuals", nargs="+", type=Path, required=True, metavar="FILE", help="CSV files that run sheets saved"
    )
    command.add_argument("--patch", type=Path, metavar="FILE", help="write the proposed minutes as a patch")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Compare, print a line a part; exit code 1 where a file is wrong."""
    found = timing(request_of(options), tuple(options.actuals), console.step)
    console.problems(found.problems)
    for actuals in () if options.quiet else found.actuals:
        for line in (*actuals.deliveries, *actuals.parts):
            console.say(str(line))
    if options.patch and found.actuals:
        console.say(_patch(options, found))
    return found.exit_code


def _patch(options: argparse.Namespace, found: Timing) -> str:
    """Write the proposal, and say how it is applied; none is written where nothing changes."""
    from coursedeck.app.timing.comparing import write_patch  # noqa: PLC0415 - see build

    if not found.patch:
        return "the minutes stand as they are: there is nothing to change, and no patch is written"
    write_patch(options.patch, found)
    patch, course = options.patch.resolve(), options.course.resolve()
    apply = f"git apply {shown(patch)}" if course == Path.cwd() else f"git -C {shown(course)} apply {patch.as_posix()}"
    return f"proposal written to {shown(patch)}: apply it with `{apply}`"
