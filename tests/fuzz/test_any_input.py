"""Inputs of strangers, made by chance and found before: each is read, or refused with file and line."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.inputs import MAKERS
from tests.fuzz.readers import READERS, defect

CORPUS = Path(__file__).with_name("corpus")
SHORT = {"markdown": 30, "course": 100, "mermaid": 60, "catalog": 100, "svg": 12, "deck": 15}
"""Inputs of a short run; `make fuzz` tries many more."""


@pytest.mark.parametrize("name", MAKERS)
def test_any_input_is_read_or_refused(name: str) -> None:
    for number in range(SHORT[name]):
        data = MAKERS[name](Random(f"{name} {number}"))
        failure = defect(name, data)
        assert failure is None, f"{name} {number}: {data!r}"


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*/*")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_is_mended(file: Path) -> None:
    failure = defect(file.parent.name, file.read_bytes())
    if failure is not None:
        raise failure


def test_every_format_has_a_reader_that_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAKERS.keys() == READERS.keys() == SHORT.keys()
    monkeypatch.setitem(READERS, "svg", lambda data: [][len(data)])
    assert isinstance(defect("svg", b"x"), IndexError)
