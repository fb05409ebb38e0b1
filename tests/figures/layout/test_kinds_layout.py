"""Figures that are no graphs: each fits its area with words that can be read, apart and on their ground."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.dark_backgrounds import adapt_to_background
from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.text import Families, Ruler
from coursedeck.figures.draw import png, svg
from coursedeck.figures.layout import layout
from coursedeck.figures.layout.outer_labels import crosses
from coursedeck.figures.mermaid import read
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, TextBlock
from coursedeck.model.graph import Arrow, Dash, Graph, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.units import Box, Point, Size
from coursedeck.model.values import replace
from tests.figures.layout.figure_geometry import edges, inside, nodes, overlap
from tests.figures.layout.kind_samples import (
    BLOCKS,
    BOARD,
    GANTT,
    GIT,
    GRAPHS,
    JOURNEY,
    PACKET,
    QUADRANTS,
    RADAR,
    SAMPLES,
    SANKEY,
    TREEMAP,
)

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


def ground(drawing: Drawing, text: TextBlock, paper: str = "#ffffff") -> str:
    """The colour behind the middle of a text: of the last filled box drawn there that is not behind it."""
    color = paper
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


def sampled(line: DrawnEdge) -> list[Point]:
    """Places along a curved line, which is a Bézier curve of several segments."""
    found: list[Point] = []
    for start in range(0, len(line.path) - 1, 3):
        a, b, c, d = line.path[start : start + 4]
        for t in (step / 10 for step in range(11)):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            found.append(
                Point(
                    sum(w * p.x for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p.y for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return found


def distance(one: Point, two: Point) -> float:
    return math.hypot(one.x - two.x, one.y - two.y)


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
        plain = "".join(label.text.split())
        assert not plain or any(plain in each.replace(" ", "") for each in words), plain


@ALL
def test_words_stand_apart_and_read_on_their_ground(text: str) -> None:
    drawing = drawn(text)
    blocks = texts(drawing)
    for one, two in combinations(blocks, 2):
        assert not overlap(one.box, two.box), (one.plain, two.plain)
    for block in blocks:
        assert contrast(block.color[1:], ground(drawing, block)[1:]) >= 4.5, block.plain


@pytest.mark.parametrize("paper", ["0e1624", "000000", "2b2b2b", "fbf6e9"])
@pytest.mark.parametrize("text", [*SAMPLES.values(), *GRAPHS.values()], ids=[*SAMPLES, *GRAPHS])
def test_words_read_on_slides_of_other_colours(text: str, paper: str) -> None:
    made = drawn(text)
    ink = "F2F5FA" if contrast(paper, "000000") < 4.5 else "1B2430"
    items = adapt_to_background(made.items, ThemeColors({"bg1": paper.upper(), "tx1": ink}), "bg1")
    adapted = replace(made, items=tuple(items))
    assert texts(adapted)
    for block in texts(adapted):
        assert contrast(block.color[1:], ground(adapted, block, f"#{paper}")[1:]) >= 4.49, block.plain


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


@pytest.mark.parametrize(("days", "between"), [(20, {3, 5}), (27, {3, 5}), (60, {7, 14})])
def test_a_chart_of_some_weeks_has_several_dates(days: int, between: set[int]) -> None:
    names = "".join(f"The task with number {n} :{days // 5}d\n" for n in range(4))
    drawing = drawn(f"gantt\n dateFormat YYYY-MM-DD\n First :2026-03-03, {days // 5}d\n{names}")
    grid = sorted(line.path[0].x for key, line in edges(drawing).items() if key.startswith("grid"))
    bars = [node.box for key, node in nodes(drawing).items() if key.startswith("n") and node.shape is NodeShape.ROUNDED]
    day = (max(bar.right for bar in bars) - min(bar.left for bar in bars)) / (days // 5 * 5)
    assert len(grid) >= 3
    assert {round((two - one) / day) for one, two in pairwise(grid)} <= between


def test_hours_have_a_clock() -> None:
    words = said(drawn("gantt\ndateFormat HH:mm\nTalk :09:00, 45m\nBreak :15m\nLab :2h\n"))
    assert {"09:00", "12:00"} <= words and not any("1970" in each for each in words)


def test_tasks_without_any_date_count_days() -> None:
    words = said(drawn("gantt\nRead :a, 3d\nWrite :after a, 4d\n"))
    assert {"1", "3", "7"} & words and not any("1970" in each for each in words)


def test_a_branch_leaves_its_commit_and_comes_back_where_it_is_merged() -> None:
    drawing = drawn(GIT)
    places = {key: node.box.center for key, node in nodes(drawing).items()}
    names = {node.name: key for key, node in nodes(drawing).items() if key.startswith("n") and node.name}
    wanted = ("first sketch", "tests", "login form", "index", "hotfix")
    lane = {word: places[names[word]].y for word in wanted}
    assert lane["first sketch"] == lane["tests"] == lane["hotfix"] < lane["login form"] < lane["index"]
    order = [places[f"n{number}"].x for number in range(1, 9)]
    assert order == sorted(order)
    lines = edges(drawing)
    for line in lines.values():
        if line.tail:
            assert distance(line.path[0], places[line.tail]) < 0.01 > distance(line.path[-1], places[line.head])
    shapes = {node.name: node.shape for node in nodes(drawing).values()}
    assert shapes["ranking"] is NodeShape.RECTANGLE and shapes["search done"] is NodeShape.DOUBLE_CIRCLE


def test_no_line_of_a_history_runs_through_words() -> None:
    for text in (GIT, GIT.replace("gitGraph", "gitGraph TB:", 1), GIT.replace("gitGraph", "gitGraph BT:", 1)):
        drawing = drawn(text)
        words = [item.label for item in nodes(drawing).values() if item.label and item.shape is NodeShape.NONE]
        for line in edges(drawing).values():
            for block in words:
                assert not any(
                    block.box.left < point.x < block.box.right and block.box.top + 1 < point.y < block.box.bottom - 1
                    for point in line.path
                ), (line.id, block.plain)


@pytest.mark.parametrize(("way", "sign"), [("TB", 1), ("BT", -1)])
def test_a_history_runs_down_or_up_if_it_fits(way: str, sign: int) -> None:
    drawing = drawn(GIT.replace("gitGraph", f"gitGraph {way}:", 1))
    places = {node.name: node.box.center for node in nodes(drawing).values() if node.name}
    assert (places["hotfix"].y - places["tests"].y) * sign > 0
    assert places["hotfix"].x == places["tests"].x < places["index"].x


@pytest.mark.parametrize("language", ["en", "ko", "de"])
@pytest.mark.parametrize(
    "last", ["Doors open :milestone, after b, 0d", "Doors open :milestone, 2026-05-20, 0d", "Sweep :after b, 1d"]
)
def test_a_chart_that_ends_in_a_milestone_has_words_as_large_as_another(last: str, language: str) -> None:
    text = f"gantt\n section Works\n Dig :a, 2026-05-04, 6d\n Build :b, after a, 9d\n {last}"
    drawing = drawn(text, language)
    assert drawing.smallest_label >= 18
    assert drawing.width <= AREA.width


def test_long_cards_are_broken_to_their_column_and_cost_no_size() -> None:
    text = "kanban\n" + "".join(
        f"  c{n}[Column {n}]\n    k{n}[{'Clean the oven, then the trays ' * (n + 1)}]\n" for n in range(5)
    )
    drawing = drawn(text)
    assert drawing.smallest_label >= 14
    columns = {item.id: item.box for item in drawing.items if isinstance(item, DrawnCluster)}
    for node in nodes(drawing).values():
        assert node.label is None or inside(node.label.box, node.box)
        assert any(inside(node.box, column) for column in columns.values())


def test_a_cherry_pick_is_joined_to_what_it_copies_by_a_dashed_line() -> None:
    text = 'gitGraph\n commit id: "dough"\n branch rye\n commit id: "seeds"\n checkout main\n cherry-pick id: "seeds"'
    dashes = {(edge.tail, edge.head): edge.paint.dash for edge in edges(drawn(text)).values()}
    assert dashes["n2", "n3"] is Dash.DASHED
    assert dashes["n1", "n3"] is Dash.SOLID


@pytest.mark.parametrize("way", ["", " TB:"])
def test_the_line_to_a_copy_passes_no_commit_between(way: str) -> None:
    text = (
        f'gitGraph{way}\n commit id: "base"\n branch side\n commit id: "wanted"\n commit id: "later"\n'
        ' commit id: "latest"\n checkout main\n cherry-pick id: "wanted"\n'
    )
    drawing = drawn(text)
    placed = {node.name: key for key, node in nodes(drawing).items()}
    (line,) = (line for line in edges(drawing).values() if line.paint.dash is Dash.DASHED)
    assert line.tail == placed["wanted"] and line.curved
    for end, key in zip((line.path[0], line.path[-1]), (line.tail, line.head), strict=True):
        assert distance(end, nodes(drawing)[key].box.center) < 0.01
    for other in ("later", "latest"):
        box = nodes(drawing)[placed[other]].box
        assert all(distance(point, box.center) > box.width / 2 + 2 for point in sampled(line))


def test_a_history_that_is_too_high_runs_sideways() -> None:
    many = "gitGraph TB:\n" + "".join(f'  commit id: "{number}"\n' for number in range(25))
    drawing = drawn(many)
    assert len({round(node.box.center.y) for node in nodes(drawing).values() if node.shape is NodeShape.CIRCLE}) == 1


def test_points_stand_where_their_numbers_say_and_stay_inside() -> None:
    placed = nodes(drawn(QUADRANTS))
    names = {node.name: node.box for node in placed.values() if node.shape is NodeShape.CIRCLE}
    quarters = {number: placed[f"quarter{number}"].box for number in (1, 2, 3, 4)}
    assert inside(names["Search"], quarters[2]) and inside(names["Login"], quarters[2])
    assert inside(names["Themes"], quarters[4]) and inside(names["Logging"], quarters[3])
    assert inside(names["Offline mode"], quarters[1])
    assert names["Login"].width == pytest.approx(2 * 9 * names["Search"].width / 10, abs=0.01)
    assert (quarters[1].left, quarters[3].top) == pytest.approx((quarters[2].right, quarters[2].bottom))


def test_titles_of_quarters_stand_at_the_same_place_in_each() -> None:
    drawing = drawn(QUADRANTS.replace("Search: [0.3, 0.75]", "Search: [0.25, 0.97]"))
    titles = [node.label.box for node in nodes(drawing).values()
              if node.label and node.label.plain in {"Plan", "Do first", "Fill in", "Leave"}]  # fmt: skip
    quarters = [nodes(drawing)[f"quarter{number}"].box for number in range(1, 5)]
    offsets = {
        (round(title.left - quarter.left, 1), round(title.top - quarter.top, 1))
        for title, quarter in zip(titles, quarters, strict=True)
    }
    assert len(offsets) == 1


HALF = Size(400, 330)


def test_names_of_points_stand_free_and_near_on_half_a_slide() -> None:
    drawing = drawn(QUADRANTS, area=HALF)
    placed = nodes(drawing)
    points = {node.id: node.box for node in graph_points(drawing)}
    quarters = [placed[f"quarter{number}"].box for number in range(1, 5)]
    assert drawing.smallest_label >= 12
    for key, point in points.items():
        name = placed[f"{key}.name"].box
        assert any(inside(name, quarter) for quarter in quarters), placed[f"{key}.name"].name
        assert not any(overlap(name, other) for other in points.values())
        assert distance(name.center, point.center) < name.width / 2 + name.height / 2 + 45


def graph_points(drawing: Drawing) -> list[DrawnNode]:
    """The circles of a quadrant chart."""
    return [node for node in nodes(drawing).values() if node.shape is NodeShape.CIRCLE]


def test_letters_of_narrow_fields_fit_on_half_a_slide() -> None:
    flags = "".join(f'{bit}: "F{bit}X"\n' for bit in range(10, 16))
    drawing = drawn(f'packet\n0-9: "Reserved"\n{flags}16-31: "Window"\n', area=HALF)
    fields = [node for node in nodes(drawing).values() if node.label and not node.id.startswith("bit")]
    assert drawing.smallest_label >= 12 and len(fields) == 8
    assert all(node.label and node.label.box.width < node.box.width for node in fields)


def test_a_chart_on_half_a_slide_has_more_than_one_date() -> None:
    names = "".join(f"A task with a long name {n} :5d\n" for n in range(3))
    drawing = drawn(f"gantt\n dateFormat YYYY-MM-DD\n First :2026-03-03, 5d\n{names}", area=HALF)
    dates = [node.label.plain for key, node in nodes(drawing).items() if key.startswith("tick") and node.label]
    assert len(dates) >= 2 and dates[0].startswith("Mar 3")


def test_an_axis_with_one_name_has_it_in_the_middle() -> None:
    drawing = drawn("quadrantChart\nx-axis Reach\ny-axis Use\nA: [0.1, 0.2]\n")
    placed = {item.label.plain: item.label.box.center for item in nodes(drawing).values() if item.label}
    field = [nodes(drawing)[f"quarter{number}"].box for number in (2, 4)]
    assert placed["Reach"].x == pytest.approx(field[0].right, abs=0.1)
    assert placed["Use"].y == pytest.approx(field[0].bottom, abs=0.1)


CLASSES = """classDiagram
    Animal <|-- Duck
    Animal <|-- Fish
    Pond "1" o-- "0..*" Duck : lives in
    class Animal {
        +int age
        +mate()
    }
