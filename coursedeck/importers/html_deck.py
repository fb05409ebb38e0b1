"""reveal.js decks that are pages of HTML: each ``<section>`` is a slide, with Markdown or HTML in it.

https://revealjs.com/markup, https://revealjs.com/markdown/#external-markdown
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree, html
from msgspec import Struct, field

from coursedeck.base.foreign.kinds import REVEAL
from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine
from coursedeck.base.foreign.reveal import read_reveal
from coursedeck.base.foreign.slides import ForeignSlide, as_session
from coursedeck.importers.powerpoint.texts import as_markdown, guarded

KIND = REVEAL
ENDINGS = (".html", ".htm")
_DECK = re.compile(r"class\s*=\s*[\"'][^\"']*\breveal\b[^>]*>.*?<section\b", re.DOTALL | re.IGNORECASE)
_STYLES = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_RAISED = frozenset({"sup", "sub", "kbd", "mark", "u"})
_UNSEEN = frozenset({"script", "style", "svg", "canvas", "template", "noscript", "link", "meta"})
_BLOCKS = frozenset({
    *("address", "article", "blockquote", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe"),
    *("main", "ol", "p", "pre", "section", "table", "ul", "video", "audio", "aside", "header", "footer", "figcaption"),
})  # fmt: skip


class HtmlDeck(Struct):
    """A deck as Markdown; `words` are the texts of its slides by line."""

    lines: tuple[SourceLine, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    title: str = ""
    words: tuple[tuple[int, str], ...] = ()


def is_html_deck(text: str) -> bool:
    """Whether a page of HTML is a deck of reveal.js."""
    return _DECK.search(text) is not None


def read_html_deck(text: str, read: Callable[[str], str | None]) -> HtmlDeck | None:
    """The deck in a page; None where there is none. `read` gives the text of a file that it names."""
    page: Any
    try:
        page = html.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        return None
    found = next(iter(page.find_class("slides")), None)
    if found is None:
        return None
    deck = HtmlDeck(title=" ".join((page.findtext(".//title") or "").split()))
    stacks = [section for section in found if section.tag == "section"]
    stacked = sum(section.find("section") is not None for section in stacks) > 1
    slides: list[ForeignSlide] = []
    for section in stacks:
        inner = [child for child in section if child.tag == "section"] or [section]
        for position, one in enumerate(inner):
            slides += _slides(one, deck, read, divider=stacked and not position)
    deck.lines = as_session(slides)
    return deck if deck.lines else None


def _slides(
    section: Any, deck: HtmlDeck, read: Callable[[str], str | None], *, divider: bool
) -> Sequence[ForeignSlide]:
    """The slides of one section, several where Markdown in it has separators."""
    line = section.sourceline or 1
    if section.get("data-markdown") is None:
        reader = _HtmlReader(deck.remarks)
        lines = reader.blocks(section)
        background = section.get("data-background-image") or section.get("data-background", "")
        if re.search(r"\.(?:png|jpe?g|gif|svg|webp)\Z", background, re.IGNORECASE):
            lines += [SourceLine("", line), SourceLine(f"![]({_target(background)})", line)]
        deck.words += tuple(_said(section))
        hidden = section.get("data-visibility") in {"hidden", "uncounted"}
        return [
            ForeignSlide(tuple(lines), line, tuple(reader.notes), divider=divider, hidden=hidden, builds=reader.builds)
        ]
    address = section.get("data-markdown", "")
    text = read(address) if address else None
    if text is None:
        text = textwrap.dedent("".join(section.itertext()))
        if address:
            deck.remarks.append(Remark(line, RemarkKind.LEFT_OUT, f"the slides of {address}, which is not there"))
    settings = {
        "separator": section.get("data-separator", ""),
        "verticalSeparator": section.get("data-separator-vertical", ""),
        "notesSeparator": section.get("data-separator-notes", ""),
    }
    lines = [SourceLine(one, line) for one in text.strip("\n").split("\n")]
    deck.words += tuple((line, one.text) for one in lines)
    slides, remarks = read_reveal(lines, settings)
    deck.remarks += remarks
    return slides


def _said(section: Any) -> Iterator[tuple[int, str]]:
    for element in section.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text:
            yield element.sourceline or 1, as_markdown(element.text)
        if element.tail and element is not section and element.getparent().tag not in _UNSEEN:
            yield element.sourceline or 1, as_markdown(element.tail)


class _HtmlReader(Struct):
    """Reads the HTML of one slide."""

    remarks: list[Remark]
    notes: list[SourceLine] = field(default_factory=list)
    builds: bool = False

    def blocks(self, parent: Any) -> list[SourceLine]:
        """The content of an element as lines of Markdown, blocks apart."""
        done: list[SourceLine] = []
        words = self._escaped(parent.text)
        first = parent.sourceline or 1
        for child in parent:
            if isinstance(child.tag, str) and "fragment" in (child.get("class") or "").split():
                self.builds = True
            if isinstance(child.tag, str) and (child.tag in _BLOCKS or child.tag in _UNSEEN):
                done += self._paragraph(words, first)
                made = self._block(child)
                done += [*([SourceLine("", made[0].number)] if done and made else []), *made]
                words, first = "", child.sourceline or first
            else:
                words += self._inline_of(child)
            words += self._escaped(child.tail)
        return [*done, *([SourceLine("", first)] if done and words.strip() else []), *self._paragraph(words, first)]

    def _paragraph(self, words: str, line: int) -> list[SourceLine]:
        said = re.sub(r"[ \t]*\n[ \t]*", " ", words).strip()
        return [SourceLine(guarded(said), line)] if said else []

    def _block(self, element: Any) -> list[SourceLine]:
        line, name = element.sourceline or 1, element.tag
        if name in _UNSEEN:
            self._tell_drawing(element, line)
            return []
        if name == "aside" and "notes" in (element.get("class") or "").split():
            self.notes += [*([SourceLine("", line)] if self.notes else []), *self.blocks(element)]
            return []
        match name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                made = [SourceLine(f"{'#' * int(name[1])} {' '.join(self._inline(element).split())}", line)]
            case "ul" | "ol":
                made = self._list(element)
            case "pre":
                made = self._code(element)
            case "blockquote":
                made = [one.with_text(f"> {one.text}".rstrip()) for one in self.blocks(element)]
            case "table":
                text = html.tostring(element, encoding="unicode", with_tail=False)
                made = [SourceLine(one.strip(), line) for one in text.split("\n") if one.strip()]
            case "iframe" | "video" | "audio":
                made = _played(element, line)
            case "hr":
                made = []
            case _:
                made = self.blocks(element)
        return made

    def _tell_drawing(self, element: Any, line: int) -> None:
        if element.tag in {"svg", "canvas"}:
            said = " ".join("".join(element.itertext()).split())
            self.remarks.append(Remark(line, RemarkKind.LEFT_OUT, f"a drawing in the page <{element.tag}>", said))

    def _list(self, element: Any, indent: str = "") -> list[SourceLine]:
        done: list[SourceLine] = []
        marker = "1. " if element.tag == "ol" else "- "
        for item in element:
            if item.tag in {"ul", "ol"}:
                done += self._list(item, f"{indent}{' ' * len(marker)}")
            if item.tag != "li":
                continue
            self.builds = self.builds or "fragment" in (item.get("class") or "").split()
            first, *rest = self.blocks(item) or [SourceLine("", item.sourceline or 1)]
            done.append(first.with_text(f"{indent}{marker}{first.text}"))
            inside = indent + " " * len(marker)
            done += [one.with_text(f"{inside}{one.text}" if one.text else "") for one in _without_blank(rest)]
        return done

    def _code(self, element: Any) -> list[SourceLine]:
        inner = element.find("code") if element.find("code") is not None else element
        names = [name.removeprefix("language-") for name in (inner.get("class") or "").split()]
        language = next((name for name in names if name not in {"hljs", "fragment", "stretch", "r-stretch"}), "")
        code = textwrap.dedent("".join(inner.itertext())).strip("\n")
        line = element.sourceline or 1
        marks = "````" if "```" in code else "```"
        lines = [SourceLine(one, line + at) for at, one in enumerate(code.split("\n"))]
        return [SourceLine(f"{marks}{language}", line), *lines, SourceLine(marks, lines[-1].number)]

    def _inline(self, element: Any) -> str:
        return self._escaped(element.text) + "".join(
            self._inline_of(child) + self._escaped(child.tail) for child in element
        )

    def _inline_of(self, element: Any) -> str:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return ""
        name, words = element.tag, self._inline(element)
        core = words.strip()
        if name == "br":
            return "<br>"
        if name == "img":
            address = element.get("src") or element.get("data-src") or ""
            return f"![{as_markdown(element.get('alt') or '')}]({_target(address)})" if address else ""
        if name == "code":
            code = "".join(element.itertext())
            return f"`{code}`" if code.strip() and "`" not in code else f"`` {code} ``" * bool(code.strip())
        if name == "a" and element.get("href") and core:
            return f"[{core}]({_target(element.get('href'))})"
        if name in _STYLES and core:
            mark = _STYLES[name]
            return words.replace(core, f"{mark}{core}{mark}", 1)
        return f"<{name}>{words}</{name}>" if name in _RAISED and core else words

    def _escaped(self, text: str | None) -> str:
        return as_markdown(re.sub(r"\s+", " ", text)) if text else ""


def _target(address: str) -> str:
    """An address as the target of a link in Markdown."""
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _played(element: Any, line: int) -> list[SourceLine]:
    """A film, recording or page in a frame as a link."""
    address = element.get("src") or element.get("data-src") or next(iter(element.xpath(".//source/@src")), "")
    return [SourceLine(f"[▶ {element.get('title') or address}]({_target(address)})", line)] if address else []


def _without_blank(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """Lines of an item; a list right behind its words needs no blank line before it."""
    listed = lines[1:2] and re.match(r"\s*(?:-|\d+\.)\s", lines[1].text)
    return lines[1:] if lines and lines[0].blank and listed else lines
