"""Fenced blocks: figures in Mermaid, native charts, formulas, and code to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from coursedeck.base.markdown import inline_markdown, read_attributes, spans
from coursedeck.base.markdown.hidden_lines import without_hidden_lines
from coursedeck.model.session import Chart, Code, DisplayFormula, FigureRef
from coursedeck.model.text import Span, Text, escaped
from coursedeck.session.load.charts import read_chart
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.figure_options import read_figure_options
from coursedeck.session.load.formulas import FENCES, read_math_fence

_LANGUAGE = re.compile(r"\{?\.?([^\s{},:]*)(?::([^\s{},]+))?")
_CODE_DIRECTIVE = re.compile(r"\{(?:code-block|code|code-cell|sourcecode|parsed-literal)\}[ \t]*(.*)")
"""Code as MyST writes it: the language follows, options begin the content."""
_DIRECTIVE_OPTION = re.compile(r":([\w-]+):[ \t]*(.*)")
_RANGES = re.compile(r"\{([\d\s,-]+)\}")
_TITLES = ("title", "filename", "file", "caption", "name", "data-filename")
_STRESSED = ("hl_lines", "emphasize-lines", "highlight", "highlight-lines")
_FIRST_NUMBERS = ("startFrom", "startfrom", "start-from", "linenostart", "lineno-start", "start_line", "first-number")
_TRANSLATED = frozenset({"comments", "yes", "true", "all"})
_NUMBERED = re.compile(
    r"(?:^|[\s{.+])(?:numberLines|number-lines|line-numbers|line_numbers|linenos|lineNos|showLineNumbers|linenums)"
    r"(?:=(?P<value>\"[^\"]*\"|'[^']*'|[^\s{}]+))?(?=[\s}]|$)"
)


def fence_language(info: str) -> str:
    """First word of an info string, lower case; ``{.python}`` counts too."""
    directive = _CODE_DIRECTIVE.match(info.strip())
    if not directive and re.match(r"\{[#.]", info.strip()):
        return next(iter(read_attributes(info).classes), "").lower()
    match = _LANGUAGE.match(directive[1] if directive else info.strip())
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
    return _code(content, info, line, context)


def _code(content: str, info: str, line: int, context: LoadContext) -> Code:
    """Code with what its info string says of it in the ways of several tools."""
    written, options = _with_directive_options(content, info)
    options = {**read_attributes(info).pairs, **options}
    named = _LANGUAGE.match(info.strip())
    title = next((options[key] for key in _TITLES if options.get(key)), named[2] if named and named[2] else "")
    language = fence_language(info)
    return Code(
        without_hidden_lines(written.rstrip("\n"), language),
        language,
        context.at(line + content.count("\n") - written.count("\n")),
        _highlighted(written, info, options, line, context),
        Text(escaped(title), (Span(title),), context.at(line)) if title else None,
        _first_number(info, options),
        options.get("translate", "no").lower() in _TRANSLATED,
        options.get("as") == "code",
    )


def _with_directive_options(content: str, info: str) -> tuple[str, dict[str, str]]:
    """The code without the options of a directive that begin it, and these."""
    options: dict[str, str] = {}
    while _CODE_DIRECTIVE.match(info.strip()) and (match := _DIRECTIVE_OPTION.match(content)):
        options[match[1]] = match[2].strip()
        content = content.partition("\n")[2]
    return content, options


def _first_number(info: str, options: Mapping[str, str]) -> int | None:
    """The number of the first line, where lines are to be numbered."""
    first = next((options[key] for key in _FIRST_NUMBERS if options.get(key, "").isdecimal()), "")
    match = _NUMBERED.search(info)
    value = (match["value"] or "").strip("\"'") if match else options.get("linenos")
    if value is None or value.lower() in {"false", "no"}:
        return int(first) if first and match is None else None
    if match is None and "linenos" not in options:
        return int(first) if first else None
    return int(first or (value if value.isdecimal() else 1))


def _figure(content: str, info: str, line: int, context: LoadContext) -> FigureRef:
    options = dict(read_attributes(info).pairs)
    asked = read_figure_options(options, line, context)
    return FigureRef(
        f"{context.session}-{context.figures[line]}",
        context.at(line),
        code=content,
        alt=_text(options.get("alt", ""), line, context),
        caption=_text(options.get("caption", ""), line, context),
        as_picture=asked.as_picture,
        direction=asked.direction,
        whole=asked.whole,
        width=asked.width,
        height=asked.height,
    )


def _text(source: str, line: int, context: LoadContext) -> Text | None:
    markdown = inline_markdown(source)
    return Text(markdown, spans(markdown), context.at(line)) if markdown else None


def _highlighted(
    content: str, info: str, options: Mapping[str, str], line: int, context: LoadContext
) -> tuple[int, ...]:
    match = _RANGES.search(info) or re.match(r"(.+)", next((options[key] for key in _STRESSED if key in options), ""))
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
