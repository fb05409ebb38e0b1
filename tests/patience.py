"""How long tests wait for what must happen: so long that only a hang, and no busy machine, gets there."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 600.0
"""Seconds; a test that passes never waits as long."""

PATIENCE_MS = PATIENCE * 1000


def until(condition: Callable[[], bool]) -> None:
    """Return as soon as `condition` holds; fail where it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "what was waited for did not happen"
        time.sleep(0.05)
