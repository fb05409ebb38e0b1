"""Where many machines keep entries together: a bucket of object storage, or a folder that they share.

A place is asked for many entries at once, since each answer takes its time. Nothing that it gives is trusted.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from coursedeck.base.files import write_bytes
from coursedeck.model.problem import MissingProgramError

SCHEMES = ("s3", "gs", "file")

LARGEST = 2**28
"""Bytes of an entry at the most: of a larger one the beginning is read, whose digest is another."""

_CONNECT, _READ, _BATCH = 5, 30, 120
"""Seconds until a server must have answered, must go on answering, and must have given a batch."""


class PlaceError(Exception):
    """A place cannot be used now; the message says why."""


class SharedPlace(Protocol):
    """Entries by their names, at a distance."""

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Those that are there. Raises PlaceError."""
        ...

    def write(self, entries: Mapping[str, bytes]) -> None:
        """Keep entries, each whole or not at all. Raises PlaceError; PermissionError where nothing may be written."""
        ...


def checked_address(text: str) -> str:
    """`text` where it is the address of a place, without a stroke at its end.

    >>> checked_address("s3://builds/course/")
    's3://builds/course'

    Raises ValueError for anything else; keys belong into the environment, where no log shows them.
    """
    found = urlsplit(text)
    if found.scheme not in SCHEMES or not (found.netloc or found.scheme == "file") or found.query or found.fragment:
        raise ValueError(f"{text!r} is no place to keep results: use a folder, s3://BUCKET/PATH, gs://… or file:///…")
    if "@" in found.netloc:
        raise ValueError("an address with a key in it is shown in logs: name the key in the environment instead")
    if found.scheme == "file" and (found.netloc or not found.path.startswith("/")):
        raise ValueError(f"{text!r} names no folder: write file:///FOLDER")
    return text.rstrip("/")


def open_place(address: str) -> SharedPlace:
    """The place at an address. Raises MissingProgramError where what reaches it is not installed, PlaceError."""
    found = urlsplit(address)
    if found.scheme == "file":
        return _SharedFolder(Path(unquote(found.path)))
    return _Bucket(_file_system(found.scheme), f"{found.netloc}{found.path}")


class _SharedFolder(Struct, frozen=True):
    """A folder, mostly on a file server."""

    folder: Path

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        found = {}
        for name in names:
            try:
                with (self.folder / name).open("rb") as file:
                    found[name] = file.read(LARGEST)
            except FileNotFoundError:
                continue
            except OSError as failure:
                raise PlaceError(str(failure)) from failure
        return found

    def write(self, entries: Mapping[str, bytes]) -> None:
        # a writer that makes the folder by mistake would hide that the server is not there
        if not self.folder.parent.is_dir():
            raise PlaceError(f"there is no folder {self.folder.parent}")
        for name, data in entries.items():
            write_bytes(self.folder / name, data, self.folder)


class _Bucket(Struct, frozen=True):
    """Object storage, which gives and takes whole objects, through fsspec."""

    system: Any
    root: str

    def read(self, names: Sequence[str]) -> Mapping[str, bytes]:
        paths = [f"{self.root}/{name}" for name in names]
        answers = self._asked(self.system._cat_ranges, paths, 0, LARGEST, on_error="return")
        found = {}
        for name, answer in zip(names, answers, strict=True):
            if isinstance(answer, bytes):
                found[name] = answer
            elif not isinstance(answer, FileNotFoundError) and "range" not in str(answer).lower():
                # an empty object has no range to be read
                raise PlaceError(_told(answer)) from answer
        return found

    def write(self, entries: Mapping[str, bytes]) -> None:
        self._asked(self.system._pipe, {f"{self.root}/{name}": data for name, data in entries.items()})

    def _asked(self, method: Any, *args: Any, **kwargs: Any) -> Any:
        sync: Any = import_module("fsspec.asyn").sync
        try:
            return sync(self.system.loop, method, *args, timeout=_BATCH, **kwargs)
        except PermissionError:
            raise
        except Exception as failure:
            raise PlaceError(_told(failure)) from failure


def _file_system(scheme: str) -> Any:
    package = {"s3": "s3fs", "gs": "gcsfs"}[scheme]
    try:
        fsspec: Any = import_module("fsspec")
        import_module(package)
    except ModuleNotFoundError as missing:
        message = f"--cache {scheme}:// needs the Python package {missing.name}: pip install 'coursedeck[cache]'"
        raise MissingProgramError(message) from missing
    # what it finds out about a bucket on the way is no finding of a course
    logging.getLogger(package).setLevel(logging.CRITICAL)
    patience = {"connect_timeout": _CONNECT, "read_timeout": _READ, "retries": {"max_attempts": 2}}
    options: dict[str, Any] = {"config_kwargs": patience} if scheme == "s3" else {}
    try:
        system = fsspec.filesystem(scheme, skip_instance_cache=True, **options)
    except Exception as failure:
        raise PlaceError(_told(failure)) from failure
    if scheme == "s3":
        system.retries = 1
    return system


def _told(failure: BaseException) -> str:
    """An exception in one line."""
    return f"{type(failure).__name__}: {failure}".splitlines()[0][:200].rstrip(": ")
