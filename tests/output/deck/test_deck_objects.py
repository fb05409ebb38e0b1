"""Tables, charts, pictures and bars."""

from __future__ import annotations

import base64
import io
import re
import zipfile

import pytest
from lxml import etree
from PIL import Image

from coursedeck.base.look.bars import bar_cells
from coursedeck.base.look.charts import number_format
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.slide import ChartShape, Deck, Layout, TextShape
from coursedeck.model.units import Box, Size
from coursedeck.output.deck.media import fitting_raster
from coursedeck.output.deck.svg import clean_svg, svg_to_png
from coursedeck.output.deck.workbook import workbook
from tests.output.deck.deck_samples import Package, chart, found, paragraph, png, sample_deck, slide, text, written

EMU = 12700


def test_a_table_is_native_and_as_large_as_it_was_fitted(package: Package) -> None:
    root = package.slide("table")
    table = found(root, "//a:tbl")[0]
    assert table[0].get("firstRow") == "1"
    assert table[0].get("firstCol") == "1"
    assert found(table, "a:tblGrid/a:gridCol/@w") == [str(200 * EMU)] * 3
    assert found(table, "a:tr/@h") == [str(36 * EMU)] * 3
    assert found(root, "//p:graphicFrame//p:cNvPr/@descr") == ["구분, 가상 머신, 컨테이너"]


def test_header_cells_have_their_hue_and_ink_that_reads(package: Package) -> None:
    header = found(package.slide("table"), "//a:tbl/a:tr[1]/a:tc")
    assert [found(cell, "a:tcPr/a:solidFill/a:schemeClr/@val") for cell in header] == [
        ["tx2"],
        ["accent1"],
        ["accent2"],
    ]
    assert [found(cell, ".//a:rPr/a:solidFill/a:schemeClr/@val") for cell in header] == [["bg1"]] * 3


def test_what_is_free_behind_a_number_is_a_margin_of_its_cell(package: Package) -> None:
    margins = found(package.slide("table"), "//a:tbl/a:tr[2]/a:tc/a:tcPr/@marR")
    assert margins == [str(8 * 12700), str(8 * 12700), str(14 * 12700)]


def test_an_empty_cell_does_not_stretch_its_row(package: Package) -> None:
    empty = found(package.slide("table"), "//a:tbl/a:tr[3]/a:tc[3]")[0]
    assert found(empty, ".//a:endParaRPr/@sz") == ["1600"]


def test_tables_have_no_fixed_colours(package: Package) -> None:
    assert found(package.slide("table"), "//a:tbl//a:srgbClr") == []


def chart_root(package: Package, number: int) -> etree._Element:
    return etree.fromstring(package.parts[f"ppt/charts/chart{number}.xml"])


@pytest.mark.parametrize(
    ("number", "tag"),
    [(1, "barChart"), (2, "barChart"), (3, "lineChart"), (4, "lineChart"), (5, "pieChart"), (6, "doughnutChart")],
)
def test_charts_are_native(package: Package, number: int, tag: str) -> None:
    root = chart_root(package, number)
    assert len(found(root, f"//c:plotArea/c:{tag}")) == 1
    assert found(root, "//c:autoTitleDeleted/@val") == ["1"]
    assert found(root, "/c:chartSpace/c:lang/@val") == ["ko-KR"]
    assert set(found(root, "//a:defRPr/@sz")) == {"1400"}
    assert found(root, "//a:srgbClr") == []


def test_a_bar_chart_shows_its_numbers_and_what_matters(package: Package) -> None:
    root = chart_root(package, 1)
    assert found(root, "//c:ser/c:cat//c:v/text()") == ["CPU", "메모리", "저장소"]
    assert found(root, "//c:ser/c:val//c:v/text()") == ["5.0", "15.0", "80.0"]
    assert found(root, "//c:scaling/c:max/@val") == ["100"]
    assert found(root, "//c:scaling/c:min/@val") == ["0"]
    assert found(root, "//c:valAx/c:delete/@val") == ["1"]
    assert found(root, "//c:legend") == []
    assert found(root, "//c:dPt[c:idx/@val='2']//a:schemeClr/@val") == ["accent1"]
    assert set(found(root, "//c:dLbls//c:numFmt/@formatCode")) == {'#,##0"%"'}


def test_several_series_have_a_legend(package: Package) -> None:
    assert len(found(chart_root(package, 2), "//c:legend")) == 1
    assert found(chart_root(package, 2), "//c:grouping/@val") == ["stacked"]


def test_a_missing_number_is_a_gap(package: Package) -> None:
    series = found(chart_root(package, 3), "//c:ser")[0]
    assert found(series, "c:val//c:ptCount/@val") == ["3"]
    assert len(found(series, "c:val//c:pt")) == 2


