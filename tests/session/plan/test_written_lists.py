"""Which fences without a language are shown as the lists that they hold, and which stay code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.session import Code, List
from coursedeck.model.slide import COMPONENTS, Layout, Outline, Slide, Subheading

Planned = Callable[..., Outline]

PLAN = "Plan:\n3. Write it\n   - for all\n   - in ink\n4. Send it\n\nThen:\n- wait"


def slide(planned: Planned, fence: str, language: str = "", heading: str = "Here") -> Slide:
    return planned(f"# T\n\n## S\n\n### {heading}\n\n```{language}\n{fence}\n```\n").slides[-1]


@pytest.mark.parametrize(
    "fence",
    [
        "Wrong:\n- one record for all\n- no check\n\nRight:\n- a record each\n- a check each minute",
        "잘못된 방법:\nTTL 10초\n\n문제:\n- 쿼리 폭증 (6배 증가)\n- 비용 증가",
        "Public:\n- open to all\n  * by name\n\nPrivate:\n- inside only",
        "Rules:\n- one\n- two\n- three",
        PLAN,
    ],
)
def test_notes_in_a_fence_are_shown_as_lists(planned: Planned, fence: str) -> None:
    found = slide(planned, fence)
    assert found.layout in COMPONENTS
    assert not any(isinstance(block, Code) for block in found.body)
    assert found.title.plain.endswith("Here")


@pytest.mark.parametrize(
    ("fence", "language"),
    [
        ("Wrong:\n- one\n- two\n\nRight:\n- three", "yaml"),
        ("services:\n- web\n- db", ""),
        ("Steps:\n- name: build\n  run: make", ""),
        ("- one\n- two\n- three", ""),
        ("Files:\n- a.txt   12 kB\n- b.txt    3 kB", ""),
        ("if x:\n- y = 1\n- z = 2", ""),
        ("Result:\nno items here", ""),
        ("$ ls\nFiles:\n- a\n- b", ""),
        ("Text:\n    indented\n- a\n- b", ""),
        ("Much:\n" + "- a line that is long enough to take two on a slide, or more than that\n" * 30, ""),
    ],
)
def test_code_output_columns_and_what_does_not_fit_stay(planned: Planned, fence: str, language: str) -> None:
    found = slide(planned, fence, language)
    assert found.layout is Layout.CODE and isinstance(found.body[0], Code)


def test_an_author_refuses(planned: Planned) -> None:
    assert slide(planned, PLAN, heading="Here {as=list}").layout is Layout.CODE


def test_numbers_and_what_is_below_an_item_are_kept(planned: Planned) -> None:
    head, found, *_ = slide(planned, PLAN).body
    assert isinstance(head, Subheading) and head.text.plain == "Plan"
    assert isinstance(found, List) and found.start == 3
    assert [item.text.plain for item in found.items] == ["Write it", "Send it"]
    (nested,) = found.items[0].blocks
    assert isinstance(nested, List) and [item.text.plain for item in nested.items] == ["for all", "in ink"]
