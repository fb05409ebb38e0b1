"""What a run says on the terminal: progress while it works, problems, a summary; colour only where a person looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from coursedeck.model.problem import Problem, Severity

if TYPE_CHECKING:
    from rich.status import Status

_CODES = {"bold": "1", "red": "31", "yellow": "33", "green": "32", "dim": "2"}


def is_colourful(stream: TextIO) -> bool:
    """Whether `stream` is a terminal that wants colour (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Console:
    """Progress on standard error, one line that changes on a terminal and a plain line a step elsewhere."""

    def __init__(self, *, quiet: bool = False, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.quiet = quiet
        self._status: Status | None = None
        self._steps = 0

    def __enter__(self) -> Console:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.finish()

    def step(self, what: str) -> None:
        """Say what is being worked on."""
        self._steps += 1
        if self.quiet:
            return
        if not is_colourful(self.err):
            print(f"{self._steps}: {what}", file=self.err, flush=True)
            return
        if self._status is None:
            from rich.console import Console as Terminal  # noqa: PLC0415 - only terminals see it
            from rich.status import Status  # noqa: PLC0415

            self._status = Status(what, console=Terminal(file=self.err))
            self._status.start()
        self._status.update(f"[bold]{self._steps}[/bold] {what}")

    def finish(self) -> None:
        """Take the progress line away."""
        if self._status is not None:
            self._status.stop()
            self._status = None

    def problems(self, problems: Iterable[Problem]) -> None:
        """One line a problem, on standard error."""
        self.finish()
        for problem in problems:
            colour = "red" if problem.severity is Severity.ERROR else "yellow"
            word = self.paint(f"{problem.severity}:", colour, "bold", stream=self.err)
            where = self.paint(str(problem.source), "bold", stream=self.err)
            print(f"{where}: {word} {problem.message}", file=self.err)

    def say(self, text: str) -> None:
        """A line of the result, on standard output."""
        self.finish()
        print(text, file=self.out)

    def paint(self, text: str, *styles: str, stream: TextIO | None = None) -> str:
        """`text` in colour where the stream is a terminal."""
        if not is_colourful(stream or self.out):
            return text
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"
