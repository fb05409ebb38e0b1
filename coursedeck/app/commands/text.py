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
    from coursedeck.base.files import FileRefusedError, read_file  # noqa: PLC0415 - see build
    from coursedeck.base.files.archive import MOST_UNPACKED  # noqa: PLC0415
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415 - see build
    from coursedeck.review.unpack import deck_lines, read_deck  # noqa: PLC0415

    try:
        data = read_file(options.deck, MOST_UNPACKED)
    except (FileRefusedError, FileNotFoundError) as refusal:
        reason = "there is no such file" if isinstance(refusal, FileNotFoundError) else str(refusal)
        raise CourseError([error(Source(shown(options.deck)), "text", reason)]) from refusal
    for line in deck_lines(read_deck(data)):
        console.say_lines(line)
    return 0
