"""A number of a chart in the fence, list of bars or table that it is written in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursedeck.edits.source.locating import Range, fence_at, line_starts
from coursedeck.model.edits import ValueChanged

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_LIST = re.compile(r"\s*\[(?P<row>[^\]]*)\]|(?P<rows>(?:\s*\n[ \t>]*-[ \t]+[^\n]*)+)")


def number_at(text: str, edit: ValueChanged, line: int) -> Range | None:
    """Where the number stands that a chart on `line` shows in its place; None where that cannot be told."""
    start, end = _block(text, line)
    block = text[start:end]
    for found in (_in_series(block, edit), _in_lines(block, edit), _lone(block, edit)):
        if found is not None and _same(block[slice(*found)], edit.old):
            return start + found[0], start + found[1]
    return None


def _same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return False


def _block(text: str, line: int) -> Range:
    """The fence that opens on `line`, else the lines from there to the next blank one."""
    fence = fence_at(text, line)
    if fence is not None:
        return fence
    start = line_starts(text)[min(max(line, 1), len(line_starts(text)) - 1) - 1]
    blank = re.compile(r"^[ \t]*$", re.MULTILINE).search(text, start)
    return start, blank.start() if blank else len(text)


def _in_series(block: str, edit: ValueChanged) -> Range | None:
    """In the list behind the name of its series, or in the list of bars or lines of that place."""
    name = re.escape(edit.series)
    named = rf"^[ \t>-]*(?:\"{name}\"|'{name}'|{name})[ \t]*:"
    unnamed = r"^[ \t]*(?:bar|line|values|data|series)\b[^\[\n]*(?=\[)"
    heads = list(re.finditer(named, block, re.MULTILINE))[:1] if edit.series else []
    heads = heads or list(re.finditer(unnamed, block, re.MULTILINE))[edit.place[0] :][:1]
    rest = _LIST.match(block, heads[0].end()) if heads else None
    if rest is None:
        return None
    group = "row" if rest["row"] is not None else "rows"
    # the hyphens of a list in lines are no signs
    values = re.sub(r"(?m)^([ \t>]*)-(?=[ \t])", r"\1 ", rest[group])
    numbers = [match.span() for match in _NUMBER.finditer(values)][edit.place[1] :]
    return (rest.start(group) + numbers[0][0], rest.start(group) + numbers[0][1]) if numbers else None


def _in_lines(block: str, edit: ValueChanged) -> Range | None:
    """Behind the name of its category, as in a pie or in rows of a table."""
    label = re.escape(edit.category)
    for match in re.finditer(rf"^[^\n]*?{label}[\"']?[ \t]*[:|,]?", block, re.MULTILINE):
        end = block.find("\n", match.end())
        numbers = list(_NUMBER.finditer(block, match.end(), end if end >= 0 else len(block)))
        if edit.place[0] < len(numbers):
            return numbers[edit.place[0]].span()
    return None


def _lone(block: str, edit: ValueChanged) -> Range | None:
    """The only number of its value."""
    found = [match for match in _NUMBER.finditer(block) if _same(match[0], edit.old)]
    return found[0].span() if len(found) == 1 else None


_Rows = Sequence[tuple[str, ...]]
"""Names of the series, then a row for each category with its values; the first cell is empty."""

_ENTRY = re.compile(r"(?P<indent>[ \t>]*)(?P<key>[\w-]+)[ \t]*:")
_SLICE = re.compile(r"(?P<lead>[ \t>]*)(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*:[ \t]*[\d.]+")
_AXIS = re.compile(r"(?m)^(?P<lead>[ \t>]*x-axis\b[^\[\n]*)\[[^\]]*\]")
_PLOT = re.compile(r"(?m)^(?P<lead>[ \t>]*(?P<kind>bar|line)\b)(?P<name>[^\[\n]*)\[[^\]]*\](?P<end>[^\n]*(?:\n|\Z))")
_PLAIN = re.compile(r"[^\W\d_][\w .()%/°-]*")


def rewritten_chart(fence: str, rows: _Rows) -> str | None:
    """The lines of a fence that show `rows`; None where its chart is written in a form that has no place for them."""
    lines = fence.splitlines(keepends=True)
    kinds = [word for line in lines if (word := line.strip(" \t>\r\n"))]
    first = next((word for word in kinds if not word.startswith(("%%", "---"))), "")
    if first.startswith("pie"):
        return _pie(lines, rows)
    if first.startswith("xychart"):
        return _xychart(fence, rows)
    keys = {entry["key"] for line in lines if (entry := _ENTRY.match(line))}
    return _listed(lines, rows) if {"categories", "series"} <= keys else None


def _pie(lines: Sequence[str], rows: _Rows) -> str | None:
    slices = [place for place, line in enumerate(lines) if _SLICE.match(line)]
    if not slices or len(rows[0]) != 2 or any('"' in row[0] for row in rows):
        return None
    lead = _SLICE.match(lines[slices[0]])
    end = "\r\n" if lines[slices[0]].endswith("\r\n") else "\n"
    made = [f'{lead["lead"] if lead else ""}"{name}" : {value or 0}{end}' for name, value in rows[1:]]
    kept = [line for place, line in enumerate(lines) if place not in slices]
    return "".join((*kept[: slices[0]], *made, *kept[slices[0] :]))


def _xychart(fence: str, rows: _Rows) -> str | None:
    """An axis with other categories, and a line for each series."""
    names, values = [row[0] for row in rows[1:]], list(zip(*(row[1:] for row in rows[1:]), strict=True))
    plots = list(_PLOT.finditer(fence))
    if not _AXIS.search(fence) or not plots or "{" in fence or not values:
        return None
    parts, at = [], 0
    for place, plot in enumerate(plots):
        parts.append(fence[at : plot.start()])
        at = plot.end()
        parts += [_plot(plot, plot["name"], values[place])] if place < len(values) else []
    for name, numbers in zip(rows[0][1 + len(plots) :], values[len(plots) :], strict=True):
        parts.append(_plot(plots[-1], f' "{name}" ', numbers))
    whole = "".join((*parts, fence[at:]))
    listed = ", ".join(name if _PLAIN.fullmatch(name) else f'"{name}"' for name in names)
    return _AXIS.sub(lambda match: f"{match['lead']}[{listed}]", whole, count=1)


def _plot(like: re.Match[str], name: str, numbers: Sequence[str]) -> str:
    return f"{like['lead']}{name}[{', '.join(number or '0' for number in numbers)}]{like['end'] or chr(10)}"


def _listed(lines: Sequence[str], rows: _Rows) -> str:
    """Categories and series of a chart's own fence, its other entries as they are."""
    end = "\r\n" if any(line.endswith("\r\n") for line in lines) else "\n"
    parts: list[str] = []
    key = ""
    for line in lines:
        entry = _ENTRY.match(line)
        outer = entry is not None and len(entry["indent"]) <= min(len(_indent(one)) for one in lines if one.strip())
        if entry is not None and outer:
            key = entry["key"]
            parts += _entry(entry["indent"], key, rows, end)
        if key not in {"categories", "series"}:
            parts.append(line)
    return "".join(parts)


def _indent(line: str) -> str:
    match = re.match(r"[ \t>]*", line)
    return match[0] if match else ""


def _entry(indent: str, key: str, rows: _Rows, end: str) -> list[str]:
    """The lines of the categories or the series; none for other entries."""
    columns = list(zip(*(row[1:] for row in rows[1:]), strict=True))
    if key == "categories":
        return [f"{indent}categories: [{', '.join(_yaml(row[0]) for row in rows[1:])}]{end}"]
    if key != "series":
        return []
    if rows[0][1:] == ("",):
        return [f"{indent}series: [{', '.join(columns[0])}]{end}"]
    named = zip(rows[0][1:], columns, strict=True)
    return [f"{indent}series:{end}", *(f"{indent}  {_yaml(name)}: [{', '.join(one)}]{end}" for name, one in named)]


def _yaml(words: str) -> str:
    """Words as a value of a list in YAML, in quotes where they need them."""
    return words if _PLAIN.fullmatch(words) else '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
