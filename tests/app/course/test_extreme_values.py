"""Values that no author writes and others may: each is told with file and line, and decks are built all the same."""

from pathlib import Path

import pytest

from tests.app.conftest import Run

pytestmark = pytest.mark.long

SESSION = "---\ndate: {date}\nstart: {start}\n---\n# A\n\n## B ({minutes} min)\n\ntext\n"


@pytest.mark.parametrize("timezone", ["", 'timezone = "Pacific/Kiritimati"', 'timezone = "America/Adak"'])
@pytest.mark.parametrize(
    ("date", "start", "minutes"),
    [
        ("9999-12-31", '"23:59"', "200"),
        ("9999-12-31", "", "5"),
        ("0001-01-01", '"00:00"', "5"),
        ("2026-01-01", "", "1"),
    ],
)
def test_the_first_and_the_last_day_that_there_is(
    course: Path, run: Run, timezone: str, date: str, start: str, minutes: str
) -> None:
    (course / "course.toml").write_text(timezone, encoding="utf-8")
    text = SESSION.format(date=date, start=start, minutes=minutes)
    (course / "content" / "good.md").write_text(text if start else text.replace("start: \n", ""), encoding="utf-8")
    outcome = run("build")
    assert "coursedeck failed" not in outcome.err
    assert "en/good.pptx" in outcome.files()
    (calendar,) = outcome.output.rglob("*.ics")
    assert calendar.read_text(encoding="utf-8").count("BEGIN:VEVENT") == 1


DEEP = [2_000, 20_000]
TOML = {
    **{f"arrays {depth}": f"locales = {'[' * depth}{']' * depth}" for depth in DEEP},
    **{f"tables {depth}": f"slot = {'{a=' * depth}1{'}' * depth}" for depth in (2_000, 10_000)},
    "digits": f"slot = {'7' * 5_000}",
    "dotted deeply": f"{'.'.join('a' * 5_000)} = 1",
    "dotted table": f"[{'.'.join('a' * 5_000)}]",
    "lines": "a b\n" * 9_000,
    "dotted": f"{'.'.join('a' * 100_000)} = 1",
    "date": "slot = 2026-02-31",
    "long": "x" * 2**18,
}


@pytest.mark.parametrize("case", TOML)
def test_settings_that_cannot_be_read_leave_their_defaults(course: Path, run: Run, case: str) -> None:
    (course / "course.toml").write_text(TOML[case], encoding="utf-8")
    outcome = run("check")
    assert outcome.code == 1
    assert "coursedeck failed" not in outcome.err
    assert any(line.startswith("course.toml:1: error: ") for line in outcome.err.splitlines())


YAML = {
    **{f"flow {depth}": f"pace: {'[' * depth}{']' * depth}" for depth in DEEP},
    **{f"maps {depth}": f"pace: {'{a: ' * depth}1{'}' * depth}" for depth in DEEP},
    "blocks": "\n".join(f"{' ' * depth}a:" for depth in range(1_000)),
    "digits": f"week: {'7' * 5_000}",
    "slot": f"slot: {'7' * 5_000}",
    "float": "slot: 1e400",
    "aliases": "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a, *a]" for n in range(200)),
}


@pytest.mark.parametrize("case", YAML)
def test_front_matter_that_cannot_be_read_costs_no_other_session(course: Path, run: Run, case: str) -> None:
    (course / "content" / "odd.md").write_text(f"---\n{YAML[case]}\n---\n# A\n\ntext\n", encoding="utf-8")
    outcome = run("build")
    assert "coursedeck failed" not in outcome.err
    assert any(line.startswith("content/odd.md:") for line in outcome.err.splitlines())
    assert any(file.endswith("good.pptx") for file in outcome.files())


MARKDOWN = {
    "minutes": f"## B ({'9' * 500} min)\n\ntext\n",
    "list number": f"{'9' * 9}. a\n",
    "span": f'<table><tr><td colspan="{"9" * 5_000}">a</td></tr></table>\n',
    "width": f'<img src="a.png" width="{"9" * 5_000}">\n',
    "entity": f"&#{'9' * 5_000}; &#x{'f' * 5_000};\n",
    "brackets": "[" * 3_000 + "\n",
    "emphasis": "*_" * 3_000 + "\n",
    "quotes": "> " * 500 + "a\n",
    "html": "<div>" * 500 + "a\n",
}


@pytest.mark.parametrize("case", MARKDOWN)
def test_markdown_of_that_kind_is_read(course: Path, run: Run, case: str) -> None:
    (course / "content" / "odd.md").write_text(f"# A\n\n{MARKDOWN[case]}", encoding="utf-8")
    outcome = run("check")
    assert "coursedeck failed" not in outcome.err
