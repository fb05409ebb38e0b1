"""Decks on slides of other sizes: everything in the proportions of a common slide, the layouts as they were."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation

from coursedeck.base.xml.lengths import multiply_lengths, slide_proportion
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region
from coursedeck.output.template import read_template
from tests.output.deck.deck_samples import TEMPLATE, Package, found, sample_deck, written
from tests.output.template.brand_files import resized
from tests.output.template.template_files import parts

FACTORS = (1.5, 0.75)
"""20 × 11.25 in, and 10 × 5.63 in."""


@pytest.fixture(scope="module", params=FACTORS, ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[float, Path, bytes]:
    file = resized(TEMPLATE, tmp_path_factory.mktemp("sizes") / "t.pptx", request.param)
    return request.param, file, written(sample_deck(), file.read_bytes())


def test_text_and_boxes_have_the_slides_proportion(made: tuple[float, Path, bytes], package: Package) -> None:
    factor, _, deck = made
    for name in ("bullets", "table", "layers"):
        try:
            own, usual = Package(deck).slide(name), package.slide(name)
        except (KeyError, IndexError, StopIteration):
            continue
        for path in ("//a:rPr/@sz", "//p:sp/p:spPr/a:xfrm/a:off/@x", "//a:gridCol/@w", "//a:bodyPr/@lIns"):
            here, there = [int(one) for one in found(own, path)], [int(one) for one in found(usual, path)]
            assert here == [pytest.approx(one * factor, abs=1) for one in there]


def test_charts_and_outlines_too(made: tuple[float, Path, bytes], package: Package) -> None:
    factor, _, deck = made
    for path in ("//a:defRPr/@sz", "//a:ln/@w"):
        own = [int(one) for one in found(Package(deck).root("ppt/charts/chart1.xml"), path)]
        usual = [int(one) for one in found(package.root("ppt/charts/chart1.xml"), path)]
        assert own and own == [pytest.approx(one * factor, abs=1) for one in usual]


def test_masters_layouts_and_the_size_of_slides_stay(made: tuple[float, Path, bytes]) -> None:
    _, file, deck = made
    template, own = parts(file.read_bytes()), parts(deck)
    for name in template:
        if name.startswith(("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")):
            assert own[name] == template[name]
    sizes = [Presentation(io.BytesIO(one)).slide_width for one in (file.read_bytes(), deck)]
    assert sizes[0] == sizes[1]
    assert zipfile.ZipFile(io.BytesIO(deck)).testzip() is None


def test_a_template_of_another_size_is_read_as_a_common_one(made: tuple[float, Path, bytes]) -> None:
    _, file, _ = made
    usual, own = read_template(TEMPLATE), read_template(file)
    assert (own.size.width, own.size.height) == pytest.approx((usual.size.width, usual.size.height))
    for kind in (Layout.TITLE, Layout.CONTENT, Layout.SECTION):
        for region in (Region.TITLE, Region.BODY):
            here, there = own.layout_for(kind).area(region), usual.layout_for(kind).area(region)
            if here is not None and there is not None:
                assert here.box.left == pytest.approx(there.box.left, abs=0.1)
                assert here.levels[0].size == pytest.approx(there.levels[0].size, abs=0.1)


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(12192000, 6858000, 1), (9144000, 6858000, 1), (9144000, 5143500, 0.75), (18288000, 10287000, 1.5),
     (6858000, 9906000, 1), (9906000, 6858000, 1), (0, 0, 1)],
)  # fmt: skip
def test_the_shorter_side_decides(width: int, height: int, expected: float) -> None:
    space = "http://schemas.openxmlformats.org/presentationml/2006/main"
    root = etree.fromstring(f'<p:presentation xmlns:p="{space}"><p:sldSz cx="{width}" cy="{height}"/></p:presentation>')
    assert slide_proportion(root) == pytest.approx(expected)


def test_sizes_stay_within_what_the_schema_allows() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    root = etree.fromstring(
        f'<a:p xmlns:a="{space}"><a:pPr marL="-100" indent="x"><a:lnSpc><a:spcPts val="1200"/></a:lnSpc></a:pPr>'
        '<a:rPr sz="120" spc="-50"/><a:extLst><a:ext uri="{1}"/></a:extLst></a:p>'
    )
    multiply_lengths(root, 0.5)
    assert [node.get("sz") for node in root.iter("{*}rPr")] == ["100"]
    assert [node.get("spc") for node in root.iter("{*}rPr")] == ["-25"]
    assert [node.get("val") for node in root.iter("{*}spcPts")] == ["600"]
    assert [(node.get("marL"), node.get("indent")) for node in root.iter("{*}pPr")] == [("-50", "x")]
