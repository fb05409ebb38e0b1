"""Sequence diagrams: order of time from top to bottom, words that nothing crosses, messages glued to who speaks."""

from __future__ import annotations

import itertools

import pytest

from coursedeck.base.text import Families, Ruler
from coursedeck.figures.draw import svg
from coursedeck.figures.layout import layout
from coursedeck.figures.mermaid import read
from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode, TextBlock
from coursedeck.model.graph import Graph, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.units import Box, Size

AREA = Size(880, 400)
FAMILIES = Families()
HERE = Source("content/a.md", 1)

LOGIN = """
actor U as 사용자
participant B as 브라우저
participant S as Web server<br/>(nginx)
participant D@{ "type": "database" } as 데이터베이스
U->>+B: 로그인 버튼 클릭
B->>+S: POST /login with a long body that has to be broken into several lines somewhere
S->>+D: SELECT * FROM users
D-->>-S: row
alt is well
    S-->>B: 200 OK
    loop until read
        B->>B: draw
        B-->>U: first page
    end
else wrong
    S--xB: 401 Unauthorized
    opt
        U-)D: far message over all
    end
end
deactivate S
deactivate B
Note over U,B: both of them
Note right of D: at the end of the row
Note left of U: at its start
"""
LIVES = "A->>B: hello\ncreate participant C as Carl\nA->>C: come here\nC->>C: think\ndestroy C\nC-xB: go\nB->>A: gone\n"
NUMBERS = "autonumber\nbox Aqua In\nparticipant A\nend\nA->>B: one\nB->>A: two\nrect rgb(0, 0, 90)\nA->>B: dark\nend\n"
MANY = "".join(f"P{i}->>P{i + 1}: step {i}\n" for i in range(6)) + "P6->>P0: back\n"
FIGURES = {"login": LOGIN, "lives": LIVES, "numbers": NUMBERS, "many": MANY}


def drawn(text: str) -> Drawing:
    graph = read(f"sequenceDiagram\n{text}", "figure", HERE)[0]
    assert isinstance(graph, Graph)
    return layout(graph, AREA, Ruler(FAMILIES))[0]


def edges(made: Drawing) -> list[DrawnEdge]:
    return [item for item in made.items if isinstance(item, DrawnEdge)]


def boxes(made: Drawing) -> dict[str, Box]:
    return {item.id: item.box for item in made.items if not isinstance(item, DrawnEdge)}


def texts(made: Drawing) -> list[TextBlock]:
    found = [item.title if isinstance(item, DrawnCluster) else item.label for item in made.items]
    return [text for text in found if text is not None]


def meet(one: Box, other: Box, by: float = 0.2) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return across > by and min(one.bottom, other.bottom) - max(one.top, other.top) > by


@pytest.mark.parametrize("name", FIGURES)
def test_no_words_lie_on_others(name: str) -> None:
    for one, other in itertools.combinations(texts(drawn(FIGURES[name])), 2):
        assert not meet(one.box, other.box), (one.plain, other.plain)


@pytest.mark.parametrize("name", FIGURES)
def test_no_message_has_its_words_on_a_lifeline_or_an_activity(name: str) -> None:
    made = drawn(FIGURES[name])
    upright = [box for key, box in boxes(made).items() if key.endswith(".line") or ".active" in key]
    for edge in edges(made):
        assert edge.label is None or not any(meet(edge.label.box, box) for box in upright), edge.id


@pytest.mark.parametrize("name", FIGURES)
def test_everything_is_inside_and_large_where_there_is_room(name: str) -> None:
    made = drawn(FIGURES[name])
    assert made.width <= AREA.width + 0.01
    assert made.height <= AREA.height + 0.01
    for box in (*boxes(made).values(), *(text.box for text in texts(made))):
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= made.width
        assert box.bottom <= made.height
    assert made.width > AREA.width - 1 or made.height > AREA.height - 1 or made.smallest_label == pytest.approx(20)


@pytest.mark.parametrize("name", FIGURES)
def test_messages_follow_one_another_and_end_on_what_they_are_glued_to(name: str) -> None:
    made = drawn(FIGURES[name])
    places = boxes(made)
    last = 0.0
    for edge in edges(made):
        assert edge.path[0].y > last
        last = edge.path[-1].y
        for end, point in ((edge.tail, edge.path[0]), (edge.head, edge.path[-1])):
            box = places[end]
            assert min(abs(point.x - box.left), abs(point.x - box.right)) < 0.01, (edge.id, end)
            assert box.top - 0.01 <= point.y <= box.bottom + 0.01, (edge.id, end)


