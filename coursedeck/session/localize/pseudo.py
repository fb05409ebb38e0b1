"""The pseudo-locale ``qps``: every message in brackets, accented, and as long as a translation may get.

What shows no brackets on a slide cannot be translated; what overflows here will overflow in some language.
``qps`` grows as English does, ``qps-de`` as German.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import cycle
from unicodedata import east_asian_width

from coursedeck.base.markdown import ReferenceDefinitions
from coursedeck.base.markdown.dialect import dialect
from coursedeck.base.text.languages import PSEUDO
from coursedeck.model.course import Course, catalog_file, source_locale
from coursedeck.model.graph import Graph
from coursedeck.model.session import Session
from coursedeck.model.ui_strings import ENGLISH
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.catalogs import Catalogs
from coursedeck.session.localize.course import named_messages
from coursedeck.session.localize.markup_checks import PLACEHOLDER
from coursedeck.session.localize.message import Message, Role

Growth = tuple[tuple[int, float], ...]
"""Width of a translation over that of its source, for sources of so many characters and more, the longest first."""

FROM_KOREAN: dict[str, Growth] = {
    "en": ((30, 1.5), (10, 1.68), (0, 2.66)),
    "de": ((30, 1.9), (10, 2.29), (0, 3.95)),
}
"""95th percentile of the widths that professional translations have when they are drawn."""

FROM_LATIN: Growth = ((70, 1.3), (30, 1.7), (20, 1.8), (10, 2.0), (0, 3.0))
"""The upper ends that W3C Internationalization cites ("Text size in translation")."""

_KEPT = re.compile(
    r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\]\[\d+\]|\[\^[^\]\s]+\]|<[^<>]*>|&#?\w+;|\\.|\$?\{\w*\}|%\(\w+\)[sd]"
)
_ACCENTED = str.maketrans("acdefghijklnoprstuwyzACDEGHIJKLNOPRSTUWYZ", "áçđéƒĝĥîĵķļñöþŕšţûŵýžÅÇĐÉĜĤÎĴĶĻÑÖÞŔŠŢÛŴÝŽ")
"""Letters that the fonts of every template have: one from another font has another width, and overflows by itself."""

_NOTHING = ReferenceDefinitions()
_FILLER = "öñé ţŵö ţĥŕéé ƒöûŕ ƒîvé šîx šévéñ éîĝĥţ ñîñé ţéñ "
_OPENING_MARKS = "*_~`<[!\\&"


def pseudo_translation(message: Message, source_locale: str, locale: str = PSEUDO) -> str:
    """A made-up translation with the message's markup; a message without words stays as it is.

    >>> from coursedeck.session.localize.markup import message_of
    >>> from coursedeck.session.localize.message import Role
    >>> from coursedeck.model.problem import Source
    >>> from coursedeck.model.text import literal
    >>> pseudo_translation(message_of(Role.LABEL, literal("커널", Source("a.py")), ""), "ko")
    '⟦커널 öñé ţŵö⟧'
    """
    if message.wordless:
        return message.id
    parts: list[str] = []
    position = 0
    for start, end in _kept_ranges(message):
        if start >= position:
            parts += [message.id[position:start].translate(_ACCENTED), message.id[start:end]]
            position = end
    body = "".join((*parts, message.id[position:].translate(_ACCENTED)))
    gap = " " if body.startswith(tuple(_OPENING_MARKS)) else ""
    source = ENGLISH.locale if message.context.startswith(Role.WORD) else source_locale
    return f"⟦{gap}{body} {_padding(message.text.plain, _growth(source, locale))}⟧"


def _kept_ranges(message: Message) -> list[tuple[int, int]]:
    """Where markup, placeholders and formulas stand in a message's id, in order, the longer first."""
    if message.literal:
        return [match.span() for match in PLACEHOLDER.finditer(message.id)]
    formulas = [(at.start, at.end) for at in dialect().read_inline(message.id, _NOTHING).annotations.formulas]
    found = [*formulas, *(match.span() for match in _KEPT.finditer(message.id))]
    return sorted(found, key=lambda span: (span[0], -span[1]))


def pseudo_catalog(messages: Iterable[Message], file: str, source_locale: str, locale: str = PSEUDO) -> Catalog:
    """A catalog in memory that translates every message into the pseudo-locale."""
    wanted = {message.key: message for message in messages}.values()
    entries = (Entry(each.context, each.id, pseudo_translation(each, source_locale, locale)) for each in wanted)
    return catalog(locale, file, tuple(entries))


def pseudo_catalogs(
    course: Course, sessions: Sequence[Session], graphs: Iterable[Graph], locale: str = PSEUDO
) -> Catalogs:
    """Every catalog of a course in the pseudo-locale."""
    source = source_locale(course, (session.locale for session in sessions)) or "en"
    made = {
        name: pseudo_catalog(found, catalog_file(locale, name), source, locale)
        for name, found in named_messages(course, sessions, graphs, locale)
    }
    return Catalogs(locale, made, {})


def _growth(source_locale: str, locale: str) -> Growth:
    if source_locale.split("-", maxsplit=1)[0] != "ko":
        return FROM_LATIN
    return FROM_KOREAN.get(locale.rpartition("-")[2], FROM_KOREAN["en"])


def _padding(words: str, growth: Growth) -> str:
    """Filler as wide as what a translation may have more than its source."""
    factor = next(factor for least, factor in growth if len(words) >= least)
    missing = sum(_width(character) for character in words) * (factor - 1)
    filler = []
    for character in cycle(_FILLER):
        if missing <= 0:
            break
        filler.append(character)
        missing -= _width(character)
    return "".join(filler).rstrip()


def _width(character: str) -> float:
    """Width in ems, near enough: East Asian letters are square, others half of it."""
    return 1.0 if east_asian_width(character) in "WF" else 0.5
