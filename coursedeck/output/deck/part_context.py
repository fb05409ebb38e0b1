"""The part of a slide or notes page while it is being written: shape ids, relationships, shared media."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.values import replace
from coursedeck.output.deck.media import MediaStore
from coursedeck.output.deck.xml import Element, element

_URL_SAFE = ":/?#@!$&'()*+,;=%~-._"


class TextDefaults(Struct, frozen=True):
    """Text settings of the whole deck."""

    language: str
    mono: str
    """Typeface of code."""


class LayoutPlaceholder(Struct, frozen=True):
    """A placeholder of a layout, with the attributes that a slide repeats to use it; `box` is in EMU."""

    idx: int
    attributes: tuple[tuple[str, str], ...]
    """Attributes of its ``p:ph``."""
    name: str
    box: tuple[int, int, int, int]
    align: str | None = None
    size: int | None = None
    """Hundredths of a point."""
    fill: Element | None = None
    """``a:solidFill`` of its text, if the layout or master has one."""
    bold: bool = False
    """Whether its text is bold unless it says otherwise."""


class LayoutInfo(Struct, frozen=True):
    """A layout: its part, placeholders by ``idx``, background paint (`ground`), and resolved colours."""

    part: Any
    placeholders: Mapping[int, LayoutPlaceholder]
    ground: str
    colors: ThemeColors
    color_map_override: Element | None = None
    """The layout's ``p:clrMapOvr`` if it overrides the master's colour map."""

    def on(self, ground: str) -> LayoutInfo:
        """The layout with another background paint; empty keeps its own."""
        return replace(self, ground=ground) if ground else self


class PartContext:
    """A slide or notes part being written; hands out its shape ids and relationship ids."""

    def __init__(
        self,
        part: Any,
        layout: LayoutInfo,
        defaults: TextDefaults,
        media: MediaStore,
        slides: Mapping[str, Any],
        beside: Mapping[str, int] | None = None,
    ) -> None:
        self.part = part
        self.layout = layout
        self.colors = layout.colors
        self.defaults = defaults
        self.media = media
        self._slides = slides
        self._beside = beside or {}
        self._ids = count(2)

    def next_id(self) -> int:
        """The next free shape id; 1 belongs to the shape tree."""
        return next(self._ids)

    def relate(self, part: Any, kind: str) -> str:
        """Id of a relationship of this type to `part`."""
        return str(self.part.relate_to(part, kind))

    def image(self, data: bytes, media_type: str) -> str:
        """Id of the relationship to an image part; equal bytes share one part in the whole deck."""
        return self.relate(self.media.part(data, media_type), RT.IMAGE)

    def link(self, address: str | None, *extensions: Element) -> Element | None:
        """``a:hlinkClick`` to an address, a file beside the deck or a slide (``#slide-id``); None for unsafe ones."""
        if not address:
            return None
        extra = element("a:extLst", None, *extensions) if extensions else None
        if address.startswith("#"):
            target = self._slides.get(address[1:])
            if target is None:
                return None
            jump = {"r:id": self.relate(target, RT.SLIDE), "action": "ppaction://hlinksldjump"}
            return element("a:hlinkClick", jump, extra)
        url, action = external_address(address), None
        if url is None:
            url, action = self._beside_address(address)
        if url is None:
            return None
        related = str(self.part.relate_to(url, RT.HYPERLINK, is_external=True))
        return element("a:hlinkClick", {"r:id": related, "action": action}, extra)

    def _beside_address(self, address: str) -> tuple[str | None, str | None]:
        """The way to a file beside the deck and what PowerPoint does with it.

        The standard leaves ``action`` open (ISO/IEC 29500-1, 21.1.2.3.5, ``hlinkClick``); [MS-OI29500] names the values
        that PowerPoint knows under that section.
        """
        path, _, part = address.partition("#")
        if not path or path.startswith("/") or ":" in path.split("/")[0]:
            return None, None
        if not path.endswith(".pptx"):
            return quote(path), "ppaction://hlinkfile"
        number = self._beside.get(address) if part else None
        action = f"ppaction://hlinkpres?slideindex={number or 1}&slidetitle="
        return quote(path) + (f"#{number}" if number else ""), action


def external_address(address: str) -> str | None:
    """A percent-encoded address (RFC 3986), or None unless it is http, https, ftp, mailto or tel.

    >>> external_address("https://example.org/커널 a"), external_address("file:///etc/passwd")
    ('https://example.org/%EC%BB%A4%EB%84%90%20a', None)
    """
    try:
        parts = urlsplit(address)
        valid = bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return None
    web = valid and parts.scheme in {"http", "https", "ftp"}
    return quote(address, safe=_URL_SAFE) if web or (parts.scheme in {"mailto", "tel"} and parts.path) else None
