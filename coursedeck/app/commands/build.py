"""``build``: decks, figures, run sheets; ``check``: the same without writing; ``clean``: all of it away."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_selection,
    add_work,
    percent,
    request_of,
    shown,
)
from coursedeck.app.console import Console
from coursedeck.model.problem import tally

if TYPE_CHECKING:
    from coursedeck.app.report import Built, Report


def add(commands: Commands) -> None:
    """The three commands."""
    build = add_command(
        commands,
        "build",
        "build decks, figures and notes (the default)",
        "build",
        "content/week_01/intro.md",
        "build week_01 --locale en --output /tmp/en",
        "build --slot 50 --start 14:00",
        more="What has not changed since the last build is not made again. One broken session never stops the others.",
    )
    add_selection(build)
    add_course(build)
    add_work(build)
    build.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    build.add_argument("--rehearse", action="store_true", help="slides advance by themselves after their planned time")
    build.set_defaults(run=_build)
    check = add_command(
        commands,
        "check",
        "check content, minutes, figures, translations, template; writes nothing",
        "check",
        "check week_01 --locale en --min 95",
        more="A finding reads `file:line: error|warning: what, and what to do`; an error ends with exit code 1.",
    )
    add_selection(check)
    add_course(check)
    add_work(check)
    check.add_argument("--json", action="store_true", help="print the translations' coverage as JSON")
    check.add_argument("--min", type=percent, metavar="PERCENT", help="least share of translated messages, else exit 1")
    check.set_defaults(run=_check)
    does = "remove the output folder and all that is kept for later builds"
    clean = add_command(commands, "clean", does, "clean", "clean --course ../other-course")
    add_course(clean)
    clean.set_defaults(run=_clean)


def _build(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.pipeline.building import build  # noqa: PLC0415 - see options.request_of

    request = request_of(options)
    report = build(request, console.step, console.count)
    console.problems(report.problems)
    if not options.quiet:
        _say_built(report, console)
        files = f"{report.written} files written to {shown(request.output)}, {report.unchanged} unchanged"
        console.say(f"{files}; {tally(report.errors, report.warnings)}")
    return report.exit_code


def _check(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.pipeline.building import check  # noqa: PLC0415
    from coursedeck.session.localize import below_minimum, coverage_json, coverage_table  # noqa: PLC0415 - see options.request_of

    report = check(request_of(options), console.step, console.count)
    console.problems(report.problems)
    if options.json:
        console.say(coverage_json(report.coverage).rstrip())
    elif not options.quiet:
        _say_built(report, console)
        if report.coverage:
            console.say(coverage_table(report.coverage).rstrip())
        console.say(tally(report.errors, report.warnings))
    short = below_minimum(report.coverage, options.min) if options.min is not None else ()
    for each in short:
        console.say(f"{each.locale} {each.session}: {each.percent:.1f} % translated, {options.min:g} % wanted")
    return 1 if short else report.exit_code


def _clean(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.pipeline.cleaning import clean  # noqa: PLC0415 - see options.request_of

    request = request_of(options)
    found = clean(request)
    if not options.quiet:
        console.say(f"{shown(request.output)} is {'removed' if found else 'not there'}")
    return 0


def _say_built(report: Report, console: Console) -> None:
    for built in report.built:
        _say_one(built, console)
    for path in report.unread:
        console.say(f"{console.paint('FAIL', 'red', 'bold')} {path}: not read, see above")
    if report.total is not None and len(report.total.sessions) > 1:
        # runs of one session do without the arithmetic of days
        from coursedeck.session.schedule import total_lines  # noqa: PLC0415

        for line in total_lines(report.total):
            console.say(f"{console.paint('sum', 'dim')}  {line}")


def _say_one(built: Built, console: Console) -> None:
    if not built.ok:
        console.say(f"{console.paint('FAIL', 'red', 'bold')} {built.locale}  {built.session}: not built, see above")
        return
    facts = f"{built.slides} slides, {built.figures} figures, {float(built.minutes):g} min"
    console.say(f"{console.paint('ok', 'green')}   {built.locale}  {built.session}: {facts}")
    for line in built.left_out:
        console.say(f"     {line}")
