"""How charts, bars, lists and figures on dark ground look, wherever they are drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coursedeck.base.look.bars import bar_cells, cell_paint
from coursedeck.base.look.bundled import PACKAGE, bundled, templates_folder
from coursedeck.base.look.charts import (
    has_labels,
    has_legend,
    has_track,
    inside_ink,
    is_inside,
    number_format,
    point_paint,
    series_paint,
    shown_number,
    track_paint,
)
from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.derived_text import numbering_starts, with_text_color
from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.drawing import Align, DrawnNode, Paint, TextBlock
from coursedeck.model.graph import NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.slide import TextParagraph, TextRun
from coursedeck.model.text import literal
from coursedeck.model.units import Box

LIGHT = ThemeColors({"tx1": "1B2430", "bg1": "FFFFFF", "accent1": "2F6FDE", "accent2": "E07A2F"})
DARK = ThemeColors({"tx1": "FFFFFF", "bg1": "10151C", "accent1": "6FA8FF", "accent2": "E07A2F"})
HERE = Source("content/a.md", 1)


def chart(*rows: tuple[float | None, ...], kind: ChartKind = ChartKind.BAR, unit: str = "", **more: object) -> Chart:
    categories = tuple(literal(str(number), HERE) for number in range(len(rows[0])))
    series = tuple(Series(literal(f"s{number}", HERE), row) for number, row in enumerate(rows))
    return Chart(kind, None, categories, series, HERE, unit, **more)  # type: ignore[arg-type]  # a sample names any field


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_shares_lie_on_tracks_on_which_numbers_can_be_read(colors: ThemeColors) -> None:
    shares = chart((85.0, 7.0, 20.0, None), unit="%", maximum=100.0)
    track = track_paint(colors)
    assert has_track(shares)
    assert [is_inside(shares, point) for point in range(4)] == [True, False, True, False]
    assert contrast(colors.hex(series_paint(shares, 0, colors)), colors.hex(track)) >= 3
    for point in range(4):
        behind = series_paint(shares, 0, colors) if is_inside(shares, point) else track
        assert contrast(colors.hex(inside_ink(shares, 0, point, colors) or ""), colors.hex(behind)) >= 4.5


@pytest.mark.parametrize(
    "other",
    [
        chart((85.0,), unit="%"),
        chart((85.0,), unit="%", maximum=90.0),
        chart((85.0,), unit="s", maximum=100.0),
        chart((-5.0, 85.0), unit="%", maximum=100.0),
        chart((85.0,), (15.0,), unit="%", maximum=100.0),
        chart((85.0,), unit="%", maximum=100.0, kind=ChartKind.COLUMN),
    ],
    ids=["no end", "another end", "another unit", "below nothing", "two series", "standing"],
)
def test_other_bars_have_no_tracks(other: Chart) -> None:
    assert not has_track(other)
    assert inside_ink(other, 0, 0, LIGHT) is None


@pytest.mark.parametrize(
    ("values", "unit", "code", "shown"),
    [
        ((1200.0, 3.0), "", "#,##0", "1,200"),
        ((1200.0, 3.5), "", "General", "1200"),
        ((1200.0,), " %", '#,##0" %"', "1,200 %"),
        ((1200.0,), ' "ms"', '#,##0" ”ms”"', '1,200 "ms"'),
    ],
)
def test_numbers_are_shown_as_their_format_code_says(
    values: tuple[float, ...], unit: str, code: str, shown: str
) -> None:
    made = chart(values, unit=unit)
    assert number_format(made) == code
    assert shown_number(made, values[0]) == shown


def test_one_stressed_bar_makes_the_others_neutral() -> None:
    stressed = chart((1, 2, 3), emphasis=(1,))
    assert [point_paint(stressed, point, LIGHT) for point in range(3)] == [None, "accent1", None]
    assert LIGHT.hex(series_paint(stressed, 0, LIGHT)) == "B2B2B2"
    assert series_paint(chart((1, 2), (3, 4), emphasis=(1,)), 1, LIGHT) == "accent2"


def test_neighbouring_slices_differ_in_colour() -> None:
    for emphasis in ((), (0,)):
        ring = chart((1, 2, 3, 4, 5, 6, 7), kind=ChartKind.PIE, emphasis=emphasis)
        paints = [point_paint(ring, point, LIGHT) for point in range(7)]
        assert all(one != other for one, other in pairwise(paints))


def test_legends_and_labels_stand_where_they_are_needed() -> None:
    assert not has_legend(chart((1, 2))) and has_legend(chart((1, 2), (3, 4)))
    assert has_legend(chart((1, 2), kind=ChartKind.DOUGHNUT))
    assert has_labels(chart((1,) * 8, kind=ChartKind.LINE)) and not has_labels(chart((1,) * 9, kind=ChartKind.LINE))
    assert has_labels(chart((1,) * 9))


@pytest.mark.parametrize("weights", [(1.0, 3.0, 2.0), (0.0, 0.0), (5.0,)])
@pytest.mark.parametrize("rtl", [False, True])
def test_the_cells_of_a_bar_fill_it_in_reading_order(weights: tuple[float, ...], rtl: bool) -> None:
    box = Box(10, 20, 300, 8)
    cells = list(bar_cells(box, weights, rtl=rtl))
    lefts = [cell.left for cell in cells]
    assert lefts == sorted(lefts, reverse=rtl)
    assert min(lefts) == pytest.approx(box.left)
    assert max(cell.right for cell in cells) == pytest.approx(box.right)
    if sum(weights):
        assert [cell.width / cells[0].width for cell in cells] == pytest.approx([w / weights[0] for w in weights])


def test_the_current_cell_is_seen_on_any_ground() -> None:
    same = ThemeColors({**LIGHT.colors, "accent1": "F4F4F4"})
    assert cell_paint(LIGHT, "bg1", current=True)[0] == "accent1"
    assert cell_paint(same, "bg1", current=True) == ("tx1", "bg1")
    assert cell_paint(LIGHT, "bg1", current=False) == ("tx1@15", "tx1")


def paragraph(number: int | None, level: int = 0) -> TextParagraph:
    return TextParagraph((TextRun("x", "en"),), 18, level=level, bullet="1." if number else None, number=number)


def test_lists_that_count_on_share_their_first_number() -> None:
    counted = [paragraph(n) for n in (1, 2, 3)]
    assert numbering_starts(counted) == [1, 1, 1]
    assert numbering_starts([paragraph(4), paragraph(5), paragraph(None), paragraph(6)]) == [4, 4, 1, 6]
    assert numbering_starts([paragraph(1), paragraph(1, 1), paragraph(2, 1), paragraph(2)]) == [1, 1, 1, 1]
    assert numbering_starts([paragraph(1), paragraph(7), paragraph(8)]) == [1, 7, 7]


def test_text_on_a_fill_gets_a_colour_and_keeps_its_own() -> None:
    runs = (TextRun("a", "en"), TextRun("b", "en", color="accent2"), TextRun("c", "en", link="https://example.org"))
    (made,) = with_text_color([TextParagraph(runs, 18)], "bg1", links=False)
    assert [run.color for run in made.runs] == ["bg1", "accent2", None]


def node(fill: str | None, ink: str) -> DrawnNode:
    label = TextBlock(Box(0, 0, 50, 20), (), 12, ink, Align.CENTER, True)
    return DrawnNode("n", Box(0, 0, 50, 20), NodeShape.RECTANGLE, Paint(fill, "#333333", 1), label)


def test_what_is_drawn_for_white_paper_is_read_on_a_dark_slide() -> None:
    bare, filled = node(None, "#222222"), node("#ffeecc", "#222222")
    assert adapt_to_background([bare, filled], LIGHT, "bg1") == [bare, filled]
    for item in adapt_to_background([bare, filled], DARK, "bg1"):
        assert isinstance(item, DrawnNode) and item.label is not None and item.paint.stroke is not None
        behind = item.paint.fill or f"#{DARK.hex('bg1')}"
        assert contrast(item.label.color, behind) >= READABLE
        assert contrast(item.paint.stroke, f"#{DARK.hex('bg1')}") > contrast("#333333", f"#{DARK.hex('bg1')}")


def test_bundled_templates_are_files_that_are_there() -> None:
    assert {"default", "dark"} <= set(bundled())
    assert all(path.is_file() and path.parent == templates_folder() for path in bundled().values())
    assert (PACKAGE / "__init__.py").is_file()
