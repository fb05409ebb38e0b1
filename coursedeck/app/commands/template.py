"""``template``: what a brand's template is for, as a page with sample slides; with ``--sample`` as a deck too."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, language, request_of, shown
from coursedeck.app.console import Console
from coursedeck.app.request import Request
from coursedeck.model.problem import Severity, tally

if TYPE_CHECKING:
    from coursedeck.model.problem import Problem

PAGE = "template.html"
DECK = "template-sample.pptx"


def judge(request: Request, file: Path, *, sample: bool) -> tuple[tuple[Problem, ...], tuple[Path, ...]]:
    """Judge a template; its findings, and the files that were written: the page, and the deck if `sample`.

    Raises CourseError for a file that is no template.
    """
    from coursedeck.app.stages.template_doctor import judged  # noqa: PLC0415 - see build
    from coursedeck.base.files import write_bytes, write_text  # noqa: PLC0415
    from coursedeck.session.load import load_course  # noqa: PLC0415

    course, _ = load_course(request.root)
    locale = next(iter(request.locales), course.source_locale or "en")
    found = judged(file.resolve(), locale, course.template_settings)
    written = [request.output / PAGE]
    write_text(written[0], found.page(file.name, DECK if sample else ""), request.output)
    if sample:
        written.append(request.output / DECK)
        write_bytes(written[1], found.sample.deck, request.output)
    return found.problems, tuple(written)


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "template",
        "show what a template's layouts are for, with pictures of sample slides",
        "brand.pptx",
        "brand.potx --sample --locale en --output /tmp/out",
        more=(
            "The page stands in output/template.html; --sample writes a deck beside it that has every component.\n"
            'course.toml uses it with template = "brand.pptx", and settles layouts by name in a table [layouts].'
        ),
    )
    command.add_argument("file", type=Path, metavar="FILE", help="a .pptx, .potx, .pptm or .potm")
    command.add_argument("--sample", action="store_true", help="write a deck of sample slides too")
    add_course(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="output folder (default: output in the course)")
    command.add_argument("--locale", nargs="+", default=[], type=language, metavar="L", help="language of the slides")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Judge the template, and say where its page is; exit code 1 for one that cannot be used."""
    return say_judged(request_of(options), options.file, console, sample=options.sample, quiet=options.quiet)


def say_judged(request: Request, file: Path, console: Console, *, sample: bool, quiet: bool) -> int:
    """Judge a template and say what was found; the exit code."""
    problems, written = judge(request, file, sample=sample)
    console.problems(problems)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if not quiet:
        for path in written:
            console.say(f"{shown(path)}: open it to see sample slides")
        console.say(tally(errors, sum(problem.severity is Severity.WARNING for problem in problems)))
    return 1 if errors else 0
