"""``accept``: the slides as they are now, recorded as the state to compare with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, request_of, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.request import Progress, Request
    from coursedeck.app.review.accepting import Accepted


def accept(
    request: Request, ids: Sequence[str], verdicts: Path | None, everything: bool, progress: Progress
) -> Accepted:
    """Build and render, and record `everything`, the slides named by `ids`, or those that a review.json accepts.

    Raises CourseError where something named does not exist or the verdicts cannot be read, MissingProgramError
    without LibreOffice.
    """
    from coursedeck.app.course.running import run_building  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.review.accepting import accept_current  # noqa: PLC0415

    return run_building(
        request,
        Listener(progress),
        lambda engine: accept_current(engine, request, ids, verdicts, everything, progress),
    )


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "accept",
        "record slides as they are now as the state to compare with",
        "--all",
        "ko/week_01/intro#3",
        "--from review.json",
        more="The state is kept in baseline/, which belongs under version control.",
    )
    command.add_argument("ids", nargs="*", metavar="ID", help="locale/session#slide, a deck, or a slide's id")
    command.add_argument("--all", action="store_true", help="every slide")
    command.add_argument(
        "--from",
        dest="verdicts",
        type=Path,
        metavar="FILE",
        help="those that a review.json accepts, or the edits of a deck (.pptx)",
    )
    command.add_argument("--locale", nargs="+", default=[], metavar="L", help="languages (default: as in course.toml)")
    command.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    add_course(command)
    command.set_defaults(run=run, refuse=command.error)


def run(options: argparse.Namespace, console: Console) -> int:
    """Accept, and say how much; exit code 0."""
    ways = [bool(options.ids), options.all, options.verdicts is not None]
    if sum(ways) != 1:
        options.refuse("say what to accept: IDs, or --all, or --from review.json")
    if options.verdicts is not None and options.verdicts.suffix == ".pptx":
        return _accept_edits(options, console)
    done = accept(request_of(options), options.ids, options.verdicts, options.all, console.step)
    console.problems(done.problems)
    if options.verdicts is not None:
        _tell_comments(options, console)
    if not options.quiet:
        slides, files = _counted(done.slides, "slide"), _counted(len(done.files), "file")
        console.say(f"{slides} accepted, {files} changed in baseline/")
    return 0


def _tell_comments(options: argparse.Namespace, console: Console) -> None:
    """What the review denies or says, which acceptance alone would lose."""
    from coursedeck.app.commands.review import comments  # noqa: PLC0415 - see build

    for line in comments(request_of(options), [options.verdicts], "text", console.step).splitlines():
        console.say(line)


def _accept_edits(options: argparse.Namespace, console: Console) -> int:
    """Bring the edits of a deck home, as `pull --write` does; exit code 1 where that cannot be done."""
    from coursedeck.app.edits.pulling import pull_decks  # noqa: PLC0415 - see build

    decks = [(options.verdicts, shown(options.verdicts))]
    done = pull_decks(options.course.resolve(), decks, write=True, output=options.output)
    console.problems(done.problems)
    if not options.quiet:
        count = sum(len(deck.placed) for deck in done.decks)
        console.say(f"{_counted(count, 'edit')} accepted, {_counted(len(done.files), 'file')} changed")
    return done.exit_code


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
