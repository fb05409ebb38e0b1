"""The look of the bundled templates: grid, type, palettes and what stands where on each layout.

Lengths are points from the top left. The slide is 960 × 540 with margins of 43.2 (0.6 in), twelve
columns and a baseline of 8. Colours are theme roles, so a change of theme restyles everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 43.2
SPAN = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 32.0, 80.0
BODY_TOP, BODY_BOTTOM = 120.0, 488.0
BODY_HEIGHT = BODY_BOTTOM - BODY_TOP
FOOTER_TOP, FOOTER_HEIGHT = 504.0, 20.0


def color(role: str, **changes: int) -> str:
    """A colour element: a theme role, changed by ``lumMod``, ``lumOff`` or ``satMod`` in percent."""
    inner = "".join(f'<a:{name} val="{percent * 1000}"/>' for name, percent in changes.items())
    return f'<a:schemeClr val="{role}">{inner}</a:schemeClr>'


@dataclass(frozen=True)
class Palette:
    """A theme's colours, and how they play together."""

    title: str
    theme: Mapping[str, str]
    ground: tuple[str, str]
    """Theme slots behind ``bg1`` and ``bg2``; the other pair is ``tx1`` and ``tx2``."""
    quiet: str
    """Footers and captions."""
    rule: str
    """Thin lines."""
    deep: str
    """The ground of title and section slides."""
    deep_ink: str
    deep_quiet: str
    slabs: tuple[str, ...]
    """The title slide's layers, from the top."""


LIGHT = Palette(
    title="coursedeck default template",
    theme={
        "dk1": "1B2430",
        "lt1": "FFFFFF",
        "dk2": "33404F",
        "lt2": "F3F5F8",
        "accent1": "1F5FA8",
        "accent2": "B4531A",
        "accent3": "2F7D4F",
        "accent4": "7A4FB0",
        "accent5": "0F766E",
        "accent6": "9F1D4A",
        "hlink": "1A5BA6",
        "folHlink": "6B4A9E",
    },
    ground=("lt1", "lt2"),
    quiet=color("tx2", lumMod=75, lumOff=25),
    rule=color("tx2", lumMod=25, lumOff=75),
    deep=color("accent1", lumMod=50),
    deep_ink=color("bg1"),
    deep_quiet=color("accent1", lumMod=40, lumOff=60),
    slabs=(
        color("accent1", lumMod=40, lumOff=60),
        color("accent1", lumMod=60, lumOff=40),
        color("accent1", lumMod=80, lumOff=20),
        color("accent1"),
        color("accent1", lumMod=75),
    ),
)

DARK = Palette(
    title="coursedeck dark template",
    theme={
        "dk1": "0E1624",
        "lt1": "F3F6FB",
        "dk2": "1A2537",
        "lt2": "B7C3D4",
        "accent1": "6FAEF2",
        "accent2": "F0965A",
        "accent3": "6CC58C",
        "accent4": "B79AF0",
        "accent5": "4EC5B8",
        "accent6": "F0819F",
        "hlink": "8CC0FF",
        "folHlink": "C3B1F5",
    },
    ground=("dk1", "dk2"),
    quiet=color("tx2"),
    rule=color("tx2", lumMod=50),
    deep=color("accent1", satMod=65, lumMod=25),
    deep_ink=color("tx1"),
    deep_quiet=color("accent1", lumMod=75, lumOff=25),
    slabs=(
        color("accent1", lumMod=75, lumOff=25),
        color("accent1", satMod=80),
        color("accent1", satMod=60, lumMod=75),
        color("accent1", satMod=55, lumMod=55),
        color("accent1", satMod=50, lumMod=40),
    ),
)


@dataclass(frozen=True)
class Spot:
    """A placeholder of a layout: its region's name, its place, and where it departs from the master."""

    name: str
    idx: int
    type: str | None
    """None is the general one, for text, tables, charts and pictures."""
    box: tuple[float, float, float, float] | None = None
    size: float | None = None
    color: str | None = None
    bold: bool = False
    anchor: str | None = None
    align: str | None = None
    fill: str | None = None
    """A badge of this colour."""
    prompt: str = ""


@dataclass(frozen=True)
class Shape:
    """A plain rectangle of the background."""

    name: str
    box: tuple[float, float, float, float]
    color: str


