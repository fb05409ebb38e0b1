"""Jupyter notebooks: cells of Markdown and code, their outputs, and their places in a slide show.

The form is that of nbformat 4 (and 3), https://nbformat.readthedocs.io/en/latest/format_description.html, which is
JSON: what is needed of it is read with `json`, so that no library has to be there.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from coursedeck.base.foreign import Remark, RemarkKind, SourceLine
from coursedeck.base.foreign.slides import in_notes

KIND = "Jupyter notebook"
MOST_OUTPUT = 60
"""Lines of an output that a slide can be asked to hold."""
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/gif": "gif"}
_ATTACHED = re.compile(r"\(attachment:([^)\s]+)\)")
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_HIDDEN_CODE = frozenset(
    {"hide-input", "hide_input", "remove-input", "remove_input", "remove-cell", "hide-cell", "remove_cell"}
)
_HIDDEN_OUTPUT = frozenset(
    {"hide-output", "remove-output", "hide_output", "remove_output", "remove-cell", "remove_cell"}
)


class NotebookText(Struct):
    """A notebook as Markdown; the number of a line is that of its cell, counted from 1."""

    lines: list[SourceLine] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    """Pictures in it, by name."""
    remarks: list[Remark] = field(default_factory=list)
    title: str = ""


def read_notebook(text: str, name: str) -> NotebookText | None:
    """A notebook; None where the text is none. `name` begins the names of its pictures."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    sheets = data.get("worksheets") or [data]
    cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or ()]
    found = NotebookText(title=str(_metadata(data).get("title") or ""))
    language = _language(_metadata(data))
    for number, cell in enumerate((cell for cell in cells if isinstance(cell, dict)), start=1):
        _read_cell(cell, number, language, name, found)
    return found


def _metadata(value: Mapping[str, Any]) -> Mapping[str, Any]:
    inside = value.get("metadata")
    return inside if isinstance(inside, dict) else {}


def _language(metadata: Mapping[str, Any]) -> str:
    for key in ("language_info", "kernelspec"):
        inside = metadata.get(key)
        if isinstance(inside, dict) and (name := inside.get("language") or inside.get("name")):
            return re.sub(r"\d+$", "", str(name).lower())
    return "python"


def _joined(value: object) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _read_cell(cell: Mapping[str, Any], number: int, language: str, name: str, found: NotebookText) -> None:
    source = _joined(cell.get("source", cell.get("input"))).rstrip("\n")
    slideshow = _metadata(cell).get("slideshow")
    place = str(slideshow.get("slide_type") or "") if isinstance(slideshow, dict) else ""
    kind = cell.get("cell_type")
    if kind == "code":
        lines = _code(cell, source, number, language, name, found)
    else:
        prefix = "#" * int(cell.get("level") or 1) + " " if kind == "heading" else ""
        text = _with_attachments(cell, prefix + source, number, name, found) if kind != "raw" else source
        lines = [SourceLine(line, number) for line in text.split("\n")] if text.strip() else []
    if not lines:
        return
    if place == "skip":
        found.remarks.append(Remark(number, RemarkKind.CHANGED, "a cell that the slide show skips is in the notes"))
    if place in {"skip", "notes"}:
        lines = list(in_notes(lines))
    elif place in {"slide", "subslide"} and not lines[0].text.startswith("#") and found.lines:
        lines = [SourceLine("---", number), SourceLine("", number), *lines]
    found.lines += [*lines, SourceLine("", number)]


def _code(
    cell: Mapping[str, Any], source: str, number: int, language: str, name: str, found: NotebookText
) -> list[SourceLine]:
    tags = set(map(str, _metadata(cell).get("tags") or ()))
    lines: list[str] = []
    magic = re.match(r"%%(\w+)", source)
    shown = {"bash": "bash", "sh": "bash", "html": "html", "javascript": "javascript", "latex": "latex"}
    kind = shown.get(magic[1], language) if magic else language
    if source.strip() and not tags & _HIDDEN_CODE:
        marks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`{3,}", source)), default=0))
        lines += [f"{marks}{kind}", *source.split("\n"), marks, ""]
    elif source.strip():
        found.remarks.append(Remark(number, RemarkKind.LEFT_OUT, "code that the notebook hides", source))
    if not tags & _HIDDEN_OUTPUT:
        outputs = [output for output in cell.get("outputs") or () if isinstance(output, dict)]
        for position, output in enumerate(outputs, start=1):
            lines += _output(output, number, f"{name}-{number}-{position}", found)
    return [SourceLine(line, number) for line in lines]


def _output(output: Mapping[str, Any], number: int, name: str, found: NotebookText) -> Iterator[str]:
    data = output.get("data") if isinstance(output.get("data"), dict) else output
    assert isinstance(data, dict)
    for media, ending in (*_PICTURES.items(), ("png", "png"), ("jpeg", "jpg"), ("svg", "svg")):
        content = _picture(_joined(data[media]), ending) if media in data else None
        if content is not None:
            found.pictures[f"{name}.{ending}"] = content
            alt = _joined(data.get("text/plain")).strip()
            yield from (f"![{_plain_alt(alt)}]({name}.{ending})", "")
            return
    if "text/markdown" in data:
        yield from (*_joined(data["text/markdown"]).split("\n"), "")
        return
    said = _joined(data.get("text/plain") or output.get("text") or output.get("traceback"))
    lines = _ESCAPES.sub("", said).rstrip().split("\n")
    if not said.strip():
        return
    if len(lines) > MOST_OUTPUT:
        rest = "\n".join(lines[MOST_OUTPUT:])
        found.remarks.append(
            Remark(number, RemarkKind.LEFT_OUT, f"{len(lines) - MOST_OUTPUT} lines of an output", rest)
        )
        lines = [*lines[:MOST_OUTPUT], "…"]
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`{3,}", said)), default=0))
    yield from (f"{marks}text", *lines, marks, "")


def _plain_alt(text: str) -> str:
    """What a picture of an output says of itself, unless that is only its type and place in memory."""
    return "" if "<" in text or "[" in text or len(text) > 200 else " ".join(text.split())


def _picture(written: str, ending: str) -> bytes | None:
    if ending == "svg":
        return written.encode() if "<svg" in written else None
    try:
        return base64.b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _with_attachments(cell: Mapping[str, Any], source: str, number: int, name: str, found: NotebookText) -> str:
    """The text of a cell, pictures pasted into it named by the files that they become."""
    attachments = cell.get("attachments")

    def instead(match: re.Match[str]) -> str:
        bundle = attachments.get(match[1]) if isinstance(attachments, dict) else None
        for media, ending in _PICTURES.items():
            content = _picture(_joined(bundle[media]), ending) if isinstance(bundle, dict) and media in bundle else None
            if content is not None:
                stem = re.sub(r"[^\w.-]+", "-", match[1]).rpartition(".")[0] or "picture"
                file = f"{name}-{number}-{stem}.{ending}"
                found.pictures[file] = content
                return f"({file})"
        found.remarks.append(
            Remark(number, RemarkKind.LEFT_OUT, f"the attachment {match[1]}, which is not in the cell")
        )
        return match[0]

    return _ATTACHED.sub(instead, source)
