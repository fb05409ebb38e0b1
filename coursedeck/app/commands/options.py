"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from coursedeck.model.course import locale_code
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.units import is_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursedeck.app.report import Report
    from coursedeck.app.request import Request
    from coursedeck.model.problem import Problem

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds itself to; argparse has no public name for it."""


def add_command(commands: Commands, name: str, does: str, *examples: str, more: str = "") -> argparse.ArgumentParser:
    """A command whose help says what it `does`, in one line and then `more`, and shows what to type after its name."""
    # argparse puts the program's and the command's name in place of %(prog)s
    typed = "\n".join(f"  %(prog)s {example}".rstrip() for example in examples)
    command = commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.\n{more}".rstrip(),
        epilog=f"example{'s' * (len(examples) > 1)}:\n{typed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--debug", action="store_true", help="show where an unforeseen failure comes from")
    return command


def add_course(command: argparse.ArgumentParser) -> None:
    """``--course`` and ``--quiet``."""
    command.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress, no summary; problems are still shown")


def add_selection(command: argparse.ArgumentParser) -> None:
    """Which sessions, languages and minutes."""
    command.add_argument(
        "sessions", nargs="*", metavar="SESSION", help="files, names or folders of sessions (default: all)"
    )
    languages = "languages (default: as in course.toml)"
    command.add_argument("--locale", nargs="+", default=[], type=language, metavar="L", help=languages)
    command.add_argument("--slot", type=minutes, metavar="MIN", help="minutes that a session may take")
    command.add_argument("--start", type=clock, metavar="HH:MM", help="clock time at which the session begins")
    command.add_argument(
        "--strict", action="store_true", help="every warning is an error, and so is each text that is not translated"
    )


def add_work(command: argparse.ArgumentParser) -> None:
    """How the work is done."""
    command.add_argument("--jobs", "-j", type=count, metavar="N", help="worker processes (default: one a processor)")
    command.add_argument(
        "--engine", type=engine, metavar="ENGINE",
        help="dask://HOST:PORT: the workers of that Dask cluster do the work; dask: a cluster on this machine "
        "(default: COURSEDECK_ENGINE, else worker processes)",
    )  # fmt: skip
    command.add_argument(
        "--cache", type=cache, metavar="PLACE",
        help="where results are kept: a folder, or s3://BUCKET/PATH, gs://BUCKET/PATH or file:///FOLDER, which many "
        "machines share (default: COURSEDECK_CACHE, else in the output folder)",
    )  # fmt: skip
    command.add_argument("--force", action="store_true", help="do everything again, whatever is known")
    command.add_argument("--all", action="store_true", help="tell every finding, also those that say the same")


def add_serving(command: argparse.ArgumentParser) -> None:
    """``--port`` and ``--no-open``."""
    command.add_argument("--port", type=int, default=0, metavar="N", help="port on 127.0.0.1 (default: any free one)")
    command.add_argument("--no-open", action="store_true", help="do not open a browser")


def add_definitions(command: argparse.ArgumentParser) -> None:
    """Whether figure definitions, which are programs, are run, and how."""
    command.add_argument("--no-definitions", action="store_true", help="run no figure definition: use what is known")
    command.add_argument(
        "--sandbox", choices=("auto", "require"), default="auto",
        help="require: run no definition where this machine cannot confine it (default: auto, as far as it can)",
    )  # fmt: skip
    command.add_argument(
        "--trust", action="store_true", help="run definitions that need more than the course (see the command trust)"
    )


def count(text: str) -> int:
    """A whole number above 0."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 256):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: use one from 1 to 256")
    return int(text)


def minutes(text: str) -> Fraction:
    """A number of minutes above 0."""
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not is_duration(found):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes: use one above 0, e.g. 50")
    return found


def clock(text: str) -> str:
    """A time of day as ``HH:MM``."""
    from coursedeck.model.schedule import Clock  # noqa: PLC0415 - most runs name no time

    try:
        return Clock.parse(text).at(0)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time of day: use HH:MM, e.g. 10:00") from None


def language(text: str) -> str:
    """A language's code."""
    code = locale_code(text)
    if code is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no code of a language: use one like en or pt-BR")
    return code


def cache(text: str) -> str:
    """A folder, or the address of a place that is shared."""
    from coursedeck.base.cache.places import checked_address  # noqa: PLC0415 - most runs name none

    try:
        return checked_address(text) if "://" in text else text
    except ValueError as failure:
        raise argparse.ArgumentTypeError(str(failure)) from None


def engine(text: str) -> str:
    """An engine's address."""
    from coursedeck.app.cluster.address import engine_address  # noqa: PLC0415 - most runs name none

    try:
        return engine_address(text)
    except ValueError as failure:
        raise argparse.ArgumentTypeError(str(failure)) from None


def outputs(text: str) -> tuple[str, ...]:
    """Kinds of output, with commas between them."""
    from coursedeck.app.request import OUTPUTS  # noqa: PLC0415 - `--help` does without

    found = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in found:
        if name not in OUTPUTS:
            near = get_close_matches(name, OUTPUTS, 1)
            every = f"use some of {', '.join(OUTPUTS)}, with commas between"
            message = f"{name!r} is no kind of output: {f'did you mean {near[0]}?' if near else every}"
            raise argparse.ArgumentTypeError(message)
    return found


def percent(text: str) -> float:
    """A share from 0 to 100."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage: use a number from 0 to 100")
    return found


def told(report: Report, options: argparse.Namespace) -> Iterable[Problem]:
    """The findings of a report: all where that is asked for, else those that say the same once."""
    from coursedeck.app.alike import told_once  # noqa: PLC0415 - `--help` does without

    return report.problems if options.all else told_once(report.problems)


def request_of(options: argparse.Namespace) -> Request:
    """What the options ask for; absent ones have their defaults, some from the environment. Raises CourseError."""
    from coursedeck.app.request import Request, output_folder  # noqa: PLC0415 - `--help` does without

    root = options.course.resolve()
    kept = getattr(options, "cache", None) or _named("COURSEDECK_CACHE", cache)
    return Request(
        root,
        output_folder(root, getattr(options, "output", None)),
        tuple(getattr(options, "sessions", ())),
        tuple(getattr(options, "locale", ())),
        getattr(options, "slot", None),
        getattr(options, "start", None),
        getattr(options, "rehearse", False),
        getattr(options, "strict", False),
        getattr(options, "jobs", None),
        getattr(options, "force", False),
        Path(kept).resolve() if kept and "://" not in kept else None,
        getattr(options, "solutions", False),
        not getattr(options, "no_definitions", False),
        getattr(options, "trust", False),
        getattr(options, "sandbox", "auto") == "require",
        getattr(options, "base_program", False),
        getattr(options, "pdf", False),
        kept if "://" in kept else "",
        tuple(sorted(set(getattr(options, "only", None) or ()))),
        getattr(options, "engine", None) or _named("COURSEDECK_ENGINE", engine),
    )


def _named(variable: str, read: Callable[[str], str]) -> str:
    """What a variable of the environment names; empty where it is not set. Raises CourseError."""
    named = os.environ.get(variable, "")
    try:
        return read(named) if named else ""
    except argparse.ArgumentTypeError as failure:
        raise CourseError([error(Source("."), "environment", f"{variable}: {failure}")]) from None


def shown(path: Path) -> str:
    """A path as people would type it here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
