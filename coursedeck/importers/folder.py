"""The folder that is imported, read without harm: nothing outside it, no file of any size, nothing hidden."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from coursedeck.base.files import FileRefusedError, read_file

MOST_TEXT = 8 * 2**20
MOST_BYTES = 64 * 2**20
"""Far more than any page, or any picture of one, takes."""

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages", "renv", "vendor"})


class SourceFolder(Struct, frozen=True):
    """A folder of files that another tool reads."""

    root: Path
    skipped: Path | None = None
    """A folder inside it that is none of it: where the import goes."""

    def text(self, path: str) -> str | None:
        """The text of a file, or None where there is none that can be read."""
        data = self.data(path, MOST_TEXT)
        if data is None:
            return None
        return re.sub(r"\r\n?", "\n", data.decode("utf-8-sig", errors="replace"))

    def data(self, path: str, most: int = MOST_BYTES) -> bytes | None:
        """The content of a file, or None where there is none that can be read."""
        if not path or path.startswith("../"):
            return None
        try:
            return read_file(self.root / path, most, self.root)
        except (FileNotFoundError, FileRefusedError, OSError, ValueError):
            return None

    def has(self, path: str) -> bool:
        """Whether there is a file at a path from the folder."""
        try:
            return bool(path) and not path.startswith("../") and (self.root / path).is_file()
        except (OSError, ValueError):
            return False

    def files(self, *endings: str, under: str = "") -> tuple[str, ...]:
        """Paths of the files with these endings, in natural order."""
        found = (path for path in self._walk(self.root / under) if path.suffix.lower() in endings)
        return tuple(sorted((path.relative_to(self.root).as_posix() for path in found), key=natural))

    def _walk(self, folder: Path) -> Iterator[Path]:
        for at, folders, names in os.walk(folder):
            place = Path(at)
            folders[:] = sorted(
                name
                for name in folders
                if name not in _SKIPPED and not name.startswith(".") and place / name != self.skipped
            )
            yield from (place / name for name in names if not name.startswith("."))

    def resolve(self, path: str, base: str = "") -> str:
        """A path that stands in a file of the folder `base`, as one from the root; `../…` where it leads out."""
        joined = os.path.normpath(PurePosixPath(base, path).as_posix()).replace(os.sep, "/")
        return "" if joined == "." else joined


def natural(path: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts 2 before 10."""
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in re.split(r"(\d+)", path) if piece
    )
