"""The bar of a divider names the sections where its cells hold the names."""

from __future__ import annotations

from collections.abc import Callable

from coursedeck.model.problem import Problem
from coursedeck.model.slide import BarShape, Deck, Layout, TextShape

Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]

POINTS = "".join(
    f"### P{n}\n\n" + "- one line of many, which is long enough to fill a whole line of its slide\n" * 9
    for n in range(4)
)


def labels(fitted: Fitted, *heads: str) -> tuple[str, ...]:
    deck, _ = fitted("# T\n\n" + "".join(f"## {head}\n\n{POINTS}\n" for head in heads))
    return next(shape.labels for slide in deck.slides for shape in slide.shapes if isinstance(shape, BarShape))


def test_cells_have_names_and_minutes_and_narrow_ones_minutes_alone(fitted: Fitted) -> None:
    assert labels(fitted, "이미지 (20분)", "네트워크와 저장소를 잇는 길고 긴 이름 (2분)") == ("이미지 · 20분", "2분")


def test_the_ornaments_of_titles_are_not_told_again(fitted: Fitted) -> None:
    assert labels(fitted, "🎯 이미지 (20분)", "저장소 ✅ (20분)") == ("이미지 · 20분", "저장소 · 20분")
    deck, _ = fitted("# T\n\n## 🎯 이미지\n\n- a\n\n## 1️⃣ 저장소 ✅\n\n- b\n")
    agenda = next(slide for slide in deck.slides if slide.layout is Layout.AGENDA)
    told = [one.plain for shape in agenda.shapes if isinstance(shape, TextShape) for one in shape.paragraphs]
    assert told == ["이미지", "1️⃣ 저장소"]
    assert deck.slides[-2].title.paragraphs[0].plain == "🎯 이미지", "titles stay as they are written"


def test_without_minutes_all_have_names_or_all_have_numbers(fitted: Fitted) -> None:
    assert labels(fitted, "이미지", "저장소") == ("이미지", "저장소")
    assert (
        labels(fitted, "이미지", *(f"이름이 아주 길어서 칸에 들어가지 않는 부분 {'가' * n}" for n in range(1, 4)))[0]
        == "1"
    )
