"""The files of the course to which a session links, where its deck and handout look for them."""

from __future__ import annotations

from contextlib import suppress

from coursedeck.app.engine import FILE, Context
from coursedeck.app.works.output import OutputFiles, SessionOutput
from coursedeck.base.files import FileRefusedError, read_file

_MOST_BYTES = 500 * 2**20
"""Of a file that is copied."""


class CopyLinkedFiles(SessionOutput, frozen=True):
    """Copy them among the decks of the language."""

    kind = "files"

    def do(self, context: Context) -> OutputFiles:
        """Read them; one that has vanished meanwhile is left out."""
        placed = context.ask(self.placing)
        wanted = [link.file for link in placed.deck.session.links if link.file and link.target]
        context.depends_on(FILE + path for path in wanted)
        files: list[tuple[str, str]] = []
        for path in dict.fromkeys(wanted):
            # gone, or something else by now
            with suppress(OSError, FileRefusedError):
                data = read_file(context.root / path, _MOST_BYTES, context.root)
                files.append((f"{placed.locale}/{path.removeprefix('content/')}", context.put(data)))
        return OutputFiles(tuple(files))
