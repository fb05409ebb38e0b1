"""Where the command begins: an answer that is known is given at once, and all else loads the command line first."""

from __future__ import annotations

import io
import os
import sys

from coursedeck.app.unchanged.replay import replayed

TYPE_CHECKING = False  # `typing` takes as long to load as all of this
if TYPE_CHECKING:
    from typing import NoReturn


def run(program: str = "coursedeck") -> NoReturn:
    """The command of this process; `program` is what people type before its words."""
    _complete_streams()
    try:
        code = replayed(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    if code is None:
        from coursedeck.app.loading import load  # noqa: PLC0415 - see above

        load(("coursedeck.app.cli",))
        from coursedeck.app.cli import run as run_command  # noqa: PLC0415

        run_command(program)
    sys.exit(code)


def _complete_streams() -> None:
    """Stand in for standard streams that are closed, and let none fail for want of a character."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # or the next file that is opened would be taken for it
            os.open(os.devnull, os.O_RDWR)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
