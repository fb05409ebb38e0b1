"""What readers other than PowerPoint and LibreOffice need: plain coordinates, plain codes, one of each part."""

from __future__ import annotations

import io
import zipfile

import pytest

from coursedeck.model.drawing import DrawnItem
from coursedeck.model.graph import NodeShape
from coursedeck.model.session import ChartKind, Series
from coursedeck.model.slide import Deck, Layout, TextParagraph, TextShape
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from coursedeck.output.deck.figures.guides import guide_values, plain_commands
from coursedeck.output.deck.figures.shape_definitions import SHAPE_DEFINITIONS, corner_guide
from tests.output.deck.deck_samples import (
    TEMPLATE,
    Package,
    bar,
    block,
    chart,
    drawing,
    edge,
    figure,
    found,
    node,
    paragraph,
    sample_deck,
    slide,
    text,
    written,
)
from tests.output.deck.test_deck_objects import drawn_alone

MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OTHER = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"


def test_custom_geometries_are_integers_in_a_path_with_a_size_and_without_arcs(package: Package) -> None:
    geometries = [one for root in package.slides() for one in found(root, "//a:custGeom")]
    assert len(geometries) > 10
    for geometry in geometries:
        for path in found(geometry, ".//a:path"):
            assert int(path.get("w")) > 0
            assert int(path.get("h")) > 0
        assert all(point.get(side).lstrip("-").isdecimal() for point in found(geometry, ".//a:pt") for side in "xy")
        assert found(geometry, ".//a:arcTo") == []
        assert "c" not in found(geometry, ".//a:gd/@name")
        (rectangle,) = found(geometry, "a:rect")
        assert all(rectangle.get(side) in {side, "0"} for side in "ltrb")


@pytest.mark.parametrize("shape", list(NodeShape))
def test_the_paths_of_every_shape_stay_in_its_box(shape: NodeShape) -> None:
    definition = SHAPE_DEFINITIONS[shape]
    box = Box(0, 0, 120, 60)
    known = guide_values([corner_guide(0.1), *definition.guides], box)
    numbers = [word for path in definition.paths for word in plain_commands(path.commands, known).split()]
    values = [int(word) for word in numbers if word.lstrip("-").isdecimal()]
    spare = 0.2 * known["w"]  # handles of curves reach out
    assert all(-spare <= value <= known["w"] + spare for value in values)
    # a brace stands at the left side alone
    assert max(values[::2]) > (0.05 if shape is NodeShape.BRACE else 0.6) * known["w"]


def test_an_arc_becomes_curves_that_end_where_it_ended() -> None:
    known = guide_values([], Box(0, 0, 100, 100))
    commands = plain_commands("M l vc A wd2 hd2 cd2 cd2 Z", known).split()
    assert commands.count("C") == 2
    assert commands[-3:] == ["1270000", "635000", "Z"]
    top = commands.index("C") + 5
    assert commands[top : top + 2] == ["635000", "0"]


def test_a_frame_with_its_title_above_keeps_the_handle_of_its_corners() -> None:
    made = drawing("f", 200, 100, [replace(node("n", "", Box(0, 0, 200, 100)), label=block("Name", 12, 8, 60))])
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(made)),))
    root = Package(written(deck, sections=())).slide("one")
    (shape,) = found(root, "//p:sp[p:spPr/a:prstGeom/@prst='roundRect'][.//a:t='Name']")
    scale = figure(made).box.width / 200
    inside = 29289 / 100_000 * 6 * scale
    left = int(found(shape, ".//a:bodyPr/@lIns")[0]) / 12700
    assert left + inside == pytest.approx(12 * scale, abs=0.2)


def test_an_edge_to_a_place_of_its_own_still_finds_it() -> None:
    items: list[DrawnItem] = [
        node("a", "A", Box(0, 0, 200, 40), NodeShape.STADIUM),
        node("b", "B", Box(0, 100, 200, 40)),
        edge("e", "a", "b", [(50, 40), (50, 100)]),
    ]
    made = drawing("f", 200, 140, items)
    deck = Deck(sample_deck().session, (slide("one", Layout.FIGURE, "하나", figure(made)),))
    root = Package(written(deck, sections=())).slide("one")
    assert found(root, "//a:cxnLst/a:cxn[5]/a:pos/@x") == ["gx0", "gx0"]


