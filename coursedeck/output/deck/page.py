"""A slide's part while it is being written: shape ids, relationships, and the deck's shared media."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import quote, urlsplit

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.base.look.paint import ThemeColors
from coursedeck.output.deck.media import MediaStore
from coursedeck.output.deck.xml import Element, element

_URL_SAFE = ":/?#@!$&'()*+,;=%~-._"


@dataclass(frozen=True)
class Style:
    """What holds for every slide."""

    language: str
    mono: str
    """The face of code."""


@dataclass(frozen=True)
class LayoutPlace:
    """A placeholder of a layout: what a slide must repeat to be it, and its box in EMU."""

    idx: int
    attributes: tuple[tuple[str, str], ...]
    """Of ``p:ph``, as the layout has them."""
    name: str
    box: tuple[int, int, int, int]
    align: str | None = None
    size: int | None = None
    """Hundredths of a point."""
    fill: Element | None = None
    """How its one line looks, where the layout or the master says so."""


@dataclass(frozen=True)
class LayoutInfo:
    """A layout: its part, placeholders by ``idx``, the paint of its ground, and the colours that hold on it."""

    part: Any
    places: Mapping[int, LayoutPlace]
    ground: str
    colors: ThemeColors
    own_map: Element | None = None
    """``p:clrMapOvr``, where it is not the master's map that holds."""


class Page:
    """Hands out shape ids and relationship ids of one part."""

    def __init__(
        self, part: Any, layout: LayoutInfo, style: Style, media: MediaStore, slides: Mapping[str, Any]
    ) -> None:
        self.part = part
        self.layout = layout
        self.colors = layout.colors
        self.style = style
        self.media = media
        self._slides = slides
        self._ids = count(2)

    def next_id(self) -> int:
        """The next free shape id; 1 is the shape tree itself."""
        return next(self._ids)

    def relate(self, part: Any, kind: str) -> str:
        """Id of the relationship to a part."""
        return str(self.part.relate_to(part, kind))

    def image(self, data: bytes, media_type: str) -> str:
        """Id of the relationship to an image part; equal bytes share one part in the whole deck."""
        return self.relate(self.media.part(data, media_type), RT.IMAGE)

    def link(self, address: str | None, *extensions: Element) -> Element | None:
        """``a:hlinkClick`` to an address or, for ``#slide-id``, a slide; None where that leads nowhere."""
        if not address:
            return None
        extra = element("a:extLst", None, *extensions) if extensions else None
        if address.startswith("#"):
            target = self._slides.get(address[1:])
            if target is None:
                return None
            jump = {"r:id": self.relate(target, RT.SLIDE), "action": "ppaction://hlinksldjump"}
            return element("a:hlinkClick", jump, extra)
        url = external_address(address)
        if url is None:
            return None
        return element("a:hlinkClick", {"r:id": str(self.part.relate_to(url, RT.HYPERLINK, is_external=True))}, extra)


def external_address(address: str) -> str | None:
    """An address as a package may hold it (RFC 3986), or None: only http, https and mailto leave a deck.

    >>> external_address("https://example.org/커널 a"), external_address("file:///etc/passwd")
    ('https://example.org/%EC%BB%A4%EB%84%90%20a', None)
    """
    try:
        parts = urlsplit(address)
        web = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return None
    return quote(address, safe=_URL_SAFE) if web or (parts.scheme == "mailto" and parts.path) else None
