"""The server: threads take requests, one thread of the caller's answers them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from coursedeck.app.serve.handler import Handler
from coursedeck.app.serve.question import LivePage, Question
from coursedeck.model.problem import CourseError, Source, error

HOST = "127.0.0.1"
MOST_CONNECTIONS = 64
"""Connections at once; a browser opens six."""


class LiveServer:
    """Serves pages; what they ask is taken with `next`, and `publish` tells them of changes.

    Who does not know its `token`, which is in the addresses of the pages alone, gets nothing: other users of this
    machine reach its ports, too.
    """

    def __init__(
        self, pages: Mapping[str, LivePage], token: str, port: int = 0, *, likely: bool = False, host: str = HOST
    ) -> None:
        """`pages` by path; port 0 is any that is free, and so is one that is only `likely` where it is taken.

        `host` is the address that it listens on: loopback, unless somebody has asked for another of this machine.

        Raises CourseError where the port cannot be had.
        """
        self.pages = pages
        self.token = token
        self.host = host
        self._version = 0
        self._stopped = False
        self._changed = threading.Condition()
        self._questions: queue.Queue[Question] = queue.Queue()
        self._server = _bound(port, self, likely=likely)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def address(self, path: str = "/", **query: str) -> str:
        """Where a page is, token and all."""
        return f"http://{self.host}:{self.port}{path}?{urlencode({'token': self.token, **query})}"

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    def __enter__(self) -> LiveServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def ask(self, question: Question) -> str | None:
        """Called by a request's thread: the answer of the thread that takes questions."""
        self._questions.put(question)
        return question.wait()

    def next(self, seconds: float) -> Question | None:
        """The next question, or None when none came in that time."""
        try:
            return self._questions.get(timeout=seconds)
        except queue.Empty:
            return None

    def publish(self) -> None:
        """Tell every open page that something has changed."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def news(self, told: int | None, seconds: float) -> int | None:
        """The version, as soon as it is another than `told`, or after that time; None when all ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._version != told, seconds)
            return None if self._stopped else self._version


class _Server(ThreadingHTTPServer):
    """Threads end with the program, and a browser that has gone is no reason for a traceback."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], handler: Callable[..., BaseRequestHandler]) -> None:
        self._free = threading.BoundedSemaphore(MOST_CONNECTIONS)
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for a connection; one too many is closed."""
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, until the connection ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: the page asks again."""


def _bound(port: int, live: LiveServer, *, likely: bool) -> ThreadingHTTPServer:
    def handler(*parts: object) -> Handler:
        return Handler(live, *parts)

    try:
        return _Server((live.host, port), handler)
    except (OSError, OverflowError) as problem:
        if likely:
            return _bound(0, live, likely=False)
        message = f"cannot listen on port {port}: {problem}; leave --port out, or name another"
        raise CourseError([error(Source("--port", 0), "watch", message)]) from problem
