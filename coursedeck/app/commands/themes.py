"""``themes``: a sheet with pictures of every theme, and a deck of sample slides for each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import Commands, add_command, add_course, language, request_of, shown
from coursedeck.app.console import Console
from coursedeck.app.request import Progress, Request

if TYPE_CHECKING:
    from coursedeck.app.stages.theme_samples import ThemeSample
    from coursedeck.model.theme import DeckTheme, ThemeChoice
    from coursedeck.output.pages.themes import SheetVariant

FOLDER = "themes"
SHEET = "index.html"


def themes(request: Request, names: tuple[str, ...], progress: Progress) -> Path:
    """Write the sheet and the decks; the path of the sheet. Raises CourseError for a theme that there is not."""
    from coursedeck.app.stages.theme_samples import sample_session, sample_text, theme_sample  # noqa: PLC0415 - see build
    from coursedeck.base.files import scratch_folder, write_bytes, write_text  # noqa: PLC0415
    from coursedeck.base.look.themes import THEMES  # noqa: PLC0415
    from coursedeck.output.pages.themes import SheetTheme, theme_sheet  # noqa: PLC0415
    from coursedeck.session.load import load_course  # noqa: PLC0415

    wanted = _known(names)
    course, _ = load_course(request.root)
    locale = next(iter(request.locales), course.source_locale or "en")
    folder = request.output / FOLDER
    sheet = []
    with scratch_folder() as scratch:
        write_text(scratch / "content" / "sample.md", sample_text(locale))
        sample_course, session = sample_session(scratch, locale)
        for name in wanted:
            variants = []
            for choice in _choices(THEMES[name]):
                progress(deck_name(choice))
                sample = theme_sample(sample_course, session, choice)
                write_bytes(folder / f"{deck_name(choice)}.pptx", sample.deck, request.output)
                variants.append(_variant(sample, THEMES[name]))
            sheet.append(SheetTheme(name, THEMES[name].character, tuple(variants)))
    write_text(folder / SHEET, theme_sheet(sheet), request.output)
    return folder / SHEET


def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, all themes where none is named; raises CourseError for one that is no theme's."""
    from coursedeck.base.look.themes import THEMES  # noqa: PLC0415 - see build
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415
    from coursedeck.session.load.findings import suggestion  # noqa: PLC0415

    unknown = [name for name in names if name not in THEMES]
    if unknown:
        message = f'there is no theme "{unknown[0]}": {suggestion(unknown[0], THEMES)}'
        raise CourseError([error(Source("themes"), "theme", message)])
    return names or tuple(THEMES)


def _choices(theme: DeckTheme) -> Iterator[ThemeChoice]:
    """Every ground in 16:9, and the theme's own in 4:3."""
    from coursedeck.model.theme import Ratio, ThemeChoice  # noqa: PLC0415 - see build

    yield from (ThemeChoice(theme.name, variant) for variant in theme.variants)
    yield ThemeChoice(theme.name, theme.own, Ratio.STANDARD)


def deck_name(choice: ThemeChoice) -> str:
    """What the deck of a choice is called, without ending.

    >>> from coursedeck.model.theme import Ratio, ThemeChoice, ThemeVariant
    >>> deck_name(ThemeChoice("academic", ThemeVariant.DARK, Ratio.STANDARD))
    'academic-dark-4x3'
    """
    ratio = "" if choice.ratio == "16:9" else "-" + choice.ratio.value.replace(":", "x")
    return f"{choice.name}-{choice.variant}{ratio}"


def _variant(sample: ThemeSample, theme: DeckTheme) -> SheetVariant:
    from coursedeck.output.pages.themes import SheetVariant  # noqa: PLC0415 - see build

    choice = sample.choice
    variant = choice.variant or theme.own
    palette = theme.palette(variant)
    lines = [f'theme = "{theme.name}"']
    lines += [f'variant = "{variant}"'] if variant is not theme.own else []
    lines += [f'ratio = "{choice.ratio}"'] if choice.ratio != "16:9" else []
    size = choice.ratio.size
    return SheetVariant(
        label=f"{variant}, {choice.ratio}",
        deck=f"{deck_name(choice)}.pptx",
        setting="\n".join(lines),
        pictures=sample.pictures,
        colors=(palette.ground, palette.ink, *palette.accents),
        aspect=round(size.width / size.height, 4),
    )


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "themes",
        "write a sheet that shows every theme, and a deck of sample slides for each",
        "",
        "academic blueprint",
        "--locale en --output /tmp/out",
        more='The sheet and the decks stand in output/themes; course.toml chooses with theme = "NAME".',
    )
    command.add_argument("names", nargs="*", metavar="THEME", help="themes to show (default: all)")
    add_course(command)
    command.add_argument("--output", type=Path, metavar="DIR", help="output folder (default: output in the course)")
    command.add_argument("--locale", nargs="+", default=[], type=language, metavar="L", help="language of the slides")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the sheet, and say where it is; exit code 0."""
    sheet = themes(request_of(options), tuple(options.names), console.step)
    console.finish()
    if not options.quiet:
        console.say(f"{shown(sheet)}: open it in a browser")
    return 0
