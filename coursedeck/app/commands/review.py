"""``review``: what changed and what is wrong; ``accept``: what counts as accepted; ``text``: a deck as text."""

from __future__ import annotations

import argparse
from pathlib import Path

from coursedeck.app.commands.options import Commands, add_command, add_course, add_selection, request_of, shown
from coursedeck.app.console import Console

FORMATS = ("text", "json", "sarif", "junit")


def add(commands: Commands) -> None:
    """The commands."""
    review = add_command(
        commands,
        "review",
        "render, compare and check the decks; writes output/review/index.html",
        "review",
        "review --base main",
        "review week_01 --locale en --format sarif",
        more="Decks are compared with the accepted state in baseline/, or with what --base names. Needs LibreOffice.",
    )
    add_selection(review)
    add_course(review)
    review.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    review.add_argument(
        "--base", default="", metavar="REF|DIR", help="compare with a git revision or a folder of decks"
    )
    review.add_argument("--links", action="store_true", help="ask every address on the network whether it answers")
    review.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed (default: text)")
    review.add_argument("--summary", type=Path, metavar="FILE", help="write a summary in Markdown")
    review.set_defaults(run=run)
    accept = add_command(
        commands,
        "accept",
        "record slides as they are now as the state to compare with",
        "accept --all",
        "accept ko/week_01/intro#3",
        "accept --from review.json",
        more="The state is kept in baseline/, which belongs under version control.",
    )
    accept.add_argument("ids", nargs="*", metavar="ID", help="locale/session#slide, a deck, or a slide's id")
    accept.add_argument("--all", action="store_true", help="every slide")
    accept.add_argument("--from", dest="verdicts", type=Path, metavar="FILE", help="those that a review.json accepts")
    accept.add_argument("--locale", nargs="+", default=[], metavar="L", help="languages (default: as in course.toml)")
    accept.add_argument("--output", type=Path, metavar="DIR", help="where to build (default: COURSE/output)")
    add_course(accept)
    accept.set_defaults(run=_accept, refuse=accept.error)
    text = add_command(commands, "text", "print a deck as text, for git diff", "text output/ko/week_01/intro.pptx")
    text.add_argument("deck", type=Path, metavar="DECK.pptx", help="any PowerPoint file")
    text.set_defaults(run=_text, quiet=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Review; exit code 1 where there are errors."""
    from coursedeck.app.review.reviewing import review  # noqa: PLC0415
    from coursedeck.base.files import write_text  # noqa: PLC0415 - see options.request_of
    from coursedeck.model.review import FindingLevel  # noqa: PLC0415
    from coursedeck.review.formats import counts_line, format_findings, summary  # noqa: PLC0415
    from coursedeck.review.proof import rule_text  # noqa: PLC0415

    request = request_of(options)
    made = review(request, options.base, console.step, links=options.links)
    if options.summary:
        write_text(options.summary, summary(made))
    found = format_findings(made, options.format, rule_text)
    if found:
        console.say(found.rstrip("\n"))
    if not options.quiet and options.format == "text":
        console.say(counts_line(made))
        console.say(f"page: {shown(request.output / 'review' / 'index.html')}")
    return 1 if made.level(FindingLevel.ERROR) else 0


def _accept(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.app.review.accepting import accept  # noqa: PLC0415 - see options.request_of

    ways = [bool(options.ids), options.all, options.verdicts is not None]
    if sum(ways) != 1:
        options.refuse("say what to accept: IDs, or --all, or --from review.json")
    done = accept(request_of(options), options.ids, options.verdicts, options.all, console.step)
    console.problems(done.problems)
    if not options.quiet:
        slides, files = _counted(done.slides, "slide"), _counted(len(done.files), "file")
        console.say(f"{slides} accepted, {files} changed in baseline/")
    return 0


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _text(options: argparse.Namespace, console: Console) -> int:
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415 - see options.request_of
    from coursedeck.review.unpack import deck_lines, read_deck  # noqa: PLC0415

    try:
        data = options.deck.read_bytes()
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        raise CourseError([error(Source(shown(options.deck)), "text", f"cannot be read ({reason})")]) from refusal
    for line in deck_lines(read_deck(data)):
        console.say(line)
    return 0
