"""Which groups of text become panels, which of them are compared, and what stays as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import List
from coursedeck.model.slide import Layout, Outline, Slide, Subheading

Planned = Callable[..., Outline]

FORKS = "- **Speed**: no queue\n- **Price**: pay as you go\n- **Scope**: every region\n"
RAILS = "- **Safety**: two keys\n- **Audits**: once a year\n- **Limits**: one region\n"


def slide(planned: Planned, markdown: str, heading: str = "Choice") -> Slide:
    return planned(f"# T\n\n## S\n\n### {heading}\n\n{markdown}\n").slides[-1]


def grouped(*heads: str, items: str = FORKS) -> str:
    return "\n".join(f"#### {head}\n\n{items}" for head in heads)


def bold(*heads: str, items: str = FORKS) -> str:
    return "\n".join(f"**{head}:**\n\n{items}" for head in heads)


@pytest.mark.parametrize("written", [grouped, bold])
def test_two_lists_under_headings_become_panels(planned: Planned, written: Callable[..., str]) -> None:
    found = slide(planned, written("Renting", "Owning a rack"))
    assert found.layout is Layout.PANELS_2
    assert not found.aside, "all text is in one sequence"


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Pros", "Cons"),
        ("Advantages", "Disadvantages of it"),
        ("Before the change", "After the change"),
        ("Do", "Don't"),
        ("장점", "단점/제약사항"),
        ("✅ 장점", "⚠️ 단점"),
        ("문제 상황", "해결 방법"),
        ("Vorteile", "Nachteile"),
        ("When to use a queue", "When to use a call"),
        ("가상머신이 적합한 경우", "컨테이너가 적합한 경우"),
        ("适合虚拟机的场景", "适合容器的场景"),
        ("仮想マシンが向いている場合", "コンテナが向いている場合"),
        ("优点", "缺点"),
        ("メリット", "デメリット"),
        ("Ventajas", "Desventajas"),
    ],
)
def test_two_that_are_compared_have_two_hues(planned: Planned, first: str, other: str) -> None:
    assert slide(planned, grouped(first, other)).layout is Layout.COMPARISON


@pytest.mark.parametrize(
    ("first", "other"),
    [("Step 1", "Step 2"), ("Team A", "Team B"), ("Tools", "People"), ("第1章：部品", "第2章：部品"), ("存储", "网络")],
)
def test_others_have_one(planned: Planned, first: str, other: str) -> None:
    assert slide(planned, grouped(first, other)).layout is Layout.PANELS_2


def test_three_to_six_groups_stand_in_a_grid(planned: Planned) -> None:
    short = "- one\n- two\n"
    names = ["Nord", "East", "South", "West", "Up", "Down"]
    layouts = [slide(planned, bold(*names[:count], items=short)).layout for count in (3, 4, 5, 6)]
    assert layouts == [Layout.PANELS_3, Layout.PANELS_2X2, Layout.PANELS_2X3, Layout.PANELS_2X3]


def test_items_with_lists_below_them_are_groups(planned: Planned) -> None:
    nested = "".join(f"- **Part {n}**:\n  - {'what it takes and what it gives ' * 2}\n  - more\n" for n in "ABC")
    assert slide(planned, nested).layout is Layout.PANELS_3
    numbered = nested.replace("- **", "1. **").replace("\n  -", "\n   -")
    assert slide(planned, numbered).layout is Layout.PANELS_3


def test_a_sentence_or_a_heading_of_all_may_stand_above(planned: Planned) -> None:
    assert slide(planned, "There are two ways.\n\n" + grouped("Renting", "Owning")).layout is Layout.PANELS_2
    assert slide(planned, "#### Ways\n\n" + bold("Renting", "Owning")).layout is Layout.PANELS_2


@pytest.mark.parametrize(
    "markdown",
    [
        grouped("Renting"),
        grouped("Renting") + "\n#### Owning\n\n```sh\nls\n```\n",
        grouped("Renting", "Owning") + "\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        grouped("Renting", "Owning[^1]") + "\n[^1]: A note.\n",
        grouped("Renting", "Owning", items="- " + "word upon word upon word " * 30 + "\n"),
    ],
)
def test_what_is_no_group_of_text_or_too_long_stays(planned: Planned, markdown: str) -> None:
    layouts = {one.layout for one in planned(f"# T\n\n## S\n\n### C\n\n{markdown}").slides}
    assert not layouts & {Layout.PANELS_2, Layout.COMPARISON}


def test_an_author_refuses_and_chooses(planned: Planned) -> None:
    pair = grouped("Pros", "Cons")
    assert slide(planned, pair, "C {as=list}").layout in {Layout.CONTENT, Layout.TWO_CONTENT}
    assert slide(planned, pair, "C {as=panels}").layout is Layout.PANELS_2
    assert slide(planned, grouped("Tools", "People"), "C {as=comparison}").layout is Layout.COMPARISON
    assert slide(planned, f"<!-- slide: layout=two-content -->\n\n{pair}").layout is Layout.TWO_CONTENT


def test_a_list_that_was_parted_for_two_columns_is_whole_again(planned: Planned) -> None:
    long = "".join(f"- item number {n} of the list\n" for n in range(6))
    found = slide(planned, f"#### First\n\n{long}\n#### Other\n\n- one\n")
    assert found.layout is Layout.PANELS_2
    assert [type(block) for block in found.body] == [Subheading, List] * 2
