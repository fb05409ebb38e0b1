"""Markdown in messages as inline codes of XLIFF 2 (OASIS XLIFF 2.0, 4.7), which programs keep from being broken.

``**bold**`` is a ``pc`` around its words, `` `code` `` and ``{1}`` are a ``ph`` each. What a code stands for is in the
unit's ``originalData``, so what comes back is the text letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree
from msgspec import Struct

from coursedeck.base.text.lazy_pattern import lazy_pattern

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
"""Namespace of XLIFF 2.0 and 2.1."""
_PLACEHOLDER = r"\$?\{\w*\}|%\(\w+\)[sd]"
_TOKEN = lazy_pattern(
    r"(?P<text>\\[^\w\s]|[*_~]{4,})"
    r"|(?P<alone>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|\[\^[^\]\s]+\]|<(?:https?|mailto):[^>\s]+>|<br\s*/?>"
    rf"|\$(?![\s$])[^$\n]+(?<!\s)\$(?![\d$])|{_PLACEHOLDER})"
    r"|(?P<tag></?[a-zA-Z][\w-]*(?:\s[^<>]*)?>)"
    r"|(?P<close>\]\[\d+\]|\]\([^()\s]*(?:\s\"[^\"]*\")?\))"
    r"|(?P<open>!?\[)"
    r"|(?P<mark>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|~~)"
)
_LITERAL = lazy_pattern(rf"(?P<alone>{_PLACEHOLDER})")
"""Of texts without markup only what a program fills in is a code."""
_LINK, _IMAGE, _STYLE = "link", "image", "fmt"


class _InlineCode(Struct):
    """A code as it is read: where it opens, and where it closes if it has two ends."""

    start: str
    end: str | None = None
    kind: str = ""

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes two codes the same."""
        return self.start, self.end


_CodedPart = str | tuple[_InlineCode, bool]
"""Words, or a code with whether it is its opening or only end; its closing end otherwise."""


class UnitCodes:
    """The codes of one unit: source and translation share their ids and their data."""

    def __init__(self, *, markdown: bool) -> None:
        self._pattern = _TOKEN if markdown else _LITERAL
        self._data: dict[str, str] = {}
        self._source: list[tuple[tuple[str, str | None], str]] = []

    def fill(self, element: etree._Element, text: str) -> None:
        """Put a text into a ``source``, or after that into its ``target``."""
        is_source = etree.QName(element).localname == "source"
        left = list(self._source)
        number = len(left)
        stack = [element]
        for part in _parts(text, self._pattern):
            if isinstance(part, str):
                _append(stack[-1], part)
                continue
            code, opens = part
            if not opens:
                stack.pop()
                continue
            same = next((pair for pair in left if pair[0] == code.key), None)
            if same is not None and not is_source:
                left.remove(same)
                id_ = same[1]
            else:
                number += 1
                id_ = str(number)
            if is_source:
                self._source.append((code.key, id_))
            made = self._element(code, id_)
            stack[-1].append(made)
            if code.end is not None:
                stack.append(made)

    def original_data(self) -> etree._Element | None:
        """What the codes stand for; None of a unit without codes."""
        if not self._data:
            return None
        made = etree.Element(f"{{{XLIFF}}}originalData")
        for text, id_ in self._data.items():
            etree.SubElement(made, f"{{{XLIFF}}}data", {"id": id_}).text = text
        return made

    def _element(self, code: _InlineCode, id_: str) -> etree._Element:
        if code.end is None:
            return etree.Element(f"{{{XLIFF}}}ph", {"id": id_, "dataRef": self._ref(code.start), "disp": code.start})
        refs = {"dataRefStart": self._ref(code.start), "dataRefEnd": self._ref(code.end)}
        return etree.Element(f"{{{XLIFF}}}pc", {"id": id_, **refs, "type": code.kind})

    def _ref(self, text: str) -> str:
        return self._data.setdefault(text, f"d{len(self._data) + 1}")


def text_of(element: etree._Element, data: dict[str, str]) -> str:
    """The text of a ``source`` or ``target`` with what its codes stand for, by the ids of the unit's ``data``."""
    return (element.text or "") + "".join(_text_of_code(child, data) + (child.tail or "") for child in element)


def original_data_of(unit: etree._Element) -> dict[str, str]:
    """The data of a unit by its ids."""
    return {str(each.get("id")): text_of(each, {}) for each in unit.iterfind("{*}originalData/{*}data")}


def _text_of_code(node: etree._Element, data: dict[str, str]) -> str:
    if isinstance(node, etree._Comment | etree._ProcessingInstruction):
        return ""

    def said(name: str) -> str:
        return data.get(str(node.get(name)), "")

    reading: dict[str, Callable[[], str]] = {
        "cp": lambda: chr(int(str(node.get("hex", "20")), 16)),
        "pc": lambda: said("dataRefStart") + text_of(node, data) + said("dataRefEnd"),
        "ph": lambda: said("dataRef"),
        "sc": lambda: said("dataRef"),
        "ec": lambda: said("dataRef"),
    }
    return reading.get(etree.QName(node).localname, lambda: text_of(node, data))()


def _append(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _parts(text: str, pattern: re.Pattern[str]) -> Iterator[_CodedPart]:
    """A text in words and codes, those of two ends properly nested; a mark without its other end is among the words."""
    parts: list[_CodedPart] = []
    open_: list[tuple[int, _InlineCode, str]] = []
    """Places in `parts` of what may be closed yet, with the mark that closes it."""
    at = 0
    for match in pattern.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        parts.append(_part(match, text, parts, open_))
    parts.append(text[at:])
    for place, code, _ in open_:
        parts[place] = code.start
    yield from (part for part in parts if part)


def _part(
    match: re.Match[str], text: str, parts: list[_CodedPart], open_: list[tuple[int, _InlineCode, str]]
) -> _CodedPart:
    found, kind = match[0], match.lastgroup
    if kind == "ticks" or match.groupdict().get("alone"):
        return _InlineCode(found), True
    opens, closes, key, of = _ends(match, text)
    here = next((place for place in range(len(open_) - 1, -1, -1) if open_[place][2] == key), None)
    if closes and here is not None:
        for place, code, _ in open_[here + 1 :]:  # crossed: it is no code
            parts[place] = code.start
        _, code, _ = open_[here]
        del open_[here:]
        code.end = found
        code.kind = _IMAGE if code.start == "![" else code.kind
        return code, False
    if not opens:
        return found
    code = _InlineCode(found, kind=of)
    open_.append((len(parts), code, key))
    return code, True


def _ends(match: re.Match[str], text: str) -> tuple[bool, bool, str, str]:
    """Whether a mark can open, whether it can close, what names its pair, and what it is (`type` of ``pc``)."""
    found = match[0]
    groups = match.groupdict()
    if groups.get("open"):
        return True, False, "[", _LINK
    if groups.get("close"):
        return False, True, "[", _LINK
    if groups.get("tag"):
        name = re.sub(r"\W.*", "", found.strip("</>")).casefold()
        return not found.startswith("</") and not found.endswith("/>"), found.startswith("</"), f"<{name}", _STYLE
    if groups.get("mark"):
        after, before = text[match.end() : match.end() + 1], text[: match.start()][-1:]
        return bool(after) and not after.isspace(), bool(before) and not before.isspace(), found, _STYLE
    return False, False, "", ""