def test_shares_of_a_hundred_lie_on_tracks_that_are_no_data(package: Package) -> None:
    root = chart_root(package, 1)
    assert len(found(root, "//c:ser")) == 1
    assert found(root, "//c:plotArea/c:spPr/a:solidFill/a:schemeClr/@val") == ["accent1"]
    assert found(root, "//c:catAx/c:majorGridlines//a:schemeClr/@val") == ["bg1"]
    (width,) = found(root, "//c:catAx/c:majorGridlines//a:ln/@w")
    assert 0.2 < int(width) / 12700 / (180 / 3) < 0.4
    assert found(root, "//c:ser/c:dLbls/c:dLblPos/@val") == ["outEnd"]
    assert found(root, "//c:dLbl[c:idx/@val='2']/c:dLblPos/@val") == ["inEnd"]


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6])
def test_other_charts_have_no_tracks(package: Package, number: int) -> None:
    root = chart_root(package, number)
    assert found(root, "//c:plotArea/c:spPr") == []
    assert found(root, "//c:catAx/c:majorGridlines") == []


def test_charts_have_alt_text(package: Package) -> None:
    assert found(package.slide("charts"), "//p:graphicFrame//p:cNvPr/@descr") == ["대체 글"] * 6


@pytest.mark.parametrize(
    ("values", "unit", "expected"),
    [
        ((1.0, 20.0), "%", '#,##0"%"'),
        ((1.5, 2.0), " GB", '0.0" GB"'),
        ((0.25, 2.0), " GB", '0.00" GB"'),
        ((1.5e-9, 2.0), "s", '0.0#####E+00"s"'),
        ((1.5, 2.0), "", "General"),
        ((1.0, None), "", "#,##0"),
        ((1.0,), '"', '#,##0"”"'),
    ],
)
def test_numbers_are_written_with_their_unit(values: tuple[float | None, ...], unit: str, expected: str) -> None:
    made = chart(ChartKind.BAR, series=(Series(text("s"), values),), unit=unit)
    assert number_format(made) == expected


def test_the_workbook_holds_the_numbers_and_no_date_of_today() -> None:
    made = workbook(chart(ChartKind.BAR))
    assert made == workbook(chart(ChartKind.BAR))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"1980-01-01" in archive.read("docProps/core.xml")
        assert b"<v>80</v>" in archive.read("xl/worksheets/sheet1.xml")


def test_pictures_have_alt_text_and_no_file_name(package: Package) -> None:
    root = package.slide("pictures")
    identities = found(root, "//p:pic/p:nvPicPr/p:cNvPr")
    assert [(node.get("name"), node.get("descr")) for node in identities] == [("picture", "서버(server) 사진")] * 2


def test_missing_and_broken_pictures_are_marked_on_the_slide(package: Package) -> None:
    boxes = found(package.slide("pictures"), "//p:sp[p:spPr/a:ln/a:prstDash]")
    assert ["".join(found(box, ".//a:t/text()")) for box in boxes] == ["⚠서버(server) 사진"] * 2


def test_an_svg_stands_beside_its_png(package: Package) -> None:
    root = package.slide("pictures")
    assert len(found(root, "//a:blip[@r:embed]//asvg:svgBlip/@r:embed")) == 1
    vectors = [data for name, data in package.parts.items() if name.endswith(".svg")]
    assert all(b"script" not in data and b"passwd" not in data and b"secret" not in data for data in vectors)


def test_a_large_picture_is_made_smaller_once(package: Package) -> None:
    sizes = [
        Image.open(io.BytesIO(data)).width
        for name, data in package.parts.items()
        if name.startswith("ppt/media/image1.")
    ]
    assert sizes == [round(200 * 96 / 72 * 2)]


def test_a_small_picture_stays_as_it_is() -> None:
    data = png(50, 50)
    assert fitting_raster(data, Size(100, 100)) == (data, "image/png")


def test_a_photo_stored_on_its_side_is_turned_upright() -> None:
    written = io.BytesIO()
    photo = Image.new("RGB", (40, 20), "#2F7D4F")
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(written, "JPEG", exif=exif)
    data, media_type = fitting_raster(written.getvalue(), Size(100, 200))
    assert media_type == "image/jpeg"
    assert Image.open(io.BytesIO(data)).size == (20, 40)


@pytest.mark.parametrize("data", [b"", b"no picture", png()[:60]])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="picture"):
        fitting_raster(data, Size(10, 10))


