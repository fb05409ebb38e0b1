"""``check``: content, minutes, figures and translations, without writing anything."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.coverage import below_minimum, coverage_json, coverage_table
from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_selection,
    add_work,
    percent,
    request_of,
    told,
)
from coursedeck.app.console import Console
from coursedeck.app.request import Count, Progress, Request, ignore
from coursedeck.model.problem import tally, with_check_severity
from coursedeck.model.values import replace

if TYPE_CHECKING:
    from coursedeck.app.engine import Engine, Start
    from coursedeck.app.report import Report


def check(request: Request, progress: Progress, count: Count = ignore, start: Start | None = None) -> Report:
    """Everything that a build does, and how far the translations are, without writing anything."""
    from coursedeck.app.course.running import run_reading  # noqa: PLC0415 - see build
    from coursedeck.app.engine import Listener  # noqa: PLC0415

    report = run_reading(request, Listener(progress, count), lambda engine: _check(engine, request), start)
    return report.strict() if request.strict else report


def _check(engine: Engine, request: Request) -> Report:
    from coursedeck.app.course.building import build_course, in_order  # noqa: PLC0415 - see build
    from coursedeck.app.course.translations import check_translations  # noqa: PLC0415

    report, course = build_course(engine, request)
    if course is None:
        return report
    coverage, problems = check_translations(engine, course, course.locales)
    found = in_order((*with_check_severity(report.problems), *problems))
    looked = None if report.looked is None else engine.looked
    return replace(report, problems=found, coverage=coverage, made=tuple(engine.done), looked=looked)


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "check",
        "check content, minutes, figures, translations, template; writes nothing",
        "",
        "week_01 --locale en --min 95",
        "--template brand.pptx",
        more="A finding reads `file:line: error|warning: what, and what to do`; an error ends with exit code 1.",
    )
    add_selection(command)
    add_course(command)
    add_work(command)
    add_definitions(command)
    command.add_argument("--json", action="store_true", help="print the translations' coverage as JSON")
    command.add_argument(
        "--min", type=percent, metavar="PERCENT", help="least share of translated messages, else exit 1"
    )
    command.add_argument(
        "--template", type=Path, metavar="FILE", help="check this template alone, and write output/template.html"
    )
    command.add_argument("--output", type=Path, metavar="DIR", help="where that page goes (default: COURSE/output)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Check, and say what is wrong; exit code 1 where there are errors, or too little is translated."""
    if options.template is not None:
        from coursedeck.app.commands.template import say_judged  # noqa: PLC0415 - other checks do without

        return say_judged(request_of(options), options.template, console, sample=False, quiet=options.quiet)
    from coursedeck.app.commands.summary import say_built  # noqa: PLC0415 - see build

    started = time.time_ns()
    request = request_of(options)
    report = check(request, console.step, console.count)
    console.problems(told(report, options))
    if options.json:
        console.say_lines(coverage_json(report.coverage).rstrip())
    elif not options.quiet:
        say_built(report, console)
        if report.coverage:
            console.say_lines(coverage_table(report.coverage).rstrip())
        console.say(tally(report.errors, report.warnings))
    short = below_minimum(report.coverage, options.min) if options.min is not None else ()
    for each in short:
        console.say(f"{each.locale} {each.session}: {each.percent:.1f} % translated, {options.min:g} % wanted")
    code = 1 if short else report.exit_code
    if report.looked is not None and not console.refusal:
        from coursedeck.app.unchanged.recording import Answer, record  # noqa: PLC0415 - see build

        record(request, report.looked, Answer(options.words, console, code), started)
    return code
