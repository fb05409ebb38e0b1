"""Films and sound: a file of the course behind its poster; what stands on the web is linked, not fetched."""

from __future__ import annotations

import base64
from html import escape
from pathlib import PurePosixPath

from coursedeck.model.film_types import FILM_TYPES
from coursedeck.session.load.context import LoadContext

_POSTERS = (".png", ".jpg", ".jpeg", ".webp", ".svg")

_POSTER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 {height}" width="1280" height="{height}">
<rect width="1280" height="{height}" fill="#1f2933"/>
<circle cx="640" cy="{middle}" r="72" fill="none" stroke="#ffffff" stroke-width="8"/>
<path d="M616 {top} L684 {middle} L616 {bottom} Z" fill="#ffffff"/>
<text x="640" y="{baseline}" fill="#ffffff" font-family="Arial, sans-serif" font-size="36"
 text-anchor="middle">{name}</text>
</svg>"""


def is_film(path: str) -> bool:
    """Whether a file is a film or a recording, by its ending."""
    return PurePosixPath(path).suffix.lower() in FILM_TYPES


def poster_of(film: str, context: LoadContext) -> str:
    """The picture that stands for a film: one of the same name beside it, else a drawn one, as an address."""
    for ending in _POSTERS:
        beside = str(PurePosixPath(film).with_suffix(ending))
        if (context.root / beside).is_file():
            return beside
    sound = FILM_TYPES[PurePosixPath(film).suffix.lower()].startswith("audio/")
    height = 240 if sound else 720
    middle = height // 2 - (40 if sound else 20)
    drawn = _POSTER.format(
        height=height,
        middle=middle,
        top=middle - 40,
        bottom=middle + 40,
        baseline=middle + 130,
        name=escape(PurePosixPath(film).name),
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
