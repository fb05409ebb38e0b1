"""Findings and summaries as programs and people read them."""

import json
import re
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from coursedeck.model.problem import Source
from coursedeck.model.review import FindingLevel
from coursedeck.model.values import replace
from coursedeck.model.visible import visible_lines
from coursedeck.review.formats import FORMATS, counts_line, format_findings, summary
from coursedeck.review.proof import rule_text
from tests.review.review_samples import finding, sample_review

REVIEW = sample_review()


def test_the_first_line_counts() -> None:
    assert summary(REVIEW).splitlines()[0] == "1 error, 1 warning; 1 new, 1 changed, 1 removed, 3 unchanged"
    assert summary(REVIEW).startswith(counts_line(REVIEW))


def test_sarif_names_files_by_addresses() -> None:
    one = replace(finding("title", FindingLevel.ERROR, "kept", 1), source=Source("content/1주차/수업 2.md", 3))
    data = json.loads(format_findings(replace(REVIEW, findings=(one,)), "sarif", rule_text))
    place = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/1%EC%A3%BC%EC%B0%A8/%EC%88%98%EC%97%85%202.md"


def test_a_summary_names_what_to_look_at() -> None:
    text = summary(REVIEW)
    assert "- **error** `content/a.md:9`, slide 3: something about overflow (`overflow`)" in text
    assert "- changed (picture, text): ko/week/a, slide 2, Words" in text
    assert "| `ko/week/a` | 4 | 1 | 1 | 1 | 1 | 1 | 10 → 12 of 15 |" in text
    assert "- en: 80 % translated, 1 stale" in text


def test_a_long_summary_is_cut() -> None:
    many = tuple(finding("overflow", FindingLevel.ERROR, "wrong", 3) for _ in range(50))
    text = summary(replace(REVIEW, findings=many))
    assert text.count("something about overflow") == 20
    assert "… and 32 more on the page" in text


def test_text_has_a_line_a_finding_and_leaves_remarks_out() -> None:
    lines = format_findings(REVIEW, "text", rule_text).splitlines()
    assert lines == [
        "content/a.md:9: error: something about overflow [overflow] (slide 3, ko)",
        "content/a.md:9: warning: something about title [title] (slide 1, ko)",
    ]


def test_json_tells_changes_and_places() -> None:
    data = json.loads(format_findings(REVIEW, "json", rule_text))
    (overflow, *_) = data["decks"][0]["findings"]
    assert (overflow["slide"], overflow["line"], overflow["box"]) == ("wrong", 9, [96, 54, 480, 270])
    assert [one["status"] for one in data["decks"][0]["changes"]] == ["changed", "new", "removed"]


def test_sarif_points_to_the_source() -> None:
    data = json.loads(format_findings(REVIEW, "sarif", rule_text))
    (run,) = data["runs"]
    assert data["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "content/a.md"
        assert place["region"]["startLine"] >= 1
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_junit_fails_the_slides_with_errors() -> None:
    strange = replace(REVIEW, findings=(finding("x", FindingLevel.ERROR, "a<b>&\x07", 1),))
    root = ElementTree.fromstring(format_findings(strange, "junit", rule_text))
    suites = {suite.get("name"): suite for suite in root}
    assert suites["ko/week/a"].get("failures") == "1"
    failed = [case.get("name") for case in suites["ko/week/a"] if case.find("failure") is not None]
    assert failed == ["wrong"]


ACTING = (
    "\x1b]0;x\x07 \x9b \u202e <img src=x onerror=y> [a](javascript:x) | `code` **b** ![c](//e.org)\n- forged"
    " \ufffe\udce9"
)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_findings_acts(form: str) -> None:
    one = replace(finding("x", FindingLevel.ERROR, "kept", 1), message=ACTING, source=Source(ACTING, 3))
    text = format_findings(replace(REVIEW, findings=(one,)), form, rule_text)
    shown = visible_lines(text)  # as the console shows it
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert not re.search(r"^\W*forged", shown, re.MULTILINE)
    if form in {"json", "sarif"}:
        assert json.loads(shown)
    elif form == "junit":
        assert ElementTree.fromstring(shown) is not None


def test_nothing_in_a_summary_acts() -> None:
    one = replace(finding("x", FindingLevel.ERROR, "kept", 1), message=ACTING, source=Source(ACTING, 3))
    deck = replace(REVIEW.decks[0], session=f"week/{ACTING}")
    text = summary(replace(REVIEW, findings=(one,), decks=(deck,), base=ACTING))
    page = str(MarkdownIt("commonmark").enable("table").render(text))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert not re.search("<img|<a |<li>forged|<strong>b", page)
