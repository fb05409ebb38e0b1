from pathlib import Path

import pytest

from coursedeck.model.problem import Severity
from coursedeck.model.session import Chart, ChartKind, Code
from tests.session.load.session_readers import Loader, Told


def chart(load: Loader, lines: str) -> Chart:
    session, problems = load(f"# t\n\n```chart\n{lines}\n```\n")
    (block,) = session.blocks
    assert isinstance(block, Chart) and problems == ()
    return block


def test_every_key(load: Loader) -> None:
    found = chart(
        load,
        "type: bar\ntitle: 자원 **사용률**\nunit: '%'\nmax: 100\nstacked: true\nalt: 네 막대\nemphasis: [메모리, 1]\n"
        "categories: [CPU, 메모리, 디스크]\nseries:\n  가상머신: [15, 20.5, ~]\n  컨테이너: [1e1, -2, .5]",
    )
    assert found.kind is ChartKind.BAR and found.source.line == 3
    assert found.title is not None and found.title.source.line == 5 and found.title.plain == "자원 사용률"
    assert (found.unit, found.maximum, found.stacked, found.emphasis) == ("%", 100.0, True, (0, 1))
    assert found.alt is not None and found.alt.plain == "네 막대"
    assert [category.plain for category in found.categories] == ["CPU", "메모리", "디스크"]
    assert [(series.name.plain, series.values) for series in found.series] == [
        ("가상머신", (15.0, 20.5, None)),
        ("컨테이너", (10.0, -2.0, 0.5)),
    ]
    assert found.series[1].name.source.line == 14


def test_other_ways_to_write_series(load: Loader) -> None:
    listed = chart(
        load, "type: line\ncategories: [a]\nseries:\n  - name: x\n    values: [1]\n  - {name: y, values: [2]}"
    )
    assert [(series.name.plain, series.values) for series in listed.series] == [("x", (1.0,)), ("y", (2.0,))]
    single = chart(load, "type: pie\ncategories: [a, b]\nseries: [3, 4]")
    assert [(series.name.plain, series.values) for series in single.series] == [("", (3.0, 4.0))]


def test_numbers_from_a_csv_file(load: Loader, tmp_path: Path) -> None:
    (tmp_path / "content" / "data").mkdir(parents=True)
    (tmp_path / "content" / "data" / "n.csv").write_bytes(
        '\ufeff항목,VM,"컨테이너, 1"\r\n시작,60,1\r\n\r\n"메모리",,2\r\n'.encode()
    )
    found = chart(load, "type: column\ncsv: data/n.csv\nemphasis: 메모리")
    assert [(category.plain, str(category.source)) for category in found.categories] == [
        ("시작", "content/a.md:2"),
        ("메모리", "content/a.md:4"),
    ]
    assert [(series.name.plain, series.values) for series in found.series] == [
        ("VM", (60, None)),
        ("컨테이너, 1", (1, 2)),
    ]
    assert found.emphasis == (1,)


WRONG = {
    "title: x": (3, "a chart needs its type: bar, column, line, pie, doughnut"),
    "type: bars": (4, 'type is "bars": did you mean "bar"?'),
    "type: bar": (3, "a chart needs categories"),
    "type: bar\ncategories: [a]": (3, "a chart needs series"),
    "type: bar\ncategories: a\nseries: [1]": (5, "categories takes a list of values"),
    "type: bar\ncategories: [a]\nseries:\n  x:\n    - 5%": (8, '"5%" is not a number'),
    "type: bar\ncategories: [a]\nseries: [1e99999]": (6, '"1e99999" is not a number'),
    "type: bar\ncategories: [a]\nseries: {}": (6, "series holds no numbers"),
    "type: bar\ncategories: [a]\nseries: [{x: 1}]": (6, "a series in a list has `name:` and `values:`"),
    "type: bar\ncategories: [a\nseries: [1]": (6, "broken YAML"),
    "type: bar\ntype: pie": (5, 'broken YAML: the key "type" stands twice'),
    "just words": (4, "a chart is made of lines like"),
    "type: bar\ncsv: no.csv": (5, "there is no file content/no.csv"),
    "type: bar\ncsv: ../../n.csv": (5, "../n.csv leads out of the course folder"),
    "type: bar\nseries: [1]\ncsv: no.csv": (5, "series comes from the CSV file"),
}


