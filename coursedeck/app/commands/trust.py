"""``trust``: let figure definitions have what they need besides the course."""

from __future__ import annotations

import argparse

from coursedeck.app.commands.options import Commands, add_command, add_course, request_of, shown
from coursedeck.app.console import Console


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "trust",
        "let figure definitions have what course.toml says that they need",
        "",
        "--course ../from-a-colleague",
        "--withdraw",
        more="Look at the scripts first: what they need may be misused. It holds until one of them changes.",
    )
    add_course(command)
    command.add_argument("--withdraw", action="store_true", help="take it back")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Say what is trusted with what, and keep that; exit code 0."""
    from coursedeck.app.course.trusting import code_files, distrust, trust  # noqa: PLC0415 - see build
    from coursedeck.base.sandbox import NEEDS  # noqa: PLC0415
    from coursedeck.session.load import load_course  # noqa: PLC0415

    root = request_of(options).root
    course, problems = load_course(root)
    needs = course.definitions_need
    console.problems(problems)
    if not needs:
        console.say("figure definitions of this course need nothing but the course: there is nothing to trust")
        return 0
    if options.withdraw:
        console.say("they are not run any more" if distrust(root, needs) else "they were not trusted")
        return 0
    for path in code_files(root):
        console.say(shown(path))
    mark = trust(root, needs)
    console.say(f"each of these {', '.join(NEEDS[need] for need in needs)}, until one of them changes ({mark})")
    return 0
