"""The baseline of a deck as a JSON file for version control, one field on each line for readable diffs."""

from __future__ import annotations

import json
from typing import Any

from msgspec.structs import asdict, fields

from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.rendering import Font, Renderer
from coursedeck.model.review import DeckSnapshot, FigureSnapshot, SlideSnapshot

MANIFEST_FORMAT = 1
_LEFT_OUT = {"cue"}
"""Time lines of the notes are not stored: they shift with every minute before them and are not compared."""


def write_manifest(deck: DeckSnapshot) -> str:
    """The manifest as text; equal decks give equal text. Fields with default values are left out."""
    used = {slide.renderer for slide in deck.slides}
    content = {
        "format": MANIFEST_FORMAT,
        "session": deck.session,
        "locale": deck.locale,
        "renderers": {
            digest: {"program": renderer.program, "fonts": {font.name: font.digest for font in renderer.fonts}}
            for digest, renderer in sorted(deck.renderers, key=lambda pair: pair[0])
            if digest in used
        },
        **({"theme": dict(deck.theme)} if deck.theme else {}),
        **({"findings": deck.findings} if deck.findings else {}),
        "slides": [_slide(slide) for slide in deck.slides],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _slide(slide: SlideSnapshot) -> dict[str, Any]:
    defaults = {field.name: field.default for field in fields(slide)}
    values = {name: (getattr(slide, name), default) for name, default in defaults.items()}
    kept = {name: value for name, (value, default) in values.items() if value != default and name not in _LEFT_OUT}
    if slide.colors:
        kept["colors"] = " ".join(slide.colors)
    return {**kept, **({"figures": [_figure(one) for one in slide.figures]} if slide.figures else {})}


def _figure(figure: FigureSnapshot) -> dict[str, Any]:
    return {name: value for name, value in asdict(figure).items() if value}


def read_manifest(text: str, source: Source) -> DeckSnapshot:
    """The deck stored in a manifest; raises CourseError if the text is no manifest or has another format."""
    try:
        data = json.loads(text)
        if data["format"] != MANIFEST_FORMAT:
            raise CourseError([error(source, "baseline", _OTHER_FORMAT.format(found=data["format"]))])
        renderers = tuple((digest, _renderer(one)) for digest, one in data["renderers"].items())
        slides = tuple(_read_slide(one) for one in data["slides"])
        theme = tuple((str(slot), str(value)) for slot, value in data.get("theme", {}).items())
        known = tuple(map(str, data.get("findings", ())))
        return DeckSnapshot(str(data["session"]), str(data["locale"]), slides, renderers, theme, known)
    except (ValueError, KeyError, TypeError, AttributeError) as failure:
        raise CourseError([error(source, "baseline", _BROKEN.format(reason=failure))]) from failure


_OTHER_FORMAT = "a baseline of format {found}, which this version does not know: record it anew with `accept --all`"
_BROKEN = "no baseline ({reason}): restore it from version control, or record it anew with `accept --all`"


def _renderer(data: dict[str, Any]) -> Renderer:
    return Renderer(data["program"], tuple(Font(name, digest) for name, digest in data["fonts"].items()))


def _read_slide(data: dict[str, Any]) -> SlideSnapshot:
    known = set(SlideSnapshot.__struct_fields__)
    values: dict[str, Any] = {"id": data["id"], "title": "", "structure": "", "look": ""}
    for name, value in data.items():
        if name == "figures":
            values[name] = tuple(_read_figure(one) for one in value)
        elif name == "colors":
            values[name] = tuple(value.split())
        elif name in known:
            values[name] = tuple(value) if isinstance(value, list) else value
    return SlideSnapshot(**values)


def _read_figure(data: dict[str, Any]) -> FigureSnapshot:
    left, top, width, height = data["place"]
    labels, edges = tuple(data.get("labels", ())), tuple(data.get("edges", ()))
    return FigureSnapshot(data["name"], data["kind"], data["digest"], (left, top, width, height), labels, edges)
