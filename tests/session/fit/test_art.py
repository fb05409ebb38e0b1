"""Drawings made of characters keep their columns."""

from __future__ import annotations

from collections.abc import Callable

from coursedeck.model.problem import Problem
from coursedeck.model.slide import Deck, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

ART = """\
┌──────────┬──────┐
│ 서버     │ 15 % │
│ 데이터   │ 20 % │
└──────────┴──────┘
아래는 설명: 그대로 한 줄
"""


def test_what_follows_a_korean_word_stands_in_its_column(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```\n{ART}```\n")
    shapes = [
        shape for slide in deck.slides for shape in slide.shapes if isinstance(shape, TextShape) and shape.paragraphs
    ]
    drawn = {shape.paragraphs[0].plain: shape for shape in shapes if "piece" in shape.name}
    size = next(iter(drawn.values())).paragraphs[0].size
    left = drawn["┌──────────┬──────┐"].box.left
    columns = [round((drawn[text].box.left - left) / (0.6 * size), 2) for text in ("│ 15 % │", "│ 20 % │")]
    assert columns == [11, 11]
    assert "아래는 설명: 그대로 한 줄" in drawn
    tops = [shape.box.top for shape in drawn.values()]
    assert tops == sorted(tops)


def test_a_fence_with_a_language_is_code(fitted: Fitted) -> None:
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```yaml\n{ART}```\n")
    assert not [shape for slide in deck.slides for shape in slide.shapes if "piece" in shape.name]


def test_a_boxs_right_side_is_where_its_widest_line_has_it(fitted: Fitted) -> None:
    box = "┌──────────┐\n│ 서버 │\n│ 데이터베이스 서버 │\n└──────────┘\n"
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```\n{box}```\n")
    shapes = [
        one for slide in deck.slides for one in slide.shapes if isinstance(one, TextShape) and "piece" in one.name
    ]
    size = shapes[0].paragraphs[0].size
    ends = [shape for shape in shapes if shape.paragraphs[0].plain[-1] in "┐│┘" and shape.paragraphs[0].plain[0] != "│"]
    columns = [(one.box.left - shapes[0].box.left) / (0.6 * size) + len(one.paragraphs[0].plain) for one in shapes]
    assert shapes[0].paragraphs[0].plain == "┌───────────────────┐"
    assert shapes[-1].paragraphs[0].plain == "└───────────────────┘"
    assert {round(column, 1) for one, column in zip(shapes, columns, strict=True) if one in ends} == {21.0}


def test_a_drawing_whose_letters_are_one_cell_wide_is_one_text_box(fitted: Fitted) -> None:
    art = "+--------+     +------+\n| client | --> | host |\n+--------+     +------+\n   |\n   v\n  ok\n"
    deck, _ = fitted(f"# T\n\n## S\n\n### 그림\n\n```\n{art}```\n")
    (shape,) = deck.slides[-1].shapes
    assert isinstance(shape, TextShape)
    size = shape.paragraphs[0].size
    shown = [" " * round(p.indent / (0.6 * size)) + p.plain for p in shape.paragraphs]
    assert shown == art.rstrip("\n").split("\n")
