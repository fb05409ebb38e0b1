"""One request: the page, a view as JSON, or the stream of changes (HTML standard, 9.2, server-sent events)."""

from __future__ import annotations

import io
from http import HTTPStatus
from http.client import LineTooLong
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

HEARTBEAT = 10.0
"""Seconds after which a stream without news says that it is alive."""


MOST_HEAD = 16 * 2**10
"""Bytes that the lines before a request's body may take in all: browsers send about one thousand."""


class Live(Protocol):
    """What the handler needs of the server."""

    page: str
    policy: str

    @property
    def port(self) -> int:
        """The port that it listens on."""
        ...

    def ask(self, query: dict[str, list[str]]) -> str | None:
        """The answer to a query."""
        ...

    def news(self, told: int | None, seconds: float) -> int | None:
        """The version, as soon as it is another than `told`, or after that time; None when all ends."""
        ...


class _BoundedHead(io.RawIOBase):
    """What comes in, of which one request may not take more lines than `MOST_HEAD` bytes hold."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._left = MOST_HEAD

    def begin(self) -> None:
        """Another request begins."""
        self._left = MOST_HEAD

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line. Raises LineTooLong, which the library answers with 431 or by closing the connection."""
        line = self._stream.readline(self._left + 1)
        self._left -= len(line)
        if self._left < 0:
            raise LineTooLong("head of a request")
        return line


class Handler(BaseHTTPRequestHandler):
    """Answers browsers of this machine; other names for it are refused, so that no foreign page reaches it by DNS."""

    protocol_version = "HTTP/1.1"
    server_version = "coursedeck"
    sys_version = ""
    timeout = 15
    """Seconds for which a connection may say nothing."""
    error_content_type = "text/plain"
    error_message_format = "%(code)d %(message)s\n"

    def __init__(self, live: Live, *parts: Any) -> None:
        self.live = live
        super().__init__(*parts)

    def setup(self) -> None:
        """Bound what comes in."""
        super().setup()
        self._head_lines = _BoundedHead(self.rfile)
        self.rfile = self._head_lines  # type: ignore[assignment]

    def handle_one_request(self) -> None:
        """Count from the first line of each request on; one that has no end is none."""
        self._head_lines.begin()
        try:
            super().handle_one_request()
        except LineTooLong:
            self.close_connection = True

    def do_GET(self) -> None:
        """Page, view or stream."""
        if not self._is_local():
            self._send(HTTPStatus.FORBIDDEN, "text/plain", "this page answers on 127.0.0.1 and localhost alone\n")
            return
        parts = urlsplit(self.path)
        if parts.path == "/":
            self._send(HTTPStatus.OK, "text/html", self.live.page)
        elif parts.path == "/view":
            self._view(parse_qs(parts.query))
        elif parts.path == "/events":
            self._stream()
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "there is no such page\n")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for findings."""

    def _is_local(self) -> bool:
        names = {f"127.0.0.1:{self.live.port}", f"localhost:{self.live.port}"}
        origin = self.headers.get("Origin")
        return self.headers.get("Host", "") in names and (origin is None or origin.removeprefix("http://") in names)

    def _view(self, query: dict[str, list[str]]) -> None:
        text = self.live.ask(query)
        if text is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", "there is no such session\n")
        else:
            self._send(HTTPStatus.OK, "application/json", text)

    def _send(self, status: HTTPStatus, media_type: str, text: str) -> None:
        body = text.encode()
        self._head(status, media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _head(self, status: HTTPStatus, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self.live.policy)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self) -> None:
        """The version now, and every later one, until the browser or the program ends."""
        self._head(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told: int | None = None
        while (version := self.live.news(told, HEARTBEAT)) is not None:
            text = f"data: {version}\n\n" if version != told else ": still here\n\n"
            told = version
            try:
                self.wfile.write(text.encode())
                self.wfile.flush()
            except OSError:
                return
