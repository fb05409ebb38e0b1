"""Files of a course as edits change them, and the whole change as a patch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from coursedeck.base.files import FileContent, content_now, save
from coursedeck.base.text.patches import file_patch
from coursedeck.model.problem import CourseError, Source, error

_MARK = "\ufeff"


class EditedFiles(Struct):
    """Reads files of a course, and keeps what is to be written to them."""

    root: Path
    found: dict[str, FileContent] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)

    def text(self, file: str) -> str | None:
        """What a file says, changes included; None where there is none. Raises CourseError where it is not UTF-8."""
        if file in self.changed:
            return self.changed[file]
        content = self.found.setdefault(file, content_now(self.root / file))
        if content.data is None:
            return None
        try:
            return content.data.decode().removeprefix(_MARK)
        except UnicodeDecodeError as failure:
            raise CourseError([error(Source(file), "pull", "not UTF-8: save it as UTF-8")]) from failure

    def change(self, file: str, text: str) -> None:
        """Keep a file's new text."""
        self.changed[file] = text

    @property
    def patch(self) -> str:
        """Every change as one patch for ``git apply``."""
        return "".join(file_patch(file, *self._both(file)) for file in sorted(self.changed))

    def write(self) -> tuple[str, ...]:
        """Write the files, each whole; raises CourseError where one was changed since it was read."""
        written = []
        for file in sorted(self.changed):
            _, text = self._both(file)
            if save(self.root / file, text.encode(), self.root, self.found[file]):
                written.append(file)
        return tuple(written)

    def _both(self, file: str) -> tuple[str, str]:
        """A file before and after, with the byte order mark that it may begin with."""
        before = (self.found[file].data or b"").decode()
        mark = _MARK if before.startswith(_MARK) else ""
        return before, mark + self.changed[file]


Texts = Mapping[str, str]
"""Texts of files by their paths from the course folder."""
