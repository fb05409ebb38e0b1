"""The little of HTML that sessions may use, and what becomes of the rest.

Tags that style text (``<b>``, ``<sub>``, ``<kbd>``, ``<u>``, ``<mark>`` …), line breaks, links, pictures, lists,
tables, figures and ``<details>`` mean what they say; of every other tag only the text inside is kept. What HTML does
not know is shown as it is written, as in ``git show <commit>``.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePosixPath
from typing import TypeAlias

from msgspec import Struct

from coursedeck.model.entities import unescape
from coursedeck.model.film_types import FILM_TYPES

STYLES = {
    "b": "strong",
    "strong": "strong",
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "emphasis"),
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
_ARRANGING = frozenset({
    *("abbr", "address", "article", "aside", "bdi", "bdo", "big", "center", "col", "colgroup", "data", "div", "figure"),
    *("footer", "header", "hgroup", "label", "main", "nav", "p", "picture", "section", "small", "source", "span"),
    *("time", "wbr"),
})  # fmt: skip
"""Tags that say how a page is arranged or what its text is about; on a slide only what is in them counts."""
_SILENT = frozenset({"a", "br", "details", "hr", "img", "pre", "q", "summary", *PLAYERS, *STYLES, *_ARRANGING})
_SHOWN = frozenset({"noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"})
"""Tags that GitHub shows as they are written (GitHub Flavored Markdown, 6.11), unless they begin a block."""
_OPAQUE = frozenset({"pre", "script", "style", "textarea"})
"""Their content is no Markdown."""
_REST = frozenset({
    *("area", "base", "blockquote", "body", "button", "canvas", "caption", "datalist", "dd", "dialog", "dir", "dl"),
    *("dt", "fieldset", "figcaption", "font", "form", "frame", "frameset", "head", "html", "input", "legend", "li"),
    *("link", "map", "marquee", "math", "menu", "meta", "meter", "nobr", "noscript", "ol", "optgroup", "option"),
    *("output", "param", "progress", "rb", "rp", "rt", "rtc", "ruby", "search", "select", "slot", "svg", "table"),
    *("tbody", "td", "template", "tfoot", "th", "thead", "tr", "track", "ul", "acronym", "bgsound"),
    *("applet", "basefont", "blink", "h1", "h2", "h3", "h4", "h5", "h6"),
})  # fmt: skip
"""The other elements of HTML, those that it has given up too (HTML standard, "Elements" and "Obsolete features")."""
_KNOWN = _SILENT | _SHOWN | _REST
_PLACEHOLDER = re.compile(r"<[a-z][a-z0-9-]*>|<[a-z][a-z0-9]*(?: +[A-Za-z][\w-]*)+>|</[a-z][a-z0-9]*>")
"""Tags without values of attributes; with a hyphen, closing ones belong to elements that a page defines itself."""
_INLINE = (
    frozenset(STYLES)
    | (_SHOWN - _OPAQUE)
    | {
        *("a", "abbr", "bdi", "bdo", "big", "br", "data", "font", "img", "label", "picture", "q", "small", "source"),
        *("span", "time", "wbr", *PLAYERS),
    }
)

_TAG = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|<[?!][^>]*>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([\w:-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


class Tag(Struct, frozen=True):
    """One tag or comment; `name` is lower case, empty for a comment or a declaration."""

    name: str
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    comment: str | None = None
    written: str = ""

    @property
    def dropped(self) -> bool:
        """Whether an author should hear that it has no effect; a closing tag goes with its opening one."""
        return bool(self.name) and self.name not in _SILENT | _SHOWN and not (self.closing or self.placeholder)

    @property
    def placeholder(self) -> bool:
        """Whether it is meant as words: ``<commit>`` is no element of HTML, and has no attributes."""
        return self.name not in _KNOWN and _PLACEHOLDER.fullmatch(self.written) is not None

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
            return self._picture()
        if self.name in _SHOWN or self.placeholder:
            return "\\" + " ".join(self.written.split())
        if self.name == "q":
            return "”" if self.closing else "“"
        if self.name in PLAYERS and not self.closing and self.attribute("src"):
            return self._film()
        if self.name in STYLES:
            return f"</{self.name}>" if self.closing else f"<{self.name}>"
        return ""

    def _picture(self) -> str:
        alt = re.sub(r"([\\\[\]`*_<&])", r"\\\1", " ".join(self.attribute("alt").split()))
        style = dict(re.findall(r"(?<![\w-])(width|height)\s*:\s*([\d.]+[\w%]*)", self.attribute("style")))
        sizes = {name: style.get(name) or self.attribute(name).strip() for name in ("width", "height")}
        asked = " ".join(f'{name}="{size}"' for name, size in sizes.items() if re.fullmatch(r"[\d.]+[\w%]*", size))
        return f"![{alt}]({target_of(self)})" + (f"{{{asked}}}" if asked else "")

    def _film(self) -> str:
        """A film or recording of the course as a picture; a page or film on the web as a link that says what it is."""
        address = self.attribute("src")
        web = re.match(r"(?:[a-z][a-z0-9+.-]*:)?//(?:www\.)?([^/?#]+)", address, re.IGNORECASE)
        words = self.attribute("title") or self.attribute("aria-label")
        if web is None:
            path = PurePosixPath(re.sub(r"[?#].*", "", address))
            if path.suffix.lower() in FILM_TYPES:
                return f"![{words}]({bracketed(address)})"
            return f"[▶ {words or path.name}]({bracketed(address)})" if path.suffix else ""
        target = f"https:{address}" if address.startswith("//") else address
        return f"[▶ {words or web[1]}]({bracketed(target)})"


def target_of(tag: Tag) -> str:
    """Address and title of a link or picture, as they stand in Markdown's parentheses."""
    title = re.sub(r"([\\\"])", r"\\\1", " ".join(tag.attribute("title").split()))
    address = bracketed(tag.attribute("href") or tag.attribute("src"))
    return f'{address} "{title}"' if title else address


