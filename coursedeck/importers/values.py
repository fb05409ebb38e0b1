"""What an import makes: sessions, the files that they show, and what became of everything else."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from coursedeck.base.foreign import RemarkKind


class ImportRemark(Struct, frozen=True):
    """What was changed or left out of a source, with its place there."""

    file: str
    """From the folder that is imported, POSIX."""
    line: int
    kind: RemarkKind
    what: str
    words: str = ""
    """The words that are gone with it, if any."""

    def __str__(self) -> str:
        said = " ".join(self.words.split())
        return f"{self.file}:{self.line}: {self.kind}: {self.what}" + (f": {said}" if said else "")


class ImportedSession(Struct, frozen=True):
    """One session as Markdown."""

    path: str
    """From ``content/``, POSIX, with ``.md``."""
    text: str
    source: str
    """The file that it was made of, from the folder that is imported."""
    kind: str
    """What the file looked like, e.g. ``Marp deck``."""
    words: tuple[tuple[int, str], ...] = ()
    """Every line of the source that has words, with its number: what the session is held against."""
    remarks: tuple[ImportRemark, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures and other files that it shows or leads to, by their path from ``content/``."""


class ImportedCourse(Struct, frozen=True):
    """Everything that was imported, in the order of the course."""

    kind: str
    sessions: tuple[ImportedSession, ...]
    title: str = ""
    language: str = ""
    author: str = ""
    remarks: tuple[ImportRemark, ...] = ()
    """What concerns no session."""
