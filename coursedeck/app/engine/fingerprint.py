"""Digests of what builds besides the course: this package, the libraries, the fonts of the machine."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from coursedeck.base.cache import checksum, digest
from coursedeck.base.files import cache_folder, write_bytes
from coursedeck.base.look.bundled import PACKAGE, templates_folder
from coursedeck.model.problem import CourseError

_LIBRARY_FOLDERS = ("/usr/lib", "/usr/lib/*-linux-gnu", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")
_LIBRARIES = re.compile(r"lib(cairo|fontconfig|freetype)\.so.*|lib(cairo|fontconfig).*\.dylib")
_FONT_FOLDERS = (
    "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts",
    "~/.fonts", "~/.local/share/fonts",
)  # fmt: skip
_FONT_SETTINGS = ("/etc/fonts", "/usr/share/fontconfig/conf.avail", "~/.config/fontconfig", "~/.fonts.conf")
_STEP = 2 * 10**9
"""Nanoseconds between two times that every file system tells apart."""
_FONT_HEAD = 4096
"""Bytes of a font file that hold its table directory, and in it a checksum of every table (ISO/IEC 14496-22, 4)."""


def fingerprint() -> str:
    """Digest of everything besides the course that decides about its output."""
    return digest(program(), fonts(), programs(), os.environ.get("SOURCE_DATE_EPOCH", ""))


def programs() -> str:
    """What tells the programs that figures are drawn with from others or newer ones; empty where there are none."""
    found = shutil.which("mmdc")
    if found is None:
        return ""
    return digest(*(_read(str(path)) for path in _program_files(found)))


def _program_files(found: str) -> tuple[Path, Path]:
    """The script that a command leads to, and what says its version."""
    script = Path(found).resolve()
    return script, script.parents[1] / "package.json"


@lru_cache(maxsize=1)
def program() -> str:
    """Digest of the program: this package's files, the versions of Python and of every library."""
    return digest(
        sys.version,
        sys.platform,
        package_digest(),
        *sorted(_distributions()),
        *sorted(libraries()),
    )


@lru_cache(maxsize=1)
def package_digest() -> str:
    """Digest of this package's own files and templates; read again where the system says that one is another."""
    facts, newest = _facts((PACKAGE, templates_folder()))
    # a change in the same step of a file system's clock would look the same
    is_certain = sys.platform != "win32" and newest < time.time_ns() - _STEP
    kept = _kept_digest() if is_certain else None
    if kept is not None:
        with contextlib.suppress(OSError, ValueError):
            known, found = kept.read_text("ascii").split()
            if known == facts and len(found) == len(facts):
                return found
    found = digest(*_contents(PACKAGE), *_contents(templates_folder()))
    if kept is not None:
        with contextlib.suppress(CourseError):  # where nothing can be kept, all is read again the next time
            write_bytes(kept, f"{facts} {found}".encode())
    return found


def _kept_digest() -> Path | None:
    """Where the digest of the package in this place is kept; None where the user has no folder for it."""
    try:
        return cache_folder() / f"package-{checksum(str(PACKAGE), 16)}"
    except RuntimeError:
        return None


def _facts(places: Iterable[Path]) -> tuple[str, int]:
    """What the system keeps of all files in some places, and when one was last changed (nanoseconds)."""
    found, newest, waiting = [], 0, [str(place) for place in places]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                facts = entry.stat()
                if stat.S_ISDIR(facts.st_mode):
                    waiting += [entry.path] if entry.name != "__pycache__" else []
                    continue
                found.append(f"{entry.path} {facts.st_ino} {facts.st_size} {facts.st_mtime_ns} {facts.st_ctime_ns}")
                newest = max(newest, facts.st_mtime_ns, facts.st_ctime_ns)
    return digest(*sorted(found)), newest


def places() -> Iterator[str]:
    """All files and folders that `fingerprint` looks at, those also that are not there."""
    yield from _tree(str(PACKAGE))
    yield from _tree(str(templates_folder()))
    yield from (folder for folder in sys.path if folder.endswith("-packages"))
    yield from (str(Path(folder).parent) for folder in _LIBRARY_FOLDERS)
    yield from _library_folders()
    yield from libraries()
    for place in _expanded((*_font_folders(), *_font_settings())):
        yield from _tree(place)
    yield from os.environ.get("PATH", "").split(os.pathsep)
    found = shutil.which("mmdc")
    if found is not None:
        yield from (found, *map(str, _program_files(found)))


def _tree(place: str) -> Iterator[str]:
    """A place, and all below it."""
    yield place
    for root, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{root}/{name}" for name in (*folders, *names))


def _contents(folder: Path) -> Iterator[str | bytes]:
    """Path and content of every file, compiled modules left out."""
    for path in sorted(_files(folder)):
        if not path.endswith(".pyc"):
            yield path[len(f"{folder}/") :]
            yield _read(path)


def _files(folder: Path | str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            yield f"{root}/{name}"


def _read(path: str, size: int = -1) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of paths stay text
            return file.read(size)
    except OSError:
        return b""


def _distributions() -> set[str]:
    """``name-version.dist-info`` of every library; reading the files themselves would take a tenth of a second."""
    found: set[str] = set()
    for folder in sys.path:
        if folder.endswith("-packages"):
            found.update(entry.name for entry in Path(folder).iterdir() if entry.name.endswith("-info"))
    return found


def libraries() -> Iterator[str]:
    """Paths of the system's libraries that draw; their real names hold their versions."""
    for folder in _library_folders():
        with contextlib.suppress(OSError):
            # a folder of thousands: pathlib would take longer than all the rest
            found = (name for name in os.listdir(folder) if _LIBRARIES.fullmatch(name))  # noqa: PTH208
            yield from (os.path.realpath(f"{folder}/{name}") for name in found)


def _library_folders() -> Iterator[str]:
    return (str(place) for folder in _LIBRARY_FOLDERS for place in Path("/").glob(folder[1:]))


def fonts() -> str:
    """Digest of every installed font's path, size and table checksums, and of fontconfig's settings."""
    heads = (part for pair in font_files() for part in pair)
    return digest(*heads, *(content for _, content in font_settings()))


def font_files() -> Iterator[tuple[str, bytes]]:
    """Every installed font: its path, and its size with the head of the file."""
    for path in _below(_font_folders()):
        try:
            size = os.stat(path).st_size  # noqa: PTH116
        except OSError:
            continue
        yield path, b"%d " % size + _read(path, _FONT_HEAD)


def font_settings() -> Iterator[tuple[str, bytes]]:
    """Fontconfig's settings: paths and contents."""
    return ((path, _read(path)) for path in _below(_font_settings()))


def _font_folders() -> tuple[str, ...]:
    data = os.environ.get("XDG_DATA_HOME")
    return (*_FONT_FOLDERS, *([f"{data}/fonts"] if data else []))


def _font_settings() -> tuple[str, ...]:
    named = (os.environ.get("FONTCONFIG_PATH"), os.environ.get("FONTCONFIG_FILE"))
    return (*_FONT_SETTINGS, *(place for place in named if place))


def _expanded(places: Iterable[str]) -> list[str]:
    return [os.path.expanduser(place) for place in places]  # noqa: PTH111 - thousands of paths stay text


def _below(places: Iterable[str]) -> list[str]:
    """The files in some folders, and those places that are files themselves, sorted."""
    full = _expanded(places)
    files = {path for place in full for path in _files(place)}
    return sorted(files | {place for place in full if Path(place).is_file()})
