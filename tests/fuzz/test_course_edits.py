"""A few orders of commands and edits; `make fuzz` tries many more."""

from __future__ import annotations

from tests.fuzz.course_edits import run


def test_commands_and_edits_in_any_order() -> None:
    run(examples=2, steps=6)
