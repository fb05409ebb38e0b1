"""``timing``: what deliveries really took, held against the plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from coursedeck.commands.options import Commands, add_course, request_of, shown
from coursedeck.console import Console


def add(commands: Commands) -> None:
    """The command."""
    command = commands.add_parser("timing", help="compare recorded times with the plan; propose new minutes")
    command.add_argument("sessions", nargs="*", metavar="SESSION", help="the content file that was taught")
    command.add_argument(
        "--actuals", nargs="+", type=Path, required=True, metavar="FILE", help="CSV files that run sheets saved"
    )
    command.add_argument("--patch", type=Path, metavar="FILE", help="write the proposed minutes as a patch")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Compare, print a line a part; exit code 1 where a file is wrong."""
    from coursedeck.pipeline.timing import compare_timing, write_patch  # noqa: PLC0415 - see options.request_of

    found = compare_timing(request_of(options), tuple(options.actuals), console.step)
    console.problems(found.problems)
    if found.actuals is not None and not options.quiet:
        console.say(f"{len(found.actuals.deliveries)} deliveries")
        for part in found.actuals.parts:
            console.say(str(part))
    if options.patch and found.actuals is not None:
        write_patch(options.patch, found)
        console.say(f"proposal written to {shown(options.patch.resolve())}: apply it with `git apply`")
    return found.exit_code
