"""Reproducible zip archives: equal content gives equal bytes, on any day and any system."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from coursedeck.model.problem import CourseError, Source, error

FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest date that a zip entry can hold (APPNOTE 4.4.6)."""

LAST = datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
"""The latest."""

MOST_UNPACKED = 200 * 2**20
"""Bytes that a presentation may hold in all; its films and pictures are packed already."""

MOST_ENTRIES = 20_000
"""Files in an archive."""

_TOO_LARGE = f"it unpacks to more than {MOST_UNPACKED // 2**20} MB"

CONTENT_TYPES = "[Content_Types].xml"
"""First in a package, so that readers know what follows (ECMA-376 part 2, 7.2.3)."""

_UNIX = 3
_READABLE_FILE = 0o100644 << 16


def build_time() -> datetime:
    """The date written into outputs: SOURCE_DATE_EPOCH where it is set, else a fixed one.

    In UTC, from `FIRST` to `LAST`. Raises CourseError where SOURCE_DATE_EPOCH is not a whole number
    of seconds (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    written = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not written:
        return FIRST
    if not (written.isascii() and written.isdigit()):
        advice = f"{written!r} is no whole number of seconds since 1970: mend it, or unset it"
        raise CourseError([error(Source("SOURCE_DATE_EPOCH"), "environment", advice)])
    seconds = min(int(written), int(LAST.timestamp()))
    return max(FIRST, datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds))


class ArchiveTooLargeError(zipfile.BadZipFile):
    """An archive unpacks to more than it may."""


def unpacked(data: bytes, most: int = MOST_UNPACKED) -> dict[str, bytes]:
    """The files of a zip archive by name, bounded while they are inflated: what an archive says of itself may be wrong.

    Raises ArchiveTooLargeError, and what zipfile raises for damaged archives (BadZipFile, zlib.error, RuntimeError …).
    """
    try:
        return _unpacked(data, most)
    except (ValueError, EOFError) as damage:  # offsets before its beginning, data that ends too early
        raise zipfile.BadZipFile(str(damage)) from damage


def _unpacked(data: bytes, most: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = most
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most:
            raise ArchiveTooLargeError(_TOO_LARGE)
        for entry in entries:
            with archive.open(entry) as file:
                found[entry.filename] = file.read(left + 1)
            left -= len(found[entry.filename])
            if left < 0:
                raise ArchiveTooLargeError(_TOO_LARGE)
    return found


def repack(data: bytes, moment: datetime | None = None) -> bytes:
    """The same archive as `packed` makes it; folder entries, which packages do not have, are dropped.

    Raises zipfile.BadZipFile where `data` is no zip archive.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = (entry for entry in archive.infolist() if not entry.is_dir())
        return packed({entry.filename: archive.read(entry) for entry in files}, moment)


def packed(files: Mapping[str, bytes], moment: datetime | None = None) -> bytes:
    """An archive of these files, sorted, content types first, all of one date and one set of permissions.

    `moment` is `build_time()` where it is left out.
    """
    date = (moment or build_time()).timetuple()[:6]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != CONTENT_TYPES, name)):
            archive.writestr(_stamped(name, date), files[name])
    return written.getvalue()


def _stamped(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    stamped = zipfile.ZipInfo(name, date)
    stamped.compress_type = zipfile.ZIP_DEFLATED
    stamped.create_system = _UNIX
    stamped.external_attr = _READABLE_FILE
    return stamped