def bracketed(address: str) -> str:
    """An address of HTML as the target of a link or picture in Markdown."""
    escaped = re.sub(r"([\\<>])", r"\\\1", "".join(address.split("\n")).strip())
    return f"<{escaped.replace('`', '%60')}>"


def _tag(match: re.Match[str]) -> Tag:
    if match["comment"] is not None:
        return Tag("", comment=match["comment"].strip())
    attributes = _ATTRIBUTE.findall(match["attributes"] or "")
    pairs = tuple(
        (name.lower(), unescape(value[1:-1] if value[:1] in set("\"'") else value)) for name, value in attributes
    )
    return Tag((match["name"] or "").lower(), bool(match["close"]), pairs, written=match[0])


def tag(source: str) -> Tag:
    """The tag, comment or declaration that `source` is."""
    match = _TAG.match(source)
    return _tag(match) if match else Tag("")


class HtmlText(Struct, frozen=True):
    """A run of prose from an HTML block; lines are counted from the block's first, which is 0."""

    markdown: str
    line: int


class HtmlCode(Struct, frozen=True):
    """What stood in ``<pre>``."""

    code: str
    line: int


class HtmlTag(Struct, frozen=True):
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
        pieces.add(_prose(source[position : match.start()]), source.count("\n", 0, position))
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
    pieces.add(_prose(source[position:]), source.count("\n", 0, position))
    pieces.flush()
    return tuple(pieces.done)


def _prose(text: str) -> str:
    """Text between tags as inline Markdown: marks mean what they mean there, but ``__init__`` is a name."""
    return re.sub(r"(?<![\w\\])__(?=[a-z]\w*__(?!\w))", r"\\_\\_", text)


def player(opened: Tag, source: str, position: int) -> tuple[Tag, int]:
    """The tag of a player with the address that it or a ``<source>`` inside it has, and where it ends in `source`."""
    closing = re.compile(rf"</{opened.name}\s*>", re.IGNORECASE).search(source, position)
    end = closing.end() if closing else position
    inside = [_tag(found) for found in _TAG.finditer(source, position, end)]
    addresses = (one.attribute("src") or one.attribute("data") for one in (opened, *inside))
    address = next(filter(None, addresses), "")
    said = () if opened.attribute("title") else (("title", _fallback(opened.name, source[position:end])),)
    return Tag(opened.name, attributes=(*opened.attributes, *said, ("src", address))), end


def _fallback(name: str, inside: str) -> str:
    """What a document says where it cannot be shown; a film's says that the browser is old."""
    return " ".join(unescape(_TAG.sub(" ", inside)).split()) if name == "object" else ""


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
        if found.name == "a":
            kept = [f'{key}="{escape(found.attribute(key))}"' for key in ("href", "title") if found.attribute(key)]
            self.add("</a>" if found.closing else " ".join(("<a", *kept)) + ">", line)
        elif found.comment is not None or found.name in _INLINE or found.placeholder:
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
