"""The design of the bundled templates: grid, text sizes, palettes, and the placeholders of each layout.

Lengths are points from the top left. The slide is 960 × 540 with margins of 43.2 (0.6 in), twelve columns and a
baseline grid of 8. Colours are theme roles, so that a change of theme restyles everything.
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
    """The colours of a theme, and colour elements for their uses."""

    title: str
    theme: Mapping[str, str]
    ground: tuple[str, str]
    """Theme slots that ``bg1`` and ``bg2`` map to; ``tx1`` and ``tx2`` map to the other two."""
    quiet: str
    """Text of footers and captions."""
    rule: str
    """Thin lines."""
    deep: str
    """Background of title and section slides."""
    deep_ink: str
    deep_quiet: str
    layers: tuple[str, ...]
    """The bars on the title slide, from the top."""


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
    layers=(
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
    layers=(
        color("accent1", lumMod=75, lumOff=25),
        color("accent1", satMod=80),
        color("accent1", satMod=60, lumMod=75),
        color("accent1", satMod=55, lumMod=55),
        color("accent1", satMod=50, lumMod=40),
    ),
)


@dataclass(frozen=True)
class PlaceholderSpec:
    """A placeholder of a layout: name of its region, box in points, and what differs from the master."""

    name: str
    idx: int
    type: str | None
    """OOXML type; None for a content placeholder, which takes text, tables, charts and pictures."""
    box: tuple[float, float, float, float] | None = None
    size: float | None = None
    color: str | None = None
    bold: bool = False
    anchor: str | None = None
    align: str | None = None
    fill: str | None = None
    """Colour element of a filled background, as for a badge."""
    prompt: str = ""
    inset: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom."""
    second: tuple[float, str] | None = None
    """Size and colour of the second level, which has no bullet."""


@dataclass(frozen=True)
class BackgroundShape:
    """A filled rectangle behind the content; box in points."""

    name: str
    box: tuple[float, float, float, float]
    color: str


@dataclass(frozen=True)
class LayoutSpec:
    """One layout, named after its kind of slide.

    Names are capitalised, since LibreOffice 7.4 gives a layout called ``table`` a white background.
    """

    name: str
    type: str | None
    placeholders: tuple[PlaceholderSpec, ...]
    shapes: tuple[BackgroundShape, ...] = ()
    deep: bool = False
    """Has the dark background, without the master's shapes."""
    footers: bool = True


def _title(prompt: str = "Title") -> PlaceholderSpec:
    return PlaceholderSpec("title", 0, "title", prompt=prompt)


def _region(prompt: str, top: float = BODY_TOP, bottom: float = BODY_BOTTOM) -> PlaceholderSpec:
    return PlaceholderSpec("body", 1, None, (MARGIN, top, SPAN, bottom - top), prompt=prompt)


def _column(name: str, idx: int, left: float, right: float, prompt: str) -> PlaceholderSpec:
    return PlaceholderSpec(name, idx, None, (left, BODY_TOP, right - left, BODY_HEIGHT), prompt=prompt)


def _caption(palette: Palette, left: float, right: float) -> PlaceholderSpec:
    box = (left, BODY_BOTTOM - 20, right - left, 20.0)
    return PlaceholderSpec("caption", 18, "body", box, 14, palette.quiet, anchor="b", prompt="Caption")


def layout_specs(palette: Palette) -> tuple[LayoutSpec, ...]:
    """The layouts of slides with running text, figures, tables and code."""
    right = MARGIN + SPAN
    return (
        _title_layout(palette),
        LayoutSpec(
            "Agenda",
            None,
            (
                _title(),
                PlaceholderSpec("bar", 16, None, (MARGIN, BODY_TOP, SPAN, 56.0), 14, prompt="Sections by minutes"),
                _region("Sections", top=BODY_TOP + 80),
            ),
        ),
        _section_layout(palette),
        LayoutSpec("Content", "obj", (_title(), _region("Text"))),
        LayoutSpec(
            "Two-content",
            "twoObj",
            (
                _title(),
                _column("body", 1, MARGIN, 464.0, "Text"),
                _column("aside", 2, 496.0, right, "Text"),
            ),
        ),
        LayoutSpec(
            "Figure",
            None,
            (_title(), _region("Figure", bottom=BODY_BOTTOM - 28), _caption(palette, MARGIN, right)),
        ),
        LayoutSpec(
            "Figure-text",
            None,
            (
                _title(),
                _column("body", 1, MARGIN, 388.0, "Text"),
                _column("aside", 2, 416.0, right, "Figure"),
            ),
        ),
        LayoutSpec("Table", None, (_title(), _region("Table"))),
        LayoutSpec("Chart", None, (_title(), _region("Chart"))),
        LayoutSpec("Code", None, (_title(), _region("Code"))),
        LayoutSpec("Closing", None, (_title(), _region("Text"))),
    )


def _title_layout(palette: Palette) -> LayoutSpec:
    ink, quiet, wide = palette.deep_ink, palette.deep_quiet, 600.0
    layers = tuple(
        BackgroundShape(
            f"layer {number}",
            (WIDTH - 64.0 - 72.0 * number, 148.0 + 80.0 * (number - 1), 64.0 + 72.0 * number, 72.0),
            tone,
        )
        for number, tone in enumerate(palette.layers, 1)
    )
    return LayoutSpec(
        "Title",
        "title",
        (
            PlaceholderSpec("eyebrow", 17, "body", (MARGIN, 56.0, SPAN, 32.0), 20, quiet, prompt="Course"),
            PlaceholderSpec("title", 0, "ctrTitle", (MARGIN, 144.0, wide, 208.0), 48, ink, anchor="b", prompt="Title"),
            PlaceholderSpec(
                "subtitle", 1, "subTitle", (MARGIN, 376.0, 528.0, 88.0), 20, quiet, prompt="Week · day · minutes"
            ),
        ),
        layers,
        deep=True,
        footers=False,
    )


def _section_layout(palette: Palette) -> LayoutSpec:
    ink, quiet = palette.deep_ink, palette.deep_quiet
    return LayoutSpec(
        "Section",
        "secHead",
        (
            PlaceholderSpec("number", 13, "body", (MARGIN, 80.0, 240.0, 96.0), 80, quiet, True, "b", prompt="1"),
            PlaceholderSpec(
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
            PlaceholderSpec("title", 0, "title", (MARGIN, 192.0, SPAN, 104.0), 40, ink, prompt="Section"),
            PlaceholderSpec("goal", 15, "body", (MARGIN, 304.0, SPAN, 72.0), 20, quiet, prompt="Goal"),
            PlaceholderSpec("bar", 16, None, (MARGIN, 424.0, SPAN, 48.0), 14, ink, prompt="Sections by minutes"),
        ),
        (BackgroundShape("edge", (0.0, 200.0, 12.0, 40.0), quiet),),
        deep=True,
    )
