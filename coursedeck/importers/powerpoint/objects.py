"""Tables, charts, pictures and films of a slide as Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from pptx.oxml.ns import qn

from coursedeck.importers.powerpoint.texts import as_markdown, marked_paragraphs

_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_MEDIA = "{http://schemas.microsoft.com/office/powerpoint/2010/main}media"
_SHOWN = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff"})
_KINDS = (
    ("DOUGHNUT", "doughnut"),
    ("PIE", "pie"),
    ("BAR", "bar"),
    ("COLUMN", "column"),
    ("LINE", "line"),
    ("AREA", "line"),
)


def table_lines(table: Any, part: Any) -> list[str]:
    """A table with pipes, or in HTML where cells are merged."""
    rows = [[_cell(cell, part) for cell in row.cells] for row in table.rows]
    if not rows:
        return []
    if any(cell.is_merge_origin for row in table.rows for cell in row.cells):
        return list(_html_rows(table, rows))
    header, *rest = rows if table.first_row or len(rows) == 1 else [[""] * len(rows[0]), *rows]
    lines = [f"| {' | '.join(header)} |", f"|{'|'.join([' --- '] * len(header))}|"]
    return lines + [f"| {' | '.join(row)} |" for row in rest]


def _cell(cell: Any, part: Any) -> str:
    body = cell._tc.find(qn("a:txBody"))
    texts = [paragraph.text for paragraph in marked_paragraphs(body, (), part)] if body is not None else []
    return "<br>".join(texts).replace("|", "\\|").replace("\\\\|", "\\|")


def _html_rows(table: Any, rows: list[list[str]]) -> list[str]:
    lines = ["<table>"]
    for number, row in enumerate(table.rows):
        lines.append("<tr>")
        name = "th" if number == 0 and table.first_row else "td"
        for cell, text in zip(row.cells, rows[number], strict=True):
            if cell.is_spanned:
                continue
            spans = "".join(
                f' {key}="{count}"'
                for key, count in (("rowspan", cell.span_height), ("colspan", cell.span_width))
                if cell.is_merge_origin and count > 1
            )
            lines.append(f"<{name}{spans}>{text}</{name}>")
        lines.append("</tr>")
    return [*lines, "</table>"]


def chart_lines(chart: Any, alt: str) -> list[str] | None:
    """A chart with its data as a fence; None where it is of a kind that has no categories."""
    try:
        plot = chart.plots[0]
        categories = [str(category) for category in plot.categories]
        series = {
            str(one.name): [_number(value) for value in one.values] for plot_ in chart.plots for one in plot_.series
        }
        kind = next((ours for name, ours in _KINDS if name in str(chart.chart_type)), None)
    except (AttributeError, IndexError, KeyError, NotImplementedError, ValueError):
        return None
    if kind is None or not categories or not series:
        return None
    values: dict[str, Any] = {"type": kind}
    if chart.has_title and chart.chart_title.has_text_frame and chart.chart_title.text_frame.text.strip():
        values["title"] = " ".join(chart.chart_title.text_frame.text.split())
    unit = _unit(chart)
    values |= {"unit": unit} if unit else {}
    values |= {"stacked": True} if "STACKED" in str(chart.chart_type) else {}
    values |= {"categories": categories, "series": series}
    values |= {"alt": alt} if alt else {}
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=None)
    return ["```chart", *written.rstrip("\n").split("\n"), "```"]


def _number(value: Any) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)


def _unit(chart: Any) -> str:
    """What stands behind every number, as the format of the labels says it."""
    formats = [node.get("formatCode", "") for node in chart._chartSpace.iter(qn("c:numFmt"))]
    quoted = (re.search(r"\"([^\"]{1,12})\"|(?<!\\)\\(.)$", code) for code in formats)
    return next(((match[1] or match[2] or "").strip() for match in quoted if match), "")


def picture_of(shape: Any) -> tuple[bytes, str] | None:
    """The content and ending of a picture, its vector form where it has one; None where it cannot be shown."""
    try:
        blip = shape._element.find(f".//{qn('a:blip')}")
        vector = blip.find(f".//{_SVG}") if blip is not None else None
        for mark in (vector, blip):
            id_ = mark.get(qn("r:embed")) if mark is not None else None
            if id_ and id_ in shape.part.rels and not shape.part.rels[id_].is_external:
                target = shape.part.rels[id_].target_part
                ending = str(target.partname).rpartition(".")[2].lower()
                if ending in _SHOWN:
                    return target.blob, ending
    except (AttributeError, KeyError, ValueError):
        return None
    return None


def film_of(shape: Any) -> tuple[bytes, str] | None:
    """The content and ending of a film or recording that the deck holds."""
    mark = shape._element.find(f".//{_MEDIA}")
    id_ = mark.get(qn("r:embed")) if mark is not None else None
    relation = shape.part.rels.get(id_) if id_ else None
    if relation is None or relation.is_external:
        return None
    return relation.target_part.blob, str(relation.target_part.partname).rpartition(".")[2].lower()


def alt_of(shape: Any) -> str:
    """The alternative text of a shape."""
    properties: Mapping[str, str] | None = next(shape._element.iter(qn("p:cNvPr")), None)
    alt = properties.get("descr", "") if properties is not None else ""
    return (
        ""
        if re.fullmatch(r"[\w\s.-]+\.(?:png|jpe?g|gif|svg|emf|wmf|bmp|tiff?)", alt)
        else " ".join(as_markdown(alt).split())
    )
