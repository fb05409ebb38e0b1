"""A file that is written for each session in each language: what all such outputs have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.placement import PlaceSession

if TYPE_CHECKING:
    # see PlaceSession
    from coursedeck.app.stages.placing import PlacedSession


class OutputFiles(Struct, frozen=True):
    """Files in the store, by their paths from the output folder."""

    files: tuple[tuple[str, str], ...]


class SessionOutput(Work[OutputFiles], frozen=True):
    """A file beside the deck, written from a placed session; each kind says its `ending` and makes its `data`."""

    placing: PlaceSession
    beside: tuple[PlaceSession, ...] = ()
    """Other sessions in the same language, to parts of which this one links."""

    result = OutputFiles
    kind: ClassVar[str]
    """What people call it: one of `coursedeck.app.request.OUTPUTS`."""
    ending: ClassVar[str]
    """What stands behind the session's path in the output, with its full stop."""

    def sources(self) -> Iterable[str]:
        """The same as those of the placed session."""
        return self.placing.sources()

    @property
    def subject(self) -> str:
        """The session's file."""
        return self.placing.subject

    def do(self, context: Context) -> OutputFiles:
        """Place the session, and write from that."""
        data = self.data(context.ask(self.placing), context)
        return OutputFiles(((f"{self.placing.title}{self.ending}", context.put(data)),))

    def files(self, result: OutputFiles) -> Iterable[tuple[str, str]]:
        """All that it has written."""
        return result.files

    def needs(self, result: OutputFiles) -> Iterable[str]:
        """The same: it is `BuildSession` that looks for them in the output."""
        return (name for _, name in result.files)

    def data(self, placed: PlacedSession, context: Context) -> bytes:
        """What is in the file."""
        raise NotImplementedError
