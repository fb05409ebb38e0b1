"""Paragraphs of a shape as Markdown: lists with their levels, emphasis, links (ECMA-376 part 1, 21.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from pptx.oxml.ns import qn

from coursedeck.model.values import replace

_BULLETS = ("a:buNone", "a:buChar", "a:buAutoNum", "a:buBlip")
_MARKUP = re.compile(r"[\\`*\[\]<$^{]|(?<!\w)_|_(?!\w)|~(?=\S)|=(?==)|\+(?=\+)|:(?=[a-z0-9_+-]+:(?!\w))")
"""What would mean something in the Markdown of a session, in the middle of a line."""
_FIXED = re.compile(r"mono|courier|consolas|menlo|code|typewriter", re.IGNORECASE)
_TYPED = re.compile(r"[•‣▪◦●○■▸►➤✓✔–]\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_BLOCK = re.compile(
    r"(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|={3,}|-{3,}|:{3,}|`{3}|~{3})|(?P<number>\d{1,9})(?P<mark>[.)])(?=\s)"
)


class MarkedParagraph(Struct, frozen=True):
    """A paragraph: its inline Markdown, its level, and whether it is an item of a list."""

    text: str
    level: int = 0
    bullet: bool = False
    numbered: bool = False
    plain: str = ""
    bold: bool = False
    """All of it is bold."""


def marked_paragraphs(body: Any, styles: Sequence[Any], part: Any) -> list[MarkedParagraph]:
    """The paragraphs of a ``p:txBody`` that say something.

    `styles` are the list styles that it inherits, the nearest first; `part` resolves links.
    """
    found = []
    for element in body.findall(qn("a:p")):
        properties = element.find(qn("a:pPr"))
        level = int(properties.get("lvl", "0")) if properties is not None else 0
        text, bold = _inline(element, part)
        if not text.strip():
            continue
        kind = _bullet(properties, [body.find(qn("a:lstStyle")), *styles], level)
        plain = " ".join("".join(node.text or "" for node in element.iter(qn("a:t"))).split())
        found.append(MarkedParagraph(text.strip(), level, kind != "", kind == "number", plain, bold))
    return found


def _bullet(properties: Any, styles: Sequence[Any], level: int) -> str:
    """What stands before a paragraph: nothing, a bullet or a number."""
    of_level = [style.find(qn(f"a:lvl{level + 1}pPr")) for style in styles if style is not None]
    for place in (properties, *of_level):
        if place is None:
            continue
        for name in _BULLETS:
            if place.find(qn(name)) is not None:
                return {"a:buNone": "", "a:buAutoNum": "number"}.get(name, "bullet")
    return ""


class _TextStretch(Struct, frozen=True):
    """A stretch of one look."""

    text: str
    marks: tuple[str, ...] = ()
    link: str = ""


def _inline(paragraph: Any, part: Any) -> tuple[str, bool]:
    """The inline Markdown of a paragraph, and whether all of it is bold."""
    pieces: list[_TextStretch] = []
    for element in paragraph:
        if element.tag == qn("a:br"):
            pieces.append(_TextStretch("\n"))
        elif element.tag in (qn("a:r"), qn("a:fld")):
            text = element.find(qn("a:t"))
            if text is not None and text.text:
                pieces.append(_piece(text.text, element.find(qn("a:rPr")), part))
        elif element.tag.endswith(("}m", "}AlternateContent")):
            said = "".join(node.text or "" for node in element.iter() if node.tag.endswith("}t"))
            pieces.append(_TextStretch(said))
    shown = [piece for piece in pieces if piece.text.strip()]
    bold = bool(shown) and all("**" in piece.marks for piece in shown)
    return "".join(_written(piece) for piece in _merged(pieces)), bold


def _piece(text: str, look: Any, part: Any) -> _TextStretch:
    marks = []
    link = ""
    clean = text.replace("\v", "\n").replace("\u00a0", " ")
    if look is not None:
        face = look.find(qn("a:latin"))
        if face is not None and _FIXED.search(face.get("typeface", "")):
            return _TextStretch(clean, ("`",), _link(look, part))
        marks += ["**"] if look.get("b") in ("1", "true") else []
        marks += ["*"] if look.get("i") in ("1", "true") else []
        marks += ["~~"] if look.get("strike", "noStrike") != "noStrike" else []
        raised = int(look.get("baseline", "0").rstrip("%"))
        marks += ["sup"] if raised > 0 else ["sub"] if raised < 0 else []
        link = _link(look, part)
    return _TextStretch(clean, tuple(marks), link)


def _link(look: Any, part: Any) -> str:
    click = look.find(qn("a:hlinkClick"))
    return link_of(click, part)


def link_of(click: Any, part: Any) -> str:
    """The web address that a click leads to; empty for slides and actions."""
    if click is None:
        return ""
    relation = part.rels.get(click.get(qn("r:id"), ""))
    return str(relation.target_ref) if relation is not None and relation.is_external else ""


def as_markdown(text: str) -> str:
    r"""Inline Markdown that reads as `text` stands.

    >>> as_markdown("a*b, snake_case, 70-80 %, 5 > 3, $5")
    'a\\*b, snake_case, 70-80 %, 5 > 3, \\$5'
    """
    return _MARKUP.sub(r"\\\g<0>", text)


def without_bold(paragraph: MarkedParagraph) -> str:
    """The inline Markdown of a paragraph whose look makes all of it bold, without that."""
    return paragraph.text.replace("**", "") if paragraph.bold else paragraph.text


def _merged(pieces: Iterable[_TextStretch]) -> list[_TextStretch]:
    """Neighbours of one look together; marks of blanks are those of what precedes them."""
    done: list[_TextStretch] = []
    for piece in pieces:
        if done and (done[-1].marks, done[-1].link) == (piece.marks, piece.link):
            done[-1] = _TextStretch(done[-1].text + piece.text, piece.marks, piece.link)
        else:
            done.append(piece)
    return done


def _written(piece: _TextStretch) -> str:
    core = piece.text.strip()
    if not core:
        return piece.text.replace("\n", "<br>")
    before, after = piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text[len(piece.text.rstrip()) :]
    if "`" in piece.marks:
        ticks = "``" if "`" in core else "`"
        words = f"{ticks}{' ' * ('`' in core)}{core}{' ' * ('`' in core)}{ticks}".replace("\n", " ")
    else:
        words = as_markdown(core).replace("\n", "<br>")
        for mark in reversed(piece.marks):
            words = f"<{mark}>{words}</{mark}>" if mark.isalpha() else f"{mark}{words}{mark}"
    if piece.link and not (core == piece.link and re.match(r"https?://", core)):
        words = f"[{words}]({piece.link})"
    elif piece.link:
        words = f"<{piece.link}>"
    return before.replace("\n", "<br>") + words + after.replace("\n", "<br>")


def as_lines(paragraphs: Sequence[MarkedParagraph]) -> list[str]:
    """Paragraphs as lines of Markdown: items below one another, prose apart."""
    paragraphs = with_typed_marks(paragraphs)
    lines: list[str] = []
    indents: list[int] = []
    base = min((paragraph.level for paragraph in paragraphs if paragraph.bullet), default=0)
    previous: MarkedParagraph | None = None
    for paragraph in paragraphs:
        if not paragraph.bullet:
            lines += [""] if lines else []
            lines.append("\n\n".join(guarded(text) for text in re.split(r"(?:<br>\s*){2,}", paragraph.text) if text))
            indents = []
        else:
            lines += [""] if previous is not None and (not previous.bullet or _begins_anew(previous, paragraph)) else []
            level = min(max(paragraph.level - base, 0), len(indents))
            indents = indents[:level]
            marker = "1. " if paragraph.numbered else "- "
            lines.append(" " * sum(indents) + marker + guarded(paragraph.text))
            indents.append(len(marker))
        previous = paragraph
    return lines


def with_typed_marks(paragraphs: Sequence[MarkedParagraph]) -> list[MarkedParagraph]:
    """The paragraphs, those before which somebody has typed a bullet, or numbers in a row, as items."""
    numbers = [_NUMBER.match(paragraph.plain) is not None and not paragraph.bullet for paragraph in paragraphs]
    done = []
    for at, paragraph in enumerate(paragraphs):
        neighbours = [numbers[other] for other in (at - 1, at + 1) if 0 <= other < len(numbers)]
        if not paragraph.bullet and (match := _TYPED.match(paragraph.text)):
            done.append(replace(paragraph, text=paragraph.text[match.end() :], bullet=True))
        elif numbers[at] and any(neighbours) and (match := _NUMBER.match(paragraph.text)):
            done.append(replace(paragraph, text=paragraph.text[match.end() :], bullet=True, numbered=True))
        else:
            done.append(paragraph)
    return done


def _begins_anew(previous: MarkedParagraph, paragraph: MarkedParagraph) -> bool:
    return previous.level == paragraph.level and previous.numbered != paragraph.numbered


def guarded(text: str) -> str:
    r"""Text at the beginning of a line, which must not become a heading, list or quote.

    >>> guarded("1. is first"), guarded("# no heading"), guarded("words")
    ('1\\. is first', '\\# no heading', 'words')
    """
    match = _BLOCK.match(text)
    if match is None:
        return text
    if match["number"]:
        return f"{match['number']}\\{match['mark']}{text[match.end() :]}"
    return text if text.startswith(("**", "*")) and not re.match(r"\*\s", text) else f"\\{text}"