@pytest.mark.parametrize("lines", WRONG)
def test_what_is_wrong_in_a_chart(load: Loader, lines: str) -> None:
    line, message = WRONG[lines]
    _, (problem,) = load(f"# t\n\n```chart\n{lines}\n```\n")
    assert str(problem).startswith(f"content/a.md:{line}: error: {message}")


@pytest.mark.parametrize("lines", ["type: bars\ncategories: [a]\nseries: [1]", "just words", "type: [1"])
def test_a_chart_that_cannot_be_drawn_is_shown_as_its_text(load: Loader, lines: str) -> None:
    session, problems = load(f"# t\n\n```chart\n{lines}\n```\n\nafter\n")
    code = session.blocks[0]
    assert isinstance(code, Code)
    assert code.code == lines and len(session.blocks) == 2
    assert [problem.severity for problem in problems] == [Severity.ERROR]


BAR = "type: bar\ncategories: [a, b]\nseries:\n"
MENDED: dict[str, tuple[int, str, tuple[tuple[float | None, ...], ...]]] = {
    f"{BAR}  x: [1, 2, 3]": (7, '"x" has 3 values for 2 categories', ((1, 2, 3),)),
    f"{BAR}  x: [1, 2]\n  y: [3]": (8, '"y" has 1 values for 2 categories', ((1, 2), (3, None))),
    f"{BAR}  x: [1, 2]\nunits: h": (8, 'unknown key "units" is left out: did you mean "unit"?', ((1, 2),)),
    f"{BAR}  x: [1, 2]\nmax: x": (8, 'max is "x": write a number above zero', ((1, 2),)),
    f"{BAR}  x: [1, 2]\nstacked: 2": (8, 'stacked is "2": write true or false', ((1, 2),)),
    f"{BAR}  x: [1, 2]\nemphasis: ab": (8, 'emphasis names no category "ab": did you mean "', ((1, 2),)),
    "type: pie\ncategories: [a]\nseries: {x: [1], y: [2]}": (6, "a pie shows one series, here are 2", ((1,), (2,))),
    "type: pie\ncategories: [a]\nseries: [-1]": (6, "-1: a pie has no place for less than nothing", ((-1,),)),
}


@pytest.mark.parametrize("lines", MENDED)
def test_a_flaw_of_a_chart_is_told_and_the_chart_is_drawn(load: Loader, lines: str) -> None:
    line, message, values = MENDED[lines]
    session, (problem,) = load(f"# t\n\n```chart\n{lines}\n```\n")
    assert str(problem).startswith(f"content/a.md:{line}: warning: {message}")
    drawn = session.blocks[0]
    assert isinstance(drawn, Chart)
    assert tuple(series.values for series in drawn.series) == values
    assert len(drawn.categories) == max(map(len, values))
    assert drawn.kind in {ChartKind.BAR, ChartKind.COLUMN}


TABLES = {
    "a,b\nx,1\ny,zwei\n": (3, '"zwei" is not a number'),
    "a,b\nx,1,2\n": (2, "3 values in a row, 2 in the first"),
    "a,b\n": (1, "a chart needs a row of series names"),
    "": (1, "a chart needs a row of series names"),
    'a,b\nx,"1\n': (2, "broken CSV"),
}


@pytest.mark.parametrize("table", TABLES)
def test_what_is_wrong_in_a_csv_file_is_told_there(told: Told, tmp_path: Path, table: str) -> None:
    line, message = TABLES[table]
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "n.csv").write_text(table, encoding="utf-8")
    (problem,) = told("# t\n\n```chart\ntype: bar\ncsv: n.csv\n```\n")
    assert problem.startswith(f"content/n.csv:{line}: error: {message}")
