"""``text``: a deck as text, for ``git diff``."""

from __future__ import annotations

import argparse
from pathlib import Path

from coursedeck.app.commands.options import Commands, add_command, shown
from coursedeck.app.console import Console


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(commands, "text", "print a deck as text, for git diff", "output/ko/week_01/intro.pptx")
    command.add_argument("deck", type=Path, metavar="DECK.pptx", help="any PowerPoint file")
    command.set_defaults(run=run, quiet=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Print it; exit code 0."""
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415 - see build
    from coursedeck.review.unpack import deck_lines, read_deck  # noqa: PLC0415

    try:
        data = options.deck.read_bytes()
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise CourseError([error(Source(shown(options.deck)), "text", f"cannot be read ({reason})")]) from refusal
    for line in deck_lines(read_deck(data)):
        console.say_lines(line)
    return 0
