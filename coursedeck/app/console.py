"""What a run says on the terminal: progress while it works, problems, a summary; colour only where a person looks."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO

from coursedeck.model.problem import Problem, Severity
from coursedeck.model.visible import visible, visible_lines

_STYLES = {Severity.ERROR: ("red", "bold"), Severity.WARNING: ("yellow", "bold"), Severity.NOTE: ("dim",)}
_CODES = {"bold": "1", "red": "31", "yellow": "33", "green": "32", "dim": "2"}


def is_colourful(stream: TextIO) -> bool:
    """Whether `stream` is a terminal that wants colour (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Console:
    """Progress on standard error, one line that changes on a terminal and a plain line a step elsewhere.

    Whatever comes from a course is shown with its control characters as escapes: this is the one place that prints. A
    reader who goes before the end, as `head` does, changes nothing about the command.
    """

    def __init__(
        self, *, quiet: bool = False, debug: bool = False, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.quiet = quiet
        self.debug = debug
        self.refusal = ""
        """Why standard output could not be written."""
        self.said: list[tuple[TextIO, str]] = []
        """All that was written, and where."""
        self._bar: _Bar | None = None
        self._steps = 0
        self._done: tuple[int, int] | None = None

    def __enter__(self) -> Console:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.finish()
        self._print("", self.out, end="")

    def count(self, done: int, total: int) -> None:
        """Learn how much of how much is done when the next step is told."""
        self._done = done, total

    def step(self, what: str) -> None:
        """Say what is being worked on."""
        done, total = self._done or (0, 0)
        self._done = None
        self._steps += 1
        if self.quiet:
            return
        if not is_colourful(self.err):
            count = f"{done}/{total}" if total else f"{self._steps}"
            self._print(f"{count}: {visible(what)}", self.err)
            return
        if self._bar is None:
            self._bar = _Bar(self.err)
        self._bar.show(visible(what), done, total)

    def finish(self) -> None:
        """Take the progress line away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def problems(self, problems: Iterable[Problem]) -> None:
        """One line a problem, on standard error; the details only where they are asked for."""
        self.finish()
        for problem in problems:
            word = self.paint(f"{problem.severity}:", *_STYLES[problem.severity], stream=self.err)
            where = self.paint(visible(str(problem.source)), "bold", stream=self.err)
            self._print(f"{where}: {word} {visible(problem.message)}", self.err)
            if problem.details and self.debug:
                self._print(visible_lines(problem.details.rstrip()), self.err)

    def say(self, text: str, label: str = "") -> None:
        """A line of the result, on standard output, behind a `label` of ours that may be painted."""
        self.finish()
        self._print(f"{label}{visible(text)}", self.out)

    def say_lines(self, text: str) -> None:
        """A result of several lines, such as a table or JSON."""
        self.finish()
        self._print(visible_lines(text), self.out)

    def warn(self, text: str) -> None:
        """A line about the command itself, on standard error."""
        self.finish()
        self._print(visible(text), self.err)

    def _print(self, text: str, stream: TextIO, end: str = "\n") -> None:
        self.said.append((stream, text + end))
        try:
            print(text, file=stream, end=end, flush=True)
        except BrokenPipeError:  # whoever reads has seen enough
            _discard(stream)
        except OSError as failure:
            self.refusal = failure.strerror or str(failure)
            _discard(stream)

    def ask(self, question: str, proposed: str) -> str:
        """What a person answers on the terminal; `proposed` where nothing is typed, or nobody is there any more."""
        self.finish()
        self._print(f"{visible(question)} [{visible(proposed)}]: ", self.out, end="")
        return sys.stdin.readline().strip() or proposed

    def paint(self, text: str, *styles: str, stream: TextIO | None = None) -> str:
        """`text` in colour where the stream is a terminal."""
        if not is_colourful(stream or self.out):
            return text
        codes = ";".join(_CODES[style] for style in styles)
        return f"\x1b[{codes}m{text}\x1b[0m"


def _discard(stream: TextIO) -> None:
    """Lead all that is still written to a stream nowhere."""
    with contextlib.suppress(OSError, ValueError):  # streams in memory have no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class _Bar:
    """One line on a terminal: what, how many of how many, and how long it will still take."""

    def __init__(self, err: TextIO) -> None:
        from rich.console import Console as Terminal  # noqa: PLC0415 - only terminals see it
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        columns = (BarColumn(24), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
        # drawn at every step and by no thread of its own: a process with threads cannot safely be forked
        self._progress = Progress(*columns, console=Terminal(file=err), transient=True, auto_refresh=False)
        self._task = self._progress.add_task("", total=None)
        self._progress.start()

    def show(self, what: str, done: int, total: int) -> None:
        """Bring the line up to date."""
        from rich.markup import escape  # noqa: PLC0415 - loaded by now

        self._progress.update(self._task, description=escape(what), completed=done, total=total or None, refresh=True)

    def stop(self) -> None:
        """Take the line away."""
        self._progress.stop()
