"""The file of a session's overlays: JSON, by language and slide, so that a change is a few lines of a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from coursedeck.model.overlay import AddedText, MovedShape, Overlay, SlideOverlay
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.units import Box

CHECK = "overlay"
_WORD = "it is no overlay that `pull` has written: delete it, or pull again"


def read_overlays(text: str, file: str) -> Mapping[str, Overlay]:
    """The overlays in a file, by language; raises CourseError where it holds something else."""
    try:
        found: dict[str, Any] = json.loads(text)
        return {
            str(locale): {str(slide): _slide(values) for slide, values in slides.items()}
            for locale, slides in found.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as failure:
        line = failure.lineno if isinstance(failure, json.JSONDecodeError) else 1
        raise CourseError([error(Source(file, line), CHECK, _WORD)]) from failure


def overlay_text(overlays: Mapping[str, Overlay]) -> str:
    """The file's text; empty where there is nothing in it."""
    plain = {
        locale: {slide: _plain(one) for slide, one in sorted(slides.items()) if one.moved or one.texts}
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
    return SlideOverlay(tuple(moved), tuple(texts))


def _plain(overlay: SlideOverlay) -> dict[str, Any]:
    moved = [{"shape": one.name, "was": _sides(one.was), "now": _sides(one.now)} for one in overlay.moved]
    texts = [{"box": _sides(one.box), "paragraphs": [list(part) for part in one.paragraphs]} for one in overlay.texts]
    return {name: values for name, values in (("moved", moved), ("texts", texts)) if values}


def _sides(box: Box) -> list[float]:
    return [round(float(side), 1) for side in (box.left, box.top, box.width, box.height)]


def _box(sides: list[float]) -> Box:
    left, top, width, height = (_number(side) for side in sides)
    return Box(left, top, width, height)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise ValueError("no number")
    return float(value)
