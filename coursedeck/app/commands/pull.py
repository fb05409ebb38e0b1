"""``pull``: what people changed in decks, brought home into the files of the course."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.edits.pulling import Pulled


_MORE = """\
Without --write nothing is changed: it tells what people changed in the decks, and where that belongs.

  words, lists, tables, code, notes, minutes     the session, its Markdown around them as it is
  numbers and names of charts, labels            the fence, or the script of the figure
  words of a translated deck                     the .po file of its language
  places, sizes, colours, new text, pictures     NAME.overlay.json beside the session
  comments                                       told with their lines; --comments FILE keeps them

What has no place is a line of the answer. Where the source says something else by now, both wordings are told and
nothing of that deck is written. Decks may lie anywhere and have any name."""


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "pull",
        "bring edits of decks home: into sessions, translations and definitions",
        "output/ko/week_01/intro.pptx",
        "intro.pptx --patch edits.patch",
        "intro.pptx --write",
        more=_MORE,
    )
    command.add_argument("decks", nargs="+", type=Path, metavar="DECK.pptx", help="decks that were built and edited")
    command.add_argument("--patch", type=Path, metavar="FILE", help="write the change as a patch for `git apply`")
    command.add_argument("--comments", type=Path, metavar="FILE", help="write the comments on slides as a review.json")
    command.add_argument("--write", action="store_true", help="change the files of the course")
    command.add_argument("--output", type=Path, metavar="DIR", help="where it was built (default: COURSE/output)")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Tell the edits deck by deck, and write what is asked for; exit code 1 where a deck cannot be read."""
    from coursedeck.app.edits.pulling import pull_decks  # noqa: PLC0415 - see build

    decks = [(path, shown(path)) for path in options.decks]
    found = pull_decks(options.course.resolve(), decks, write=options.write, output=options.output)
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
        for thread in deck.threads:
            for comment in thread.comments:
                who = f"{'answer' if comment.answer else 'comment'} by {comment.author or 'somebody'}"
                console.say(f"  {thread.source}: {who}: {' '.join(comment.text.split())}")


def _comments(path: Path, found: Pulled) -> str:
    import json  # noqa: PLC0415 - see build

    from coursedeck.base.files import save_text  # noqa: PLC0415

    threads = [(deck.deck, thread) for deck in found.decks for thread in deck.threads]
    slides = [
        {
            "locale": thread.locale,
            "session": thread.session,
            "slide": thread.slide,
            "state": "",
            "verdict": "",
            "comment": "\n".join(f"{one.author or 'somebody'}: {one.text}" for one in thread.comments),
            "thread": [{"author": one.author, "written": one.written, "comment": one.text} for one in thread.comments],
            "file": thread.source.file,
            "line": thread.source.line,
            "deck": deck,
        }
        for deck, thread in threads
    ]
    save_text(path, f"{json.dumps({'format': 1, 'slides': slides}, ensure_ascii=False, indent=1)}\n")
    count = sum(len(thread.comments) for _, thread in threads)
    return f"{count} comment{'' if count == 1 else 's'} written to {shown(path)}"


def _patch(path: Path, patch: str) -> str:
    from coursedeck.base.files import save_text  # noqa: PLC0415 - see build

    if not patch:
        return "there is nothing to change in the files of the course, and no patch is written"
    save_text(path, patch)
    return f"patch written to {shown(path)}: apply it with `git apply {shown(path)}`"
