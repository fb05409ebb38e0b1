"""Whatever happens to what is kept, a build is right."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.course import running
from coursedeck.app.request import Request
from coursedeck.base.cache import DiskStore, digest
from tests.app.engine.conftest import Build, files_of

pytestmark = pytest.mark.long

WAYS = ["deleted", "empty", "truncated", "flipped"]


def damage(file: Path, way: str) -> None:
    data = file.read_bytes()
    match way:
        case "deleted":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
        case "truncated":
            file.write_bytes(data[: len(data) // 2])
        case "flipped":
            middle = len(data) // 2
            file.write_bytes(data[:middle] + bytes([data[middle] ^ 0x20]) + data[middle + 1 :])
        case _:
            raise ValueError(way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", ["all", "some"])
def test_a_damaged_store_is_rebuilt_and_never_trusted(course: Path, run: Build, way: str, part: str) -> None:
    run()
    wanted = files_of(course / "output")
    kept = sorted(file for file in (course / "output" / ".cache").rglob("*") if file.is_file())
    for file in kept if part == "all" else random.Random(way).sample(kept, len(kept) // 3):
        damage(file, way)
    for path in wanted:
        (course / "output" / path).unlink()
    report = run()
    assert report.errors == 0
    assert files_of(course / "output") == wanted
    assert run().made == ()


def records(course: Path) -> list[Path]:
    return sorted((course / "output" / ".cache").rglob("*.record"))


def rewritten(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Put another result into a record that is whole: its own digest is right."""
    data = change(file.read_bytes()[64:])
    file.write_bytes(digest(file.parent.name + file.stem, data).encode() + data)


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "numbers that are texts": lambda data: re.sub(rb"(?<=[\[,:])(\d+)(?=[,\]}])", rb'"\1"', data),
    "texts that are numbers": lambda data: re.sub(rb'"[0-9a-f]{64}"', b"7", data),
    "digests of something else": lambda data: re.sub(rb"(?<=\")[0-9a-f]{64}", b"0" * 64, data),
    "nothing": lambda data: data[:1],
    "no result": lambda data: b"!" + data[1:],
    "an empty list": lambda data: data[:1] + b"[]\n[]",
    "a value of another type": lambda data: data[:1] + b'["model.problem:Source"]\n{"0":["content/first.md",1]}',
    "a type of the system": lambda data: data[:1] + b'["os:system"]\n{"0":["true"]}',
    "no text": lambda data: data[:1] + b"\xff\x00" * 40,
    "files above the output": lambda data: re.sub(rb'"(ko|en)/', rb'"../\1/', data),
    "files anywhere": lambda data: re.sub(rb'"(ko|en)/', rb'"/tmp/\1/', data),
    "names that are paths": lambda data: re.sub(rb'"[0-9a-f]{64}"', b'"../../../../content/first"', data),
    "deep nesting": lambda data: data[:1] + b"[]\n" + b"[" * 20_000 + b"]" * 20_000,
}


@pytest.mark.parametrize("way", HOSTILE)
def test_entries_that_are_whole_but_wrong_are_refused(course: Path, run: Build, way: str) -> None:
    run()
    wanted = files_of(course / "output")
    for file in records(course):
        rewritten(file, HOSTILE[way])
    for path in wanted:
        (course / "output" / path).unlink()
    report = run()
    assert report.errors == 0
    assert files_of(course / "output") == wanted
    assert {path.name for path in course.iterdir()} == {"course.toml", "content", "diagrams", "output"}
    assert run().made == ()


def test_a_result_in_the_place_of_another_is_refused(course: Path, run: Build) -> None:
    run()
    wanted = files_of(course / "output")
    files = records(course)
    contents = [file.read_bytes() for file in files]
    for file, other in zip(files, contents[1:] + contents[:1], strict=True):
        file.write_bytes(other)
    for path in wanted:
        (course / "output" / path).unlink()
    assert run().errors == 0
    assert files_of(course / "output") == wanted


def test_a_store_that_is_too_small_keeps_what_is_used(
    course: Path, run: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(output=tmp_path / "clean")
    monkeypatch.setattr(running, "DiskStore", partial(DiskStore, limit=1000))
    run()
    assert run().made == ()  # what the last build has used is kept, however much that is
    assert files_of(course / "output") == files_of(tmp_path / "clean")


def test_the_store_may_stand_elsewhere(course: Path, tmp_path: Path) -> None:
    def make(output: str) -> tuple[str, ...]:
        request = Request(course, tmp_path / output, jobs=1, cache=tmp_path / "kept")
        return build(request, lambda _: None).made

    assert make("one") != ()
    assert make("two") == ()
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
