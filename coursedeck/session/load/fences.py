"""Fenced blocks: figures in Mermaid, native charts, formulas, and code to show."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursedeck.base.markdown import inline_markdown, spans
from coursedeck.model.session import Chart, Code, DisplayFormula, FigureRef
from coursedeck.model.text import Text
from coursedeck.session.load.charts import read_chart
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.formulas import FENCES, read_math_fence

_LANGUAGE = re.compile(r"\{?\.?([^\s{}]*)")
_RANGES = re.compile(r"\{([\d\s,-]+)\}")
_OPTION = re.compile(r"(\w+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s{}]+))")


def fence_language(info: str) -> str:
    """First word of an info string, lower case; ``{.python}`` counts too."""
    match = _LANGUAGE.match(info.strip())
    return match[1].lower() if match else ""


def read_fence(
    content: str, info: str, line: int, context: LoadContext
) -> Code | DisplayFormula | Chart | FigureRef | None:
    """The block of a fence that opens on `line`; None for an empty formula.

    A chart that cannot be read is shown as the code that it is.
    """
    language = fence_language(info)
    if language == "mermaid":
        return _figure(content, info, line, context)
    if language in FENCES:
        return read_math_fence(content, line, context)
    if language == "chart" and (chart := read_chart(content, line, context)):
        return chart
    return Code(content.rstrip("\n"), language, context.at(line), _highlighted(content, info, line, context))


def _figure(content: str, info: str, line: int, context: LoadContext) -> FigureRef:
    options = {key: next(filter(None, values), "") for key, *values in _OPTION.findall(info)}
    return FigureRef(
        f"{context.session}-{context.figures[line]}",
        context.at(line),
        code=content,
        alt=_text(options.get("alt", ""), line, context),
        caption=_text(options.get("caption", ""), line, context),
        as_picture=options.get("as") == "picture",
    )


def _text(source: str, line: int, context: LoadContext) -> Text | None:
    markdown = inline_markdown(source)
    return Text(markdown, spans(markdown), context.at(line)) if markdown else None


def _highlighted(content: str, info: str, line: int, context: LoadContext) -> tuple[int, ...]:
    match = _RANGES.search(info)
    if match is None:
        return ()
    count = content.rstrip("\n").count("\n") + 1
    wanted = sorted(set(_numbers(match[1], count)))
    if not wanted or "-" in re.sub(r"\d+\s*-\s*\d+", "", match[1]):
        context.findings.warn(line, "code", f"{match[0]} names no line of this code: it has {count}")
    return tuple(wanted)


def _numbers(ranges: str, count: int) -> Iterable[int]:
    for first, last in re.findall(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?", ranges):
        yield from range(max(int(first), 1), min(int(last or first), count) + 1)
