"""A large piece of work in steps: processes share them where they are more than the pieces, to the same result."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from coursedeck.app.engine import Context, Engine, Environment, Listener, Work, run
from coursedeck.app.works.ahead import AskAhead
from coursedeck.base.cache import DiskStore, MemoryStore, Store
from coursedeck.model.problem import CourseError, Source, error
from tests.app.engine.conftest import Build, files_of, write


class Part(Work[int], frozen=True):
    """The number of the process that does it; fails where it is asked to."""

    name: str
    fails: bool = False

    result = int

    def do(self, context: Context) -> int:
        with (context.root / "done").open("a") as file:
            file.write(f"{self.name}\n")
        if self.fails:
            raise CourseError([error(Source("part"), "part", "fails")])
        return os.getpid()


class Whole(Work[tuple[int, ...]], frozen=True):
    """The results of its parts, of which it has told the engine."""

    parts: tuple[Part, ...]

    result = tuple[int, ...]
    title = "whole"

    def steps(self) -> Iterable[tuple[AskAhead, ...]]:
        yield tuple(map(AskAhead, self.parts))

    def do(self, context: Context) -> tuple[int, ...]:
        return tuple(map(context.ask, self.parts))


def results(root: Path, works: tuple[Whole, ...], store: Store, jobs: int = 2) -> list[tuple[int, ...]]:
    def command(engine: Engine) -> list[tuple[int, ...]]:
        found = engine.ask_all(works)
        assert engine.done == ["whole"] * len(works)
        return found

    return run(Environment(root, store, "", None), command, Listener(lambda _: None), jobs)


def done(root: Path) -> list[str]:
    return sorted((root / "done").read_text().split())


TWO = (Whole((Part("one"), Part("two"))),)


def test_the_parts_of_one_piece_are_done_by_two_processes_and_once(tmp_path: Path) -> None:
    ((first, second),) = results(tmp_path, TWO, DiskStore(tmp_path / "store"))
    assert first == os.getpid() != second
    assert done(tmp_path) == ["one", "two"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_as_many_pieces_as_processes_are_done_whole(tmp_path: Path, jobs: int) -> None:
    works = tuple(Whole((Part(f"{name}1"), Part(f"{name}2"))) for name in "ab"[:jobs])
    assert all(len(set(each)) == 1 for each in results(tmp_path, works, DiskStore(tmp_path / "store"), jobs))


def test_where_processes_do_not_find_one_anothers_results_nothing_is_done_twice(tmp_path: Path) -> None:
    stores: tuple[Store, ...] = (MemoryStore(), DiskStore(tmp_path / "store", forgetful=True))
    for number, store in enumerate(stores, 1):
        assert results(tmp_path, TWO, store) == [(os.getpid(), os.getpid())]
        assert done(tmp_path) == sorted(["one", "two"] * number)


def test_a_part_that_fails_is_told_by_the_whole(tmp_path: Path) -> None:
    failing = (Whole((Part("one"), Part("two", fails=True))),)
    with pytest.raises(CourseError, match="fails"):
        results(tmp_path, failing, DiskStore(tmp_path / "store"))


def test_one_session_built_by_two_processes_has_the_same_bytes(course: Path, run: Build, tmp_path: Path) -> None:
    for file in ("content/second.md", "diagrams/alone.py"):
        (course / file).unlink()
    write(course / "course.toml", 'title = "작은 과정"\nsource-locale = "ko"\n')
    one = run(output=tmp_path / "one")
    two = run(jobs=2)
    assert files_of(course / "output") == files_of(tmp_path / "one")
    assert (two.built, two.problems, two.made, two.written, two.unchanged) == (
        one.built, one.problems, one.made, one.written, one.unchanged,
    )  # fmt: skip