@pytest.mark.parametrize(
    "data", [b"<html/>", b"<svg", b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><a>&a;</a>"]
)
def test_what_is_no_svg_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="SVG"):
        clean_svg(data)


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("fill:url(#a)", b"url(#a)"),
        ('fill: url( "#a" )', b"#a"),
        ("fill:url(http://e.org/a)", b""),
        ("@import url('http://e.org/a.css');rect{fill:red}", b"fill:red"),
    ],
)
def test_styles_of_an_svg_stay_in_the_file(style: str, kept: bytes) -> None:
    quoted = style.replace('"', "&quot;")
    as_text = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg"><style>{style}</style></svg>'.encode())
    as_attribute = clean_svg(f'<svg xmlns="http://www.w3.org/2000/svg"><g style="{quoted}"/></svg>'.encode())
    assert kept in as_text
    assert b"e.org" not in as_text + as_attribute


def test_an_svg_never_fetches() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="http://127.0.0.1:9/a.png"/></svg>'
    assert b"127.0.0.1" not in clean_svg(svg)
    assert svg_to_png(clean_svg(svg), 18).startswith(b"\x89PNG")


@pytest.mark.parametrize("size", ['width="1" height="1000000"', 'viewBox="x y z"', ""])
def test_an_svg_that_cannot_be_drawn_is_told_apart(size: str) -> None:
    with pytest.raises(ValueError, match="cannot be drawn"):
        svg_to_png(f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode(), 100)


def test_a_bar_is_as_long_as_its_minutes() -> None:
    widths = [cell.width for cell in bar_cells(Box(0, 0, 102, 10), (1, 3))]
    assert widths == [25, 75]
    assert [cell.width for cell in bar_cells(Box(0, 0, 102, 10), (0, 0))] == [50, 50]


def test_cells_of_the_bar_lead_to_their_sections(package: Package) -> None:
    root = package.slide("section")
    cells = found(root, "//p:grpSp/p:sp")
    assert len(cells) == 6
    linked = [bool(found(cell, "p:nvSpPr/p:cNvPr/a:hlinkClick")) for cell in cells]
    assert linked == [True, True, True, False, False, False]
    assert found(cells[1], ".//a:rPr/@b") == ["1", "1"][: len(found(cells[1], ".//a:rPr/@b"))]


def test_the_current_cell_stands_out_on_a_dark_ground(package: Package) -> None:
    fills = found(package.slide("section"), "//p:grpSp/p:sp/p:spPr/a:solidFill/a:schemeClr")
    assert [fill.get("val") for fill in fills] == ["bg1"] * 6
    assert [len(found(fill, "a:alpha")) for fill in fills] == [1, 0, 1, 1, 1, 1]


def drawn_alone(made: Chart, *, rtl: bool = False) -> etree._Element:
    """The root of a chart's part, in a deck of its own."""
    shape = ChartShape("chart", Box(40, 120, 600, 300), made, 14, "alt", rtl=rtl)
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", shape),))
    return chart_root(Package(written(deck, sections=())), 1)


@pytest.mark.parametrize(("values_shown", "code"), [(False, "0%"), (True, '#,##0"%"')])
def test_a_pie_shows_shares_and_values_if_asked(values_shown: bool, code: str) -> None:
    root = drawn_alone(chart(ChartKind.PIE, shares=True, values_shown=values_shown))
    labels = found(root, "//c:ser/c:dLbls")[0]
    assert found(labels, "c:showPercent/@val") == ["1"]
    assert found(labels, "c:showVal/@val") == [str(int(values_shown))]
    assert found(labels, "c:numFmt/@formatCode") == [code]


def test_axes_have_their_titles_and_lines_stand_in_front_of_columns() -> None:
    series = (Series(text("sold"), (5.0, 15.0, 80.0)), Series(text("planned"), (6.0, 7.0, 8.0), line=True))
    root = drawn_alone(chart(ChartKind.COLUMN, series=series, category_title=text("달"), value_title=text("매출")))
    assert found(root, "//c:catAx/c:title//a:t/text()") == ["달"]
    assert found(root, "//c:valAx/c:title//a:t/text()") == ["매출"]
    assert found(root, "//c:valAx/c:title//a:bodyPr/@rot") == ["-5400000"]
    assert found(root, "//c:valAx/c:delete/@val") == ["0"]
    names = [found(root, f"//c:{plot}/c:ser/c:tx//c:v/text()") for plot in ("barChart", "lineChart")]
    assert names == [["sold"], ["planned"]]
    assert found(root, "//c:plotArea/*")[1].tag.endswith("barChart")


def axes_of(root: etree._Element) -> list[tuple[str, str]]:
    """Where each axis stands, and which way it runs."""
    return [
        (found(axis, "c:axPos/@val")[0], found(axis, "c:scaling/c:orientation/@val")[0])
        for axis in found(root, "//c:catAx | //c:valAx")
    ]


