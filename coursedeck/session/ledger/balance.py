"""The balance: words that a source has and what came of it has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from coursedeck.model.problem import Problem, Source, error
from coursedeck.model.session import Session
from coursedeck.model.slide import Deck
from coursedeck.session.ledger.markdown_words import words_by_line
from coursedeck.session.ledger.said import deck_texts, session_texts
from coursedeck.session.ledger.words import Words, words_of

_MOST_WORDS = 8
"""Words of one place that a finding names."""

_GAP = 2
"""Lines between two words up to which they are one loss."""


def lost_in_reading(text: str, session: Session) -> tuple[Problem, ...]:
    """An error for each place in a file's text whose words the session does not have.

    `text` is the whole file, the lines of its front matter blanked.
    """
    wanted = [(Source(session.source.file, line), word) for line, word in words_by_line(text)]
    return tuple(_losses(wanted, Words(tuple(said for _, said in session_texts(session))), "is not read"))


def lost_on_slides(session: Session, deck: Deck, elsewhere: Iterable[str] = ()) -> tuple[Problem, ...]:
    """An error for each place of a session whose words are on no slide and in no note.

    `elsewhere` are texts that stand in the deck besides what was placed, such as the names of its sections.
    """
    texts = session_texts(session, repeated=False)  # a slide says the title once that its section has, too
    wanted = [(source, word) for source, said in texts for word in words_of(said)]
    shown = Words((*deck_texts(deck), *elsewhere))
    return tuple(_losses(wanted, shown, "is on no slide and in no note"))


def _losses(wanted: list[tuple[Source, str]], said: Words, what: str) -> Iterator[Problem]:
    missing = said.missing(word for _, word in wanted)
    if not missing:
        return
    for words in _places(wanted, missing):
        source = words[0][0]
        shown = " ".join(word for _, word in words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
        message = f"“{shown}” {what}: write it as plain paragraphs or lists, and report this as a bug of the program"
        yield error(source, "ledger", message)


def _places(wanted: list[tuple[Source, str]], missing: Counter[str]) -> Iterator[list[tuple[Source, str]]]:
    """Lost words in the order of the source, neighbours together.

    Which of several equal words is lost cannot be known: those that stand near other losses are named first.
    """
    written = Counter(word for _, word in wanted)
    lines = {source for source, word in wanted if missing[word] and written[word] == 1}
    left = Counter(missing)
    place: list[tuple[Source, str]] = []
    for near in (True, False):
        for source, word in wanted:
            if left[word] <= 0 or (near and lines and source not in lines):
                continue
            left[word] -= 1
            if place and not _is_near(place[-1][0], source):
                yield place
                place = []
            place.append((source, word))
        if place:
            yield place
            place = []


def _is_near(one: Source, other: Source) -> bool:
    return one.file == other.file and 0 <= other.line - one.line <= _GAP
