"""Where the lines of a deck's source stand in the content file as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coursedeck.edits.source.locating import Lines, Range, locate
from coursedeck.model.origin import Origin, OriginParagraph


@dataclass(frozen=True, slots=True)
class SourcePlaces:
    """Finds messages and lines of the deck in the content file, which may have changed since the deck was built."""

    text: str
    origin: Origin

    def of(self, paragraph: OriginParagraph, nth: int = 0) -> Range | None:
        """Where a message stands: on its own line, else wherever it stands nearest to that."""
        own = locate(self.text, paragraph.line, paragraph.written, nth)
        if own is not None:
            return own
        count = len(Lines(self.text).starts) - 1
        for far in sorted(range(1, count + 1), key=lambda line: abs(line - paragraph.line)):
            found = locate(self.text, far, paragraph.written, nth)
            if found is not None:
                return found
        return None

    def line(self, former: int) -> int | None:
        """The line that a line of the deck's source is now: by the message on it, else by the nearest one above."""
        for paragraph in self._on(former):
            found = self.of(paragraph)
            if found is not None:
                return self._number(found)
        above = max((one for one in self._messages() if one.line < former), key=lambda one: one.line, default=None)
        found = None if above is None else self.of(above)
        return None if above is None or found is None else former + self._number(found) - above.line

    def _number(self, where: Range) -> int:
        return self.text.count("\n", 0, where[0]) + 1

    def _on(self, line: int) -> list[OriginParagraph]:
        return [paragraph for paragraph in self._messages() if paragraph.line == line]

    def _messages(self) -> Iterator[OriginParagraph]:
        yield from self.origin.titles
        for slide in self.origin.slides:
            for shape in slide.shapes:
                yield from (paragraph for paragraph in shape.paragraphs if paragraph.written)