"""


def test_a_class_has_three_compartments_one_below_another() -> None:
    (animal,) = (node for node in nodes(drawn(CLASSES)).values() if len(node.cells) > 1)
    tops = [cell.box.top for cell in animal.cells]
    assert len(tops) == 3 and tops == sorted(set(tops))
    assert {(cell.box.left, cell.box.width) for cell in animal.cells} == {(animal.box.left, animal.box.width)}
    assert [cell.label.plain if cell.label else "" for cell in animal.cells] == ["Animal", "+int age", "+mate()"]


def test_lines_with_other_ends_leave_a_class_apart() -> None:
    lines = edges(drawn(CLASSES))
    generalisations = [line for line in lines.values() if Arrow.HOLLOW_TRIANGLE in {line.tail_arrow, line.head_arrow}]
    (aggregation,) = (line for line in lines.values() if Arrow.HOLLOW_DIAMOND in {line.tail_arrow, line.head_arrow})
    assert len(generalisations) == 2
    for line in generalisations:
        assert not set(line.path) & set(aggregation.path)
    assert {aggregation.tail_label.plain, aggregation.head_label.plain} == {"1", "0..*"}  # type: ignore[union-attr]


def test_the_columns_of_an_entity_are_aligned() -> None:
    drawing = drawn('erDiagram\nA {\nint id PK\nstring long_name UK "as printed"\nstring n\n}\nA ||--o{ B : has\n')
    (entity,) = (node for node in nodes(drawing).values() if node.cells)
    rows = entity.cells[1:]
    assert entity.cells[0].box.width == pytest.approx(entity.box.width)
    assert len({cell.box.left for cell in rows}) == 4 and len({cell.box.top for cell in rows}) == 3
    (line,) = edges(drawing).values()
    assert (line.tail_arrow, line.head_arrow) == (Arrow.ONE, Arrow.ZERO_OR_MORE)


def test_a_better_step_of_a_journey_stands_higher() -> None:
    placed = nodes(drawn(JOURNEY))
    scores = [4, 2, 1, 3, 5]
    found = sorted((node.box.left, node.box.top) for key, node in placed.items() if key.endswith(".score"))
    ranked = sorted(range(5), key=lambda index: found[index][1])
    assert [scores[index] for index in ranked] == [5, 4, 3, 2, 1]


def test_cards_stand_in_their_columns_one_below_another() -> None:
    drawing = drawn(BOARD)
    graph = graph_of(BOARD)
    frames = {item.id: item.box for item in drawing.items if isinstance(item, DrawnCluster)}
    assert len({round(box.width, 1) for box in frames.values()}) == 1
    for node in graph.nodes:
        assert inside(nodes(drawing)[node.id].box, frames[str(node.cluster)])
    assert {"MC-1", "kim", "lee"} <= said(drawing)


def test_fields_of_a_packet_are_as_wide_as_their_bits_and_go_on_in_the_next_row() -> None:
    placed = nodes(drawn(PACKET))
    names = {node.name: node.box for node in placed.values() if node.name}
    bit = names["URG"].width
    assert names["Source Port"].width == pytest.approx(16 * bit, abs=0.05)
    assert names["Window"].right == pytest.approx(names["Sequence Number"].right, abs=0.05)
    rows = [node.box for node in placed.values() if node.name == "Data (variable length)"]
    assert len(rows) == 2 and rows[0].top < rows[1].top


def test_short_names_of_bits_stand_upright_where_there_is_no_room() -> None:
    many = "packet-beta\n" + "".join(f'{bit}: "FLAG"\n' for bit in range(32)) + '32-63: "Words"\n'
    assert "F L A G" in said(drawn(many))


def test_a_curve_of_a_radar_goes_round_by_its_values() -> None:
    drawing = drawn(RADAR)
    lines = edges(drawing)
    (first, second) = (line for line in lines.values() if line.id.endswith(".line"))
    assert len(first.path) == 7 and first.path[0] == first.path[-1]
    ring = nodes(drawing)["ring5"].box
    for line, values in ((first, (85, 90, 80, 70, 75, 90)), (second, (70, 75, 85, 80, 90, 85))):
        for point, value in zip(line.path, values, strict=False):
            assert distance(point, ring.center) == pytest.approx(ring.width / 2 * value / 100, abs=0.05)
    shapes = {node.shape for key, node in nodes(drawing).items() if key.endswith(".sign")}
    assert len(shapes) == 2


def test_a_radar_with_straight_lines_across() -> None:
    drawing = drawn(RADAR + "  graticule polygon\n  ticks 4\n")
    rings = [line for key, line in edges(drawing).items() if key.startswith("ring")]
    assert len(rings) == 4 and all(len(ring.path) == 7 for ring in rings)


def test_bands_are_as_wide_as_what_flows_and_meet_their_ends() -> None:
    drawing = drawn(SANKEY)
    placed, lines = nodes(drawing), edges(drawing)
    values = [120, 80, 40, 60, 90, 110, 40, 45, 15]
    widths = [lines[f"e{number}"].paint.stroke_width for number in range(1, 10)]
    for width, value in zip(widths, values, strict=True):
        assert width / widths[0] == pytest.approx(value / 120, rel=0.01)
    for line in lines.values():
        tail, head = placed[line.tail].box, placed[line.head].box
        assert line.path[0].x == pytest.approx(tail.right, abs=0.01) and line.path[-1].x == pytest.approx(
            head.left, abs=0.01
        )
        assert tail.top - 0.1 <= line.path[0].y <= tail.bottom + 0.1
    assert placed["n2"].box.height == pytest.approx(widths[0] + widths[1] + widths[2], rel=0.01)


LEAKS = """sankey-beta
Wood,Heat,60
Peat,Tar,5
Straw,Gas,20
Heat,Tar,10
Heat,Gas,15
Heat,Losses,30
Tar,Ships,15
"""


@pytest.mark.parametrize("text", [SANKEY, LEAKS])
def test_a_flow_over_several_columns_passes_no_bar(text: str) -> None:
    drawing = drawn(text)
    bars = {node.id: nodes(drawing)[node.id].box for node in graph_of(text).nodes}
    bands = edges(drawing).values()
    for band in bands:
        half = band.paint.stroke_width / 2
        for key, box in bars.items():
            if key not in {band.tail, band.head}:
                near = [place for place in sampled(band) if box.left <= place.x <= box.right]
                assert all(place.y + half <= box.top + 0.5 or place.y - half >= box.bottom - 0.5 for place in near)


def test_the_numbers_of_many_flags_stand_apart() -> None:
    text = 'packet\n0-95: "Words"\n96-101: "Before"\n' + "".join(f'{bit}: "F{bit}"\n' for bit in range(102, 112))
    drawing = drawn(text + '112-127: "Window"\n')
    numbers = [node.label for key, node in nodes(drawing).items() if key.startswith("bit") and node.label]
    assert {"0", "96", "127"} <= {number.plain for number in numbers}
    assert not any(overlap(one.box, two.box) for one, two in combinations(numbers, 2))


TANGLED = """block
columns 3
  front["Front"] top["Top"]:2
  block:inner:2
    columns 2
    h["H"] i["I"] j["J"] k["K"]
  end
  side["Side"]
  block:low:3
    l["L"] m["M"] n["N"] o["O"]
  end
  front --> side
  front --> n
  h -- "a label" --> o
