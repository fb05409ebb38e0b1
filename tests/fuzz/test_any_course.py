"""Courses of strangers, one of each kind: no command breaks a promise on them; `make fuzz` tries a thousand."""

from __future__ import annotations

import sys

import pytest

from tests.fuzz.commands import load_everything, tried
from tests.fuzz.strangers import KINDS

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="bounds forks as Linux does")]


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    load_everything()


@pytest.mark.parametrize("number", range(len(KINDS)), ids=list(KINDS))
def test_no_command_breaks_a_promise(number: int) -> None:
    _, words, found, _ = tried(number)
    assert found == [], words
