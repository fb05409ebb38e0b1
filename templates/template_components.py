"""The layouts of components in the bundled templates, in the places that slides give them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import template_look as look
from template_look import LayoutSpec, PlaceholderSpec, color

# Python puts the script's folder on the path, not the project's
sys.path.insert(0, str(Path(__file__).parent.parent))

from coursedeck.base.look.component_places import (
    CARD_INSET,
    HEAD_INSET,
    PANEL_INSET,
    card_places,
    component_places,
    hue_of,
    row_places,
)
from coursedeck.model.slide import CARDS, PANELS, ROWS, Layout
from coursedeck.model.units import Box

BODY = Box(look.MARGIN, look.BODY_TOP, look.SPAN, look.BODY_HEIGHT)
FIRST_INDEX = 20
"""``idx`` of a component's first placeholder; smaller ones belong to regions."""


def component_specs() -> Iterator[LayoutSpec]:
    """A layout for each component and number of its parts; the lines and bars of slides move with their parts."""
    yield from (_rows(count, kind.value.capitalize()) for count, kind in ROWS.items())
    yield from (_cards(count, kind.value.capitalize()) for count, kind in CARDS.items())
    yield from (_panels(kind) for kind in PANELS)


def _title() -> PlaceholderSpec:
    return PlaceholderSpec("title", 0, "title", prompt="Title")


def _tuple(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height


def _rows(count: int, name: str) -> LayoutSpec:
    accent, ink = color("accent1"), color("tx1")
    placeholders = [_title()]
    for index, (part, box) in enumerate(row_places(count, BODY).items(), FIRST_INDEX):
        label = part.startswith("label")
        size, paint, prompt = (26, accent, "Label") if label else (24, ink, "Text")
        placeholders.append(PlaceholderSpec(part, index, "body", _tuple(box), size, paint, label, "ctr", prompt=prompt))
    return LayoutSpec(name, None, tuple(placeholders))


def _cards(count: int, name: str) -> LayoutSpec:
    accent, ink = color("accent1"), color("tx1")
    places = card_places(count, BODY)
    cards = [
        PlaceholderSpec(
            part,
            index,
            "body",
            _tuple(box),
            28,
            accent,
            bold=True,
            fill=color("bg2"),
            prompt="Label",
            inset=CARD_INSET,
            second=(24, ink),
        )
        for index, (part, box) in enumerate(places.items(), FIRST_INDEX)
    ]
    return LayoutSpec(name, None, (_title(), *cards))


def _panels(kind: Layout) -> LayoutSpec:
    placeholders = [_title()]
    for index, (part, box) in enumerate(component_places(kind, BODY).items(), FIRST_INDEX):
        name, _, number = part.partition(" ")
        hue = hue_of(kind, int(number))
        if name == "head":
            head = PlaceholderSpec(part, index, "body", _tuple(box), 22, color("bg1"), True, "ctr", prompt="Heading")
            placeholders.append(replace(head, fill=color(hue), inset=HEAD_INSET))
        else:
            text = PlaceholderSpec(part, index, "body", _tuple(box), prompt="Text", inset=PANEL_INSET)
            placeholders.append(replace(text, fill=color("bg2")))
    return LayoutSpec(kind.value.capitalize(), None, tuple(placeholders))
