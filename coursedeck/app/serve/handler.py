"""One request: a page, an answer as JSON, or the stream of changes (HTML standard, 9.2, server-sent events)."""

from __future__ import annotations

import hmac
import io
import json
from collections.abc import Mapping
from http import HTTPStatus
from http.client import LineTooLong
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from coursedeck.app.serve.question import LivePage, Question

HEARTBEAT = 10.0
"""Seconds after which a stream without news says that it is alive."""
MOST_BYTES = 2**18
"""That a page may send at once; a text on a slide has a few hundred."""
TOKEN = "X-Coursedeck-Token"
"""The header that sends the token along; what only asks may have it in its query."""

_NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""What answers may do that are no pages."""


MOST_HEAD = 16 * 2**10
"""Bytes that the lines before a request's body may take in all: browsers send about one thousand."""


class Live(Protocol):
    """What the handler needs of the server."""

    pages: Mapping[str, LivePage]
    token: str
    host: str

    @property
    def port(self) -> int:
        """The port that it listens on."""
        ...

    def ask(self, question: Question) -> str | None:
        """The answer to a question."""
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

    def read(self, size: int = -1, /) -> bytes:
        """So many bytes of a body, whose length the handler has looked at."""
        return self._stream.read(size)


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
        """Page, answer or stream."""
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        if not self._is_local():
            self._refuse(HTTPStatus.FORBIDDEN, "this page answers on 127.0.0.1 and localhost alone")
        elif not self._is_known(query.get("token", [""])[0]):
            self._refuse(HTTPStatus.FORBIDDEN, "open the address that the command has printed, token and all")
        elif parts.path in self.live.pages:
            page = self.live.pages[parts.path]
            self._send(HTTPStatus.OK, "text/html", page.html, page.policy)
        elif parts.path == "/events":
            self._stream()
        else:
            self._answer(Question(parts.path, query))

    def do_POST(self) -> None:
        """What a page sends: only one of ours may, in a form that no foreign page can send without being asked."""
        own = self.headers.get("Origin") in {f"http://{name}" for name in self._names()}
        if not (self._is_local() and own and self._is_known("")):
            self.close_connection = True
            self._refuse(HTTPStatus.FORBIDDEN, "only a page of this command may send anything")
            return
        sent = self._sent()
        if sent is None:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST, "a JSON object is wanted, and no long one")
            return
        self._answer(Question(urlsplit(self.path).path, {}, sent))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for findings."""

    def _names(self) -> set[str]:
        own = ("127.0.0.1", "localhost") if self.live.host == "127.0.0.1" else (self.live.host,)
        return {f"{name}:{self.live.port}" for name in own}

    def _is_local(self) -> bool:
        origin = self.headers.get("Origin")
        own = origin is None or origin.removeprefix("http://") in self._names()
        return self.headers.get("Host", "") in self._names() and own

    def _is_known(self, token: str) -> bool:
        given = self.headers.get(TOKEN, token)
        return hmac.compare_digest(given.encode(errors="replace"), self.live.token.encode())

    def _sent(self) -> Mapping[str, object] | None:
        """The JSON object that came along; None where there is none that can be read."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != "application/json" or not (length.isascii() and length.isdigit()):
            return None
        if int(length) > MOST_BYTES:
            return None
        try:
            sent = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            return None
        return sent if isinstance(sent, dict) else None

    def _answer(self, question: Question) -> None:
        text = self.live.ask(question)
        if text is None:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no such thing")
        else:
            self._send(HTTPStatus.OK, "application/json", text)

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self._send(status, "text/plain", f"{why}\n")

    def _send(self, status: HTTPStatus, media_type: str, text: str, policy: str = _NOTHING) -> None:
        body = text.encode(errors="replace")
        self._head(status, media_type, policy)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _head(self, status: HTTPStatus, media_type: str, policy: str = _NOTHING) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", policy)
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
