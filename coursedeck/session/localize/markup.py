"""Text ↔ message: addresses and numbers become placeholders in the message, and are restored in its translation."""

from __future__ import annotations

import re
from itertools import count

from coursedeck.base.markdown import ReferenceDefinitions, inline_markdown, spans
from coursedeck.base.markdown.dialect import dialect
from coursedeck.model.text import Span, Text, literal
from coursedeck.session.localize.message import Message, NumberedLink, Role

_PLAIN_ROLES = frozenset(
    {
        Role.ALT,
        Role.CHART_UNIT,
        Role.PICTURE_TEXT,
        Role.LABEL,
        Role.FIGURE_TITLE,
        Role.AUTHOR,
        Role.SESSION_NUMBER,
        Role.SECTION_NUMBER,
        Role.WORD,
        Role.CODE_COMMENT,
    }
)
_COUNTED = frozenset({Role.SESSION_NUMBER, Role.SECTION_NUMBER})
_BROKEN_ROLES = frozenset({Role.LABEL, Role.FIGURE_TITLE})
"""Their line breaks are the author's."""
_NUMBER = re.compile(r"\d+")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_UNWRITABLE = {
    **dict.fromkeys((*range(9), *range(14, 28), 0x7F, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029), " "),
}
"""Characters that no tool keeps in a catalog: controls go, separators of lines become blanks."""


def message_of(role: Role, text: Text, where: str, part: str | None = None, note: str = "") -> Message:
    """The message that a text is, in its role.

    >>> from coursedeck.model.problem import Source
    >>> text = Text("[문서](https://a.example)", spans("[문서](https://a.example)"), Source("a.md"))
    >>> message_of(Role.PARAGRAPH, text, "").id
    '[문서][1]'
    """
    plain = role in _PLAIN_ROLES and text.spans == (Span(text.markdown),)
    written = text.markdown.translate(_UNWRITABLE).strip()
    numbers: tuple[str, ...] = ()
    links: tuple[NumberedLink, ...] = ()
    if role in _COUNTED:
        numbers = tuple(_NUMBER.findall(written))
        counter = count(1)
        written = _NUMBER.sub(lambda _: f"{{{next(counter)}}}", written)
    elif not plain:
        written, links = _without_addresses(written, _footnotes(text))
    return Message(role.value, written, text, where, part, plain, links, numbers, note)


def translated_text(message: Message, translation: str) -> Text:
    """The text that a translation means, at the message's place in the source; empty where nothing is left of it.

    The same words as the message's give the message's own text.
    """
    if translation == message.id:
        return message.text
    return parsed_text(message, translation)


def parsed_text(message: Message, translation: str) -> Text:
    """As `translated_text`, but always read anew."""
    if message.literal:
        return literal(_with_numbers(translation.translate(_UNWRITABLE), message.numbers), message.source)
    references = {str(link.number): {"href": link.address, "title": link.title} for link in message.links}
    definitions = ReferenceDefinitions(references, _footnotes(message.text))
    lines = translation.translate(_UNWRITABLE).split("\n") if message.role in _BROKEN_ROLES else [translation]
    markdown = "\n".join(inline_markdown(line, definitions) for line in lines)
    return Text(markdown, spans(markdown), message.source)


def _footnotes(text: Text) -> frozenset[str]:
    return frozenset(span.footnote for span in text.spans if span.footnote is not None)


def _with_numbers(translation: str, numbers: tuple[str, ...]) -> str:
    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        return numbers[index] if 0 <= index < len(numbers) else match[0]

    return _PLACEHOLDER.sub(number, translation) if numbers else translation


def _without_addresses(markdown: str, footnotes: frozenset[str]) -> tuple[str, tuple[NumberedLink, ...]]:
    """The Markdown with ``[text](address)`` as ``[text][1]``, and the links that the numbers stand for."""
    if "](" not in markdown:
        return markdown, ()
    placed = dialect().read_inline(markdown, ReferenceDefinitions(footnotes=footnotes)).annotations.links
    free = (number for number in count(1) if f"[{number}]" not in markdown)
    links: dict[tuple[str, str], NumberedLink] = {}
    parts: list[str] = []
    position = 0
    for found in sorted(placed, key=lambda found: found.start):
        if not markdown.startswith("](", found.label_end):
            continue
        target = str(found.token.attrs["href"]), str(found.token.attrs.get("title", ""))
        if target not in links:
            links[target] = NumberedLink(next(free), *target)
        parts.append(f"{markdown[position : found.label_end]}][{links[target].number}]")
        position = found.end
    return "".join((*parts, markdown[position:])), tuple(links.values())
