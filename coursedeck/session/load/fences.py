"""Fenced blocks: figures in Mermaid, native charts, and code to show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.session import Chart, Code, FigureRef
from coursedeck.model.text import Text
from coursedeck.session.load.charts import read_chart
from coursedeck.session.load.reading import Reading

_LANGUAGE = re.compile(r"\{?\.?([^\s{}]*)")
_RANGES = re.compile(r"\{([\d\s,-]+)\}")
_OPTION = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}]+))")


def fence_language(info: str) -> str:
    """First word of an info string, lower case; ``{.python}`` counts too."""
    match = _LANGUAGE.match(info.strip())
    return match[1].lower() if match else ""


def read_fence(content: str, info: str, line: int, reading: Reading) -> Code | Chart | FigureRef | None:
    """The block that a fence stands for; `line` is that of its opening; None where it is an error."""
    language = fence_language(info)
    if language == "mermaid":
        return _figure(content, info, line, reading)
    if language == "chart":
        return read_chart(content, line, reading)
    return Code(content.rstrip("\n"), language, reading.at(line), _highlighted(content, info, line, reading))


def _figure(content: str, info: str, line: int, reading: Reading) -> FigureRef:
    options = {key: next(filter(None, values), "") for key, *values in _OPTION.findall(info)}
    return FigureRef(
        f"{reading.session}-{reading.figures[line]}",
        reading.at(line),
        code=content,
        alt=_text(options.get("alt", ""), line, reading),
        caption=_text(options.get("caption", ""), line, reading),
        as_picture=options.get("as") == "picture",
    )


def _text(source: str, line: int, reading: Reading) -> Text | None:
    markdown = inline_markdown(source)
    return Text(markdown, spans(markdown), reading.at(line)) if markdown else None


def _highlighted(content: str, info: str, line: int, reading: Reading) -> tuple[int, ...]:
    match = _RANGES.search(info)
    if match is None:
        return ()
    count = content.rstrip("\n").count("\n") + 1
    wanted = sorted(set(_numbers(match[1], count)))
    if not wanted or "-" in re.sub(r"\d+\s*-\s*\d+", "", match[1]):
        reading.findings.warn(line, "code", f"{match[0]} names no line of this code: it has {count}")
    return tuple(wanted)


def _numbers(ranges: str, count: int) -> Iterable[int]:
    for first, last in re.findall(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?", ranges):
        yield from range(max(int(first), 1), min(int(last or first), count) + 1)
