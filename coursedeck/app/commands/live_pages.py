"""What ``watch`` and ``translate --page`` share: one server with both pages, which follow the course."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursedeck.app.console import Console
    from coursedeck.app.serve import LivePage, LiveServer, Question
    from coursedeck.app.translator import TranslatorDesk
    from coursedeck.app.watch.live_course import LiveCourse
    from coursedeck.app.watch.text_editing import TextEditor

OFTEN, SELDOM = 0.05, 0.2
"""Seconds between two looks at the files: as seldom as it takes to spend little of a processor on them."""
_SHARE = 15
"""So many times as long as a look takes, nothing is looked at."""
SLIDES, TRANSLATOR = "/", "/translate"
"""Paths of the pages."""


def serve_pages(
    course: LiveCourse,
    console: Console,
    open_at: Callable[[LiveServer], tuple[str, str]],
    port: int,
    *,
    no_open: bool,
    via: str | None = None,
) -> int:
    """Serve until Ctrl-C, which is the way to end it; exit code 0.

    `open_at` gives the address to begin with, and what to say of it. Port 0 is any that is free; for the translator's
    page the same as long as it is: browsers keep by the port what has not been saved. `via` is the language that
    translators go by, where it is another than the catalogs name.
    """
    from secrets import token_urlsafe  # noqa: PLC0415 - see build

    from coursedeck.app.serve import LiveServer  # noqa: PLC0415

    nonce, token = token_urlsafe(16), token_urlsafe(24)
    usual = port or _usual_port(course)
    with LiveServer(_pages(course, nonce), token, usual, likely=not port) as server:
        try:
            address, said = open_at(server)
            console.say(f"{address} {said}. Ctrl-C ends it.")
            console.out.flush()
            if not no_open:
                import webbrowser  # noqa: PLC0415 - see build

                webbrowser.open(address)
            _follow(course, server, via)
        except KeyboardInterrupt:
            console.say("stopped")
    return 0


def _usual_port(course: LiveCourse) -> int:
    """A port of the range that is nobody's (RFC 6335, 6), the same for the same course."""
    from coursedeck.base.cache import checksum  # noqa: PLC0415 - see build

    return 49152 + int(checksum(str(course.request.root), 8), 16) % (65536 - 49152)


def _pages(course: LiveCourse, nonce: str) -> dict[str, LivePage]:
    from coursedeck.app.serve import LivePage  # noqa: PLC0415 - see build
    from coursedeck.output.pages import live_page, translator_page  # noqa: PLC0415

    chosen = course.request.locales or course.locales[:1]
    slides = live_page(course.title, chosen, nonce, next(iter(course.locales), "en"))
    return {
        SLIDES: LivePage(slides, _policy(nonce, "'unsafe-inline'")),
        TRANSLATOR: LivePage(translator_page(course.title, nonce), _policy(nonce, f"'nonce-{nonce}'")),
    }


def _policy(nonce: str, styles: str) -> str:
    """A page may use its own script and styles, pictures inside it and this server; nothing else."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src {styles}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _follow(course: LiveCourse, server: LiveServer, via: str | None) -> None:
    from coursedeck.app.translator import TranslatorDesk  # noqa: PLC0415 - see build
    from coursedeck.app.watch.text_editing import TextEditor  # noqa: PLC0415

    desk, editor = TranslatorDesk(course, via), TextEditor(course)
    looked, pause = time.monotonic(), SELDOM
    while True:
        question = server.next(max(0.0, looked + pause - time.monotonic()))
        if question is not None:
            question.answer(_answer(course, desk, editor, question))
        begun = time.monotonic()
        if begun - looked >= pause:
            changed = course.look()
            if changed:
                server.publish()
            looked = time.monotonic()
            # reading a course again takes longer than looking at it
            pause = pause if changed else min(SELDOM, max(OFTEN, _SHARE * (looked - begun)))


def _answer(course: LiveCourse, desk: TranslatorDesk, editor: TextEditor, question: Question) -> str | None:
    """What a page asks for; nothing, rather than the end of the command, where that fails in a way nobody foresaw."""
    try:
        asks_for_slides = question.path == "/view" and question.sent is None
        return _slides(course, question) if asks_for_slides else editor.answer(question) or desk.answer(question)
    except Exception:
        return None


def _slides(course: LiveCourse, question: Question) -> str | None:
    """The view that a page asks for as JSON, with the list of sessions; None for what the course does not have."""
    import json  # noqa: PLC0415 - see build

    from coursedeck.output.pages import live_parts  # noqa: PLC0415

    sessions = course.sessions()
    paths = [session.path for session in sessions]
    wanted = question.query.get("session", paths[:1])
    locales = [locale for locale in question.query.get("locale", course.locales[:1]) if locale in course.locales]
    path = wanted[0] if wanted else ""
    if paths and path not in paths:
        return None
    parts = live_parts(course.view(path, locales))
    listed = [{"path": one.path, "title": one.title, "broken": one.broken} for one in sessions]
    edited = course.edited
    facts = {
        "edited": [edited.path, edited.line, edited.nth] if edited else ["", 0, 0],
        "course": course.title,
        "locales": course.locales,
        "foreign": course.foreign_locales,
        "shown": locales,
        "sessions": listed,
    }
    return json.dumps({**parts, **facts})
