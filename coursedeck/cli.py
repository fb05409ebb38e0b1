"""The command line: words in, a request to the pipeline, a report and an exit code out.

Exit codes: 0 done; 1 something in the course is wrong; 2 the command line is wrong; 3 a program is missing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck import __version__
from coursedeck.console import Console

if TYPE_CHECKING:
    from coursedeck.pipeline import Report, Request

COMMANDS = ("build", "check")

_DESCRIPTION = """Turn a course folder (content/*.md, diagrams/*.py) into PowerPoint decks, figures and timing notes."""

_EPILOG = """examples:
  python build.py                              build every session in every language of course.toml
  python build.py content/week_01/intro.md     build one session
  python build.py --locale en --output /tmp/en build the English decks elsewhere
  python build.py --course ../other-course     build another course folder
  python build.py --slot 50                    leave out optional parts until 50 minutes suffice
  python build.py check                        say what is wrong; write nothing

exit codes: 0 done, 1 something in the course is wrong, 2 the command line is wrong, 3 a program is missing
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(_with_command(words))
    with Console(quiet=options.quiet) as console:
        return _run(options, console)


def _with_command(words: list[str]) -> list[str]:
    """``build`` is what is meant where no command is named."""
    if words and (words[0] in COMMANDS or words[0] in {"-h", "--help", "--version"}):
        return words
    return ["build", *words]


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line, which is also its help."""
    top = argparse.ArgumentParser(
        "build.py", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"coursedeck {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    build = commands.add_parser("build", help="build decks, figures and notes (the default)")
    check = commands.add_parser("check", help="check content, minutes, figures and the template; writes nothing")
    for command in (build, check):
        _common(command)
    build.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    build.add_argument("--rehearse", action="store_true", help="slides advance by themselves after their planned time")
    return top


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("sessions", nargs="*", metavar="SESSION", help="content files (default: all)")
    command.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    command.add_argument(
        "--locale", nargs="+", default=[], metavar="L", help="languages, e.g. ko en (default: course.toml)"
    )
    command.add_argument("--slot", type=_minutes, metavar="MIN", help="minutes that a session may take")
    command.add_argument("--start", type=_clock, metavar="HH:MM", help="clock time at which the session begins")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress, no summary; problems are still shown")


def _minutes(text: str) -> Fraction:
    try:
        minutes = Fraction(text)
    except (ValueError, ZeroDivisionError):
        minutes = Fraction(0)
    if not 0 < minutes <= 24 * 60:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes: use one above 0, e.g. 50")
    return minutes


def _clock(text: str) -> str:
    hours, _, minutes = text.partition(":")
    if not (hours.isdigit() and minutes.isdigit() and len(minutes) == 2 and int(hours) < 24 and int(minutes) < 60):
        raise argparse.ArgumentTypeError(f"{text!r} is no time of day: use HH:MM, e.g. 10:00")
    return text


def _run(options: argparse.Namespace, console: Console) -> int:
    # the stages load python-pptx, cairo and Graphviz: `--help` does without
    from coursedeck.model.problem import MissingProgramError  # noqa: PLC0415
    from coursedeck.pipeline import Request, build, check  # noqa: PLC0415

    root = options.course.resolve()
    output = getattr(options, "output", None) or root / "output"
    request = Request(
        root,
        output.resolve(),
        tuple(options.sessions),
        tuple(options.locale),
        options.slot,
        options.start,
        getattr(options, "rehearse", False),
    )
    try:
        report = (check if options.command == "check" else build)(request, console.step)
    except MissingProgramError as missing:
        print(f"error: {missing}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    _show(report, request, options, console)
    return report.exit_code


def _show(report: Report, request: Request, options: argparse.Namespace, console: Console) -> None:
    console.problems(report.problems)
    if options.quiet:
        return
    for built in report.built:
        if built.ok:
            minutes = f"{float(built.minutes):g} min"
            facts = f"{built.slides} slides, {built.figures} figures, {minutes}"
            console.say(f"{console.paint('ok', 'green')}   {built.locale}  {built.session}: {facts}")
            for line in built.left_out:
                console.say(f"     {line}")
        else:
            console.say(f"{console.paint('FAIL', 'red', 'bold')} {built.locale}  {built.session}: not built, see above")
    for path in report.unread:
        console.say(f"{console.paint('FAIL', 'red', 'bold')} {path}: not read, see above")
    counts = f"{report.errors} errors, {report.warnings} warnings"
    if options.command == "check":
        console.say(counts)
    else:
        where = _shown(request.output)
        console.say(f"{report.written} files written to {where}, {report.unchanged} unchanged; {counts}")


def _shown(path: Path) -> str:
    """A path as people would type it here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
