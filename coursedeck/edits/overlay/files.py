"""The file of a session's overlays: JSON, by language and slide, so that a change is a few lines of a diff."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from coursedeck.base.xml import parse
from coursedeck.model.overlay import AddedText, MovedShape, Overlay, SlideOverlay, StyledWords
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.slide import DrawnShape, ShapeColor
from coursedeck.model.units import Box

CHECK = "overlay"
_WORD = "it is no overlay that `pull` has written: delete it, or pull again"
_SHAPES = ("sp", "pic", "cxnSp", "grpSp", "graphicFrame")


def read_overlays(text: str, file: str) -> Mapping[str, Overlay]:
    """The overlays in a file, by language; raises CourseError where it holds something else."""
    try:
        found: dict[str, Any] = json.loads(text)
        return {
            str(locale): {str(slide): _slide(values) for slide, values in slides.items()}
            for locale, slides in found.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, SyntaxError) as failure:
        line = failure.lineno if isinstance(failure, json.JSONDecodeError) else 1
        raise CourseError([error(Source(file, line), CHECK, _WORD)]) from failure


def overlay_text(overlays: Mapping[str, Overlay]) -> str:
    """The file's text; empty where there is nothing in it."""
    plain = {
        locale: {slide: made for slide, one in sorted(slides.items()) if (made := _plain(one))}
        for locale, slides in sorted(overlays.items())
    }
    kept = {locale: slides for locale, slides in plain.items() if slides}
    return f"{json.dumps(kept, ensure_ascii=False, indent=1)}\n" if kept else ""


def _slide(values: Mapping[str, Any]) -> SlideOverlay:
    moved = (MovedShape(str(one["shape"]), _box(one["was"]), _box(one["now"])) for one in values.get("moved", []))
    texts = (
        AddedText(_box(one["box"]), tuple((str(words), _number(size)) for words, size in one["paragraphs"]))
        for one in values.get("texts", [])
    )
    colors = (
        ShapeColor(str(one["shape"]), str(one["part"]), _color(one.get("fill", "")), _color(one.get("line", "")))
        for one in values.get("colors", [])
    )
    hidden = values.get("hidden")
    return SlideOverlay(
        tuple(moved),
        tuple(texts),
        tuple(_drawn(one) for one in values.get("drawn", [])),
        tuple(colors),
        tuple(str(one) for one in values.get("gone", [])),
        tuple(str(one) for one in values.get("notes", [])),
        None if hidden is None else bool(hidden),
        bool(values.get("removed", False)),
        tuple(_words(one) for one in values.get("words", [])),
    )


def _words(one: Mapping[str, Any]) -> StyledWords:
    place = str(one["shape"]), str(one["paragraph"]), str(one["words"]), int(_number(one.get("nth", 0)))
    return StyledWords(*place, _color(one.get("color", "")), _number(one.get("size", 0)), bool(one.get("light", False)))


def _drawn(one: Mapping[str, Any]) -> DrawnShape:
    """A drawn shape; raises ValueError where it is none."""
    xml = str(one["xml"])
    if str(parse(xml.encode()).tag).rpartition("}")[2] not in _SHAPES:
        raise ValueError("no shape")
    pictures = tuple((str(id), base64.b64decode(data, validate=True)) for id, data in one.get("pictures", {}).items())
    return DrawnShape(str(one["name"]), _box(one["box"]), xml, pictures, str(one.get("words", "")))


def _plain(overlay: SlideOverlay) -> dict[str, Any]:
    moved = [{"shape": one.name, "was": _sides(one.was), "now": _sides(one.now)} for one in overlay.moved]
    texts = [{"box": _sides(one.box), "paragraphs": [list(part) for part in one.paragraphs]} for one in overlay.texts]
    colors = [
        {key: value for key, value in (("shape", one.shape), ("part", one.part), ("fill", one.fill), ("line", one.line))
         if value or key in {"shape", "part"}}
        for one in overlay.colors
    ]  # fmt: skip
    parts: dict[str, Any] = {
        "moved": moved,
        "texts": texts,
        "drawn": [_plain_drawing(one) for one in overlay.drawn],
        "colors": colors,
        "gone": list(overlay.gone),
        "notes": list(overlay.notes),
        "words": [_plain_words(one) for one in overlay.words],
    }
    found = {name: values for name, values in parts.items() if values}
    if overlay.hidden is not None:
        found["hidden"] = overlay.hidden
    return {**found, "removed": True} if overlay.removed else found


def _plain_words(one: StyledWords) -> dict[str, Any]:
    looks = {"nth": one.nth, "color": one.color, "size": round(one.size, 1), "light": one.light}
    made = {"shape": one.shape, "paragraph": one.paragraph, "words": one.words}
    return {**made, **{name: value for name, value in looks.items() if value}}


def _plain_drawing(shape: DrawnShape) -> dict[str, Any]:
    made: dict[str, Any] = {"name": shape.name, "box": _sides(shape.box), "words": shape.words, "xml": shape.xml}
    pictures = {id: base64.b64encode(data).decode("ascii") for id, data in shape.pictures}
    return {**made, "pictures": pictures} if pictures else made


def _sides(box: Box) -> list[float]:
    return [round(float(side), 1) for side in (box.left, box.top, box.width, box.height)]


def _box(sides: list[float]) -> Box:
    left, top, width, height = (_number(side) for side in sides)
    return Box(left, top, width, height)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise ValueError("no number")
    return float(value)


def _color(value: Any) -> str:
    """Six hex digits, ``none`` or nothing."""
    if value in {"", "none"}:
        return str(value)
    if len(str(value)) != 6 or int(str(value), 16) < 0:
        raise ValueError("no colour")
    return str(value)
