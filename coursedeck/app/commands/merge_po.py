"""``merge-po``: a merge driver for git that merges catalogs by message."""

from __future__ import annotations

import argparse
from pathlib import Path

from coursedeck.app.commands.options import Commands, add_command
from coursedeck.app.console import Console


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "merge-po",
        "merge two changed copies of a .po file (a merge driver for git)",
        "%%O %%A %%B %%P",
        more=(
            "git config merge.po.driver 'coursedeck merge-po %O %A %B %P'\n"
            "echo '*.po merge=po' >> .gitattributes\n\n"
            "What one side changed is taken. Where both translated a message, ours stays, fuzzy, with theirs beside it."
        ),
    )
    command.add_argument("base", type=Path, help="what both come from (%%O)")
    command.add_argument("ours", type=Path, help="our side, which is written (%%A)")
    command.add_argument("theirs", type=Path, help="the other side (%%B)")
    command.add_argument("name", nargs="?", help="the file's path, for messages (%%P)")
    command.set_defaults(run=run, quiet=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Merge, and tell what both sides translated; exit code 1 then, which git calls a conflict."""
    from coursedeck.app.translate.merging import merge_files  # noqa: PLC0415 - see build

    done = merge_files(options.base, options.ours, options.theirs, options.name or options.ours.name)
    console.problems(done.problems)
    return int(bool(done.problems))
