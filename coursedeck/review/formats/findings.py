"""Findings as text, JSON, SARIF and JUnit XML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from coursedeck import __version__
from coursedeck.model.review import Change, ChangeGroup, DeckReview, Finding, FindingLevel, Review, SlideChange, Status
from coursedeck.model.visible import visible, visible_lines
from coursedeck.review.formats.changes import cause_words

RuleTexts = Callable[[str], str]
"""Description of a check by its id."""

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def format_findings(review: Review, form: str, rule_text: RuleTexts) -> str:
    """The findings in the format `form`, a key of FORMATS; not empty output ends with a line break."""
    return FORMATS[form](review, rule_text)


def _text(review: Review, rule_text: RuleTexts) -> str:
    return "".join(f"{line}\n" for line in _lines(review))


def _lines(review: Review) -> Iterator[str]:
    """Errors and warnings; notes are shown only on the page."""
    yield from (_line(finding, "") for finding in review.findings if finding.level is not FindingLevel.NOTE)
    for deck in review.decks:
        yield from (_line(finding, deck.locale) for finding in deck.findings if finding.level is not FindingLevel.NOTE)


def _line(finding: Finding, locale: str) -> str:
    place = ", ".join(part for part in (f"slide {finding.number}" if finding.number else "", locale) if part)
    slide = f" ({place})" if finding.number else ""
    return visible(f"{finding.source}: {finding.level}: {finding.message} [{finding.rule}]{slide}")


def _json(review: Review, rule_text: RuleTexts) -> str:
    content = {
        "base": review.base,
        "errors": review.level(FindingLevel.ERROR),
        "warnings": review.level(FindingLevel.WARNING),
        **{status.value: review.count(status) for status in Status},
        "findings": [_plain(finding) for finding in review.findings],
        "groups": [_group(group) for group in review.groups],
        "decks": [_deck(deck) for deck in review.decks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _deck(deck: DeckReview) -> dict[str, Any]:
    changed = [_change(change) for change in deck.slides if change.status is not Status.UNCHANGED]
    findings = [_plain(finding) for finding in deck.findings]
    return {"session": deck.session, "locale": deck.locale, "changes": changed, "findings": findings}


def _change(change: SlideChange) -> dict[str, Any]:
    return {
        "slide": change.slide.id,
        "title": change.slide.title,
        "status": change.status.value,
        "changes": [one.value for one in change.changes],
        "from": change.old_number,
        "to": change.new_number,
        "moved": Change.MOVED in change.changes,
        "moved_from": change.moved_from,
    }


def _group(group: ChangeGroup) -> dict[str, Any]:
    return {
        "cause": group.cause.value,
        "text": cause_words(group),
        "before": group.before,
        "after": group.after,
        "subject": group.subject,
        "slides": list(group.slides),
    }


def _plain(finding: Finding) -> dict[str, Any]:
    box = finding.box
    return {
        "check": finding.rule,
        "level": finding.level.value,
        "new": finding.new,
        "message": finding.message,
        "file": finding.source.file,
        "line": finding.source.line,
        "slide": finding.slide,
        "number": finding.number,
        "shape": finding.shape,
        "box": [round(side, 1) for side in (box.left, box.top, box.width, box.height)] if box else None,
    }


def _sarif(review: Review, rule_text: RuleTexts) -> str:
    """SARIF 2.1.0, which code hosts show beside the lines of a pull request."""
    found = review.all_findings
    ids = sorted({finding.rule for finding in found})
    driver = {
        "name": "coursedeck",
        "version": __version__,
        "rules": [{"id": id, "shortDescription": {"text": rule_text(id)}} for id in ids],
    }
    run = {"tool": {"driver": driver}, "results": [_result(finding, ids.index(finding.rule)) for finding in found]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    place = {
        # file names must be percent-encoded as URIs (RFC 3986, 2.1)
        "artifactLocation": {"uri": quote(finding.source.file, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": max(finding.source.line, 1)},
    }
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.slide:
        location["logicalLocations"] = [{"name": finding.slide, "kind": "slide"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.level.value,
        "message": {"text": visible(finding.message)},
        "locations": [location],
        "baselineState": "new" if finding.new else "unchanged",
    }


def _junit(review: Review, rule_text: RuleTexts) -> str:
    """JUnit XML: a suite for each deck, a case for each slide, and a failure for the errors of a case."""
    suites = [_suite("course", {"course": review.findings})] if review.findings else []
    suites += [_suite(deck.key, _by_slide(deck), deck.locale) for deck in review.decks]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(suites) + "</testsuites>\n"


def _by_slide(deck: DeckReview) -> Mapping[str, tuple[Finding, ...]]:
    cases: dict[str, list[Finding]] = {"deck": []}
    for change in deck.slides:
        if change.after is not None:
            cases[change.after.id] = []
    for finding in deck.findings:
        cases.setdefault(finding.slide or "deck", []).append(finding)
    return {name: tuple(found) for name, found in cases.items()}


def _suite(name: str, cases: Mapping[str, tuple[Finding, ...]], locale: str = "") -> str:
    failed = sum(1 for found in cases.values() if any(one.level is FindingLevel.ERROR for one in found))
    lines = "".join(_case(name, case, found, locale) for case, found in cases.items())
    head = f'<testsuite name={_quoted(name)} tests="{len(cases)}" failures="{failed}">'
    return f"{head}\n{lines}</testsuite>\n"


def _case(suite: str, name: str, findings: tuple[Finding, ...], locale: str) -> str:
    errors = [one for one in findings if one.level is FindingLevel.ERROR]
    others = [one for one in findings if one.level is not FindingLevel.ERROR]
    inside = ""
    if errors:
        lines = _xml("\n".join(_line(one, locale) for one in errors))
        inside += f"<failure message={_quoted(errors[0].message)}>{lines}</failure>"
    if others:
        inside += f"<system-out>{_xml(chr(10).join(_line(one, locale) for one in others))}</system-out>"
    return f"<testcase classname={_quoted(suite)} name={_quoted(name)}>{inside}</testcase>\n"


_NEITHER = re.compile("[\ufffe\uffff]")
"""What XML 1.0 has no form for, and `visible` lets pass (section 2.2)."""


def _xml(text: str) -> str:
    return escape(visible_lines(_NEITHER.sub("", text)))


def _quoted(text: str) -> str:
    return quoteattr(visible(_NEITHER.sub("", text)))


FORMATS: Mapping[str, Callable[[Review, RuleTexts], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
}
