"""A message: a translatable text with its context (gettext manual, "Contexts").

Message      a text of the source with its context and its form in a catalog
└── Link     an address that the message only refers to
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.model.problem import Source
from coursedeck.model.text import Span, Text

Key: TypeAlias = tuple[str, str]
"""Context and id, white space collapsed: identifies a message in a catalog."""


class Role(StrEnum):
    """What a message is on the slide; its value is the context (``msgctxt``) in catalogs."""

    SESSION_NUMBER = "session number"
    TITLE = "title"
    GOAL = "goal"
    AUTHOR = "author"
    SECTION_NUMBER = "section number"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    CALLOUT_TITLE = "callout title"
    NOTES = "notes"
    ALT = "alt text"
    CAPTION = "caption"
    CHART_TITLE = "chart title"
    CHART_LABEL = "chart label"
    CHART_UNIT = "chart unit"
    PICTURE_TEXT = "picture text"
    FOOTNOTE = "footnote"
    FORMULA = "formula"
    CODE_COMMENT = "code comment"
    FIGURE_TITLE = "figure title"
    LABEL = "label"
    COURSE_TITLE = "course title"
    WORD = "word"


class NumberedLink(Struct, frozen=True):
    """``[text][number]`` in a message stands for a link to `address`."""

    number: int
    address: str
    title: str = ""


class Message(Struct, frozen=True):
    """One thing to translate.

    `id` is inline Markdown in one line (labels of figures may have line breaks) in which links are ``[text][1]``
    and the numbers of counted names are ``{1}``; a `literal` one holds no markup.
    """

    context: str
    id: str
    text: Text
    where: str
    """Title of the slide or section, or name of the figure."""
    part: str | None = None
    """Id of the part that holds it."""
    literal: bool = False
    links: tuple[NumberedLink, ...] = ()
    numbers: tuple[str, ...] = ()
    """What ``{1}``, ``{2}`` … stand for."""
    note: str = ""
    """A further note for translators."""

    @property
    def role(self) -> str:
        """What it is on the slide: its context without what the author adds to tell it from equal texts."""
        return self.context.partition("|")[0]

    @property
    def source(self) -> Source:
        """Where the author wrote it."""
        return self.text.source

    @property
    def key(self) -> Key:
        """Context and id; changed white space changes nothing."""
        return self.context, comparable(self.id)

    @property
    def comment(self) -> str:
        """Its place, note, and the links and numbers behind its placeholders, one per line."""
        place = f"{self.role} · {self.where}" if self.where else self.role
        place += f" (#{self.part})" if self.part and _letters(self.part) != _letters(self.where) else ""
        links = [f'[{link.number}]: {link.address} "{link.title}"'.removesuffix(' ""') for link in self.links]
        numbers = [f"{{{count}}}: {number}" for count, number in enumerate(self.numbers, start=1)]
        return "\n".join(line for line in (place, self.note, *links, *numbers) if line)

    @property
    def marked(self) -> bool:
        """Whether it has markup."""
        return not self.literal and (bool(self.links) or self.text.spans != (Span(self.text.markdown.strip()),))

    @property
    def wordless(self) -> bool:
        """Whether there are no words in it: numbers, signs, formulas or code alone."""
        formulas = {span.formula for span in self.text.spans if span.formula is not None}
        if formulas:
            words = (span.text for span in self.text.spans if span.formula is None and not span.code)
            spoken = any(formula.has_words for formula in formulas)
            return not (spoken or any(letter.isalpha() for text in words for letter in text))
        return not any(character.isalpha() for character in outside_code(self.id))


Visit: TypeAlias = Callable[[Message], Text]
"""Called with each message in document order; returns the text that replaces it."""

_UNSPOKEN = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\]\[\d+\]|\{\w+\}|&#?\w+;|<[^<>]*>")


_ANCHOR_DIGITS = 12


def message_anchor(catalog: str, message: Message) -> str:
    """What names a message of a catalog on pages: the same as long as its words are, wherever it stands."""
    return "m" + checksum("\0".join((catalog, *message.key)), _ANCHOR_DIGITS)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


_CODE = re.compile(r"(`+[^`]*`+)")
_EMPHASIS = re.compile(r"\*+|~~|(?<!\w)_+|_+(?!\w)")
_TYPOGRAPHY = str.maketrans({
    **dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("‘’‚‛‹›", "'"), **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2009\u202f\u3000", " "), "\u00ad": None, "\u200b": None,
})  # fmt: skip
"""Signs that one author writes for another's, to one of them."""


def collapse_whitespace(id_: str) -> str:
    """`id_` with every run of white space replaced by one space."""
    return " ".join(id_.split())


def comparable(id_: str) -> str:
    """`id_` as it is compared: white space collapsed, letters in their composed form (NFC)."""
    return unicodedata.normalize("NFC", collapse_whitespace(id_))


def words_alone(id_: str) -> str:
    """`id_` without emphasis and the choice of quotes, dashes and blanks: what a translation is made for.

    Code and links stay, since a translation has to have them, too.

    >>> words_alone("**Bold** “words” – here…") == words_alone('Bold "words" - here...')
    True
    """
    parts = _CODE.split(comparable(id_).translate(_TYPOGRAPHY).replace("…", "..."))
    return " ".join("".join(part if at % 2 else _EMPHASIS.sub("", part) for at, part in enumerate(parts)).split())


def outside_code(id_: str) -> str:
    """`id_` without what is never translated: code, link numbers, placeholders, entities and tags."""
    return _UNSPOKEN.sub(" ", id_)
