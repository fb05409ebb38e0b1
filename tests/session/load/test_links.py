"""Links to other sessions and to files of the course, and lines that only lead from page to page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.base.markdown.navigation import is_navigation
from coursedeck.model.session import CourseFileLink, Paragraph, Session
from tests.session.load.session_readers import Loader

Read = Callable[[str], tuple[Session, list[str]]]


@pytest.fixture
def read(load: Loader, tmp_path: Path) -> Read:
    """Reads week/a.md in a course with other sessions and files."""
    other = "# Session 2: Valves\n\n## 1. The valve (5 min)\n\n### Old ones {#old}\n\nGate valve\n: shuts a pipe.\n"
    files = {
        "content/week/b.md": other,
        "content/c.md": other,
        "content/README.md": "# Readme\n",
        "content/week/files/my sheet.pdf": "pdf",
        "shared/data.csv": "a,b",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    def session(lines: str) -> tuple[Session, list[str]]:
        read, problems = load(f"# Title\n\n{lines}\n", "week/a.md")
        return read, [problem.message for problem in problems]

    return session


@pytest.mark.parametrize(
    ("written", "target", "session", "part"),
    [
        ("b.md", "b.pptx", "week/b", None),
        ("./b.md", "b.pptx", "week/b", None),
        ("../c.md", "../c.pptx", "c", None),
        ("/content/c.md", "../c.pptx", "c", None),
        ("b.html", "b.pptx", "week/b", None),
        ("b.md#the-valve", "b.pptx", "week/b", "the-valve"),
        ("b.md#1-the-valve-5-min", "b.pptx", "week/b", "the-valve"),
        ("b.md#old", "b.pptx", "week/b", "old"),
        ("b.md#gate-valve", "b.pptx", "week/b", "old"),
        ("b.md#session-2-valves", "b.pptx", "week/b", ""),
    ],
)
def test_links_to_sessions(read: Read, written: str, target: str, session: str, part: str | None) -> None:
    found, problems = read(f"See [there]({written}).")
    assert problems == []
    assert found.links == (CourseFileLink(written, target, session=session, part=part),)


def test_links_to_files(read: Read) -> None:
    found, problems = read("Take [this](<files/my sheet.pdf>) and [that](../../shared/data.csv).")
    assert problems == []
    assert [(link.target, link.file) for link in found.links] == [
        ("files/my sheet.pdf", "content/week/files/my sheet.pdf"),
        ("../shared/data.csv", "shared/data.csv"),
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("b.md#no-such", "no heading #no-such in content/week/b.md"),
        ("nowhere.md", "no file content/week/nowhere.md"),
        ("../README.md", "is no session"),
        ("../../../etc/passwd", "out of the course folder"),
    ],
)
def test_dead_links_are_one_warning_a_file(read: Read, written: str, reason: str) -> None:
    found, problems = read(f"See [there]({written}), [here](gone.md) and [it](b.md).")
    assert [link.target for link in found.links] == ["", "", "b.pptx"]
    assert len(problems) == 1 and reason in problems[0] and "1 more" in problems[0]


@pytest.mark.parametrize(
    "line",
    [
        "[Up](README.md) | [Next](02-setup.md)",
        "[← Back](01.md)",
        "[Previous: Valves](01.md) · [Home](../README.md) · [Next: Pumps](03.md)",
        "⬅️ [Valves](01.md) | [Pumps](03.md) ➡️",
        "**[Next](02.md)**",
        '<p align="center"><a href="01.md">Prev</a> | <a href="03.md">Next</a></p>',
        "[이전](01.md) | [목차](README.md) | [다음](03.md)",
        "[上一章](01.md) | [下一章](03.md)",
        "[Zurück](01.md) – [Weiter](03.md)",
    ],
)
def test_lines_that_lead_from_page_to_page(read: Read, line: str) -> None:
    assert is_navigation(line)
    found, problems = read(f"{line}\n\nwords\n\n{line}")
    if not line.startswith("<"):
        assert [block.text.plain for block in found.blocks if isinstance(block, Paragraph)] == ["words"]
        assert len(problems) == 1 and "page to page" in problems[0]


@pytest.mark.parametrize(
    "line",
    [
        "[Setup](02-setup.md)",
        "![Menu](menu.png)",
        "![Overview](a.svg) ![Home](b.svg)",
        "Read [Next](02.md) on.",
        "[Next](https://example.org)",
        "[Valves](01.md), [Pumps](02.md)",
        "[Upper valves](01.md)",
        "Next",
    ],
)
def test_links_that_are_content(line: str) -> None:
    assert not is_navigation(line)
