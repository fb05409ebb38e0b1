"""Whatever is wrong with a session, it has a deck, or an error says why nothing of it can be shown."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from coursedeck import build
from coursedeck.model.problem import Severity

FRONT = st.sampled_from(
    [
        "",
        "---\ntitle: A: b\nweek: one\n---\n",
        "---\nzzz: [1\n---\n",
        "---\nweek: 1\n\nWords.\n\n",
        "---\n- a\n- b\n---\n",
        "---\nmarp: true\ndate: today\nauthor: [1, {x: y}]\nslot: -5\noptional: {a: b}\npace: fast\n---\n",
        "---\n\n---\n",
    ]
)
TITLES = st.sampled_from(["# T\n\n", "", "#\n\n", "# T (abc min) {#t .x zz=1}\n\n", "## T\n\n", "# A\n\n# B\n\n"])
HEADINGS = st.sampled_from(
    [
        "## S\n\n",
        "##\n\n",
        "### (5 min)\n\n",
        "## S (-3 min)\n\n",
        "## S {#a}\n\n### S {#a}\n\n",
        "###### deep {optinal=2}\n\n",
    ]
)
BLOCKS = st.sampled_from(
    [
        "words\n\n",
        "- a\n  - b\n    - c\n\n",
        "```mermaid\ngraph TB\nA -->\n```\n\n",
        "```mermaid\nnothing known\n```\n\n",
        "```mermaid\n```\n\n",
        "```mermaid\npie\n\"a\" : -1\n```\n\n",
        "```mermaid\ngraph LR\nA[(x]-->B\n",
        "```chart\ntype: bar\ncategories: [a]\nseries: [1, 2, x]\n```\n\n",
        "```chart\ntype: circle\n```\n\n",
        "```chart\n```\n\n",
        "```chart\ntype: pie\ncategories: [a, b]\nseries: {x: [1, -2], y: [3]}\nmax: no\n```\n\n",
        "![](no.png)\n\n",
        "![a](text.png){as=shape width=3}\n\n",
        "![a](../diagrams/raises.py)\n\n",
        "![a](../diagrams/none.py \"caption\")\n\n",
        "![a](../../outside.png)\n\n",
        "::: notes\nopen\n\n",
        "::: box {.wide}\ninside\n:::\n\n",
        ":::\n\n",
        "<!-- slide: layout=nope, keep=1, optional=many -->\n\n",
        "| a |\n|---|\n| b | c |\n\n",
        "<table><tr><td>x\n\n",
        "$$\\frac{a\n\n",
        "$" + "\\frac{" * 300 + "x$\n\n",
        ">" * 80 + " deep\n\n",
        "text[^1] <font>x</font>\x0b\n\n",
        "---\n\n",
        "> [!WHAT]\n> x\n\n",
    ]
)  # fmt: skip
SESSIONS = st.tuples(FRONT, TITLES, st.lists(st.one_of(HEADINGS, BLOCKS), max_size=7)).map(
    lambda parts: f"{parts[0]}{parts[1]}{''.join(parts[2])}"
)


def laid_out(root: Path, text: str) -> Path:
    """A course with a session of this text, beside one that is sound."""
    for folder in ("content", "diagrams"):
        (root / folder).mkdir()
    (root / "course.toml").write_text('source-locale = "en"\n')
    (root / "content" / "sound.md").write_text("# Sound\n\n## S\n\n- a\n")
    (root / "content" / "flawed.md").write_text(text, encoding="utf-8")
    (root / "content" / "text.png").write_text("no picture")
    (root / "diagrams" / "raises.py").write_text("from diagrams import Diagram\nraise ValueError('boom')\n")
    return root


@pytest.mark.long
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(SESSIONS)
def test_every_session_has_a_deck_or_a_reason(text: str) -> None:
    with tempfile.TemporaryDirectory(prefix="flawed-") as folder:
        root = laid_out(Path(folder), text)
        report = build(root)
        slides = {deck.stem: len(Presentation(str(deck)).slides) for deck in (root / "output" / "en").glob("*.pptx")}
    assert slides["sound"] > 0, "one session never stops another"
    assert not [problem for problem in report.problems if problem.check == "fault"], report.problems
    if text.strip():
        assert slides["flawed"] > 0
    else:
        assert any(problem.severity is Severity.ERROR for problem in report.problems)
    for problem in report.problems:
        assert problem.source.file != "content/flawed.md" or 1 <= problem.source.line <= text.count("\n") + 1