@dataclass(frozen=True)
class Page:
    """One layout, named as its kind of slide.

    With a capital: LibreOffice 7.4 gives a layout called ``table`` a white ground.
    """

    name: str
    type: str | None
    spots: tuple[Spot, ...]
    shapes: tuple[Shape, ...] = ()
    deep: bool = False
    """On the deep ground, without the master's shapes."""
    footers: bool = True


def _title(prompt: str = "Title") -> Spot:
    return Spot("title", 0, "title", prompt=prompt)


def _region(prompt: str, top: float = BODY_TOP, bottom: float = BODY_BOTTOM) -> Spot:
    return Spot("body", 1, None, (MARGIN, top, SPAN, bottom - top), prompt=prompt)


def _column(name: str, idx: int, left: float, right: float, prompt: str) -> Spot:
    return Spot(name, idx, None, (left, BODY_TOP, right - left, BODY_HEIGHT), prompt=prompt)


def _caption(palette: Palette, left: float, right: float) -> Spot:
    box = (left, BODY_BOTTOM - 20, right - left, 20.0)
    return Spot("caption", 18, "body", box, 14, palette.quiet, anchor="b", prompt="Caption")


def pages(palette: Palette) -> tuple[Page, ...]:
    """Every layout, in the order in which an instructor looks for them."""
    right = MARGIN + SPAN
    return (
        _title_page(palette),
        Page(
            "Agenda",
            None,
            (
                _title(),
                Spot("bar", 16, None, (MARGIN, BODY_TOP, SPAN, 56.0), 14, prompt="Sections by minutes"),
                _region("Sections", top=BODY_TOP + 80),
            ),
        ),
        _section_page(palette),
        Page("Content", "obj", (_title(), _region("Text"))),
        Page(
            "Two-content",
            "twoObj",
            (
                _title(),
                _column("body", 1, MARGIN, 464.0, "Text"),
                _column("aside", 2, 496.0, right, "Text"),
            ),
        ),
        Page(
            "Figure",
            None,
            (_title(), _region("Figure", bottom=BODY_BOTTOM - 28), _caption(palette, MARGIN, right)),
        ),
        Page(
            "Figure-text",
            None,
            (
                _title(),
                _column("body", 1, MARGIN, 388.0, "Text"),
                _column("aside", 2, 416.0, right, "Figure"),
            ),
        ),
        Page("Table", None, (_title(), _region("Table"))),
        Page("Chart", None, (_title(), _region("Chart"))),
        Page("Code", None, (_title(), _region("Code"))),
        Page("Closing", None, (_title(), _region("Text"))),
    )


def _title_page(palette: Palette) -> Page:
    ink, quiet, wide = palette.deep_ink, palette.deep_quiet, 600.0
    layers = tuple(
        Shape(
            f"layer {number}",
            (WIDTH - 64.0 - 72.0 * number, 148.0 + 80.0 * (number - 1), 64.0 + 72.0 * number, 72.0),
            tone,
        )
        for number, tone in enumerate(palette.slabs, 1)
    )
    return Page(
        "Title",
        "title",
        (
            Spot("eyebrow", 17, "body", (MARGIN, 56.0, SPAN, 32.0), 20, quiet, prompt="Course"),
            Spot("title", 0, "ctrTitle", (MARGIN, 144.0, wide, 208.0), 48, ink, anchor="b", prompt="Title"),
            Spot("subtitle", 1, "subTitle", (MARGIN, 376.0, 528.0, 88.0), 20, quiet, prompt="Week · day · minutes"),
        ),
        layers,
        deep=True,
        footers=False,
    )


def _section_page(palette: Palette) -> Page:
    ink, quiet = palette.deep_ink, palette.deep_quiet
    return Page(
        "Section",
        "secHead",
        (
            Spot("number", 13, "body", (MARGIN, 80.0, 240.0, 96.0), 80, quiet, True, "b", prompt="1"),
            Spot(
                "minutes",
                14,
                "body",
                (784.8, 128.0, 132.0, 40.0),
                18,
                palette.deep,
                True,
                "ctr",
                "ctr",
                quiet,
                "20 min",
            ),
            Spot("title", 0, "title", (MARGIN, 192.0, SPAN, 104.0), 40, ink, prompt="Section"),
            Spot("goal", 15, "body", (MARGIN, 304.0, SPAN, 72.0), 20, quiet, prompt="Goal"),
            Spot("bar", 16, None, (MARGIN, 424.0, SPAN, 48.0), 14, ink, prompt="Sections by minutes"),
        ),
        (Shape("edge", (0.0, 200.0, 12.0, 40.0), quiet),),
        deep=True,
    )
