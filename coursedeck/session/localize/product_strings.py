"""UI strings in languages without a built-in table: translated in ``course.po`` like the course's own strings."""

from __future__ import annotations

from string import Formatter
from typing import Any

from coursedeck.base.words import spoken_locale, ui_strings
from coursedeck.model.problem import Source
from coursedeck.model.text import Text, literal
from coursedeck.model.ui_strings import ENGLISH, Counted, UiStrings
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog
from coursedeck.session.localize.markup import message_of, translated_text
from coursedeck.session.localize.message import Message, Role, Visit

_PLACE = Source("course.toml")


def has_own_strings(locale: str) -> bool:
    """Whether the UI strings of a locale's language are built in."""
    return spoken_locale(locale) is not None


def ui_string_messages(locale: str) -> tuple[Message, ...]:
    """The English UI strings as messages; none for a language whose strings are built in."""
    found: list[Message] = []

    def note(message: Message) -> Text:
        found.append(message)
        return message.text

    if not has_own_strings(locale):
        walk_ui_strings(ENGLISH, note)
    return tuple(found)


def translate_ui_strings(locale: str, catalog: Catalog) -> UiStrings:
    """The UI strings of a locale: built in, else the English ones as ``course.po`` translates them.

    A translation whose braces cannot be filled is left out.
    """

    def visit(message: Message) -> Text:
        entry = catalog.find(message)
        if entry is None or not entry.translated or not can_be_filled(message.id, entry.translation):
            return message.text
        return translated_text(message, entry.translation) or message.text

    return ui_strings(locale) if has_own_strings(locale) else replace(walk_ui_strings(ENGLISH, visit), locale=locale)


def can_be_filled(source: str, translation: str) -> bool:
    """Whether a translation has the names in braces that its source has, and no brace besides.

    >>> can_be_filled("{n} min", "{n} Min."), can_be_filled("{n} min", "{} Min."), can_be_filled("Next", "Next {")
    (True, False, False)
    """
    try:
        return _names(source) == _names(translation)
    except ValueError:
        return False


def _names(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(name, form, kind) for _, name, form, kind in Formatter().parse(text) if name is not None}


def walk_ui_strings(words: UiStrings, visit: Visit) -> UiStrings:
    """The UI strings with each replaced by what `visit` returns for it; each has a context of its own.

    Of words around a number the plural is asked for, which then stands for every number.
    """

    def word(name: str, value: str) -> str:
        if not any(letter.isalpha() for letter in value):
            return value
        message = message_of(Role.WORD, literal(value, _PLACE), "")
        return visit(replace(message, context=f"{Role.WORD} {name.replace('_', ' ')}")).markdown

    def changed_word(name: str, value: str | Counted) -> str | Counted:
        return Counted((word(name, value.forms[-1]),)) if isinstance(value, Counted) else word(name, value)

    names = [name for name in words.__struct_fields__ if name not in ("locale", "callouts")]
    changed: dict[str, Any] = {name: changed_word(name, getattr(words, name)) for name in names}
    callouts = tuple((kind, word(f"callout {kind}", title)) for kind, title in words.callouts)
    return replace(words, callouts=callouts, **changed)
