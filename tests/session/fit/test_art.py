"""Drawings made of characters keep their columns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, TextParagraph, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

ART = """\
┌──────────┬──────┐
│ 서버     │ 15 % │
│ 데이터   │ 20 % │
└──────────┴──────┘
아래는 설명: 그대로 한 줄
"""


def drawing(fitted: Fitted, art: str) -> list[TextParagraph]:
    """The lines of a drawing, which is one text box on one slide."""
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```\n{art}```\n")
    (shape,) = (one for slide in deck.slides for one in slide.shapes if "drawing" in one.name)
    assert isinstance(shape, TextShape)
    return list(shape.paragraphs)


def columns(line: TextParagraph) -> list[tuple[int, str]]:
    """What stands between the tabs of a line, and the column at which it begins."""
    starts = [round(place / (0.6 * line.size)) for place in line.tabs]
    return list(zip([0, *starts], line.plain.split("\t"), strict=True))


def test_what_follows_a_korean_word_stands_in_its_column(fitted: Fitted) -> None:
    lines = drawing(fitted, ART)
    assert columns(lines[0]) == [(0, "┌──────────┬──────┐")]
    assert columns(lines[1]) == [(0, "│ 서버"), (11, "│ 15 % │")]
    assert columns(lines[2]) == [(0, "│ 데이터"), (11, "│ 20 % │")]
    assert columns(lines[4]) == [(0, "아래는 설명: 그대로 한 줄")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("│ 保存 DB │", [(0, "│ 保存"), (7, "DB │")]),
        ("│サーバー│ b │", [(0, "│サーバー"), (9, "│ b │")]),
        ("| 저장소 주소 | b |", [(0, "| 저장소 주소"), (14, "| b |")]),
        ("│ 가  나 │", [(0, "│ 가"), (6, "나"), (9, "│")]),
        ("├── 노드: 모두   # all", [(0, "├── 노드: 모두"), (17, "# all")]),
        ("│ plain │ a │", [(0, "│ plain │ a │")]),
    ],
)
def test_columns_behind_wide_letters_begin_at_tabs(fitted: Fitted, line: str, found: list[tuple[int, str]]) -> None:
    edge = "─" * 20
    assert columns(drawing(fitted, f"┌{edge}┬\n{line}\n└{edge}┴\n")[1]) == found


def test_a_drawing_with_wide_letters_reads_on_the_slide_as_it_was_written(fitted: Fitted) -> None:
    lines = drawing(fitted, ART)
    assert [line.plain.replace("\t", " ").split() for line in lines] == [line.split() for line in ART.splitlines()]


def test_a_fence_with_a_language_is_code(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```yaml\n{ART}```\n")
    assert not [shape for slide in deck.slides for shape in slide.shapes if "drawing" in shape.name]


def test_a_boxs_right_side_is_where_its_widest_line_has_it(fitted: Fitted) -> None:
    lines = drawing(fitted, "┌──────────┐\n│ 서버 │\n│ 데이터베이스 서버 │\n└──────────┘\n")
    assert lines[0].plain == "┌───────────────────┐"
    assert lines[-1].plain == "└───────────────────┘"
    assert [columns(line)[-1] for line in lines[1:3]] == [(20, "│"), (20, "│")]


def test_a_drawing_whose_letters_are_one_cell_wide_is_one_text_box(fitted: Fitted) -> None:
    art = "+--------+     +------+\n| client | --> | host |\n+--------+     +------+\n   |\n   v\n  ok\n"
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```\n{art}```\n")
    (shape,) = deck.slides[-1].shapes
    assert isinstance(shape, TextShape)
    size = shape.paragraphs[0].size
    shown = [" " * round(p.indent / (0.6 * size)) + p.plain for p in shape.paragraphs]
    assert shown == art.rstrip("\n").split("\n")


def test_a_rule_inside_a_box_reaches_its_widened_side(fitted: Fitted) -> None:
    lines = drawing(fitted, "┌──────┐\n│ 서버와 노드 │\n├──────┤\n│ 🐳 box │\n└──────┘\n")
    assert [line.plain for line in lines[::2]] == ["┌─────────────┐", "├─────────────┤", "└─────────────┘"]
    assert columns(lines[3]) == [(0, "│ 🐳"), (5, "box      │")]
