"""```` ```chart ````: YAML, with its numbers in the fence or in a CSV file beside the session."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.session import Chart, ChartKind, Series
from coursedeck.model.text import Text
from coursedeck.session.load.chart_table import ChartError, Column, read_csv
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.findings import suggestion
from coursedeck.session.load.pictures import course_path, is_file, leaves_course
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, Value, ValueList, ValueMap, YamlError, read_yaml

CHECK = "chart"
_KEYS = frozenset({"type", "title", "unit", "max", "stacked", "categories", "series", "alt", "emphasis", "csv"})
_ROUND = (ChartKind.PIE, ChartKind.DOUGHNUT)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)


def read_chart(content: str, line: int, context: LoadContext) -> Chart | None:
    """The chart in a fence that opens on `line`; None, with an error reported, where there is none to draw."""
    try:
        tree = read_yaml(content, first_line=line + 1)
        if not isinstance(tree, ValueMap):
            raise ChartError(context.at(line + 1), "a chart is made of lines like `type: bar`")
        return _chart(tree, line, context)
    except YamlError as problem:
        context.findings.error(problem.line, CHECK, f"broken YAML: {problem}")
    except ChartError as problem:
        _report(problem.source, f"{problem} (the chart is shown as its text)", context, error)
    return None


def _report(source: Source, message: str, context: LoadContext, make: Callable[[Source, str, str], Problem]) -> None:
    """A finding, which may stand in a CSV file."""
    context.findings.take([make(source, CHECK, message)])


def _chart(tree: ValueMap, line: int, context: LoadContext) -> Chart:
    keys = {entry.key: entry for entry in tree.entries}
    for entry in tree.entries:
        if entry.key not in _KEYS:
            message = f'unknown key "{entry.key}" is left out: {suggestion(entry.key, _KEYS)}'
            context.findings.warn(entry.line, CHECK, message)
    kind = _kind(keys, line, context)
    categories, series = _from_csv(keys, context) if "csv" in keys else _from_fence(keys, line, context)
    count = max(len(categories), *(len(column.values) for column in series))
    return Chart(
        _fitting_kind(kind, series, context),
        _text(keys.get("title"), context),
        tuple(_label(category.text, category.line, context) for category in _all_categories(categories, count)),
        tuple(_series(column, len(categories), count, context) for column in series),
        context.at(line),
        unit=_scalar(keys["unit"], context).text if "unit" in keys else "",
        stacked=_flag(keys.get("stacked"), context),
        maximum=_maximum(keys.get("max"), context),
        alt=_text(keys.get("alt"), context),
        emphasis=_emphasis(keys.get("emphasis"), categories, context),
    )


def _kind(keys: Mapping[str, MapEntry], line: int, context: LoadContext) -> ChartKind:
    kinds = [kind.value for kind in ChartKind]
    if "type" not in keys:
        raise ChartError(context.at(line), f"a chart needs its type: {', '.join(kinds)}")
    written = _scalar(keys["type"], context)
    if written.text not in kinds:
        message = f'type is "{written.text}": {suggestion(written.text, kinds)}'
        raise ChartError(context.at(written.line), message)
    return ChartKind(written.text)


def _from_fence(
    keys: Mapping[str, MapEntry], line: int, context: LoadContext
) -> tuple[tuple[Scalar, ...], tuple[Column, ...]]:
    for key in ("categories", "series"):
        if key not in keys:
            raise ChartError(context.at(line), f"a chart needs {key}, or a CSV file: `csv: numbers.csv`")
    categories = _scalars(keys["categories"].value, "categories", context)
    columns = tuple(_columns(keys["series"], context))
    if not columns:
        raise ChartError(context.at(keys["series"].line), "series holds no numbers")
    return categories, columns


def _columns(series: MapEntry, context: LoadContext) -> list[Column]:
    value = series.value
    if isinstance(value, ValueMap):
        return [
            Column(entry.key, entry.line, _scalars(entry.value, entry.key, context), context.file)
            for entry in value.entries
        ]
    if isinstance(value, ValueList) and any(isinstance(item, ValueMap) for item in value.values):
        return [_named_column(item, context) for item in value.values]
    return [Column("", series.line, _scalars(value, "series", context), context.file)]


def _named_column(item: Value, context: LoadContext) -> Column:
    keys = {entry.key: entry for entry in item.entries} if isinstance(item, ValueMap) else {}
    if set(keys) != {"name", "values"}:
        raise ChartError(context.at(item.line), "a series in a list has `name:` and `values:`")
    name = _scalar(keys["name"], context)
    return Column(name.text, item.line, _scalars(keys["values"].value, name.text, context), context.file)


def _from_csv(keys: Mapping[str, MapEntry], context: LoadContext) -> tuple[tuple[Scalar, ...], tuple[Column, ...]]:
    for key in ("categories", "series"):
        if key in keys:
            raise ChartError(context.at(keys[key].line), f"{key} comes from the CSV file: leave one of the two out")
    written = _scalar(keys["csv"], context)
    path = course_path(written.text, context)
    if leaves_course(path, context.root):
        raise ChartError(context.at(written.line), f"{path} leads out of the course folder: copy it into the course")
    if not is_file(context.root / path):
        raise ChartError(
            context.at(written.line), f"there is no file {PurePosixPath(path)}: put it there or mend the path"
        )
    return read_csv(context.root / path, path)


def _scalar(entry: MapEntry, context: LoadContext) -> Scalar:
    if not isinstance(entry.value, Scalar):
        raise ChartError(context.at(entry.line), f"{entry.key} takes one value")
    return entry.value


def _scalars(value: Value, name: str, context: LoadContext) -> tuple[Scalar, ...]:
    values = value.values if isinstance(value, ValueList) else ()
    scalars = tuple(item for item in values if isinstance(item, Scalar))
    if not scalars or len(scalars) < len(values):
        raise ChartError(context.at(value.line), f"{name} takes a list of values: [1, 2, 3]")
    return scalars


def _all_categories(categories: tuple[Scalar, ...], count: int) -> tuple[Scalar, ...]:
    """The categories; values beyond them stand over a number that says which they are."""
    more = (Scalar(str(place), categories[-1].line) for place in range(len(categories) + 1, count + 1))
    return (*categories, *more)


def _series(column: Column, categories: int, count: int, context: LoadContext) -> Series:
    """The numbers of a column, with gaps at its end where other columns have more."""
    if len(column.values) != categories:
        name = f'"{column.name}"' if column.name else "series"
        message = f"{name} has {len(column.values)} values for {categories} categories: write one for each"
        _report(column.at(column.line), message, context, warning)
    name_text = _label(column.name, column.line, context, column.file)
    values = [_value(value, column, context) for value in column.values]
    return Series(name_text, (*values, *[None] * (count - len(values))))


def _value(written: Scalar, column: Column, context: LoadContext) -> float | None:
    """The number that is written; a gap, and an error, for what is none."""
    if written.null:
        return None
    number = _number(written.text)
    if number is None:
        message = (
            f'"{written.text}" is not a number and leaves a gap: write digits with a point; what stands behind it '
            "goes to `unit:`"
        )
        _report(column.at(written.line), message, context, error)
    return number


def _number(written: str) -> float | None:
    if not _NUMBER.fullmatch(written.strip()):
        return None
    number = float(written)
    return number if math.isfinite(number) else None


def _maximum(entry: MapEntry | None, context: LoadContext) -> float | None:
    if entry is None:
        return None
    written = _scalar(entry, context)
    number = _number(written.text)
    if number is None or number <= 0:
        context.findings.warn(written.line, CHECK, f'max is "{written.text}": write a number above zero')
        return None
    return number


def _flag(entry: MapEntry | None, context: LoadContext) -> bool:
    if entry is None:
        return False
    written = _scalar(entry, context)
    if written.text.lower() not in ("true", "false", "yes", "no"):
        context.findings.warn(written.line, CHECK, f'{entry.key} is "{written.text}": write true or false')
    return written.text.lower() in ("true", "yes")


def _fitting_kind(kind: ChartKind, series: tuple[Column, ...], context: LoadContext) -> ChartKind:
    """The kind that was asked for; columns in place of a circle that cannot hold the numbers."""
    if kind not in _ROUND:
        return kind
    instead = "drawn as columns: write `type: column`"
    if len(series) > 1:
        message = f"a {kind} shows one series, here are {len(series)}, {instead}, or leave some out"
        _report(series[1].at(series[1].line), message, context, warning)
        return ChartKind.COLUMN
    below = next((value for value in series[0].values if (_number(value.text) or 0.0) < 0), None)
    if below is None:
        return kind
    message = f"{below.text}: a {kind} has no place for less than nothing, {instead}"
    _report(series[0].at(below.line), message, context, warning)
    return ChartKind.COLUMN


def _emphasis(entry: MapEntry | None, categories: tuple[Scalar, ...], context: LoadContext) -> tuple[int, ...]:
    if entry is None:
        return ()
    wanted = (entry.value,) if isinstance(entry.value, Scalar) else _scalars(entry.value, "emphasis", context)
    names = [category.text for category in categories]
    indexes = set()
    for word in wanted:
        if word.text in names:
            indexes.add(names.index(word.text))
        elif re.fullmatch(r"[0-9]{1,3}", word.text) and 1 <= int(word.text) <= len(names):
            indexes.add(int(word.text) - 1)
        else:
            message = f'emphasis names no category "{word.text}": {suggestion(word.text, names)}'
            context.findings.warn(word.line, CHECK, message)
    return tuple(sorted(indexes))


def _text(entry: MapEntry | None, context: LoadContext) -> Text | None:
    if entry is None:
        return None
    written = _scalar(entry, context)
    return _label(written.text, written.line, context) or None


def _label(written: str, line: int, context: LoadContext, file: str = "") -> Text:
    markdown = inline_markdown(written.strip())
    return Text(markdown, spans(markdown), Source(file or context.file, line))
