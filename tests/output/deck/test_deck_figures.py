"""Figures as native groups, with their words as they were drawn."""

from __future__ import annotations

import pytest

from coursedeck.base.look.flowchart_shapes import FLOWCHART_SHAPES
from coursedeck.model.drawing import DrawnCluster, DrawnItem, DrawnNode, Paint
from coursedeck.model.graph import NodeShape
from coursedeck.model.units import Box
from coursedeck.model.values import replace
from coursedeck.output.deck.figures.shape_definitions import SHAPE_DEFINITIONS
from tests.output.deck.deck_samples import (
    Package,
    block,
    drawing,
    edge,
    found,
    icon_node,
    node,
)
from tests.output.deck.figure_geometry import EMU, drawn_path, glued_places, near, written_figure

FIGURES = ("outlines", "arrows", "paths", "layers")


def test_a_figure_is_one_named_group_with_alt_text(package: Package) -> None:
    groups = found(package.slide("layers"), "/p:sld/p:cSld/p:spTree/p:grpSp/p:nvGrpSpPr/p:cNvPr")
    assert [(group.get("name"), group.get("descr")) for group in groups] == [("layers", "layers: what it shows")]


def test_groups_keep_sizes_as_they_are(package: Package) -> None:
    for name in FIGURES:
        for place in found(package.slide(name), "//p:grpSp/p:grpSpPr/a:xfrm"):
            assert dict(place[0].attrib) == dict(place[2].attrib)
            assert dict(place[1].attrib) == dict(place[3].attrib)


def test_words_have_the_size_and_the_breaks_of_the_drawing(package: Package) -> None:
    root = package.slide("outlines")
    scale = found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/p:grpSpPr/a:xfrm/a:ext/@cx")[0]
    expected = round(14 * int(scale) / EMU / 850 * 100)
    bodies = found(root, "/p:sld/p:cSld/p:spTree/p:grpSp/p:sp/p:txBody")
    assert len(bodies) == len(NodeShape)
    for body in bodies:
        assert {abs(int(size) - expected) <= 1 for size in found(body, ".//a:rPr/@sz")} == {True}
        assert found(body, "a:bodyPr/@wrap") == ["none"]
        assert len(found(body, "a:p")) == 1
        assert len(found(body, "a:p/a:br")) == 1


def test_lines_stand_as_far_apart_as_drawn(package: Package) -> None:
    root = package.slide("outlines")
    size = int(found(root, "//p:grpSp//a:rPr/@sz")[0])
    pitch = int(found(root, "//p:grpSp//a:lnSpc/a:spcPts/@val")[0])
    assert pitch == pytest.approx(size * 1.2, abs=2)


def test_clusters_hold_their_titles(package: Package) -> None:
    cluster = found(package.slide("layers"), "//p:sp[p:nvSpPr/p:cNvPr/@name='호스트 (Host OS)']")[0]
    assert "".join(found(cluster, ".//a:t/text()")) == "호스트 (Host OS)"
    assert found(cluster, "p:txBody/a:bodyPr/@anchor") == ["t"]
    assert found(cluster, "p:spPr/a:ln/a:prstDash/@val") == ["dash"]


def test_an_icon_is_grouped_with_the_shape_that_lines_end_at(package: Package) -> None:
    root = package.slide("layers")
    groups = found(root, "//p:grpSp/p:grpSp")
    assert [group[0][0].get("name") for group in groups] == ["가상 머신 1", "VM 2", "خادم"]
    glued = set(found(root, "//a:stCxn/@id"))
    for group in groups:
        assert found(group, "p:sp/p:nvSpPr/p:cNvPr/@id")[0] in glued
        assert found(group, "p:pic/p:nvPicPr/p:cNvPr/@descr")


def test_equal_icons_are_one_part(package: Package) -> None:
    assert len(set(found(package.slide("layers"), "//p:grpSp/p:grpSp/p:pic//a:blip/@r:embed"))) == 1


def test_every_kind_of_node_has_an_outline() -> None:
    assert set(SHAPE_DEFINITIONS) == set(NodeShape)


def test_links_of_nodes_are_links(package: Package) -> None:
    assert found(package.slide("layers"), "//p:cNvPr[@name='클라우드 Cloud']/a:hlinkClick/@r:id")


def test_a_corrupt_icon_leaves_the_label() -> None:
    broken = icon_node("n1", "서버", 0, 0)
    assert broken.icon is not None
    broken = replace(broken, icon=replace(broken.icon, data=b"nothing"))
    root = written_figure(drawing("broken", 90, 84, [broken]))
    assert found(root, "//p:pic") == []
    assert "서버" in "".join(found(root, "//p:grpSp//a:t/text()"))


def test_labels_may_hold_anything() -> None:
    words = "<script>&\x00\"'"
    label = block(words, 0, 0, 100)
    made = DrawnNode("n", Box(0, 0, 100, 40), NodeShape.RECTANGLE, Paint("#FFFFFF", None, 0), label)
    cluster = DrawnCluster("c", Box(0, 50, 100, 40), Paint(None, None, 0), None)
    assert found(written_figure(drawing("odd", 100, 100, [made, cluster])), "//p:grpSp//a:t/text()") == ["<script>&\"'"]


PRESETS = {
    NodeShape.MERGE: "flowChartMerge",
    NodeShape.MANUAL_INPUT: "flowChartManualInput",
    NodeShape.DOCUMENTS: "flowChartMultidocument",
    NodeShape.PAPER_TAPE: "flowChartPunchedTape",
    NodeShape.DELAY: "flowChartDelay",
    NodeShape.DISPLAY: "flowChartDisplay",
    NodeShape.DRUM: "flowChartMagneticDrum",
    NodeShape.COLLATE: "flowChartCollate",
    NodeShape.STORED_DATA: "flowChartOnlineStorage",
    NodeShape.CARD: "flowChartPunchedCard",
    NodeShape.INTERNAL_STORAGE: "flowChartInternalStorage",
    NodeShape.CROSSED_CIRCLE: "flowChartSummingJunction",
}


@pytest.mark.parametrize("shape", PRESETS)
def test_flowchart_shapes_are_the_presets_with_their_text_rectangle(shape: NodeShape) -> None:
    box = Box(20, 10, 200, 100)
    inner = FLOWCHART_SHAPES[shape].text_box(box)
    height = block("words", 0, 0, 40).box.height
    label = block("words", inner.center.x - 20, inner.center.y - height / 2, 40)
    made = replace(node("a", "words", box, shape), label=label)
    (drawn,) = found(written_figure(drawing("one", 240, 120, [made])), "//p:grpSp/p:sp")
    assert found(drawn, "p:spPr/a:prstGeom/@prst") == [PRESETS[shape]]
    assert found(drawn, "p:txBody/a:bodyPr/@anchor") == ["ctr"]


def test_a_line_to_the_slant_of_a_shape_is_glued_there() -> None:
    items: list[DrawnItem] = [
        node("a", "A", Box(0, 0, 100, 100), NodeShape.MERGE),
        node("b", "B", Box(200, 30, 80, 40)),
        edge("e", "a", "b", [(75, 50), (200, 50)]),
    ]
    root = written_figure(drawing("one", 280, 100, items))
    assert not found(root, "//a:prstGeom[@prst='flowChartMerge']")
    (start,) = [place for _, tag, place in glued_places(root) if tag == "stCxn"]
    (line,) = found(root, "//p:cxnSp")
    assert near(drawn_path(line)[0], start, 0.2)
