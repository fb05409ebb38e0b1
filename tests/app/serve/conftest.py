"""The server is tried as `watch` runs it."""

from __future__ import annotations

from tests.app.watch.conftest import still, watched

__all__ = ["still", "watched"]
