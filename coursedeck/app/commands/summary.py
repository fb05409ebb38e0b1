"""What `build` and `check` say of what was built."""

from __future__ import annotations

from coursedeck.app.console import Console
from coursedeck.app.report import Built, Report
from coursedeck.model.ui_strings import ESTIMATE


def say_built(report: Report, console: Console) -> None:
    """A line for each session in each language, and the minutes of the course."""
    for built in report.built:
        _say_one(built, console)
    for path in report.unread:
        console.say(f" {path}: not read, see above", console.paint("FAIL", "red", "bold"))
    if report.total is not None and len(report.total.sessions) > 1:
        # runs of one session do without the arithmetic of days
        from coursedeck.session.schedule import total_lines  # noqa: PLC0415

        for line in total_lines(report.total):
            console.say(f"  {line}", console.paint("sum", "dim"))


def _say_one(built: Built, console: Console) -> None:
    if not built.ok:
        console.say(f" {built.locale}  {built.session}: not built, see above", console.paint("FAIL", "red", "bold"))
        return
    about = f"{ESTIMATE} " if built.estimated else ""
    minutes = f", {about}{float(built.minutes):g} min" if built.minutes else ""
    facts = f"{built.slides} slides, {built.figures} figures{minutes}"
    console.say(f"   {built.locale}  {built.session}: {facts}", console.paint("ok", "green"))
    for line in built.left_out:
        console.say(f"     {line}")
