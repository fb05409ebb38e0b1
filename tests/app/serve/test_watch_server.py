"""The server of ``watch``: for this machine's browsers, and gone when it is told to go."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.app.serve import LivePage, LiveServer
from coursedeck.app.serve.server import MOST_CONNECTIONS
from coursedeck.model.problem import CourseError
from tests.app.watch.conftest import ROOT, Watched, course, running
from tests.patience import PATIENCE, until


def get(
    port: int, path: str, host: str | None = None, method: str = "GET", token: str = "", body: str | None = None,
    **headers: str,
) -> tuple[int, str, str]:  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    known = {"X-Coursedeck-Token": token} if token else {}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": host or f"127.0.0.1:{port}", **known, **named})
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Content-Security-Policy") or "", answer.read().decode()
    connection.close()
    return found


def test_the_page_and_its_views(still: Watched) -> None:
    status, policy, text = get(still.port, "/", token=still.token)
    assert status == 200 and "<title>Two talks" in text
    assert "default-src 'none'" in policy and "http" not in policy
    assert get(still.port, "/", f"localhost:{still.port}", token=still.token)[0] == 200
    status, _, text = get(still.port, "/view?session=b&locale=en", token=still.token)
    view = json.loads(text)
    assert (status, view["title"], view["errors"]) == (200, "Second talk", 0)
    assert [session["path"] for session in view["sessions"]] == ["a", "b"]


@pytest.mark.parametrize("path", ["/", "/view?session=a", "/events"])
@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.example.org", ""])
def test_other_hosts_are_refused(still: Watched, path: str, host: str) -> None:
    status, _, text = get(still.port, path, host or "evil", token=still.token)
    assert status == 403 and "talk" not in text


def test_pages_of_other_sites_are_refused(still: Watched) -> None:
    assert get(still.port, "/view?session=a", token=still.token, Origin="https://example.org")[0] == 403


@pytest.mark.parametrize(
    "path",
    ["/content/a.md", "/../course.toml", "/%2e%2e/course.toml", "//etc/passwd", "/view/../x", "/course.toml",
     "/view?session=../../etc/passwd", "/view?session=nothing"],
)  # fmt: skip
def test_paths_outside_lead_nowhere(still: Watched, path: str) -> None:
    status, _, text = get(still.port, path, token=still.token)
    assert status == 404 and "title" not in text


@pytest.mark.parametrize("path", ["/", "/view?session=a", "/events", "/translate?locale=de"])
@pytest.mark.parametrize("token", ["", "guessed"])
def test_who_does_not_know_the_token_gets_nothing(still: Watched, path: str, token: str) -> None:
    status, _, text = get(still.port, path, token=token)
    assert status == 403 and "talk" not in text
    assert get(still.port, f"{path}{'&' if '?' in path else '?'}token={token}")[0] == 403


def test_the_token_may_stand_in_the_address(still: Watched) -> None:
    assert get(still.port, f"/?token={still.token}")[0] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_other_methods_are_unknown(still: Watched, method: str) -> None:
    assert get(still.port, "/", method=method, token=still.token)[0] == 501


SENT = json.dumps({"catalog": "a", "locale": "de", "row": "m0", "text": "x", "known": {}})


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 404),
        ({"token": ""}, 403),
        ({"token": "guessed"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"host": "example.org"}, 403),
        ({"Content_Type": "text/plain"}, 400),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 400),
        ({"body": "[1]"}, 400),
        ({"body": "{"}, 400),
        ({"body": "[" * 100_000}, 400),
        ({"body": "{}"}, 404),
        ({"Content_Length": "-1"}, 400),
        ({"Content_Length": str(10**9)}, 400),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/save", "/try"])
def test_only_a_page_of_ours_can_send(still: Watched, path: str, changed: dict[str, str], status: int) -> None:
    own = f"http://127.0.0.1:{still.port}"
    sent = {"token": still.token, "body": SENT, "Origin": own, "Content_Type": "application/json", **changed}
    assert get(still.port, path, method="POST", **sent)[0] == status


@pytest.mark.parametrize("path", ["/", "/view", "/entries", "/slide", "/elsewhere"])
def test_nothing_else_can_be_sent(still: Watched, path: str) -> None:
    sent = {"body": SENT, "Origin": f"http://127.0.0.1:{still.port}", "Content_Type": "application/json"}
    assert get(still.port, path, method="POST", token=still.token, **sent)[0] == 404


@pytest.mark.parametrize("path", ["/save", "/try"])
def test_nothing_is_written_for_who_only_asks(still: Watched, path: str) -> None:
    assert get(still.port, f"{path}?catalog=a&locale=de&row=m0&text=x", token=still.token)[0] == 404


def test_a_language_that_the_course_does_not_have_is_left_out(still: Watched) -> None:
    view = json.loads(get(still.port, "/view?session=a&locale=../../xx&locale=en", token=still.token)[2])
    assert view["lang"] == "en"


def test_ctrl_c_ends_it_while_a_browser_listens(watched: Watched) -> None:
    listening = socket.create_connection(("127.0.0.1", watched.port), PATIENCE)
    listening.sendall(f"GET /events?token={watched.token} HTTP/1.1\r\nHost: 127.0.0.1:{watched.port}\r\n\r\n".encode())
    assert b"200 OK" in listening.recv(4096)
    watched.process.send_signal(signal.SIGINT)
    out, err = watched.process.communicate(timeout=PATIENCE)
    listening.close()
    assert watched.process.returncode == 0
    assert out.strip() == "stopped" and err == ""


def test_a_taken_port_is_an_error_with_a_way_out(still: Watched) -> None:
    with pytest.raises(CourseError, match="leave --port out"):
        LiveServer({}, "", still.port)
    command = [sys.executable, str(ROOT / "build.py"), "watch", "--course", str(still.root), "--no-open", "--port"]
    done = subprocess.run([*command, str(still.port)], capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert "cannot listen" in done.stderr and "Traceback" not in done.stderr


def test_settings_that_are_broken_from_the_start_are_told_until_they_are_mended(tmp_path: Path) -> None:
    root = course(tmp_path / "course")
    settings = (root / "course.toml").read_text()
    (root / "course.toml").write_text("title = [\n")
    for watched in running(root):
        view = json.loads(get(watched.port, "/view", token=watched.token)[2])
        assert view["errors"] == 1 and "course.toml:" in view["findings"] and view["slides"]
        watched.write("course.toml", settings)
        until(lambda at=watched: not json.loads(get(at.port, "/view", token=at.token)[2])["errors"])  # type: ignore[misc]
        view = json.loads(get(watched.port, "/view", token=watched.token)[2])
        assert (view["errors"], view["title"], view["shown"]) == (0, "First talk", ["en"])


def test_a_request_without_end_is_refused(still: Watched) -> None:
    for endless in (
        "GET /" + "a" * 70_000,
        "GET / HTTP/1.1\r\n" + "X: y\r\n" * 20_000,
        "GET / HTTP/1.1\r\nX: " + "y" * 70_000,
    ):
        with socket.create_connection(("127.0.0.1", still.port), PATIENCE) as connection:
            answer = b""
            # it may close before all is sent
            with contextlib.suppress(ConnectionError):
                connection.sendall(endless.encode())
                while piece := connection.recv(4096):
                    answer += piece
            assert b"200 OK" not in answer and b"<title>" not in answer
    assert get(still.port, "/", token=still.token)[0] == 200


def test_connections_that_say_nothing_do_not_take_all_threads() -> None:
    with LiveServer({"/": LivePage("page", "policy")}, "token") as server:
        silent = [socket.create_connection(("127.0.0.1", server.port), PATIENCE) for _ in range(MOST_CONNECTIONS)]
        one_more = socket.create_connection(("127.0.0.1", server.port), PATIENCE)
        with one_more, contextlib.suppress(ConnectionError):
            assert one_more.recv(1) == b""
        for connection in silent:
            connection.close()
        until(lambda: _answers(server.port))


def _answers(port: int) -> bool:
    try:
        return get(port, "/", token="token")[2] == "page"
    except (ConnectionError, http.client.HTTPException):
        return False


def test_errors_are_plain_text(still: Watched) -> None:
    with socket.create_connection(("127.0.0.1", still.port), PATIENCE) as connection:
        connection.sendall(b"<b>x</b> / HTTP/1.1\r\n\r\n")
        answer = connection.recv(65536)
    assert b"501" in answer and b"text/plain" in answer and b"<html" not in answer.lower()
