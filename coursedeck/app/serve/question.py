"""What pages and the server say to one another."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from msgspec import Struct

PATIENCE = 120.0
"""Seconds that a browser waits for an answer."""


class LivePage(Struct, frozen=True):
    """A page that is served."""

    html: str
    policy: str
    """Its Content-Security-Policy."""


class Question:
    """What a page asks for or sends, and a place for the answer."""

    def __init__(self, path: str, query: Mapping[str, list[str]], sent: Mapping[str, object] | None = None) -> None:
        """`sent` is the JSON object that came along; None where the page only asks."""
        self.path = path
        self.query = query
        self.sent = sent
        self._done = threading.Event()
        self._text: str | None = None

    def answer(self, text: str | None) -> None:
        """JSON for the page, or None where there is no such thing."""
        self._text = text
        self._done.set()

    def wait(self) -> str | None:
        """The answer, once it is there; None after a long time too."""
        self._done.wait(PATIENCE)
        return self._text
