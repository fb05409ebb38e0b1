"""Whatever happens to what is kept, a build is right."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.base.cache import DiskStore
from tests.app.engine.conftest import Build, files_of

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


def test_a_store_that_is_too_small_makes_builds_slow_and_not_wrong(
    course: Path, run: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(output=tmp_path / "clean")
    monkeypatch.setattr(DiskStore.__init__, "__defaults__", (1000, False, False))
    run()
    kept = (course / "output" / ".cache").rglob("*.*")
    assert sum(file.stat().st_size for file in kept) <= 1000
    assert run().errors == 0
    assert files_of(course / "output") == files_of(tmp_path / "clean")


def test_the_store_may_stand_elsewhere(course: Path, tmp_path: Path) -> None:
    def make(output: str) -> tuple[str, ...]:
        request = Request(course, tmp_path / output, jobs=1, cache=tmp_path / "kept")
        return build(request, lambda _: None).made

    assert make("one") != ()
    assert make("two") == ()
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
