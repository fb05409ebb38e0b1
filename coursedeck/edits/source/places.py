"""Where the lines of a deck's source stand in the content file as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from coursedeck.base.text.likeness import likeness
from coursedeck.edits.source.locating import Range, line_at, messages_on, occurrences
from coursedeck.model.origin import Origin, OriginParagraph

_ALIKE = 0.4
"""Likeness from which on a text is another wording of a message."""
_NEAR = 3
"""Lines by which one of several messages that read alike may stand elsewhere than where it is looked for."""


class SourcePlaces(Struct, frozen=True, dict=True):
    """Finds messages and lines of the deck in the content file, which may have changed since the deck was built."""

    text: str
    origin: Origin

    def of(self, paragraph: OriginParagraph, nth: int = 0) -> Range | None:
        """Where a message stands: the only one that reads so, else the one about where it has to be.

        `nth` tells apart those on one line. None where it is not there, or cannot be told from others.
        """
        found = occurrences(self.text, paragraph.written)
        if not found:
            return None
        wanted = self.about(paragraph.line)
        line = min((line_at(self.text, start) for start, _ in found), key=lambda one: abs(one - wanted))
        if len(found) > 1 and abs(line - wanted) > _NEAR:
            return None
        there = [place for place in found if line_at(self.text, place[0]) == line]
        return there[nth] if nth < len(there) else None

    def line(self, former: int) -> int | None:
        """The line that a line of the deck's source is now; None where it said a message that is no longer there."""
        on = [paragraph for paragraph in self._messages() if paragraph.line == former]
        found = next((place for place in map(self.of, on) if place is not None), None)
        if found is None:
            return None if on else self.about(former)
        return line_at(self.text, found[0])

    def instead_of(self, paragraph: OriginParagraph) -> str | None:
        """What a message that is no longer there says now: the text near its place that is most like it."""
        lines = self.text.splitlines()
        wanted = self.about(paragraph.line)
        near = range(max(1, wanted - _NEAR), min(len(lines), wanted + _NEAR) + 1)
        known = {message.written for message in self._messages() if message != paragraph}
        said = [words for number in near for words in messages_on(self.text, number) if words not in known]
        best = max(said, key=lambda words: likeness(words, paragraph.written), default=None)
        return best if best is not None and likeness(best, paragraph.written) >= _ALIKE else None

    def about(self, former: int) -> int:
        """About where a line is now: as far from the nearest message that stands once as it was."""
        nearest = min(self._anchors, key=lambda one: abs(one[0] - former), default=(0, 0))
        return former + nearest[1] - nearest[0]

    @cached_property
    def _anchors(self) -> tuple[tuple[int, int], ...]:
        """Lines of messages that stand once in the deck's source and once in the file: before, and now."""
        known = {(message.line, message.written) for message in self._messages()}
        count = Counter(written for _, written in known)
        found = ((line, occurrences(self.text, written)) for line, written in known if count[written] == 1)
        return tuple(sorted((line, line_at(self.text, places[0][0])) for line, places in found if len(places) == 1))

    def _messages(self) -> Iterator[OriginParagraph]:
        yield from self.origin.titles
        for slide in self.origin.slides:
            for shape in slide.shapes:
                yield from (paragraph for paragraph in shape.paragraphs if paragraph.written)