def test_participants_stand_in_order_of_declaration() -> None:
    places = boxes(drawn(LOGIN))
    middles = [places[f"n{index}"].center.x for index in range(1, 5)]
    assert middles == sorted(middles)
    for index, middle in enumerate(middles, 1):
        assert places[f"n{index}.line"].center.x == pytest.approx(middle, abs=0.01)


def test_frames_hold_what_happens_in_them() -> None:
    made = drawn(LOGIN)
    places = boxes(made)
    inside = {"c1": ("e5", "e6", "e7", "e8", "e9"), "c2": ("e6", "e7"), "c3": ("e8", "e9"), "c4": ("e9",)}
    for edge in edges(made):
        for frame, held in inside.items():
            box = places[frame]
            within = box.top < edge.path[0].y < box.bottom
            assert within == (edge.id in held), (edge.id, frame)
            if within:
                assert all(box.left < point.x < box.right for point in edge.path)
    assert meet(places["c1"], places["c2"])
    assert places["c1"].left < places["c2"].left
    assert places["c1"].right > places["c2"].right


def test_activities_last_from_message_to_message() -> None:
    made = drawn(LOGIN)
    lines = {edge.id: edge.path[0].y for edge in edges(made)}
    active = boxes(made)["n4.active1"]
    assert active.top == pytest.approx(lines["e3"], abs=0.01)
    assert active.bottom == pytest.approx(lines["e4"], abs=0.01)


def test_who_is_created_stands_at_the_message_and_who_is_destroyed_ends_there() -> None:
    made = drawn(LIVES)
    places = boxes(made)
    lines = {edge.id: edge.path[-1].y for edge in edges(made)}
    assert places["n3"].center.y == pytest.approx(lines["e2"], abs=0.01)
    assert places["n3.line"].bottom == pytest.approx(lines["e4"], abs=0.01)
    assert places["n3.end"].center.y == pytest.approx(lines["e4"], abs=0.01)
    assert places["n1.line"].bottom > lines["e5"]


def test_messages_are_counted() -> None:
    labels = [edge.label.plain for edge in edges(drawn(NUMBERS)) if edge.label]
    assert labels == ["1. one", "2. two", "3. dark"]


def test_words_on_a_dark_ground_are_light() -> None:
    *_, dark = edges(drawn(NUMBERS))
    assert dark.label is not None
    assert dark.label.color == "#ffffff"


def test_the_description_tells_what_happens_in_order() -> None:
    assert drawn(LIVES).description == (
        "A, B, Carl; A → B [hello]; A → Carl [come here]; Carl → Carl [think]; Carl → B [go]; B → A [gone]"
    )
    assert "alt [is well]; Web server (nginx) → 브라우저 [200 OK]; loop [until read]" in drawn(LOGIN).description


def test_figures_and_ends_have_outlines_and_names() -> None:
    made = drawn(LOGIN + "destroy S\nS-xB: gone\n")
    shapes = {item.id: item for item in made.items if isinstance(item, DrawnNode)}
    assert shapes["n1.figure"].shape is NodeShape.ACTOR
    assert shapes["n3.end"].shape is NodeShape.CROSS
    assert shapes["n2.line"].name == "브라우저"
    written = svg(made, FAMILIES)
    assert all(f'id="figure-{item.id}"' in written for item in made.items)


def test_blocks_within_blocks_are_frames_within_frames() -> None:
    places = boxes(drawn("loop again\n" * 60 + "A->>B: hello\n" + "end\n" * 60))
    frames = [places[f"c{index}"] for index in range(1, 61)]
    for outer, inner in itertools.pairwise(frames):
        assert outer.left < inner.left
        assert outer.right > inner.right
        assert outer.bottom > inner.bottom


def test_a_sequence_without_messages_still_shows_who_is_there() -> None:
    made = drawn("participant A\nparticipant B\n")
    assert {"n1", "n2", "n1.line", "n2.line"} <= boxes(made).keys()
