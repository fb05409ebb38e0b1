"""``clean``: everything away that builds have made."""

from __future__ import annotations

import argparse

from coursedeck.app.commands.options import Commands, add_command, add_course, request_of, shown
from coursedeck.app.console import Console
from coursedeck.app.request import Request
from coursedeck.model.problem import CourseError, Source, error


def clean(request: Request) -> bool:
    """Empty the output folder and forget all results; False where there was nothing.

    What a link leads to stays, that of the output folder itself too. Raises CourseError where the system refuses.
    """
    from coursedeck.base.cache import DiskStore  # noqa: PLC0415 - see build
    from coursedeck.base.files import discard, discard_tree  # noqa: PLC0415

    output = request.output
    if output.is_symlink():
        discard(output)
        return True
    found = output.is_dir()
    for entry in sorted(output.iterdir()) if found else ():
        if entry.is_dir() and not entry.is_symlink():
            discard_tree(entry)
        else:
            discard(entry)
    if request.cache is not None:
        DiskStore(request.cache).clear()
    left = sorted(output.iterdir()) if output.is_dir() else []
    if left:
        message = f"cannot be removed: close what has it open, or make {output} writable"
        raise CourseError([error(Source(left[0].as_posix()), "output", message)])
    discard(output)
    return found


def add(commands: Commands) -> None:
    """The command."""
    does = "remove the output folder and all that is kept for later builds"
    command = add_command(commands, "clean", does, "", "--course ../other-course")
    add_course(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Clean, and say whether there was anything; exit code 0."""
    request = request_of(options)
    link = " (a link: what it leads to stays)" if request.output.is_symlink() else ""
    found = clean(request)
    if not options.quiet:
        console.say(f"{shown(request.output)} is {'removed' if found else 'not there'}{link}")
    return 0
