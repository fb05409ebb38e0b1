"""Bars drawn with block characters are charts; other lines with blocks stay as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import Chart, Code, Paragraph
from coursedeck.model.slide import Outline

Planned = Callable[..., Outline]


def shown(planned: Planned, fence: str, language: str = "") -> Chart | Code:
    outline = planned(f"# T\n\n## S\n\n### A\n\n```{language}\n{fence}\n```\n")
    blocks = [block for slide in outline.slides for block in (*slide.body, *slide.aside)]
    (found,) = (block for block in blocks if isinstance(block, Chart | Code))
    return found


@pytest.mark.parametrize(
    ("fence", "labels", "values", "unit"),
    [
        ("CPU    ████████░░ 80%\n메모리 █████░░░░░ 50%", ["CPU", "메모리"], [80, 50], "%"),
        ("web: [■■■□□] 60 %\ndb: [■□□□□] 20 %", ["web", "db"], [60, 20], "%"),
        ("in use ▓▓▓▓▒▒ (72.5%)\nfree ▓▒▒▒▒▒ (27.5%)", ["in use", "free"], [72.5, 27.5], "%"),
        ("2021 ████ $40억\n2022 ██████ $1,060억", ["2021", "2022"], [40, 1060], "억 $"),
        ("██████ 90% done\n██ 30% open", ["done", "open"], [90, 30], "%"),
        ("a 12ms ██\nb 48ms ████████", ["a", "b"], [12, 48], "ms"),
        ("서울 ▰▰▰▱ 3\n부산 ▰▱▱▱ 1", ["서울", "부산"], [3, 1], ""),
    ],
)
def test_bars_of_block_characters_are_a_chart(
    planned: Planned, fence: str, labels: list[str], values: list[float], unit: str
) -> None:
    chart = shown(planned, fence)
    assert isinstance(chart, Chart)
    assert [text.plain for text in chart.categories] == labels
    assert [list(series.values) for series in chart.series] == [values]
    assert chart.unit == unit
    assert chart.maximum == (100 if unit == "%" else None)


def test_a_line_above_the_bars_is_the_title_of_the_chart(planned: Planned) -> None:
    chart = shown(planned, "Use of the disks:\n\nsda ██████ 60 %\nsdb ███ 30 %", "text")
    assert isinstance(chart, Chart) and chart.title is not None
    assert chart.title.plain == "Use of the disks"
    assert [text.source.line for text in chart.categories] == [10, 11]


def test_a_line_below_the_bars_stands_below_the_chart(planned: Planned) -> None:
    outline = planned("# T\n\n## S\n\n### A\n\n```\na ███ 40%\nb ██ 20%\n\nGrowth: 20%+\n```\n")
    blocks = [block for slide in outline.slides for block in (*slide.body, *slide.aside)]
    assert {type(block) for block in blocks} == {Chart, Paragraph}
    assert [block.text.plain for block in blocks if isinstance(block, Paragraph)] == ["Growth: 20%+"]


@pytest.mark.parametrize(
    "fence",
    [
        "only one ████ 40%",
        "a ████ 40%\nb ██ 20 s",
        "a ████\nb ██",
        "████ ████\n████ ████",
        "a ████ 40%\nand then a remark\nb ██ 20%",
        "┌────┐ 40%\n└────┘ 20%",
        "a #### 40%\nb ## 20%",
    ],
)
def test_other_lines_with_blocks_stay_as_they_are(planned: Planned, fence: str) -> None:
    assert isinstance(shown(planned, fence), Code)


def test_bars_in_a_programming_language_are_code(planned: Planned) -> None:
    assert isinstance(shown(planned, "a ████ 40%\nb ██ 20%", "python"), Code)
