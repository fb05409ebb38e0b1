"""The store gives back what was put in or nothing, whatever happens to its files."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from coursedeck.base.cache import DiskStore, LostEntryError, MemoryStore, digest


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "store")


def entries(store: DiskStore) -> list[Path]:
    return sorted(file for file in store.folder.rglob("*") if file.is_file())


def damaged(data: bytes) -> list[bytes]:
    return [b"", data[: len(data) // 2], data + b"\0", bytes([data[0] ^ 1]) + data[1:], data[:-1] + b"\xff"]


def test_bytes_come_back_by_their_digest(store: DiskStore) -> None:
    name = store.put(b"deck")
    assert name == digest(b"deck")
    assert store.get(name) == b"deck"
    assert store.has(name)


def test_what_was_never_put_is_lost(store: DiskStore) -> None:
    with pytest.raises(LostEntryError):
        store.get(digest(b"deck"))
    assert not store.has(digest(b"deck"))
    assert store.recall(digest("key")) is None


def test_the_last_result_of_a_key_counts(store: DiskStore) -> None:
    key = digest("key")
    store.remember(key, b"one")
    store.remember(key, b"two")
    assert store.recall(key) == b"two"


@pytest.mark.parametrize("way", range(5))
def test_damaged_bytes_are_never_given_back(store: DiskStore, way: int) -> None:
    name = store.put(b"a deck of some length")
    (file,) = entries(store)
    file.write_bytes(damaged(file.read_bytes())[way])
    with pytest.raises(LostEntryError):
        store.get(name)
    assert entries(store) == []
    assert store.get(store.put(b"a deck of some length")) == b"a deck of some length"


@pytest.mark.parametrize("way", range(5))
def test_a_damaged_result_is_forgotten(store: DiskStore, way: int) -> None:
    store.remember(digest("key"), b"a result of some length")
    (file,) = entries(store)
    file.write_bytes(damaged(file.read_bytes())[way])
    assert store.recall(digest("key")) is None
    assert entries(store) == []


def test_a_result_under_the_name_of_another_is_forgotten(store: DiskStore) -> None:
    store.remember(digest("key"), b"one")
    store.remember(digest("other"), b"two")
    one, two = entries(store)
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    assert store.recall(digest("key")) is None
    assert store.recall(digest("other")) is None


def test_what_was_used_least_recently_goes_first(tmp_path: Path) -> None:
    store = DiskStore(tmp_path, limit=2500)
    names = [store.put(bytes([number]) * 1000) for number in range(4)]
    for age, file in enumerate(sorted(entries(store), key=lambda file: file.read_bytes()[0])):
        os.utime(file, (10**9 + age, 10**9 + age))
    store.get(names[0])
    assert store.trim() == 2
    assert [store.has(name) for name in names] == [True, False, False, True]


def test_a_store_within_its_limit_loses_nothing(store: DiskStore) -> None:
    store.put(b"deck")
    assert store.trim() == 0
    assert len(entries(store)) == 1


def test_what_a_killed_writer_left_is_swept_and_what_a_living_one_writes_is_not(store: DiskStore) -> None:
    from coursedeck.base.files.scratch import lock_file  # noqa: PLC0415 - what a writer does

    store.put(b"deck")
    folder = entries(store)[0].parent
    (folder / f".{'de' * 8}.tmp").write_bytes(b"half")
    with (folder / f".{'a1' * 8}.tmp").open("wb") as file:
        lock_file(file)
        store.trim()
        assert [path.name for path in entries(store) if path.suffix == ".tmp"] == [f".{'a1' * 8}.tmp"]


def test_an_older_store_is_read_and_never_written(tmp_path: Path) -> None:
    old = DiskStore(tmp_path / "old")
    name = old.put(b"deck")
    old.remember(digest("key"), b"result")
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in entries(old)}
    new = MemoryStore(DiskStore(old.folder, read_only=True))
    assert (new.get(name), new.recall(digest("key")), new.has(name)) == (b"deck", b"result", True)
    assert new.get(new.put(b"another")) == b"another"
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in entries(old)} == before


def test_a_forgetful_store_recalls_nothing_and_keeps_everything(store: DiskStore) -> None:
    store.remember(digest("key"), b"result")
    assert DiskStore(store.folder, forgetful=True).recall(digest("key")) is None
    assert store.recall(digest("key")) == b"result"


def test_a_cleared_store_leaves_what_is_not_its_own(store: DiskStore) -> None:
    store.put(b"deck")
    (store.folder / "mine.txt").write_text("mine")
    store.clear()
    assert [file.name for file in entries(store)] == ["mine.txt"]


def test_a_store_in_memory_gives_back_what_was_put_in() -> None:
    store = MemoryStore()
    name = store.put(b"deck")
    store.remember(digest("key"), b"result")
    assert (store.get(name), store.has(name), store.recall(digest("key"))) == (b"deck", True, b"result")
    assert store.recall(digest("other")) is None
    with pytest.raises(LostEntryError):
        store.get(digest(b"other"))


def test_a_store_in_memory_forgets_what_was_not_used() -> None:
    store = MemoryStore()
    old, used = store.put(b"old"), store.put(b"used")
    store.forget_unused()
    assert store.get(used) == b"used"
    store.forget_unused()
    assert (store.has(old), store.has(used)) == (False, True)


def test_a_store_in_memory_is_carried_to_another_process_in_part_and_back() -> None:
    store = MemoryStore()
    wanted, other = store.put(b"wanted"), store.put(b"other")
    there: MemoryStore = pickle.loads(pickle.dumps(store.carrying([wanted])))
    assert (there.has(wanted), there.has(other)) == (True, False)
    made, lost = there.put(b"made"), there.put(b"lost")
    store.take(there.entries([made]))
    assert (store.get(made), store.has(lost)) == (b"made", False)


def test_a_store_on_the_disk_is_found_by_another_process(store: DiskStore) -> None:
    name = store.put(b"deck")
    there = store.carrying([])
    made = there.put(b"made")
    assert (there.get(name), store.get(made), there.entries([made])) == (b"deck", b"made", {})


def test_a_damaged_older_store_is_not_looked_into_any_more(tmp_path: Path) -> None:
    old = DiskStore(tmp_path)
    name = old.put(b"deck")
    store = MemoryStore(DiskStore(tmp_path, read_only=True))
    entries(old)[0].write_bytes(b"duck")
    with pytest.raises(LostEntryError):
        store.get(name)
    store.verify()
    assert not store.has(name)
    assert store.get(store.put(b"deck")) == b"deck"


@pytest.mark.parametrize("name", ["", "../../mine", "..", "/etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_digest_leads_nowhere(store: DiskStore, name: str) -> None:
    store.put(b"deck")
    mine = store.folder / "mine.blob"
    mine.write_bytes(b"mine")
    with pytest.raises(LostEntryError):
        store.get(name)
    assert mine.is_file()


def test_what_is_asked_once_leaves_no_traces() -> None:
    store = MemoryStore()
    kept = store.put(b"kept")
    store.remember("key", b"known")
    with store.without_traces():
        once = store.put(b"once")
        store.remember("other", b"passing")
        assert (store.get(once), store.recall("other"), store.get(kept)) == (b"once", b"passing", b"kept")
    assert (store.get(kept), store.recall("key"), store.recall("other")) == (b"kept", b"known", None)
    with pytest.raises(LostEntryError):
        store.get(once)
