"""The sheet of themes: pictures of every theme's slides, and what to write in ``course.toml``."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.output.pages.environment import environment


class SheetVariant(Struct, frozen=True):
    """One ground and ratio of a theme: its deck beside the page, and pictures of its slides as data URIs."""

    label: str
    deck: str
    setting: str
    """Lines of ``course.toml``."""
    pictures: tuple[str, ...]
    colors: tuple[str, ...]
    """Six hex digits of ground, ink and accents."""
    aspect: float
    """Width over height of the slides."""


class SheetTheme(Struct, frozen=True):
    """A theme on the sheet."""

    name: str
    character: str
    variants: tuple[SheetVariant, ...]


def theme_sheet(themes: Sequence[SheetTheme]) -> str:
    """The page, which needs nothing but itself; decks are beside it."""
    return environment().get_template("themes.html.j2").render(themes=themes)
