"""A deck that carries the text of its session: that text, with what it shows from other files taken from the slides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from coursedeck.base.foreign import SourceLine, numbered
from coursedeck.base.foreign.lines import outside_code
from coursedeck.importers.powerpoint.objects import chart_lines, film_of, picture_of
from coursedeck.importers.powerpoint.own import figure_lines
from coursedeck.importers.powerpoint.slides import flat
from coursedeck.model.origin import Origin

_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
    r"\((?P<target><[^<>]*>|[^()\s]+)(?P<title>[ \t]+\"[^\"]*\")?[ \t]*\)(?P<braces>\{[^{}]*\})?"
)
_ADDRESS = re.compile(r"<?(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_CSV = re.compile(r"[ \t]*csv[ \t]*:")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


class CarriedText(Struct):
    """The text of a session, and the pictures that it shows, by their names."""

    lines: tuple[SourceLine, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)


def carried_text(origin: Origin, presentation: Any, name: str) -> CarriedText:
    """The session as it was written; `name` begins the names of its pictures."""
    found = CarriedText(())
    shown = _shapes_by_line(origin, presentation)
    lines = numbered(origin.written)
    prose = outside_code(lines)
    done: list[SourceLine] = []
    at = 0
    while at < len(lines):
        shapes = shown.get(lines[at].number, ())
        end = _fence_end(lines, at) if shapes and not prose[at] else at + 1
        charts = [shape for kind, shape in shapes if kind == "chart"]
        if charts and any(_CSV.match(line.text) for line in lines[at:end]):
            done += _with_data(lines[at:end], charts[0])
        elif prose[at] and "![" in lines[at].text:
            done += [lines[at].with_text(text) for text in _shown_again(lines[at].text, shapes, found, name)]
        else:
            done += lines[at:end]
        at = end
    found.lines = tuple(done)
    return found


def _shapes_by_line(origin: Origin, presentation: Any) -> Mapping[int, Sequence[tuple[str, Any]]]:
    """The shapes that show pictures, figures and charts, with what they are, by the line of what they show."""
    slides = {str(slide._element.cSld.get("name") or ""): slide for slide in presentation.slides}
    found: dict[int, list[tuple[str, Any]]] = {}
    for slide in origin.slides:
        shapes = {shape.name: shape for shape in slides[slide.id].shapes} if slide.id in slides else {}
        for one in slide.shapes:
            if one.line and one.kind in {"picture", "figure", "chart"} and one.name in shapes:
                found.setdefault(one.line, []).append((one.kind, shapes[one.name]))
    return found


def _fence_end(lines: Sequence[SourceLine], first: int) -> int:
    """The line behind the fence that begins with a line."""
    opening = _FENCE.match(lines[first].text)
    if opening is None:
        return first + 1
    closing = re.compile(rf"[ \t]*{re.escape(opening[1])}[`~]*[ \t]*")
    return next((at + 1 for at in range(first + 1, len(lines)) if closing.fullmatch(lines[at].text)), len(lines))


def _with_data(fence: Sequence[SourceLine], shape: Any) -> Iterator[SourceLine]:
    """The fence of a chart, its data written out in place of the name of a file."""
    made = chart_lines(shape.chart, "") or []
    data = [line for line in made if re.match(r"categories:|series:|[ \t]", line)]
    for line in fence:
        if data and _CSV.match(line.text):
            yield from (line.with_text(text) for text in data)
        else:
            yield line


def _shown_again(text: str, shapes: Sequence[tuple[str, Any]], found: CarriedText, name: str) -> list[str]:
    """A line with the pictures of the deck in place of files of the course; a figure of a script is a fence."""
    local = [match for match in _PICTURE.finditer(text) if not _ADDRESS.match(match["target"])]
    if len(local) == 1 and local[0][0] == text.strip() and shapes and shapes[0][0] == "figure":
        return _figure(local[0], shapes[0][1]) or [text]
    left = iter([shape for kind, shape in shapes if kind in {"picture", "figure"}])

    def instead(match: re.Match[str]) -> str:
        shape = None if _ADDRESS.match(match["target"]) else next(left, None)
        made = next((picture for one in _inside(shape) if (picture := film_of(one) or picture_of(one))), None)
        if made is None:
            return match[0]
        data, ending = made
        target = f"{name}-{len(found.pictures) + 1}.{ending}"
        found.pictures[target] = data
        return f"![{match['alt']}]({target}{match['title'] or ''}){match['braces'] or ''}"

    return [_PICTURE.sub(instead, text)]


def _inside(shape: Any) -> Iterator[Any]:
    """The pictures that a shape is, or has in it."""
    yield from (one for one in (flat([shape]) if shape is not None else ()) if one._element.tag.endswith("}pic"))


def _figure(match: re.Match[str], shape: Any) -> list[str]:
    """A figure as the Mermaid of its shapes; nothing where it has none."""
    lines = list(figure_lines(shape)) if hasattr(shape, "shapes") else []
    if not lines:
        return []
    title = (match["title"] or "").strip().strip('"')
    named = {key: value for key, value in (("alt", match["alt"]), ("caption", title)) if value}
    attributes = " ".join(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in named.items())
    return [f"```mermaid {{{attributes}}}" if attributes else "```mermaid", *lines[1:]]
