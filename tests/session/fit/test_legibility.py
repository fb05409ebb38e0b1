"""Every text in a colour that reads on the ground that it stands on."""

from __future__ import annotations

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import Align
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout, PlacedSlide, Shape, TableShape, TextParagraph, TextRun, TextShape
from coursedeck.model.template import Art, ArtFill, LevelStyle, Placeholder, Template, TemplateLayout
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit.legibility import LARGE, Legibility

HERE = Source("content/a.md", 1)
BOX = Box(100, 200, 400, 100)
PALETTES = {
    "dark by its own fill": ("0F221D", {"tx1": "FFFFFF", "bg1": "FFFFFF", "tx2": "474747", "bg2": "F1F9F7"}),
    "office accents": ("FFFFFF", {"tx1": "000000", "bg1": "FFFFFF", "tx2": "44546A", "bg2": "E7E6E6"}),
    "violet second ground": ("FFFFFF", {"tx1": "000000", "bg1": "FFFFFF", "tx2": "333333", "bg2": "6A6AF4"}),
    "middle grey": ("808080", {"tx1": "202020", "bg1": "FFFFFF", "tx2": "555555", "bg2": "999999"}),
}
ACCENTS = {
    "accent1": "5B9BD5", "accent2": "ED7D31", "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "4472C4",
    "accent6": "70AD47", "hlink": "0000FF", "folHlink": "800080",
}  # fmt: skip


@pytest.fixture(scope="module")
def bundled() -> Template:
    return read_template(builtin_template("default"))


def foreign(template: Template, palette: str, **changes: object) -> tuple[Template, TemplateLayout]:
    shade, roles = PALETTES[palette]
    colors = tuple({**roles, **ACCENTS}.items())
    layout = replace(
        template.layout_for(Layout.CONTENT),
        shade=shade,
        ground=shade,
        colors=colors,
        art=(),
        **changes,  # type: ignore[arg-type]
    )
    return replace(template, theme="", colors=colors), layout


def text(words: str, color: str | None = None, size: float = 20, **more: object) -> TextParagraph:
    return TextParagraph((TextRun(words, "en-US", color=color, **more),), size)  # type: ignore[arg-type]


def placed(*shapes: Shape, title: TextShape | None = None) -> PlacedSlide:
    heading = title or TextShape("title", Box(0, 0, 900, 80), (text("Title", size=30),))
    return PlacedSlide("one", Layout.CONTENT, "content", heading, shapes, (), HERE)


def worst(shape: TextShape, ground: str, colors: ThemeColors) -> float:
    inks = [run.color or colors.ink(f"#{ground}") for one in shape.paragraphs for run in one.runs]
    return min(contrast(colors.hex(ink), ground) for ink in inks)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", ["tx1", "tx2", "bg2", *ACCENTS, None])
def test_roles_read_on_the_background_of_the_layout(bundled: Template, palette: str, role: str | None) -> None:
    template, layout = foreign(bundled, palette)
    legibility = Legibility.of(layout, template)
    (found,) = legibility.slide(placed(TextShape("a", BOX, (text("words", role),)))).shapes
    assert isinstance(found, TextShape)
    assert worst(found, layout.shade, legibility.colors) >= 4.5
    large = legibility.slide(placed(TextShape("a", BOX, (text("words", role, LARGE),)))).shapes[0]
    assert isinstance(large, TextShape) and worst(large, layout.shade, legibility.colors) >= 3


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", ["accent3", "accent4", "tx2"])
def test_tokens_of_code_read_on_its_card_and_cards_suit_the_slide(bundled: Template, palette: str, role: str) -> None:
    template, layout = foreign(bundled, palette)
    legibility = Legibility.of(layout, template)
    (card,) = legibility.slide(placed(TextShape("code", BOX, (text("x = 1", role, 14),), fill="bg2"))).shapes
    assert isinstance(card, TextShape) and card.fill is not None
    opaque = "@" not in card.fill
    ground = legibility.colors.hex("bg2") if opaque else layout.shade
    assert contrast(ground, layout.shade) <= 1.6
    assert worst(card, ground, legibility.colors) >= 4.5 - (0 if opaque else 0.8)


