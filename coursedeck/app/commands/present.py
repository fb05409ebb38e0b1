"""``present``: a run sheet in the browser, and on a phone that goes on from slide to slide."""

from __future__ import annotations

import argparse
import html
import json
import re
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coursedeck.app.commands.options import (
    Commands,
    add_command,
    add_course,
    add_definitions,
    add_serving,
    language,
    request_of,
)
from coursedeck.app.console import Console
from coursedeck.model.problem import CourseError, Source, error

if TYPE_CHECKING:
    from coursedeck.app.request import Request
    from coursedeck.app.serve import LivePage, LiveServer, Question

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "present",
        "open a run sheet that a phone can drive too",
        "content/week_01/intro.md",
        "intro --locale en --lan",
        more=(
            "The page is served on this machine alone, which a phone reaches through a cable (adb reverse, iproxy).\n"
            "--lan serves it to the network that this machine is in, to whoever knows the address with its token."
        ),
    )
    command.add_argument("sessions", nargs=1, metavar="SESSION", help="file or name of the session")
    command.add_argument("--locale", nargs=1, default=[], type=language, metavar="L", help="its language")
    command.add_argument("--lan", action="store_true", help="serve it to this machine's network, too")
    add_definitions(command)
    add_course(command)
    add_serving(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Build the session, and serve its run sheet until Ctrl-C; exit code 0."""
    from secrets import token_urlsafe  # noqa: PLC0415 - see build

    from coursedeck.app.serve import LiveServer  # noqa: PLC0415

    page = served(_run_sheet(request_of(options), console))
    host = _own_address() if options.lan else "127.0.0.1"
    with LiveServer({"/": page}, token_urlsafe(24), options.port, host=host) as server:
        try:
            console.say(f"{server.address()} shows the run sheet. Ctrl-C ends it.")
            console.out.flush()
            if not options.no_open:
                import webbrowser  # noqa: PLC0415 - see build

                webbrowser.open(server.address())
            follow(server)
        except KeyboardInterrupt:
            console.say("stopped")
    return 0


def _run_sheet(request: Request, console: Console) -> str:
    """The run sheet of the one session that was asked for."""
    from coursedeck.app.commands.build import build  # noqa: PLC0415 - `--help` does without the engine

    report = build(request, console.step)
    console.problems(report.problems)
    done = [one for one in report.built if one.ok]
    if not done or len({one.session for one in done}) > 1:
        what = "is more than one session: name one" if done else "could not be built"
        raise CourseError([error(Source(request.sessions[0], 0), "present", what)])
    return (request.output / f"{done[0].locale}/{done[0].session}.run-sheet.html").read_text(encoding="utf-8")


def served(page: str) -> LivePage:
    """A run sheet as it is served: it may ask its server, and nobody else."""
    from coursedeck.app.serve import LivePage  # noqa: PLC0415 - see build

    found = _POLICY.search(page)
    policy = html.unescape(found[2]) if found else "default-src 'none'"
    # without an icon of its own, a page makes the browser ask for one
    marked = _POLICY.sub('<meta name="remote" content="state">\n<link rel="icon" href="data:,">', page, count=1)
    return LivePage(marked, f"{policy}; connect-src 'self'; frame-ancestors 'none'")


def follow(server: LiveServer) -> None:
    """Keep the newest state that a window has sent, and tell it to all."""
    state: Mapping[str, object] = {}
    while True:
        question = server.next(60.0)
        if question is not None:
            state = answered(question, state, server)


def answered(question: Question, state: Mapping[str, object], server: LiveServer) -> Mapping[str, object]:
    """Answer a window; returns the state of the lesson from then on."""
    if question.path != "/state":
        question.answer(None)
        return state
    newer = question.sent if question.sent is not None and _turn(question.sent) > _turn(state) else state
    question.answer(json.dumps(newer))
    if newer is not state:
        server.publish()
    return newer


def _turn(state: Mapping[str, object]) -> float:
    turn = state.get("turn", 0)
    return turn if isinstance(turn, int | float) else 0


def _own_address() -> str:
    """The address of this machine in its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of nobody (RFC 5737)
        except OSError as refusal:
            message = f"this machine is in no network ({refusal}): leave it out"
            raise CourseError([error(Source("--lan", 0), "present", message)]) from refusal
        return str(probe.getsockname()[0])
