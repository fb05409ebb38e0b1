"""The command line: words in, one command run, an exit code out.

Exit codes: 0 done; 1 something in the course is wrong; 2 the command line is wrong; 3 a program is missing.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import NoReturn

from coursedeck import __version__
from coursedeck.app.console import Console
from coursedeck.model.problem import CourseError, MissingProgramError, Source, fault
from coursedeck.model.visible import visible

COMMANDS = {
    "new": "new",
    "build": "build",
    "check": "check",
    "present": "present",
    "publish": "publish",
    "import": "importing",
    "clean": "clean",
    "translate": "translate",
    "merge-po": "merge_po",
    "watch": "watch",
    "review": "review",
    "accept": "accept",
    "pull": "pull",
    "text": "text",
    "timing": "timing",
    "themes": "themes",
    "template": "template",
    "trust": "trust",
}
"""Modules of the commands, in the order of the help."""

_DESCRIPTION = """Turn a course folder (content/*.md, diagrams/*.py) into PowerPoint decks, figures and timing notes."""

_EXAMPLES = (
    ("new my-course", "begin a course with a small sample, and build it"),
    ("", "build every session in every language of course.toml"),
    ("content/week_01/intro.md", "build one session"),
    ("--locale en --output /tmp/en", "build the English decks elsewhere"),
    ("--course ../other-course", "build another course folder"),
    ("--slot 50", "leave out optional parts until 50 minutes suffice"),
    ("check --locale en --min 95", "say what is wrong; fail below 95 % translated"),
    ("translate de", "create or update the German .po files"),
    ("pull intro.pptx --write", "bring home what people changed in a deck"),
    ("import slides.md --to my-course", "turn a deck or course of another tool into sessions"),
    ("COMMAND --help", "what a command takes"),
)

_EPILOG = """examples:
{examples}

exit codes: 0 done, 1 something in the course is wrong, 2 the command line is wrong, 3 a program is missing
"""


def run(program: str = "coursedeck") -> NoReturn:
    """The command of this process. Once its answer stands, an interrupt while Python shuts down does not replace it."""
    for number in (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)):
        # ended by others, it cleans up as it does for the keyboard; what is ignored stays so (nohup)
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    try:
        code = main(program=program)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        code = 130
    sys.exit(code)


def main(arguments: Sequence[str] | None = None, program: str = "coursedeck") -> int:
    """Run one command; returns the exit code. `program` is what people type before it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    typed = _with_command(words)
    grammar = parser(program, [typed[0]] if typed[0] in COMMANDS else COMMANDS)
    options = grammar.parse_args(typed, argparse.Namespace(words=words))
    if late := COMMANDS.keys() & set(getattr(options, "sessions", ()) if words[:1] != [options.command] else ()):
        grammar.error(f"the command comes first: {program} {min(late)} …")
    with Console(quiet=options.quiet, debug=options.debug) as console:
        code = _run(options, console)
    if console.refusal:
        console.warn(f"error: the result cannot be written to standard output ({console.refusal})")
        return code or 1
    return code


def _run(options: argparse.Namespace, console: Console) -> int:
    try:
        code: int = options.run(options, console)
    except MissingProgramError as missing:
        console.warn(f"error: {missing}")
        return 3
    except CourseError as failure:
        console.problems(failure.problems)
        return 1
    except KeyboardInterrupt:
        console.warn("stopped")
        return 130
    except ModuleNotFoundError:  # told with the command that installs it
        raise
    except Exception as failure:  # whatever it is, people get one line that they can report
        console.problems([fault(Source(options.command), failure)])
        return 1
    return code


def parser(program: str = "coursedeck", names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The grammar of the command line, which is also its help; a run of one command does without the others."""
    top = _Parser(
        program,
        description=_DESCRIPTION,
        epilog=_EPILOG.format(examples="\n".join(_example_lines(program))),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"coursedeck {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name in names:
        import_module(f"coursedeck.app.commands.{COMMANDS[name]}").add(commands)
    return top


class _Parser(argparse.ArgumentParser):
    """A parser whose errors show names of files, which may be typed by patterns, without control characters."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line; exit code 2."""
        super().error(visible(message))


def _example_lines(program: str) -> Iterator[str]:
    width = max(len(words) for words, _ in _EXAMPLES)
    return (f"  {program} {words:{width}}  {does}" for words, does in _EXAMPLES)


def _with_command(words: list[str]) -> list[str]:
    """``build`` is what is meant where no command is named."""
    if words and (words[0] in COMMANDS or words[0] in {"-h", "--help", "--version"}):
        return words
    return ["build", *words]