@pytest.mark.parametrize(
    ("kind", "from_left", "from_right"),
    [
        (ChartKind.COLUMN, [("b", "minMax"), ("l", "minMax")], [("b", "maxMin"), ("r", "minMax")]),
        (ChartKind.LINE, [("b", "minMax"), ("l", "minMax")], [("b", "maxMin"), ("r", "minMax")]),
        (ChartKind.BAR, [("l", "maxMin"), ("b", "minMax")], [("r", "maxMin"), ("b", "maxMin")]),
    ],
)
def test_a_chart_that_is_read_from_the_right_begins_there(
    kind: ChartKind, from_left: list[tuple[str, str]], from_right: list[tuple[str, str]]
) -> None:
    assert axes_of(drawn_alone(chart(kind))) == from_left
    assert axes_of(drawn_alone(chart(kind), rtl=True)) == from_right


@pytest.mark.parametrize(("rtl", "side"), [(False, "r"), (True, "l")])
def test_the_legend_of_a_ring_stands_where_reading_ends(rtl: bool, side: str) -> None:
    assert found(drawn_alone(chart(ChartKind.DOUGHNUT), rtl=rtl), "//c:legendPos/@val") == [side]


def test_a_unit_that_runs_from_the_right_stands_left_of_its_number() -> None:
    made = chart(ChartKind.COLUMN, series=(Series(text("s"), (1.0, 2.0, 3.0)),), unit=" درجة")
    assert number_format(made) == '"\u202b"#,##0" درجة\u202c"'


def test_the_axis_of_lying_bars_stands_below_them() -> None:
    root = drawn_alone(chart(ChartKind.BAR, value_title=text("매출")))
    assert found(root, "//c:valAx/c:crosses/@val") == ["max"]


HOSTILE = {
    "script": "<script>x</script>",
    "animation": '<rect id="r"><set attributeName="href" to="http://e.org/"/><animate values="http://e.org"/></rect>',
    "handler": '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">x()</handler>',
    "event": '<rect onload="x()" onclick="x()" onbegin="x()"/>',
    "page": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://e.org"/></body></foreignObject>',
    "element of a page": '<html:iframe xmlns:html="http://www.w3.org/1999/xhtml" src="http://e.org"/>',
    "escape in a style": '<rect style="fill:u\\72l(http://e.org/a)"/>',
    "escape in a sheet": "<style>@\\69mport 'http://e.org/a.css'; rect{fill:\\75 rl(http://e.org)}</style>",
    "comment in a sheet": "<style>@import/**/'http://e.org/a.css';</style>",
    "image-set": "<rect style=\"background:image-set('http://e.org/a' 1x)\"/>",
    "base": '<g xml:base="http://e.org/"><use href="#a"/></g>',
    "link": '<a href="javascript:x()"><text>a</text></a><a href="http://e.org/">b</a>',
    "sheet": '<?xml-stylesheet href="http://e.org/a.css"?>',
    "drawing inside": "<image href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cscript/%3E"
    "%3Cimage href='http://e.org/'/%3E%3C/svg%3E\"/>",
    "page inside": '<image href="data:text/html,http://e.org/"/><use href="data:image/svg+xml,http://e.org#a"/>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_that_acts_or_asks_stays_in_an_svg(name: str) -> None:
    body = f"<text>before</text>{HOSTILE[name]}<text>after</text>"
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    left = clean_svg(f"<svg {spaces}>{body}</svg>".encode())
    inner = re.findall(rb"data:image/svg\+xml;base64,([^\"]*)", left)
    seen = left + b"".join(base64.b64decode(each) for each in inner)
    for word in (b"e.org", b"script", b"x()", b"onload", b"iframe", b"<set", b"<animate", b"handler"):
        assert word not in seen.replace(b"data:text", b"")
    assert b">before<" in left and b">after<" in left


def test_what_draws_stays_in_an_svg() -> None:
    kept = (
        b'<linearGradient id="g"><stop offset="0"/></linearGradient><style>.a{fill:url(#g)}</style>'
        b'<g class="a" transform="scale(2)"><use href="#b"/></g><image href="data:image/png;base64,AA=="/>'
        b'<text x="1">one<tspan dy="2">two</tspan>three</text>'
        b'<filter id="f"><feGaussianBlur stdDeviation="1"/></filter>'
    )
    assert kept in clean_svg(b'<svg xmlns="http://www.w3.org/2000/svg">' + kept + b"</svg>")


def test_what_stands_beside_a_title_is_read_before_what_is_below_it() -> None:
    boxes = {"body": Box(40, 120, 600, 300), "part": Box(800, 60, 80, 30), "eyebrow": Box(40, 20, 600, 20)}
    shapes = [TextShape(name, box, (paragraph(name),)) for name, box in boxes.items()]
    deck = Deck(sample_deck().session, (slide("one", Layout.CONTENT, "글", *shapes),))
    names = found(Package(written(deck, sections=())).slide("one"), "//p:sp//p:cNvPr/@name")
    assert names[:4] == ["title", "part", "eyebrow", "body"]
