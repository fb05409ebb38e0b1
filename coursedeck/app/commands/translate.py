"""``translate``: the .po files, made or brought up to date from the sources."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.coverage import coverage_json, coverage_table
from coursedeck.app.commands.options import Commands, add_command, add_course, add_serving, language, request_of, shown
from coursedeck.app.console import Console
from coursedeck.model.problem import Severity, Source, error
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.app.request import Progress, Request
    from coursedeck.app.serve import LiveServer
    from coursedeck.app.translate.updating import Translated


def translate(request: Request, locales: Sequence[str], progress: Progress, via: str | None = None) -> Translated:
    """Bring the .po files of these languages, else of all of the course's, up to date with the sources.

    What `via`, another language of the course, says stands beside each entry from now on; an empty one ends that.
    """
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.translate.updating import update_catalogs  # noqa: PLC0415

    return run_reading(request, Listener(progress), lambda engine: update_catalogs(engine, request, locales, via))


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "translate",
        "create or update the .po files; prints coverage and what is to do",
        "",
        "de",
        "de --page",
        more="Nothing that is translated is lost: what moved is found again, what is gone is kept as obsolete.",
    )
    languages = "languages (default: as in course.toml)"
    command.add_argument("locales", nargs="*", type=language, metavar="LOCALE", help=languages)
    via = "show what this language says beside each entry, for those who do not read the source; `--via none` ends it"
    command.add_argument("--via", type=_pivot, metavar="LOCALE", help=via)
    glossary = "write the course's terms of one language for another program (.tbx or .csv), and nothing else"
    command.add_argument("--glossary", type=Path, metavar="FILE", help=glossary)
    handed = "write the catalogs as XLIFF 2 into this folder, for programs that read no .po, and nothing else"
    command.add_argument("--to-xliff", type=Path, metavar="DIR", help=handed)
    back = "put the translations of these XLIFF files into the catalogs that they were made from, and do nothing else"
    command.add_argument("--from-xliff", type=Path, nargs="+", metavar="FILE", help=back)
    page = "then open the catalogs beside their slides in the browser, to translate them there"
    command.add_argument("--page", action="store_true", help=page)
    static = "with --page: write output/translate/LOCALE.html, which can be read anywhere, instead of serving a page"
    command.add_argument("--static", action="store_true", help=static)
    command.add_argument("--output", type=Path, metavar="DIR", help="where that page goes (default: COURSE/output)")
    add_serving(command)
    add_course(command)
    command.add_argument("--json", action="store_true", help="print the coverage as JSON")
    command.set_defaults(run=run)


def _glossary(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.translate.glossary import export_glossary  # noqa: PLC0415

    request = request_of(options)
    done = run_reading(
        request,
        Listener(console.step),
        lambda engine: export_glossary(engine, request, options.locales, options.glossary),
    )
    console.problems(done.problems)
    if not (done.problems or options.quiet):
        console.say(f"{done.terms} term{'' if done.terms == 1 else 's'} in {done.locale} written to {options.glossary}")
    return int(bool(done.problems))


def _xliff(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415
    from coursedeck.app.translate.xliff import export_xliff, import_xliff  # noqa: PLC0415

    request = request_of(options)
    if options.from_xliff:
        done = import_xliff(request, options.from_xliff)
    else:
        done = run_reading(
            request,
            Listener(console.step),
            lambda engine: export_xliff(engine, request, options.locales, options.to_xliff),
        )
    console.problems(done.problems)
    if not options.quiet:
        for file in done.files:
            console.say(shown(file))
        if options.from_xliff:
            console.say(f"{done.translations} translation{'' if done.translations == 1 else 's'} changed")
    return int(any(problem.severity is Severity.ERROR for problem in done.problems))


def _page(options: argparse.Namespace, console: Console, done: Translated) -> int:
    """The page of the first of these languages, served; exit code 1 where there is none."""
    from coursedeck.app.commands.live_pages import TRANSLATOR, serve_pages  # noqa: PLC0415 - see build
    from coursedeck.app.watch.live_course import LiveCourse  # noqa: PLC0415

    locales = tuple(options.locales) or tuple(dict.fromkeys(one.locale for one in done.coverage))
    if not done.coverage:
        return 1
    course = LiveCourse(replace(request_of(options), locales=locales))
    course.look()

    def address(server: LiveServer) -> tuple[str, str]:
        return server.address(TRANSLATOR, locale=locales[0]), "shows the catalogs beside the slides"

    return serve_pages(course, console, address, options.port, no_open=options.no_open, via=options.via)


def _static(options: argparse.Namespace, console: Console) -> int:
    """The pages of these languages, written; exit code 1 where one cannot be."""
    from coursedeck.app.translator import write_translator_pages  # noqa: PLC0415 - see build

    written, problems = write_translator_pages(request_of(options), options.locales, options.via)
    console.problems(problems)
    for file in written:
        console.say(shown(file))
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _pivot(text: str) -> str:
    """A language to translate by, or none."""
    return "" if text == "none" else language(text)


def run(options: argparse.Namespace, console: Console) -> int:
    """Update the catalogs; exit code 1 where a source or a catalog is broken."""

    if options.glossary is not None:
        return _glossary(options, console)
    if options.to_xliff is not None or options.from_xliff:
        return _xliff(options, console)
    if options.static and not options.page:
        console.problems([error(Source("--static"), "translate", "goes with --page: translate de --page --static")])
        return 2
    done = translate(request_of(options), options.locales, console.step, options.via)
    console.problems(done.problems)
    if options.page:
        return _static(options, console) if options.static else _page(options, console, done)
    if options.json:
        console.say_lines(coverage_json(done.coverage).rstrip())
    elif not options.quiet:
        for line in (*done.renamed, *done.tasks, *done.retouched, *done.retired):
            console.say(line)
        if done.coverage:
            console.say_lines(coverage_table(done.coverage).rstrip())
        count = len(done.written)
        changed = f"{count} file{'' if count == 1 else 's'} changed" if count else "nothing changed"
        console.say(f"{changed}; {len(done.tasks)} to do, {done.moved} moved, {len(done.retired)} now obsolete")
    return done.exit_code
