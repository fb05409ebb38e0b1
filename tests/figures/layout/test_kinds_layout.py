"""Figures that are no graphs: each fits its area with words that can be read, apart and on their ground."""

from __future__ import annotations

from itertools import combinations

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.text import Families, Ruler
from coursedeck.figures.draw import png, svg
from coursedeck.figures.layout import layout
from coursedeck.figures.mermaid import read
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, TextBlock
from coursedeck.model.graph import Graph, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.units import Box, Size
from tests.figures.layout.figure_geometry import edges, inside, nodes, overlap
from tests.figures.layout.kind_samples import GANTT, SAMPLES

AREA = Size(873, 400)
HERE = Source("content/a.md", 1)
ALL = pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)


def graph_of(text: str) -> Graph:
    graph, problems = read(text, "figure", HERE)
    assert problems == ()
    assert isinstance(graph, Graph)
    return graph


def drawn(text: str, language: str = "en", area: Size = AREA) -> Drawing:
    return layout(graph_of(text), area, Ruler(Families(language=language)))[0]


def texts(drawing: Drawing) -> list[TextBlock]:
    blocks = [item.title if isinstance(item, DrawnCluster) else item.label for item in drawing.items]
    return [block for block in blocks if block is not None]


def said(drawing: Drawing) -> set[str]:
    return {" ".join(block.plain.split()) for block in texts(drawing)}


def ground(drawing: Drawing, text: TextBlock) -> str:
    """The colour behind the middle of a text: of the last filled box drawn there that is not behind it."""
    color = "#ffffff"
    place = text.box.center
    for item in drawing.items:
        if isinstance(item, DrawnEdge) or item.paint.fill is None:
            continue
        box = item.box
        if box.left <= place.x <= box.right and box.top <= place.y <= box.bottom:
            color = item.paint.fill
        own = item.title if isinstance(item, DrawnCluster) else item.label
        if own is text:
            return color
    return color


@ALL
def test_a_figure_fits_its_area_in_words_that_can_be_read(text: str) -> None:
    drawing = drawn(text)
    assert drawing.width <= AREA.width + 0.1 and drawing.height <= AREA.height + 0.1
    assert drawing.smallest_label >= 12
    assert min(block.size for block in texts(drawing)) == drawing.smallest_label
    whole = Box(0, 0, drawing.width, drawing.height)
    for block in texts(drawing):
        assert inside(block.box, whole), block.plain


@ALL
def test_every_word_is_drawn(text: str) -> None:
    graph = graph_of(text)
    words = said(drawn(text))
    labels = [each.label for each in graph.nodes] + [each.label for each in graph.clusters]
    for label in (*labels, *(edge.label for edge in graph.edges)):
        plain = " ".join(label.text.split())
        assert not plain or any(plain in each for each in words), plain


@ALL
def test_words_stand_apart_and_read_on_their_ground(text: str) -> None:
    drawing = drawn(text)
    blocks = texts(drawing)
    for one, two in combinations(blocks, 2):
        assert not overlap(one.box, two.box), (one.plain, two.plain)
    for block in blocks:
        assert contrast(block.color[1:], ground(drawing, block)[1:]) >= 4.5, block.plain


@ALL
def test_a_figure_is_larger_than_wide_labels_are_and_the_same_each_time(text: str) -> None:
    drawing = drawn(text)
    assert drawing == drawn(text)
    assert drawing.width >= drawing.height
    picture = svg(drawing, Families())
    assert picture.count("<g id=") == len(drawing.items) == len({item.id for item in drawing.items})
    assert png(picture, 400).startswith(b"\x89PNG")


@ALL
def test_a_small_area_shrinks_the_words_and_says_so(text: str) -> None:
    drawing, problems = layout(graph_of(text), Size(120, 50), Ruler(Families()))
    assert drawing.width <= 120.1 and drawing.height <= 50.1
    assert any("smallest label" in problem.message for problem in problems)


def test_the_bars_of_a_gantt_chart_stand_where_their_days_are() -> None:
    drawing = drawn(GANTT)
    bars = [nodes(drawing)[f"n{number}"] for number in range(1, 7)]
    starts = [bar.box.left for bar in bars]
    assert [bar.shape for bar in bars].count(NodeShape.DIAMOND) == 2
    assert starts[0] < starts[1] < starts[3] < starts[4]
    assert bars[0].box.right == pytest.approx(bars[1].box.left)
    assert bars[1].box.width / bars[0].box.width == pytest.approx(7 / 3, abs=0.01)  # five days of work and a weekend
    tops = [bar.box.top for bar in bars]
    assert tops == sorted(tops)
    lines = edges(drawing)
    assert {(lines[f"e{n}"].tail, lines[f"e{n}"].head) for n in range(1, 5)} == {
        ("n1", "n2"), ("n2", "n3"), ("n3", "n4"), ("n4", "n5")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "tick", "told"),
    [
        ("en", "Mar 16 2025", "Apr 25, 2025"),
        ("ko", "3월 16일 2025년", "2025. 4. 25."),
        ("de", "16. März 2025", "25.04.2025"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, tick: str, told: str) -> None:
    drawing = drawn(GANTT, language)
    assert tick in said(drawing)
    assert f"Presentation ({told})" in drawing.description


def test_the_author_decides_how_dates_are_written_and_how_often() -> None:
    given = GANTT.replace("excludes", "axisFormat %d.%m.\n    tickInterval 1week\n    weekday monday\n    excludes")
    ticks = {words for words in said(drawn(given)) if words.endswith(".") and words[0].isdigit()}
    assert ticks == {"03.03.", "10.03.", "17.03.", "24.03.", "31.03.", "07.04.", "14.04.", "21.04."}


def test_hours_have_a_clock() -> None:
    words = said(drawn("gantt\ndateFormat HH:mm\nTalk :09:00, 45m\nBreak :15m\nLab :2h\n"))
    assert {"09:00", "12:00"} <= words and not any("1970" in each for each in words)


def test_tasks_without_any_date_count_days() -> None:
    words = said(drawn("gantt\nRead :a, 3d\nWrite :after a, 4d\n"))
    assert {"1", "3", "7"} & words and not any("1970" in each for each in words)
