"""The code that Jinja2 makes of templates, kept in the user's cache folder: making it takes longer than running it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from coursedeck.base.files import cache_folder, is_users_own, write_bytes
from coursedeck.model.problem import CourseError


def kept_code() -> BytecodeCache | None:
    """Where code is kept; None where the user has no folder for it."""
    try:
        return _KeptCode(cache_folder() / f"pages-{jinja2.__version__}")
    except RuntimeError:
        return None


class _KeptCode(BytecodeCache):
    """A file for each template in a folder; Jinja2 holds each against the version of Python and the template's text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where there is code that nobody but the user can have written."""
        path = self._folder / bucket.key
        if not is_users_own(path):
            return
        # a damaged file may raise whatever unmarshalling raises; then the code is made again
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            bucket.bytecode_from_string(path.read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        with contextlib.suppress(CourseError):  # where nothing can be kept, it is made again the next time
            write_bytes(self._folder / bucket.key, bucket.bytecode_to_string())
