"""``new``: a course begun in a folder, and built."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coursedeck.app.commands.options import Commands, add_command, language, minutes, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.report import Report
    from coursedeck.app.request import Progress
    from coursedeck.app.starting.settings_file import NewCourse

_Value = TypeVar("_Value")

SLOT = Fraction(50)


def new(root: Path, course: NewCourse, progress: Progress) -> Report:
    """Write the sample course into a folder, say it in its other languages, and build it.

    Raises CourseError, and writes nothing, where a file of it is there already.
    """
    from coursedeck.app.commands.build import build  # noqa: PLC0415 - `--help` does without the engine
    from coursedeck.app.commands.translate import translate  # noqa: PLC0415
    from coursedeck.app.request import Request, output_folder  # noqa: PLC0415
    from coursedeck.app.starting.creating import translate_sample_course, write_sample_course  # noqa: PLC0415

    write_sample_course(root, course)
    request = Request(root, output_folder(root))
    if len(course.locales) > 1:
        translate(request, course.locales[1:], progress)
        translate_sample_course(root, course)
    return build(request, progress)


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "new",
        "begin a course: a small one that shows every block, built at once",
        "my-course",
        "my-course --title Git --locales en de --slot 45 --theme academic",
        ". --yes",
        more=(
            "On a terminal it asks for what is not given. Nothing that is there is overwritten; a folder that has\n"
            "Markdown already gets a course.toml, if you agree, and is else left as it is."
        ),
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the course folder; it is made where there is none")
    command.add_argument("--title", metavar="TEXT", help="the course's title (default: from the folder's name)")
    languages = "languages, the first that of the sessions (default: that of your terminal)"
    command.add_argument("--locales", nargs="+", type=language, metavar="L", help=languages)
    command.add_argument("--slot", type=minutes, metavar="MIN", help="minutes that a session may take (default: 50)")
    command.add_argument(
        "--theme", type=_theme, metavar="NAME", help="how decks look; `themes` shows them (default: default)"
    )
    command.add_argument("--yes", "-y", action="store_true", help="ask nothing, take what is proposed")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress, no summary; problems are still shown")
    command.set_defaults(run=run, program=command.prog.removesuffix(" new"))


def run(options: argparse.Namespace, console: Console) -> int:
    """Begin the course, and say what to do next; exit code 1 where there is one, or where it cannot be written."""
    from coursedeck.app.starting.settings_file import FILE, markdown_in  # noqa: PLC0415 - see new

    root: Path = options.folder.resolve()
    if root.exists() and not root.is_dir():
        console.warn(f"error: {shown(root)} is a file: name a folder")
        return 1
    if (root / FILE).exists():
        console.warn(f"error: {shown(root / FILE)}: this is a course already, and nothing is overwritten")
        return 1
    lessons = markdown_in(root) if root.is_dir() else ()
    course = _asked(options, root, lessons, console)
    if lessons:
        return _propose(root, course, lessons, options, console)
    report = new(root, course, console.step)
    console.problems(report.problems)
    if not options.quiet:
        _say_next(root, course, report, options.program, console)
    return report.exit_code


def _asked(options: argparse.Namespace, root: Path, lessons: tuple[Path, ...], console: Console) -> NewCourse:
    """What the options say, else what is answered on a terminal, else what is proposed."""
    from coursedeck.app.starting.settings_file import NewCourse, title_of  # noqa: PLC0415 - see new

    asks = sys.stdin.isatty() and not options.yes and not options.quiet

    def decided(given: _Value | None, question: str, proposed: str, read: Callable[[str], _Value]) -> _Value:
        if given is not None:
            return given
        while asks:
            answer = console.ask(question, proposed)
            try:
                return read(answer)
            except argparse.ArgumentTypeError as wrong:
                console.warn(str(wrong))
        return read(proposed)

    return NewCourse(
        decided(options.title, "Title", title_of(root), str),
        tuple(dict.fromkeys(decided(options.locales, "Languages", _first_language(lessons), _languages))),
        decided(options.slot, "Minutes that a session may take", f"{float(SLOT):g}", minutes),
        decided(options.theme, "Theme", "default", _theme),
    )


def _languages(text: str) -> list[str]:
    return [language(code) for code in text.replace(",", " ").split()] or [language(text)]


def _theme(text: str) -> str:
    from coursedeck.base.look.themes import THEMES  # noqa: PLC0415 - see new
    from coursedeck.session.load.findings import suggestion  # noqa: PLC0415

    if text not in THEMES:
        raise argparse.ArgumentTypeError(f'there is no theme "{text}": {suggestion(text, THEMES)}')
    return text


def _first_language(lessons: tuple[Path, ...]) -> str:
    """The language that lessons are written in; without any, that of the terminal, if the product speaks it."""
    from coursedeck.base.words import spoken_locale  # noqa: PLC0415
    from coursedeck.session.load.language_guess import guess_language  # noqa: PLC0415

    if lessons:
        return guess_language("\n".join(path.read_text(encoding="utf-8", errors="replace") for path in lessons[:20]))
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "en")
    return spoken_locale(named.split(".")[0]) or "en"


def _propose(
    root: Path, course: NewCourse, lessons: tuple[Path, ...], options: argparse.Namespace, console: Console
) -> int:
    """Show the settings for a folder that has Markdown, and write them if that is wanted."""
    from coursedeck.app.starting.creating import write_settings  # noqa: PLC0415 - see new
    from coursedeck.app.starting.settings_file import FILE, settings_text  # noqa: PLC0415

    file = shown(root / FILE)
    here = "this folder" if root == Path.cwd() else shown(root)
    count = f"{len(lessons)} file{'' if len(lessons) == 1 else 's'}"
    console.say(f"{here} has Markdown already ({count}). Proposed is {file}:")
    console.say_lines("\n".join(f"    {line}" for line in settings_text(course).splitlines()))
    asked = sys.stdin.isatty() and not options.yes
    _say_importable(root, lessons, options, console)
    agreed = options.yes or (asked and console.ask("Write it?", "no").lower() in {"y", "yes"})
    if not agreed:
        console.say("nothing is written; --yes writes it")
        return 0
    write_settings(root, course)
    console.say(f"{file} is written, and nothing else is changed")
    within = f" --course {shown(root)}" if root != Path.cwd() else ""
    if (root / "content").is_dir():
        console.say(f"next: `{options.program} build{within}`")
    else:
        console.say(
            f"next: sessions stand in {shown(root / 'content')}: move your Markdown there; `{options.program} import` "
            "makes a new course of files that other tools have read"
        )
    return 0


def _say_importable(root: Path, lessons: tuple[Path, ...], options: argparse.Namespace, console: Console) -> None:
    """Name the way across for a folder that another tool reads."""
    from coursedeck.app.starting.other_tools import other_tool  # noqa: PLC0415 - see new

    found = other_tool(root, lessons)
    if found is not None:
        path, kind, count = found
        named = "this folder" if path == Path.cwd() else shown(path)
        more = f" ({count} files)" if count > 1 else ""
        command = f"{options.program} import {shown(path)} --to DIR"
        console.say(f"{named} looks like a {kind}{more}: `{command}` makes a course of it, with notes and pictures")


def _say_next(root: Path, course: NewCourse, report: Report, program: str, console: Console) -> None:
    from coursedeck.app.commands.summary import say_built  # noqa: PLC0415 - see new
    from coursedeck.app.starting.sample import SESSION, sample_locale  # noqa: PLC0415

    say_built(report, console)
    within = "" if root == Path.cwd() else f" --course {shown(root)}"
    first, *others = course.locales
    steps = [
        (shown(root / f"output/{first}/{SESSION}.pptx"), "the deck: open it"),
        (shown(root / f"content/{SESSION}.md"), "the session: change a line, or write your own beside it"),
        (f"{program} build{within}", "builds what has changed"),
        (f"{program} watch{within}", "shows the slides in the browser while you write"),
        *((f"{program} translate {locale}{within}", "keeps the translation up to date") for locale in others[:1]),
        (f"{program} themes{within}", "shows how decks may look"),
    ]
    width = max(len(step) for step, _ in steps)
    console.say("")
    console.say(f"{course.title} is begun{'' if root == Path.cwd() else f' in {shown(root)}'}. Next:")
    for step, does in steps:
        console.say(f"  {step:{width}}  {does}")
    if sample_locale(first).split("-")[0] != first.split("-")[0]:
        console.say(f"The sample is in English, as there is none in {first}: write over it.")
