"""The command line: words in, one command run, an exit code out.

Exit codes: 0 done; 1 something in the course is wrong; 2 the command line is wrong; 3 a program is missing.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from coursedeck import __version__
from coursedeck.app.commands import accept, build, check, clean, review, text, themes, timing, translate, watch
from coursedeck.app.console import Console
from coursedeck.model.problem import CourseError, MissingProgramError

MODULES = (build, check, clean, translate, watch, review, accept, text, timing, themes)
"""The commands, in the order of the help."""

_DESCRIPTION = """Turn a course folder (content/*.md, diagrams/*.py) into PowerPoint decks, figures and timing notes."""

_EXAMPLES = (
    ("", "build every session in every language of course.toml"),
    ("content/week_01/intro.md", "build one session"),
    ("--locale en --output /tmp/en", "build the English decks elsewhere"),
    ("--course ../other-course", "build another course folder"),
    ("--slot 50", "leave out optional parts until 50 minutes suffice"),
    ("check --locale en --min 95", "say what is wrong; fail below 95 % translated"),
    ("translate de", "create or update the German .po files"),
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
    grammar, names = parser(program)
    options = grammar.parse_args(_with_command(words, names))
    if late := names.intersection(getattr(options, "sessions", ()) if words[:1] != [options.command] else ()):
        grammar.error(f"the command comes first: {program} {min(late)} …")
    with Console(quiet=options.quiet) as console:
        try:
            code: int = options.run(options, console)
        except MissingProgramError as missing:
            console.finish()
            print(f"error: {missing}", file=sys.stderr)
            return 3
        except CourseError as failure:
            console.problems(failure.problems)
            return 1
        except KeyboardInterrupt:
            console.finish()
            print("stopped", file=sys.stderr)
            return 130
        except BrokenPipeError:  # whoever reads the answer has seen enough, e.g. `| head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    return code


def parser(program: str = "coursedeck") -> tuple[argparse.ArgumentParser, frozenset[str]]:
    """The grammar of the command line, which is also its help, and the commands' names."""
    top = argparse.ArgumentParser(
        program,
        description=_DESCRIPTION,
        epilog=_EPILOG.format(examples="\n".join(_example_lines(program))),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"coursedeck {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for module in MODULES:
        module.add(commands)
    return top, frozenset(commands.choices)


def _example_lines(program: str) -> Iterator[str]:
    width = max(len(words) for words, _ in _EXAMPLES)
    return (f"  {program} {words:{width}}  {does}" for words, does in _EXAMPLES)


def _with_command(words: list[str], names: frozenset[str]) -> list[str]:
    """``build`` is what is meant where no command is named."""
    if words and (words[0] in names or words[0] in {"-h", "--help", "--version"}):
        return words
    return ["build", *words]