def test_a_role_that_reads_stays_and_another_keeps_its_hue(bundled: Template) -> None:
    template, layout = foreign(bundled, "office accents")
    legibility = Legibility.of(layout, template)
    assert legibility.paint("tx1", "FFFFFF", 20) == "tx1"
    assert legibility.paint("accent4", "FFFFFF", 20).startswith("accent4:")
    assert legibility.paint("accent4", "000000", 20) == "accent4"


def test_links_that_do_not_read_have_a_colour_of_their_own(bundled: Template) -> None:
    template, layout = foreign(bundled, "dark by its own fill")
    legibility = Legibility.of(layout, template)
    (shape,) = legibility.slide(placed(TextShape("a", BOX, (text("site", link="https://example.org"),)))).shapes
    assert isinstance(shape, TextShape)
    (run,) = shape.paragraphs[0].runs
    assert run.color is not None and contrast(legibility.colors.hex(run.color), layout.shade) >= 4.5


def band(color: str) -> Art:
    return Art(Box(0, 0, 960, 120), "M 0 0", ArtFill(((0.0, color, 1.0),)))


def test_a_title_on_a_band_is_judged_by_the_band(bundled: Template) -> None:
    template, layout = foreign(bundled, "office accents")
    layout = replace(layout, art=(band("102030"),))
    legibility = Legibility.of(layout, template)
    found = legibility.slide(placed()).title
    assert worst(found, "102030", legibility.colors) >= 3


def test_the_fill_of_a_placeholder_is_nearer_than_the_band(bundled: Template) -> None:
    template, layout = foreign(bundled, "office accents")
    levels = (LevelStyle(30, tone="FFFFFF", color="bg1"),) * 9
    own = Art(Box(0, 0, 900, 80), "M 0 0", ArtFill(((0.0, "5B5B5B", 1.0),)))
    holder = Placeholder(0, "title", "title", Box(0, 0, 900, 80), levels, (0, 0, 0, 0), "t", art=own)
    layout = replace(layout, placeholders=(holder,))
    title = TextShape("title", holder.box, (text("White on grey", size=30),), placeholder=0)
    found = Legibility.of(layout, template).slide(placed(title=title)).title
    assert found.paragraphs[0].runs[0].color is None


def test_text_on_another_shape_is_judged_by_that(bundled: Template) -> None:
    template, layout = foreign(bundled, "office accents")
    legibility = Legibility.of(layout, template)
    below = TextShape("panel", Box(50, 150, 600, 250), (), fill="accent1:50")
    above = TextShape("words", BOX, (text("words", "tx2"),))
    found = legibility.slide(placed(below, above)).shapes[1]
    assert isinstance(found, TextShape)
    assert worst(found, legibility.colors.hex("accent1:50"), legibility.colors) >= 4.5


def test_cells_of_a_table_read_on_their_rows(bundled: Template) -> None:
    template, layout = foreign(bundled, "dark by its own fill")
    legibility = Legibility.of(layout, template)
    cells = (
        ((text("head", "accent1", 16),), (text("b", None, 16),)),
        ((text("c", "tx2", 16),), (text("d", None, 16),)),
    )
    shape = TableShape("t", BOX, (200, 200), (30, 30), cells, 1, HERE)
    (found,) = legibility.slide(placed(shape)).shapes
    assert isinstance(found, TableShape)
    (quiet,) = found.cells[1][0][0].runs
    assert quiet.color is not None and contrast(legibility.colors.hex(quiet.color), layout.shade) >= 4.5


def test_footers_that_are_too_pale_get_a_colour(bundled: Template) -> None:
    template, layout = foreign(bundled, "middle grey")
    slide = Legibility.of(layout, template).slide(placed())
    for color in (slide.footer_color, slide.number_color):
        shown = color or f"#{layout.placeholders[-1].levels[0].tone}"
        assert contrast(ThemeColors(dict(layout.colors)).hex(shown), layout.shade) >= 4.5


def test_bundled_themes_stay_as_they_are(bundled: Template) -> None:
    layout = bundled.layout_for(Layout.CONTENT)
    shapes = (
        TextShape("a", BOX, (text("words", "tx2"), text("more", None), text("code", "accent1", 16))),
        TextShape("card", Box(500, 200, 200, 100), (replace(text("in", None), align=Align.CENTER),), fill="bg2"),
    )
    before = placed(*shapes)
    after = Legibility.of(layout, bundled).slide(before)
    assert (after.shapes, after.title, after.footer_color, after.ground) == (shapes, before.title, None, "")
