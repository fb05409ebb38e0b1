"""Decks for slides that are larger or smaller than common ones: written as for these, then brought to their size."""

from __future__ import annotations

import io
import zipfile

from coursedeck.base.files import unpacked
from coursedeck.base.xml import parse
from coursedeck.base.xml.lengths import multiplied, slide_proportion
from coursedeck.output.deck.xml import find, serialise

_PRESENTATION = "ppt/presentation.xml"
_TEMPLATES = ("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout")
_SLIDES = ("ppt/slides/slide", "ppt/charts/chart")


def common_template(template: bytes) -> tuple[bytes, float]:
    """The template with slides of the common size, and how many times as large its own are."""
    parts = unpacked(template)
    proportion = slide_proportion(parse(parts[_PRESENTATION])) if _PRESENTATION in parts else 1.0
    if proportion == 1.0:
        return template, proportion
    changed = {
        name: multiplied(data, 1 / proportion) if name.startswith((*_TEMPLATES, _PRESENTATION)) else data
        for name, data in parts.items()
    }
    return _packed(changed), proportion


def in_proportion(deck: bytes, template: bytes, proportion: float) -> bytes:
    """The deck that was written into the common template, in the size of its own and with its own layouts."""
    if proportion == 1.0:
        return deck
    own = unpacked(template)
    made = {}
    for name, data in unpacked(deck).items():
        if name.startswith(_TEMPLATES) and name in own:
            made[name] = own[name]
        elif name.startswith(_SLIDES):
            made[name] = multiplied(data, proportion)
        else:
            made[name] = data
    made[_PRESENTATION] = _with_own_size(made[_PRESENTATION], own[_PRESENTATION], proportion)
    return _packed(made)


def _with_own_size(presentation: bytes, own: bytes, proportion: float) -> bytes:
    root, template = parse(multiplied(presentation, proportion)), parse(own)
    for path in ("p:sldSz", "p:defaultTextStyle"):
        here, there = find(root, path), find(template, path)
        if here is not None and there is not None:
            root.replace(here, there)
    return serialise(root)


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()