def test_values_with_different_decimals_have_codes_of_their_own() -> None:
    series = (Series(text("a"), (1.0, 1.5, 0.25)), Series(text("b"), (30.0, None, 42.0)))
    root = drawn_alone(chart(ChartKind.BAR, series=series, unit="s"))
    codes = {
        (ser.get("val"), found(one, "c:idx/@val")[0]): found(one, "c:numFmt/@formatCode")[0]
        for ser in found(root, "//c:ser/c:idx")
        for one in found(ser.getparent(), "c:dLbls/c:dLbl")
    }
    assert codes == {
        ("0", "0"): '0"s"', ("0", "1"): '0.0"s"', ("0", "2"): '0.00"s"', ("1", "0"): '0"s"', ("1", "2"): '0"s"',
    }  # fmt: skip
    everywhere = found(root, "//@formatCode") + found(root, "//c:formatCode/text()")
    assert not any("General" in code and '"' in code for code in everywhere)
    assert found(root, "//c:valAx/c:numFmt/@formatCode") == ['#,##0"s"']


def test_numbers_of_a_list_do_not_take_the_size_of_bullets() -> None:
    numbered = TextParagraph(paragraph("one").runs, 20, bullet="1.", indent=20, hanging=20)
    shape = TextShape("list", Box(40, 100, 400, 100), (numbered,))
    deck = Deck(sample_deck().session, (slide("one", Layout.CONTENT, "하나", shape),))
    (properties,) = found(Package(written(deck, sections=())).slide("one"), "//a:pPr[a:buAutoNum]")
    names = [child.tag.rpartition("}")[2] for child in properties]
    assert len(found(properties, "a:buSzTx")) == 1
    assert names.index("buSzTx") < names.index("buFont") < names.index("buAutoNum")


@pytest.mark.parametrize(("label", "turned"), [("10 min", "0"), ("10", "0"), ("10 دقائق", "1")])
def test_a_label_of_the_bar_is_read_in_its_own_direction(label: str, turned: str) -> None:
    shape = replace(bar(None, 100, 40), labels=(label,) * len(bar(None, 100, 40).labels), rtl=True)
    deck = Deck(sample_deck().session, (slide("one", Layout.CONTENT, "하나", shape),))
    root = Package(written(deck, sections=())).slide("one")
    assert set(found(root, "//p:grpSp//a:p[a:r]/a:pPr/@rtl")) == {turned}


@pytest.mark.parametrize("kind", ["extended-properties", "custom-properties", "core-properties"])
def test_properties_that_a_converter_named_otherwise_are_replaced(kind: str) -> None:
    template = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(template, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "_rels/.rels":
                data = data.replace((MAIN + kind).encode(), (OTHER + kind).encode())
            changed.writestr(name, data)
    names = zipfile.ZipFile(io.BytesIO(written(sample_deck(), template.getvalue()))).namelist()
    assert len(names) == len({name.lower() for name in names})
    assert names.count("docProps/app.xml") == 1


def test_parts_of_a_template_that_have_our_names_make_way() -> None:
    template = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(template, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "_rels/.rels":
                entry = (
                    f'<Relationship Id="own9" Type="{MAIN}customXml" Target="ppt/charts/Chart1.xml"/></Relationships>'
                )
                data = data.replace(b"</Relationships>", entry.encode())
            changed.writestr(name, data)
        changed.writestr("ppt/charts/Chart1.xml", b"<own/>")
    made = zipfile.ZipFile(io.BytesIO(written(sample_deck(), template.getvalue())))
    names = made.namelist()
    assert len(names) == len({name.lower() for name in names})
    assert b"<own/>" in [made.read(name) for name in names]
