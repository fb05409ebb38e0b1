"""Print pages to PDF with Chromium, and keep PDFs free of the moment at which they were made."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from coursedeck.base.files import scratch_folder
from coursedeck.base.programs import ProgramError, run
from coursedeck.model.problem import MissingProgramError

INSTALL = "install it with `make setup-test` or `apt-get install chromium` (macOS: brew install --cask chromium)"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
_MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
_LIMIT = 120
"""Seconds for a page."""
_AT_ONCE = 2
_QUIET = (
    "--headless=new --disable-gpu --no-first-run --disable-sync --disable-background-networking --disable-extensions "
    "--disable-component-update --no-pdf-header-footer"
)
_MOMENTS = re.compile(
    rb"(/(?:CreationDate|ModDate)\s*\(D:)[0-9]{14}|(/ID\s*\[\s*<)[0-9A-Fa-f]+(>\s*<)[0-9A-Fa-f]+|(/DocChecksum\s*/)[0-9A-Fa-f]+"
)
"""Dates and file identifiers (ISO 32000-1, 14.3.3 and 14.4)."""


def chromium() -> str:
    """Path of Chromium or a relative; raises MissingProgramError where there is none."""
    named = next(filter(None, map(shutil.which, _NAMES)), None)
    found = named or next((str(path) for path in _MAC if path.exists()), None)
    if found is None:
        raise MissingProgramError(f"Chromium is needed to print pages: {INSTALL}")
    return found


def pages_to_pdf(pages: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDFs of pages that need nothing but themselves, by the same keys; pages that cannot be printed are left out.

    Raises MissingProgramError where Chromium is not installed.
    """
    program = chromium()
    with scratch_folder() as folder, ThreadPoolExecutor(_AT_ONCE) as printers:
        jobs = {
            key: printers.submit(_printed, program, folder / f"page-{number}", page)
            for number, (key, page) in enumerate(pages.items())
        }
        made = {key: job.result() for key, job in jobs.items()}
    return {key: pdf for key, pdf in made.items() if pdf}


def _printed(program: str, folder: Path, page: bytes) -> bytes:
    """The PDF of one page; empty where there is none."""
    folder.mkdir()
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_bytes(page)
    # as root, which is usual in containers, Chromium refuses to start with its sandbox
    alone = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
    options = [*_QUIET.split(), *alone, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    try:
        run([program, *options, source.as_uri()], limit=_LIMIT, folder=folder, temporary=folder)
        return made.read_bytes() if made.is_file() else b""
    except ProgramError:
        return b""


def without_dates(pdf: bytes) -> bytes:
    """A PDF whose dates and identifiers are the same whenever it is made; nothing in it moves.

    >>> without_dates(b"/CreationDate (D:20260302101500+09'00')")
    b"/CreationDate (D:20000101000000+09'00')"
    """

    def fixed(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return match[1] + b"20000101000000"
        return re.sub(rb"(?<=<)[0-9A-Fa-f]+|(?<=/)[0-9A-Fa-f]+\Z", lambda digits: b"0" * len(digits[0]), match[0])

    return _MOMENTS.sub(fixed, pdf)
