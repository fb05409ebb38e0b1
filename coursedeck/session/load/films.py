"""Films and sound: a file of the course behind its poster; what stands on the web is linked, not fetched."""

from __future__ import annotations

import base64
import re
from html import escape
from pathlib import PurePosixPath

from coursedeck.base.markdown import Image, Tag, read_attributes
from coursedeck.model.film_types import FILM_TYPES
from coursedeck.model.text import escaped
from coursedeck.session.load.context import LoadContext

_WEB = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_POSTERS = (".png", ".jpg", ".jpeg", ".webp", ".svg")

_POSTER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 {height}" width="1280" height="{height}">
<rect width="1280" height="{height}" fill="#1f2933"/>
<circle cx="640" cy="{middle}" r="72" fill="none" stroke="#ffffff" stroke-width="8"/>
<path d="M616 {top} L684 {middle} L616 {bottom} Z" fill="#ffffff"/>
<text x="640" y="{baseline}" fill="#ffffff" font-family="Arial, sans-serif" font-size="36"
 text-anchor="middle">{name}</text>
</svg>"""


_WEB_PLAYER = re.compile(
    r"(?:https?:)?//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com/(?:watch|embed|shorts)|youtu\.be/|vimeo\.com/(?:video/)?\d)",
    re.IGNORECASE,
)
_SHORTCODE = re.compile(
    r"\s*(?:(?:\{\{[<%]|\{%)\s*(?P<name>video|youtube|vimeo)\s+(?P<words>.+?)\s*/?(?:[>%]\}\}|%\})"
    r"|@\[(?P<at>video|youtube|vimeo)\]\((?P<id>[^()\s]+)\))\s*",
    re.DOTALL,
)
_PLAYERS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def played_address(paragraph: str) -> str | None:
    """The Markdown of a paragraph that is nothing but a player's short code, of Quarto, Hugo or VuePress.

    >>> played_address("{{< video pump.mp4 >}}"), played_address("@[vimeo](12)")
    ('![](<pump.mp4>)', '[▶ vimeo.com](<https://vimeo.com/12>)')
    """
    match = _SHORTCODE.fullmatch(paragraph)
    if match is None:
        return None
    found = read_attributes(match["words"] or match["id"])
    named = {key: found.pairs[key] for key in ("src", "id") if key in found.pairs}
    address = next(iter(named.values()), "") or next((word.strip("\"'") for word in found.words), "")
    if not address:
        return None
    if not re.match(r"[\w+.-]+:|//|\.|/", address) and (match["name"] or match["at"]) in _PLAYERS:
        address = _PLAYERS[match["name"] or match["at"]] + address
    title = found.pairs.get("title", "")
    return Tag("video", attributes=(("title", title), ("src", address))).markdown()


def linked_film(image: Image) -> str | None:
    """The Markdown of a link to a film on the web that stands as a picture; None for any other picture."""
    path = re.sub(r"[?#].*", "", image.address)
    if not is_web_address(image.address) or not (is_film(path) or _WEB_PLAYER.match(image.address)):
        return None
    title = "" if image.alt.startswith("type:") else image.alt
    return Tag("video", attributes=(("title", escaped(title)), ("src", image.address))).markdown()


def is_web_address(address: str) -> bool:
    """Whether a picture or film lies in the web, from where nothing is fetched."""
    return bool(_WEB.match(address)) or address.startswith("//")


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
