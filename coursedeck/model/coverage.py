"""How far a translation is."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.model.problem import Problem


class MessageCount(Struct, frozen=True):
    """A number of messages, and the words in them."""

    messages: int = 0
    words: int = 0

    def __add__(self, other: MessageCount) -> MessageCount:
        return MessageCount(self.messages + other.messages, self.words + other.words)


class Coverage(Struct, frozen=True):
    """What is translated of one file into one language."""

    session: str
    """Path of the session; ``diagrams`` and ``course`` for the other two catalogs."""
    locale: str
    translated: MessageCount = MessageCount()
    fuzzy: MessageCount = MessageCount()
    untranslated: MessageCount = MessageCount()
    obsolete: MessageCount = MessageCount()
    """Entries that no message asks for any more."""

    @property
    def total(self) -> MessageCount:
        """All messages that the source has."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> float:
        """Share of messages that are translated, rounded down to a tenth; 100 where there are none."""
        total = self.total.messages
        return self.translated.messages * 1000 // total / 10 if total else 100.0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            self.session,
            self.locale,
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
            self.obsolete + other.obsolete,
        )


class CatalogsChecked(Struct, frozen=True):
    """How far each catalog of a language is, and what is wrong with them."""

    coverage: tuple[Coverage, ...]
    problems: tuple[Problem, ...]
