"""Trees drawn with characters are outlines; file trees and drawings are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.session import Code, List, ListItem
from coursedeck.model.slide import Deck, Layout, Outline, Slide, Subheading, TextShape
from coursedeck.session.ledger import lost_on_slides

Planned = Callable[..., Outline]
Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]


def fenced(tree: str) -> str:
    return f"# T\n\n## S\n\n### 갑\n\n```\n{tree}\n```\n"


def blocks(outline: Outline) -> list[object]:
    return [block for slide in outline.slides for block in (*slide.body, *slide.aside)]


def levels(items: tuple[ListItem, ...], depth: int = 0) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for item in items:
        found.append((depth, item.text.plain))
        for block in item.blocks:
            assert isinstance(block, List)
            found += levels(block.items, depth + 1)
    return found


@pytest.mark.parametrize(
    "tree",
    [
        "보안\n├── 접근:\n│   ├── 인증\n│   └── 인가\n└── 기록:\n    └── 감사 로그",
        "보안\n|-- 접근:\n|   |-- 인증\n|   `-- 인가\n`-- 기록:\n    `-- 감사 로그",
        "보안\n+-- 접근:\n|   +-- 인증\n|   +-- 인가\n+-- 기록:\n    +-- 감사 로그",
        "보안\n├─ 접근:\n│  ├─ 인증\n│  └─ 인가\n│\n└─ 기록:\n   └─ 감사 로그",
    ],
)
def test_a_tree_is_a_nested_list_under_its_root(planned: Planned, tree: str) -> None:
    heading, outline = blocks(planned(fenced(tree)))
    assert isinstance(heading, Subheading) and heading.text.plain == "보안"
    assert isinstance(outline, List)
    said = [(0, "접근:"), (1, "인증"), (1, "인가"), (0, "기록:"), (1, "감사 로그")]
    assert levels(outline.items) == said
    assert (
        outline.items[1].text.source.line
        == tree.split("\n").index(next(x for x in tree.split("\n") if "기록" in x)) + 8
    )


@pytest.mark.parametrize(
    "text",
    [
        "+-----------+\n| Anwendung |\n+-----------+\n|  Transport |\n+-----------+\n|   Netz    |\n+-----------+",
        "+--- A ---+\n|  eins   |\n+--- B ---+\n|  zwei   |\n+---------+",
        "project/\n├── src/\n│   ├── main.py\n│   └── util.py\n└── README.md  # 설명",
        "┌────┐\n│ 가 │\n├────┤\n│ 나 │\n└────┘",
        "가\n├── 나\n└── 다",
        "plain words\nof some\nlines",
    ],
)
def test_file_trees_drawings_and_other_text_stay_as_they_are(planned: Planned, text: str) -> None:
    (code,) = blocks(planned(fenced(text)))
    assert isinstance(code, Code) and code.code.rstrip() == text


def test_a_large_tree_stands_on_one_slide_in_large_type(fitted: Fitted) -> None:
    branches = [f"가지 {n}:\n" + "\n".join(f"    ├── 잎 {n}{m}" for m in "가나다라") for n in range(4)]
    tree = "지표\n" + "\n".join(f"├── {branch}" for branch in branches)
    deck, problems = fitted(fenced(tree))
    (slide,) = [slide for slide in deck.slides if slide.title.paragraphs[0].plain == "갑"] or [deck.slides[-1]]
    shapes = [shape for shape in slide.shapes if isinstance(shape, TextShape)]
    paragraphs = [p for shape in shapes for p in shape.paragraphs]
    assert min(p.size for p in paragraphs) >= 20
    heads = [shape for shape in shapes if shape.name.startswith("head")]
    assert [head.paragraphs[0].plain for head in heads] == [f"가지 {n}" for n in range(4)]
    bodies = [shape for shape in shapes if shape.name.startswith("panel")]
    assert [len(body.paragraphs) for body in bodies] == [4, 4, 4, 4]
    assert not problems


def test_labelled_lists_stand_side_by_side_where_they_are_larger_so(planned: Planned) -> None:
    def lists(count: int) -> str:
        return "\n\n".join(
            f"**갈래 {name}:**\n\n" + "\n".join(f"- 요점 {number}" for number in range(count)) for name in "가나"
        )

    def slide(count: int) -> Slide:
        return planned(f"# T\n\n## S\n\n### 갑 {{as=list}}\n\n{lists(count)}\n").slides[-1]

    assert slide(1).layout is Layout.CONTENT, "few lines are large enough in one column"
    beside = slide(5)
    assert beside.layout is Layout.TWO_CONTENT
    assert [type(block) for block in (*beside.body, *beside.aside)] == [Subheading, List, Subheading, List]


def test_a_long_list_of_short_items_is_parted_in_the_middle_and_counts_on(planned: Planned) -> None:
    items = "\n".join(f"{number}. 짧은 항목" for number in range(1, 15))
    slide = planned(f"# T\n\n## S\n\n### 갑\n\n{items}\n").slides[-1]
    (left,), (right,) = slide.body, slide.aside
    assert isinstance(left, List) and isinstance(right, List)
    assert (len(left.items), len(right.items), right.start) == (7, 7, 8)


def branch(name: str, count: int) -> str:
    """A branch of a tree with three topics, each with points below it."""
    points = "".join(
        f"│   │   ├── Point {n} of {{topic}} that is watched all day and all night\n" for n in range(count)
    )
    topics = "".join(f"│   ├── {name} topic {n}\n" + points.format(topic=f"topic {n}") for n in range(3))
    return f"├── {name}\n{topics}"


def drawn(*branches: str) -> str:
    return "```\nWhat is watched\n" + "".join(branches) + "```\n"


def test_a_tree_of_three_levels_gets_an_overview_and_its_branches(fitted: Fitted) -> None:
    tree = drawn(branch("Storage", 4), branch("Network", 4), "├── Cost\n")
    deck, _ = fitted(f"# T\n\n## Watching\n\n### What we watch\n\n{tree}\n\n## End\n\n- x\n")
    titles = [slide.title.paragraphs[0].plain for slide in deck.slides]
    assert "Storage" in titles and "Network" in titles and "Cost" not in titles
    overview = next(slide for slide in deck.slides if "What we watch" in slide.title.paragraphs[0].plain)
    said = [one.plain for shape in overview.shapes if isinstance(shape, TextShape) for one in shape.paragraphs]
    assert {"Storage topic 0", "Network topic 2", "Cost"} <= set(said)
    assert not any(words.startswith("Point") for words in said)
    assert lost_on_slides(deck.session, deck) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"### Small\n\n{drawn(branch('Storage', 1), branch('Network', 1))}",
        f"### Large {{as=list}}\n\n{drawn(branch('Storage', 4), branch('Network', 4))}",
    ],
)
def test_a_tree_that_a_slide_holds_or_that_is_to_be_a_list_stays_one(fitted: Fitted, text: str) -> None:
    deck, _ = fitted(f"# T\n\n## Watching\n\n{text}\n\n## End\n\n- x\n")
    titles = {slide.title.paragraphs[0].plain for slide in deck.slides}
    assert "Storage" not in titles and "Network" not in titles
