"""The server: threads take requests, one thread of the caller's answers them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler
from types import TracebackType
from typing import Any

from coursedeck.app.serve.handler import Handler
from coursedeck.model.problem import CourseError, Source, error

HOST = "127.0.0.1"
MOST_CONNECTIONS = 64
"""Connections at once; a browser opens six."""
PATIENCE = 120.0
"""Seconds that a browser waits for an answer."""


class Question:
    """What a page asks for: its query, and a place for the answer."""

    def __init__(self, query: Mapping[str, list[str]]) -> None:
        self.query = query
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


class LiveServer:
    """Serves one page; what the page asks is taken with `next`, and `publish` tells it of changes."""

    def __init__(self, page: str, policy: str, port: int = 0) -> None:
        """`policy` is the page's Content-Security-Policy; port 0 is any that is free.

        Raises CourseError where the port cannot be had.
        """
        self.page = page
        self.policy = policy
        self._version = 0
        self._stopped = False
        self._changed = threading.Condition()
        self._questions: queue.Queue[Question] = queue.Queue()
        self._server = _bound(port, self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.port}/"

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

    def ask(self, query: Mapping[str, list[str]]) -> str | None:
        """Called by a request's thread: the answer of the thread that takes questions."""
        question = Question(query)
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


def _bound(port: int, live: LiveServer) -> ThreadingHTTPServer:
    def handler(*parts: object) -> Handler:
        return Handler(live, *parts)

    try:
        return _Server((HOST, port), handler)
    except (OSError, OverflowError) as problem:
        message = f"cannot listen on port {port}: {problem}; leave --port out, or name another"
        raise CourseError([error(Source("--port", 0), "watch", message)]) from problem
