"""The little of HTML that sessions may use, and what becomes of the rest.

Tags that style text (``<b>``, ``<sub>``, ``<kbd>``, ``<u>``, ``<mark>`` …), line breaks, links, pictures, lists,
tables, figures and ``<details>`` mean what they say; of every other tag only the text inside is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TypeAlias

STYLES = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "sub": "subscript",
    "sup": "superscript",
    "kbd": "keyboard",
    **dict.fromkeys(("s", "del", "strike"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "mark": "highlight",
    **dict.fromkeys(("code", "tt", "samp"), "code"),
}
"""Tag to the field of `Span` that it sets."""

PLAYERS = frozenset({"audio", "embed", "iframe", "object", "video"})
"""Tags that play something; what stands inside is for browsers that cannot."""
_SILENT = frozenset({"a", "br", "details", "img", "p", "summary", *PLAYERS, *STYLES})
_OPAQUE = frozenset({"pre", "script", "style", "textarea"})
"""Their content is no Markdown."""
_INLINE = frozenset(STYLES) | {
    *("a", "abbr", "br", "cite", "code", "del", "font", "img", "ins", "label", "mark", "q", "s", "samp"),
    *("small", "span", "time", "tt", "u", "var", *PLAYERS),
}

_TAG = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|<[?!][^>]*>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag or comment; `name` is lower case, empty for a comment or a declaration."""

    name: str
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    comment: str | None = None

    @property
    def dropped(self) -> bool:
        """Whether an author should hear that it has no effect; a closing tag goes with its opening one."""
        return bool(self.name) and self.name not in _SILENT and not self.closing

    def attribute(self, name: str) -> str:
        """Value of an attribute, or nothing."""
        return dict(self.attributes).get(name, "")

    def markdown(self) -> str:
        """What inline Markdown keeps of it.

        >>> tag("<BR />").markdown(), tag('<kbd class="x">').markdown(), tag("<span>").markdown()
        ('<br>', '<kbd>', '')
        """
        if self.name == "br":
            return "<br>"
        if self.name == "img" and self.attribute("src"):
            alt = re.sub(r"([\\\[\]])", r"\\\1", self.attribute("alt"))
            return f"![{alt}](<{self.attribute('src')}>)"
        if self.name in PLAYERS and not self.closing and self.attribute("src"):
            return self._film()
        if self.name in STYLES:
            return f"</{self.name}>" if self.closing else f"<{self.name}>"
        return ""

    def _film(self) -> str:
        """A film or recording of the course as a picture; a page or film on the web as a link that says what it is."""
        address = self.attribute("src")
        web = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//(?:www\.)?([^/?#]+)", address, re.IGNORECASE)
        words = self.attribute("title") or self.attribute("aria-label")
        if web is None:
            return "" if self.name in {"embed", "iframe"} else f"![{words}](<{address}>)"
        target = f"https:{address}" if address.startswith("//") else address
        return f"[▶ {words or web[1]}](<{target}>)"


def _tag(match: re.Match[str]) -> Tag:
    if match["comment"] is not None:
        return Tag("", comment=match["comment"].strip())
    attributes = _ATTRIBUTE.findall(match["attributes"] or "")
    pairs = tuple((name.lower(), unescape(value.strip("\"'"))) for name, value in attributes)
    return Tag((match["name"] or "").lower(), bool(match["close"]), pairs)


def tag(source: str) -> Tag:
    """The tag, comment or declaration that `source` is."""
    match = _TAG.match(source)
    return _tag(match) if match else Tag("")


@dataclass(frozen=True, slots=True)
class HtmlText:
    """A run of prose from an HTML block; lines are counted from the block's first, which is 0."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class HtmlCode:
    """What stood in ``<pre>``."""

    code: str
    line: int


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A tag or comment on its way out."""

    tag: Tag
    line: int


HtmlPiece: TypeAlias = HtmlText | HtmlCode | HtmlTag


def html_pieces(source: str) -> tuple[HtmlPiece, ...]:
    """What an HTML block holds, in order: prose as inline Markdown, code, every tag and comment."""
    pieces = _Pieces()
    position = 0
    while match := _TAG.search(source, position):
        line = source.count("\n", 0, match.start())
        pieces.add(source[position : match.start()], source.count("\n", 0, position))
        found, position = _tag(match), match.end()
        if found.name in PLAYERS and not found.closing:
            played, position = player(found, source, position)
            pieces.add(played.markdown(), line)
            pieces.done.append(HtmlTag(found, line))
            continue
        if found.name in _OPAQUE and not found.closing:
            end = _closing_tag(source, position, found.name)
            pieces.opaque(found, source[position : end.start()], line)
            position = end.end()
        else:
            pieces.tag(found, line)
    pieces.add(source[position:], source.count("\n", 0, position))
    pieces.flush()
    return tuple(pieces.done)


def player(opened: Tag, source: str, position: int) -> tuple[Tag, int]:
    """The tag of a player with the address that it or a ``<source>`` inside it has, and where it ends in `source`."""
    closing = re.compile(rf"</{opened.name}\s*>", re.IGNORECASE).search(source, position)
    end = closing.end() if closing else position
    inside = [_tag(found) for found in _TAG.finditer(source, position, end)]
    addresses = (one.attribute("src") or one.attribute("data") for one in (opened, *inside))
    address = next(filter(None, addresses), "")
    return Tag(opened.name, attributes=(*opened.attributes, ("src", address))), end


def _closing_tag(source: str, position: int, name: str) -> re.Match[str]:
    found = re.compile(rf"</{name}\s*>|\Z", re.IGNORECASE).search(source, position)
    assert found is not None, "\\Z always matches"
    return found


class _Pieces:
    """Gathers prose until a block ends it."""

    def __init__(self) -> None:
        self.done: list[HtmlPiece] = []
        self._prose: list[tuple[str, int]] = []

    def add(self, text: str, line: int) -> None:
        self._prose.append((text, line))

    def tag(self, found: Tag, line: int) -> None:
        if found.comment is not None or found.name in _INLINE:
            self.add(found.markdown(), line)
        else:
            self.flush()
        self.done.append(HtmlTag(found, line))

    def opaque(self, found: Tag, content: str, line: int) -> None:
        self.flush()
        self.done.append(HtmlTag(found, line))
        code = unescape(_TAG.sub("", content)).strip("\n")
        if found.name == "pre" and code.strip():
            self.done.append(HtmlCode(code, line))

    def flush(self) -> None:
        words = [(text, line) for text, line in self._prose if text.strip()]
        rows = "".join(text for text, _ in self._prose).strip().split("\n")
        self._prose = []
        if words:
            text, line = words[0]
            skipped = text[: len(text) - len(text.lstrip())].count("\n")
            markdown = "\n".join(row.strip() for row in rows)
            self.done.append(HtmlText(markdown, line + skipped))
