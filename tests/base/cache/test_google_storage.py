"""``gs://`` through fsspec: what one machine keeps another takes, and what is hostile is refused.

The client of Google's storage is stood in for by one that keeps objects in memory behind fsspec's own interface.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import fsspec
import pytest
from fsspec.asyn import AsyncFileSystem

from coursedeck.base.cache import DiskStore, LostEntryError, SharedStore, digest
from coursedeck.base.cache.places import PlaceError, open_place
from coursedeck.model.problem import MissingProgramError

PLACE = "gs://builds/harbour"


class Bucket(AsyncFileSystem):  # type: ignore[misc]
    """Objects by name; writing may be refused."""

    protocol = "gs"
    objects: dict[str, bytes] = {}  # noqa: RUF012 - that of every client
    refuses = False

    async def _cat_file(self, path: str, start: int | None = None, end: int | None = None, **_: Any) -> bytes:
        await asyncio.sleep(0)
        if path not in self.objects:
            raise FileNotFoundError(path)
        return self.objects[path][start:end]

    async def _pipe_file(self, path: str, value: bytes, **_: Any) -> None:
        await asyncio.sleep(0)
        if self.refuses:
            raise PermissionError(path)
        self.objects[path] = value


@pytest.fixture(autouse=True)
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """An empty bucket."""
    monkeypatch.setitem(sys.modules, "gcsfs", ModuleType("gcsfs"))
    known = dict(fsspec.registry)
    fsspec.register_implementation("gs", Bucket, clobber=True)
    monkeypatch.setattr(Bucket, "objects", {})
    yield Bucket.objects
    registry: Any = sys.modules["fsspec.registry"]
    registry._registry.clear()
    registry._registry.update(known)


def shared(folder: Path) -> SharedStore:
    return SharedStore(DiskStore(folder), PLACE, writes=True)


def keep(folder: Path) -> tuple[SharedStore, str, str]:
    """A store that has shared a result and what it names."""
    store = shared(folder)
    name, key = store.put(b"a deck"), digest("what went into it")
    store.remember(key, name.encode())
    store.share([key], [name])
    return store, key, name


def test_what_one_machine_keeps_another_takes(tmp_path: Path, bucket: dict[str, bytes]) -> None:
    store, key, name = keep(tmp_path / "one")
    assert store.trouble == ""
    assert {path.rpartition(".")[2] for path in bucket} == {"blob", "record"}
    assert all(path.startswith("builds/harbour/") for path in bucket)
    other = shared(tmp_path / "two")
    other.bring([key, digest("another")], [name])
    assert (other.recall(key), other.get(name), other.trouble) == (name.encode(), b"a deck", "")


@pytest.mark.parametrize("data", [b"", b"another deck", b"a deck\0", b"0" * 64 + b"=[]"])
def test_entries_that_are_not_what_they_are_called_are_refused(
    tmp_path: Path, bucket: dict[str, bytes], data: bytes
) -> None:
    _, key, name = keep(tmp_path / "one")
    good = dict(bucket)
    bucket.update(dict.fromkeys(bucket, data))
    other = shared(tmp_path / "two")
    other.bring([key], [name])
    assert other.recall(key) is None and not other.has(name)
    with pytest.raises(LostEntryError):
        other.get(name)
    # whoever makes them again puts them right
    keep(tmp_path / "two")
    assert bucket == good


def test_who_may_only_read_profits_all_the_same(
    tmp_path: Path, bucket: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, key, name = keep(tmp_path / "one")
    before = dict(bucket)
    monkeypatch.setattr(Bucket, "refuses", True)
    other = shared(tmp_path / "two")
    other.bring([key], [name])
    other.share([digest("new")], [other.put(b"new")])
    assert (other.get(name), other.trouble, bucket) == (b"a deck", "", before)


def test_a_bucket_that_fails_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: Any, **_named: Any) -> bytes:
        raise OSError("no such project\nand a page of explanations")

    monkeypatch.setattr(Bucket, "_cat_file", fail)
    other = shared(tmp_path / "two")
    other.bring([digest("key")], [])
    assert other.trouble == "OSError: no such project"
    with pytest.raises(PlaceError):
        open_place(PLACE).read(["a"])


def test_without_the_client_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(MissingProgramError, match=r"--cache gs:// needs the Python package gcsfs: pip install"):
        open_place(PLACE)