"""


def test_links_between_blocks_pass_no_other_block_nor_do_their_words() -> None:
    drawing = drawn(TANGLED)
    blocks = {key: node.box for key, node in nodes(drawing).items() if node.name}
    for line in edges(drawing).values():
        others = [box.inset(0.5) for key, box in blocks.items() if key not in {line.tail, line.head}]
        assert not any(crosses(box, *leg) for box in others for leg in pairwise(line.path))
        assert line.label is None or not any(overlap(line.label.box, box) for box in others)


@pytest.mark.parametrize("way", ["down", "up", "y", "x, y"])
def test_a_thick_arrow_is_not_much_broader_than_long(way: str) -> None:
    drawing = drawn(f'block\ncolumns 1\na["A wide block of several words"]\nb<["to"]>({way})\nc\n')
    (arrow,) = (node.box for node in nodes(drawing).values() if node.shape.startswith("arrow"))
    assert arrow.width <= 2 * arrow.height and arrow.center.x == pytest.approx(drawing.width / 2, abs=0.1)


def test_areas_of_a_treemap_tell_sizes_and_parts_lie_inside_their_whole() -> None:
    drawing = drawn(TREEMAP)
    graph = graph_of(TREEMAP)
    placed = nodes(drawing)
    frames = {item.id: item.box for item in drawing.items if isinstance(item, DrawnCluster)}
    for node in graph.nodes:
        if node.cluster:
            assert inside(placed[node.id].box, frames[node.cluster])
    area = {node.label.text: placed[node.id].box.width * placed[node.id].box.height for node in graph.nodes}
    assert area["Virtual machines"] > area["Objects"] > area["Disks"] and area["Staff"] > area["Virtual machines"]
    for one, two in combinations([placed[node.id].box for node in graph.nodes], 2):
        assert not overlap(one, two)


@pytest.mark.parametrize("text", GRAPHS.values(), ids=GRAPHS)
def test_kinds_that_are_graphs_read_well(text: str) -> None:
    drawing = drawn(text)
    assert drawing.width <= AREA.width + 0.1 and drawing.height <= AREA.height + 0.1
    assert drawing.smallest_label >= 12
    for edge in edges(drawing).values():
        assert edge.tail in nodes(drawing) and edge.head in nodes(drawing)


def test_blocks_stand_on_their_grid_and_links_run_from_rim_to_rim() -> None:
    drawing = drawn(BLOCKS)
    named = {node.name: node for node in nodes(drawing).values()}
    box = {name: node.box for name, node in named.items()}
    assert box["Load balancer"].width == pytest.approx(drawing.width - 6, abs=0.1)
    assert box["Web 1"].top == box["Web 3"].top > box["Load balancer"].bottom
    (group,) = (item for item in drawing.items if isinstance(item, DrawnCluster))
    assert inside(box["Web 2"], group.box) and not overlap(group.box, box["Cache"])
    gap = box["Search"].left - box["Queue"].right
    assert box["Orders"].width == pytest.approx(2 * box["Search"].width + gap, abs=0.1)
    assert box["Cache"].width == box["Cache"].height
    for line in edges(drawing).values():
        for end, place in ((line.tail, line.path[0]), (line.head, line.path[-1])):
            around = nodes(drawing)[end].box
            sides = (place.x - around.left, around.right - place.x, place.y - around.top, around.bottom - place.y)
            assert min(abs(side) for side in sides) < 0.1


def test_a_thick_arrow_points_where_it_is_told_to() -> None:
    ways = {"right": "arrow-right", "left, right": "arrow-level", "y": "arrow-upright", "up, left": "arrow-all"}
    for said_ways, shape in ways.items():
        graph = graph_of(f'block-beta\ncolumns 2\na b<["to"]>({said_ways})\n')
        assert graph.nodes[1].shape == shape
