"""``pull``: what people changed in decks, brought home into the files of the course."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.edits.pulling import Pulled


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "pull",
        "bring edits of decks home: into sessions, translations and definitions",
        "output/ko/week_01/intro.pptx",
        "intro.pptx --patch edits.patch",
        "intro.pptx --write",
        more="Without --write nothing is changed: it tells what people changed, and where that belongs.",
    )
    command.add_argument("decks", nargs="+", type=Path, metavar="DECK.pptx", help="decks that were built and edited")
    command.add_argument("--patch", type=Path, metavar="FILE", help="write the change as a patch for `git apply`")
    command.add_argument("--comments", type=Path, metavar="FILE", help="write the comments on slides as JSON")
    command.add_argument("--write", action="store_true", help="change the files of the course")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the edits deck by deck, and write what is asked for; exit code 1 where a deck cannot be read."""
    from coursedeck.app.edits.pulling import pull_decks  # noqa: PLC0415 - see build

    decks = [(path, shown(path)) for path in options.decks]
    found = pull_decks(options.course.resolve(), decks, write=options.write)
    if not options.quiet:
        _tell(found, console)
    console.problems(found.problems)
    if options.comments:
        console.say(_comments(options.comments, found))
    if options.patch:
        console.say(_patch(options.patch, found.patch))
    elif found.files and not options.quiet:
        files = ", ".join(found.files)
        console.say(f"written: {files}" if options.write else f"belongs in {files}: add --patch FILE or --write")
    return found.exit_code


def _tell(found: Pulled, console: Console) -> None:
    for deck in found.decks:
        console.say(f"{deck.deck}: nothing was changed" if deck.unchanged else f"{deck.deck}:")
        for line in deck.placed:
            console.say(f"  {line}")
        for file, number, comment in deck.comments:
            who = f"{'answer' if comment.answer else 'comment'} by {comment.author or 'somebody'}"
            console.say(f"  {file}:{number}: {who}: {' '.join(comment.text.split())}")


def _comments(path: Path, found: Pulled) -> str:
    import json  # noqa: PLC0415 - see build

    from coursedeck.base.files import save_text  # noqa: PLC0415

    plain = [
        {
            "file": file,
            "line": line,
            "deck": deck.deck,
            "author": comment.author,
            "written": comment.written,
            "answer": comment.answer,
            "comment": comment.text,
        }
        for deck in found.decks
        for file, line, comment in deck.comments
    ]
    save_text(path, f"{json.dumps(plain, ensure_ascii=False, indent=1)}\n")
    return f"{len(plain)} comment{'' if len(plain) == 1 else 's'} written to {shown(path)}"


def _patch(path: Path, patch: str) -> str:
    from coursedeck.base.files import save_text  # noqa: PLC0415 - see build

    if not patch:
        return "there is nothing to change in the files of the course, and no patch is written"
    save_text(path, patch)
    return f"patch written to {shown(path)}: apply it with `git apply {shown(path)}`"
