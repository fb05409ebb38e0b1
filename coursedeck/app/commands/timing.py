"""``timing``: what deliveries really took, held against the plan; minutes for sections that have none."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, minutes, request_of, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.request import Progress, Request
    from coursedeck.app.timing.comparing import Timing
    from coursedeck.app.timing.proposing import Proposal


def timing(request: Request, files: tuple[Path, ...], progress: Progress) -> Timing:
    """Hold the times that run sheets saved in `files` against the plan, and propose new minutes as a patch."""
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.timing.comparing import compare_timing  # noqa: PLC0415

    return run_reading(request, Listener(progress), lambda engine: compare_timing(engine, request, files))


def proposal(request: Request, progress: Progress) -> Proposal:
    """Share the slot out over the sections without minutes, and propose what they get as a patch."""
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.timing.proposing import propose_minutes  # noqa: PLC0415

    return run_reading(request, Listener(progress), lambda engine: propose_minutes(engine, request))


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "timing",
        "compare recorded times with the plan, or propose minutes where none are written",
        "--actuals saved.actual.csv",
        "content/week_01/intro.md --actuals monday.csv friday.csv --patch minutes.patch",
        "--propose --patch minutes.patch",
        more=(
            "A run sheet saves the times that a lesson took. --propose shares the slot out over sections without\n"
            "minutes, by what there is to say and to do in them. `git apply` takes the patch."
        ),
    )
    command.add_argument(
        "sessions",
        nargs="*",
        metavar="SESSION",
        help="content files (default: those that were recorded; with --propose, all)",
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--actuals", nargs="+", type=Path, metavar="FILE", help="CSV files that run sheets saved")
    what.add_argument("--propose", action="store_true", help="propose minutes for the sections that have none")
    command.add_argument("--slot", type=minutes, metavar="MIN", help="minutes that a session may take (--propose)")
    command.add_argument("--patch", type=Path, metavar="FILE", help="write the proposed minutes as a patch")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Compare or propose, print a line a part; exit code 1 where a file is wrong."""
    request = request_of(options)
    found: Timing | Proposal
    if options.propose:
        found = proposal(request, console.step)
        lines = [str(one) for one in found.minutes]
    else:
        found = timing(request, tuple(options.actuals), console.step)
        lines = [str(line) for one in found.actuals for line in (*one.deliveries, *one.parts)]
    console.problems(found.problems)
    for line in () if options.quiet else lines:
        console.say(line)
    if options.patch and (options.propose or lines):
        console.say(_patch(options, found.patch))
    return found.exit_code


def _patch(options: argparse.Namespace, patch: str) -> str:
    """Write the proposal, and say how it is applied; none is written where nothing changes."""
    from coursedeck.base.files import save_text  # noqa: PLC0415 - see build

    if not patch:
        return "the minutes stand as they are: there is nothing to change, and no patch is written"
    save_text(options.patch, patch)
    path, course = options.patch.resolve(), options.course.resolve()
    apply = f"git apply {shown(path)}" if course == Path.cwd() else f"git -C {shown(course)} apply {path.as_posix()}"
    return f"proposal written to {shown(path)}: apply it with `{apply}`"
