"""```` ```chart ````: YAML, with its numbers in the fence or in a CSV file beside the session."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.text import Text
from coursedeck.session.load.chart_table import ChartError, Column, read_csv
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.pictures import course_path, is_file, leaves_course
from coursedeck.session.load.reading import Reading
from coursedeck.session.load.yaml_tree import Entry, Items, Scalar, Table, Value, YamlError, read_yaml

CHECK = "chart"
_KEYS = frozenset({"type", "title", "unit", "max", "stacked", "categories", "series", "alt", "emphasis", "csv"})
_ROUND = (ChartKind.PIE, ChartKind.DOUGHNUT)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)


def read_chart(content: str, line: int, reading: Reading) -> Chart | None:
    """The chart that a fence opened on `line` says; None where something is wrong with it."""
    try:
        tree = read_yaml(content, first_line=line + 1)
        if not isinstance(tree, Table):
            raise ChartError(reading.at(line + 1), "a chart is made of lines like `type: bar`")
        return _chart(tree, line, reading)
    except YamlError as problem:
        reading.findings.error(problem.line, CHECK, f"broken YAML: {problem}")
    except ChartError as problem:
        findings = reading.findings
        if problem.source.file != reading.file:
            findings = Findings(problem.source.file)
        findings.error(problem.source.line, CHECK, str(problem))
        if findings is not reading.findings:
            reading.findings.take(findings.sorted())
    return None


def _chart(tree: Table, line: int, reading: Reading) -> Chart:
    keys = {entry.key: entry for entry in tree.entries}
    for entry in tree.entries:
        if entry.key not in _KEYS:
            raise ChartError(reading.at(entry.line), f'unknown key "{entry.key}": {suggestion(entry.key, _KEYS)}')
    kind = _kind(keys, line, reading)
    categories, series = _from_csv(keys, reading) if "csv" in keys else _from_fence(keys, line, reading)
    _check_round(kind, series, reading.at(keys["csv" if "csv" in keys else "series"].line))
    return Chart(
        kind,
        _text(keys.get("title"), reading),
        tuple(_label(category.text, category.line, reading) for category in categories),
        tuple(_series(column, len(categories), reading) for column in series),
        reading.at(line),
        unit=_scalar(keys["unit"], reading).text if "unit" in keys else "",
        stacked=_flag(keys.get("stacked"), reading),
        maximum=_maximum(keys.get("max"), reading),
        alt=_text(keys.get("alt"), reading),
        emphasis=_emphasis(keys.get("emphasis"), categories, reading),
    )


def _kind(keys: Mapping[str, Entry], line: int, reading: Reading) -> ChartKind:
    kinds = [kind.value for kind in ChartKind]
    if "type" not in keys:
        raise ChartError(reading.at(line), f"a chart needs its type: {', '.join(kinds)}")
    written = _scalar(keys["type"], reading)
    if written.text not in kinds:
        message = f'type is "{written.text}": {suggestion(written.text, kinds)}'
        raise ChartError(reading.at(written.line), message)
    return ChartKind(written.text)


def _from_fence(
    keys: Mapping[str, Entry], line: int, reading: Reading
) -> tuple[tuple[Scalar, ...], tuple[Column, ...]]:
    for key in ("categories", "series"):
        if key not in keys:
            raise ChartError(reading.at(line), f"a chart needs {key}, or a CSV file: `csv: numbers.csv`")
    categories = _scalars(keys["categories"].value, "categories", reading)
    columns = tuple(_columns(keys["series"], reading))
    if not columns:
        raise ChartError(reading.at(keys["series"].line), "series holds no numbers")
    return categories, columns


def _columns(series: Entry, reading: Reading) -> list[Column]:
    value = series.value
    if isinstance(value, Table):
        return [
            Column(entry.key, entry.line, _scalars(entry.value, entry.key, reading), reading.file)
            for entry in value.entries
        ]
    if isinstance(value, Items) and any(isinstance(item, Table) for item in value.values):
        return [_named_column(item, reading) for item in value.values]
    return [Column("", series.line, _scalars(value, "series", reading), reading.file)]


def _named_column(item: Value, reading: Reading) -> Column:
    keys = {entry.key: entry for entry in item.entries} if isinstance(item, Table) else {}
    if set(keys) != {"name", "values"}:
        raise ChartError(reading.at(item.line), "a series in a list has `name:` and `values:`")
    name = _scalar(keys["name"], reading)
    return Column(name.text, item.line, _scalars(keys["values"].value, name.text, reading), reading.file)


def _from_csv(keys: Mapping[str, Entry], reading: Reading) -> tuple[tuple[Scalar, ...], tuple[Column, ...]]:
    for key in ("categories", "series"):
        if key in keys:
            raise ChartError(reading.at(keys[key].line), f"{key} comes from the CSV file: leave one of the two out")
    written = _scalar(keys["csv"], reading)
    path = course_path(written.text, reading)
    if leaves_course(path, reading.root):
        raise ChartError(reading.at(written.line), f"{path} leads out of the course folder: copy it into the course")
    if not is_file(reading.root / path):
        raise ChartError(
            reading.at(written.line), f"there is no file {PurePosixPath(path)}: put it there or mend the path"
        )
    return read_csv(reading.root / path, path)


def _scalar(entry: Entry, reading: Reading) -> Scalar:
    if not isinstance(entry.value, Scalar):
        raise ChartError(reading.at(entry.line), f"{entry.key} takes one value")
    return entry.value


def _scalars(value: Value, name: str, reading: Reading) -> tuple[Scalar, ...]:
    values = value.values if isinstance(value, Items) else ()
    scalars = tuple(item for item in values if isinstance(item, Scalar))
    if not scalars or len(scalars) < len(values):
        raise ChartError(reading.at(value.line), f"{name} takes a list of values: [1, 2, 3]")
    return scalars


def _series(column: Column, count: int, reading: Reading) -> Series:
    if len(column.values) != count:
        name = f'"{column.name}"' if column.name else "series"
        message = f"{name} has {len(column.values)} values for {count} categories: write one for each"
        raise ChartError(column.at(column.line), message)
    name_text = _label(column.name, column.line, reading, column.file)
    return Series(name_text, tuple(_value(value, column) for value in column.values))


def _value(written: Scalar, column: Column) -> float | None:
    if written.null:
        return None
    number = _number(written.text)
    if number is None:
        message = f'"{written.text}" is not a number: write digits with a point; what stands behind it goes to `unit:`'
        raise ChartError(column.at(written.line), message)
    return number


def _number(written: str) -> float | None:
    if not _NUMBER.fullmatch(written.strip()):
        return None
    number = float(written)
    return number if math.isfinite(number) else None


def _maximum(entry: Entry | None, reading: Reading) -> float | None:
    if entry is None:
        return None
    written = _scalar(entry, reading)
    number = _number(written.text)
    if number is None or number <= 0:
        raise ChartError(reading.at(written.line), f'max is "{written.text}": write a number above zero')
    return number


def _flag(entry: Entry | None, reading: Reading) -> bool:
    if entry is None:
        return False
    written = _scalar(entry, reading)
    if written.text.lower() not in ("true", "false", "yes", "no"):
        raise ChartError(reading.at(written.line), f'{entry.key} is "{written.text}": write true or false')
    return written.text.lower() in ("true", "yes")


def _check_round(kind: ChartKind, series: tuple[Column, ...], source: Source) -> None:
    if kind not in _ROUND:
        return
    if len(series) > 1:
        raise ChartError(source, f"a {kind} shows one series, here are {len(series)}: use bar or column")
    for value in series[0].values:
        if (_number(value.text) or 0.0) < 0:
            raise ChartError(series[0].at(value.line), f"{value.text}: a {kind} has no place for less than nothing")


def _emphasis(entry: Entry | None, categories: tuple[Scalar, ...], reading: Reading) -> tuple[int, ...]:
    if entry is None:
        return ()
    wanted = (entry.value,) if isinstance(entry.value, Scalar) else _scalars(entry.value, "emphasis", reading)
    names = [category.text for category in categories]
    indexes = set()
    for word in wanted:
        if word.text in names:
            indexes.add(names.index(word.text))
        elif re.fullmatch(r"[0-9]{1,3}", word.text) and 1 <= int(word.text) <= len(names):
            indexes.add(int(word.text) - 1)
        else:
            message = f'emphasis names no category "{word.text}": {suggestion(word.text, names)}'
            raise ChartError(reading.at(word.line), message)
    return tuple(sorted(indexes))


def _text(entry: Entry | None, reading: Reading) -> Text | None:
    if entry is None:
        return None
    written = _scalar(entry, reading)
    return _label(written.text, written.line, reading) or None


def _label(written: str, line: int, reading: Reading, file: str = "") -> Text:
    markdown = inline_markdown(written.strip())
    return Text(markdown, spans(markdown), Source(file or reading.file, line))
