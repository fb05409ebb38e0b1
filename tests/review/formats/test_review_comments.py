"""What reviewers saved comes back to the authors, with file and line, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coursedeck.app.review.verdicts import read_verdicts
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.review import Verdict
from coursedeck.review.formats import COMMENT_FORMATS, format_comments

LATER = Verdict("en", "a", "end", "", "good *point* | really", title="The <end>", number=9,
                source=Source("content/a.md", 30), reviewer="Mina")  # fmt: skip
DENIED = Verdict("ko", "a", "start", "deny", "too long", title="Start", number=2, source=Source("content/a.md", 7))
SILENT = Verdict("ko", "a", "mid", "deny", "", number=3, source=Source("content/a.md", 12))
ACCEPTED = Verdict("ko", "a", "other", "accept", "", source=Source("content/a.md", 1))
ALL = (LATER, ACCEPTED, SILENT, DENIED)


def test_each_denial_and_comment_is_a_line_in_the_order_of_the_file() -> None:
    assert format_comments(ALL, "text").splitlines() == [
        'content/a.md:7: slide 2 "Start" (ko): denied: too long',
        "content/a.md:12: slide 3 (ko): denied",
        'content/a.md:30: slide 9 "The <end>" (en): Mina: good *point* | really',
    ]


def test_programs_get_every_field() -> None:
    comments = json.loads(format_comments(ALL, "json"))["comments"]
    assert [(one["file"], one["line"], one["verdict"], one["comment"]) for one in comments] == [
        ("content/a.md", 7, "deny", "too long"),
        ("content/a.md", 12, "deny", ""),
        ("content/a.md", 30, "", "good *point* | really"),
    ]
    assert comments[2]["reviewer"] == "Mina"


def test_markdown_shows_what_was_written() -> None:
    head, _, *items = format_comments(ALL, "markdown").splitlines()
    assert head == "2 slides denied, 1 commented"
    assert items[0] == '- `content/a.md:7` slide 2 "Start" (ko): denied: too long'
    assert "\\*point\\* \\|" in items[2] and "\\<end\\>" in items[2]


def test_a_pull_request_gets_a_review_with_its_lines() -> None:
    body = json.loads(format_comments(ALL, "github"))
    assert body["event"] == "REQUEST_CHANGES"
    assert [(one["path"], one["line"], one["side"]) for one in body["comments"]] == [
        ("content/a.md", 7, "RIGHT"), ("content/a.md", 12, "RIGHT"), ("content/a.md", 30, "RIGHT"),
    ]  # fmt: skip
    assert json.loads(format_comments([LATER], "github"))["event"] == "COMMENT"


@pytest.mark.parametrize("form", COMMENT_FORMATS)
def test_nothing_to_say_is_no_fault(form: str) -> None:
    assert "slide" not in format_comments([ACCEPTED], form).replace("slides denied", "")


def saved(folder: Path, text: str) -> Path:
    file = folder / "review.json"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_saved_review_is_read_with_what_it_has(tmp_path: Path) -> None:
    slides = [
        {
            **{"locale": "ko", "session": "a", "slide": "s", "verdict": "deny", "comment": "two\nlines"},
            **{"file": "content/a.md", "line": 4, "number": 2, "title": "S", "state": "x", "reviewer": "Jo"},
        },
        {"locale": "ko", "session": "a", "slide": "t"},
    ]  # fmt: skip
    first, second = read_verdicts(saved(tmp_path, json.dumps({"reviewer": "Mina", "slides": slides})))
    assert (first.comment, str(first.source), first.number, first.reviewer) == ("two lines", "content/a.md:4", 2, "Jo")
    assert (second.verdict, second.source, second.number, second.reviewer) == ("", None, None, "Mina")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"slides": [{}]}', '{"slides": ["s"]}', '{"slides": 3}'])
def test_a_file_without_verdicts_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(CourseError, match=r"review\.json"):
        read_verdicts(saved(tmp_path, text))
