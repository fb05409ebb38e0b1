"""``review``: what changed and what is wrong, on one page."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_selection,
    request_of,
    shown,
)
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.request import Progress, Request
    from coursedeck.model.review import Review

FORMATS = ("text", "json", "sarif", "junit", "markdown", "github")


def review(request: Request, base: str, progress: Progress, *, links: bool = False) -> Review:
    """Build, render, compare with the accepted state or with `base`, check, and write the page.

    With `links` every address is asked whether it answers. Raises CourseError where `base` is neither a folder nor a
    revision, MissingProgramError without LibreOffice.
    """
    from coursedeck.app.course.running import run_building  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.review.reviewing import review_course  # noqa: PLC0415

    listener = Listener(progress)
    return run_building(request, listener, lambda engine: review_course(engine, request, base, progress, links=links))


def comments(request: Request, files: Sequence[Path], form: str, progress: Progress) -> str:
    """What reviewers denied or commented in each review.json, with file and line; nothing is rendered.

    Raises CourseError for a file without verdicts.
    """
    from coursedeck.app.review.verdicts import read_verdicts, with_places  # noqa: PLC0415 - see build
    from coursedeck.review.formats import format_comments  # noqa: PLC0415

    verdicts = tuple(verdict for file in files for verdict in read_verdicts(file))
    return format_comments(with_places(request, verdicts, progress), form)


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "review",
        "render, compare and check the decks; writes output/review/index.html",
        "",
        "--base main",
        "--base intro.edited.pptx",
        "week_01 --locale en --format sarif",
        "--comments review.json",
        more="Decks are compared with the accepted state in baseline/, or with what --base names. Needs LibreOffice.",
    )
    add_selection(command)
    add_course(command)
    add_definitions(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    command.add_argument(
        "--base", default="", metavar="REF|DIR|DECK", help="compare with a git revision, decks, or an edited deck"
    )
    command.add_argument(
        "--base-program", action="store_true", help="build the revision with its own build.py, which is not confined"
    )
    command.add_argument("--links", action="store_true", help="ask every address on the network whether it answers")
    command.add_argument(
        "--comments",
        nargs="+",
        default=[],
        type=Path,
        metavar="FILE",
        help="print what saved reviews say, by line",
    )
    formats = "how findings or comments are printed (default: text); github is a review of a pull request"
    command.add_argument("--format", choices=FORMATS, default="text", help=formats)
    command.add_argument("--summary", type=Path, metavar="FILE", help="write a summary in Markdown")
    command.set_defaults(run=run, refuse=command.error)


def run(options: argparse.Namespace, console: Console) -> int:
    """Review; exit code 1 where there are errors."""
    from coursedeck.base.files import save_text  # noqa: PLC0415 - see build
    from coursedeck.model.review import FindingLevel  # noqa: PLC0415
    from coursedeck.review.formats import change_lines, counts_line, format_findings, summary  # noqa: PLC0415
    from coursedeck.review.proof import rule_text  # noqa: PLC0415

    request = request_of(options)
    if options.comments:
        return _print_comments(options, request, console)
    if options.format == "github":
        options.refuse("--format github prints comments: name a review.json with --comments")
    made = review(request, options.base, console.step, links=options.links)
    if options.summary:
        save_text(options.summary, summary(made))
    found = summary(made) if options.format == "markdown" else format_findings(made, options.format, rule_text)
    if found:
        console.say_lines(found.rstrip("\n"))
    if not options.quiet and options.format == "text":
        for line in change_lines(made):
            console.say(line)
        console.say(counts_line(made))
        console.say(f"page: {shown(request.output / 'review' / 'index.html')}")
    return 1 if made.level(FindingLevel.ERROR) else 0


def _print_comments(options: argparse.Namespace, request: Request, console: Console) -> int:
    from coursedeck.review.formats import COMMENT_FORMATS  # noqa: PLC0415 - see build

    if options.format not in COMMENT_FORMATS:
        options.refuse(f"--comments prints {', '.join(COMMENT_FORMATS)}")
    found = comments(request, options.comments, options.format, console.step)
    if found:
        console.say_lines(found.rstrip("\n"))
    return 0
