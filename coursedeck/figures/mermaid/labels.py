"""Labels: entity codes, line breaks and the small part of HTML that Mermaid's authors use.

Emphasis (``<b>``, ``<i>``) becomes Markdown, wrappers such as ``<span>`` are dropped, and every other tag is text: a
label shows ``<script>`` and ``List<String>`` as typed.
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.boxed_rows import escaped
from coursedeck.model.entities import unescape
from coursedeck.model.graph import Label

_CODE = re.compile(r"#([0-9]+|[A-Za-z]\w*);")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")
_BREAK = re.compile(r"\s*(?:<br\s*/?>|\\n(?![A-Za-z]*[\\/])|\n)\s*", re.IGNORECASE)
_WRAPPER = re.compile(
    r"</?(?:span|div|p|u|small|big|font|center|sub|sup|code|tt|strike|s)(?:\s[^<>]*)?/?>|<a\s[^<>]*href[^<>]*>|</a>"
)
_EMPHASIS = re.compile(r"<(/?)(b|strong|i|em)(?:\s[^<>]*)?>")
_ICON = re.compile(r"(?<!\w)fa[bklrsd]?:fa-([\w-]+)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def read_label(text: str, markdown: bool = False) -> Label:
    r"""The label that `text` (between brackets, quotes or bars) stands for.

    >>> read_label("50 #percnt;<br/>of <i>all</i>").text
    '50 %\nof *all*'
    """
    lines = [" ".join(line.split()) for line in _BREAK.split(_CONTROL.sub("", text).strip())]
    source = _without_icons("\n".join(lines).strip())
    if markdown:
        return Label(_decode(source), markdown=True)
    source = _WRAPPER.sub("", source)
    if _EMPHASIS.search(source):
        return Label(_emphasised(source), markdown=True)
    return Label(_decode(source))


def _decode(text: str) -> str:
    text = _CODE.sub(_character, text)
    return _CONTROL.sub("", _ENTITY.sub(lambda entity: unescape(entity.group()), text))


def _character(code: re.Match[str]) -> str:
    entity = f"&#{code[1]};" if code[1].isdecimal() else f"&{code[1]};"
    character = unescape(entity)
    return code.group() if character == entity else character


def icon_of(text: str) -> str:
    """The first name of an icon font in a label, e.g. ``fa:server``; empty if there is none.

    >>> icon_of("fa:fa-server Web server")
    'fa:server'
    """
    found = _ICON.search(text)
    return f"fa:{found[1]}" if found else ""


def _without_icons(text: str) -> str:
    """Drop names of icon fonts, which slides do not have; a label that is nothing else shows the icon's name."""
    words = " ".join(_ICON.sub("", text).split(" ")).strip()
    return words or _ICON.sub(lambda icon: icon[1].replace("-", " "), text)


def _emphasised(text: str) -> str:
    """HTML emphasis as Markdown, closed and reopened at line breaks, which Markdown emphasis must not span."""
    active: list[str] = []
    parts: list[str] = []
    for index, piece in enumerate(re.split(r"(</?(?:b|strong|i|em)(?:\s[^<>]*)?>)", text)):
        if index % 2 == 0:
            parts.extend(_marked(piece, active))
            continue
        tag = _EMPHASIS.match(piece)
        mark = _MARKS[tag[2]] if tag else ""
        if tag and tag[1]:
            active = [other for other in active if other != mark]
        elif mark and mark not in active:
            active = [*active, mark]
    return "".join(parts).strip()


def _marked(text: str, active: list[str]) -> list[str]:
    opening, closing = "".join(active), "".join(reversed(active))
    result = []
    for index, line in enumerate(_decode(text).split("\n")):
        words = line.strip()
        before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
        marked = opening + escaped(words) + closing if words else ""
        result.append(("\n" if index else "") + before + marked + (after if words else ""))
    return result
