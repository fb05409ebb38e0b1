"""Options that several commands share."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from coursedeck.pipeline import Request

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds itself to; argparse has no public name for it."""


def add_course(command: argparse.ArgumentParser) -> None:
    """``--course`` and ``--quiet``."""
    command.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="course folder (default: this one)")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress, no summary; problems are still shown")


def add_selection(command: argparse.ArgumentParser) -> None:
    """Which sessions, languages and minutes."""
    command.add_argument("sessions", nargs="*", metavar="SESSION", help="content files (default: all)")
    command.add_argument("--locale", nargs="+", default=[], metavar="L", help="languages (default: as in course.toml)")
    command.add_argument("--slot", type=minutes, metavar="MIN", help="minutes that a session may take")
    command.add_argument("--start", type=clock, metavar="HH:MM", help="clock time at which the session begins")
    command.add_argument("--strict", action="store_true", help="text that is not translated is an error")


def minutes(text: str) -> Fraction:
    """A number of minutes above 0."""
    try:
        found = Fraction(text)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= 24 * 60:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes: use one above 0, e.g. 50")
    return found


def clock(text: str) -> str:
    """A time of day as ``HH:MM``."""
    hours, _, rest = text.partition(":")
    if not (hours.isdigit() and rest.isdigit() and len(rest) == 2 and int(hours) < 24 and int(rest) < 60):
        raise argparse.ArgumentTypeError(f"{text!r} is no time of day: use HH:MM, e.g. 10:00")
    return text


def percent(text: str) -> float:
    """A share from 0 to 100."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage: use a number from 0 to 100")
    return found


def request_of(options: argparse.Namespace) -> Request:
    """What the options ask of the pipeline; absent ones have their defaults."""
    from coursedeck.pipeline import Request  # noqa: PLC0415 - the stages are heavy, `--help` does without

    root = options.course.resolve()
    return Request(
        root,
        (getattr(options, "output", None) or root / "output").resolve(),
        tuple(getattr(options, "sessions", ())),
        tuple(getattr(options, "locale", ())),
        getattr(options, "slot", None),
        getattr(options, "start", None),
        getattr(options, "rehearse", False),
        getattr(options, "strict", False),
    )


def shown(path: Path) -> str:
    """A path as people would type it here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
