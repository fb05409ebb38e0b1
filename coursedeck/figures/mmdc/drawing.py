"""Run ``mmdc`` on a figure, with settings that make its output reproducible."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from coursedeck.base.files import scratch_folder, write_text
from coursedeck.base.programs import ProgramError, run
from coursedeck.figures.mmdc.answer import checked
from coursedeck.figures.mmdc.failure import MmdcError

LIMIT = 60.0
"""Seconds that a figure may take; its browser alone needs a few to start."""
MAX_BYTES = 8 * 2**20


_COLORS = {
    "primaryColor": "#e5f5fd", "primaryBorderColor": "#7b8894", "primaryTextColor": "#1b2430",
    "secondaryColor": "#ebf3e7", "tertiaryColor": "#f1f4f8", "lineColor": "#5b6875", "textColor": "#1b2430",
}  # fmt: skip
"""The colours of the figures that are drawn here."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")


def program() -> str | None:
    """Path of ``mmdc``; None if it is not installed."""
    return shutil.which("mmdc")


def draw(code: str, families: tuple[str, ...], language: str = "", limit: float = LIMIT) -> bytes:
    """`code` as an SVG whose width and height are numbers and whose styles are attributes, in `families`.

    These are for Latin, East Asian and other letters.

    Raises MmdcError where the program is not there, fails, takes longer than `limit` seconds, or draws something
    that office programs could not show.
    """
    found = program()
    if found is None:
        raise MmdcError("mmdc is not installed")
    with scratch_folder() as folder:
        source, drawn = folder / "figure.mmd", folder / "figure.svg"
        write_text(source, code)
        write_text(folder / "mermaid.json", json.dumps(_settings(families)))
        write_text(folder / "browser.json", json.dumps(_browser()))
        command = [
            found, "--quiet", "--input", str(source), "--output", str(drawn), "--backgroundColor", "transparent",
            "--configFile", str(folder / "mermaid.json"), "--puppeteerConfigFile", str(folder / "browser.json"),
        ]  # fmt: skip
        _run(command, folder, limit)
        try:
            size = drawn.stat().st_size
            return checked(drawn.read_bytes() if size <= MAX_BYTES else b"", families, language)
        except OSError as problem:
            raise MmdcError("mmdc ended without drawing anything") from problem


def _settings(families: tuple[str, ...]) -> dict[str, object]:
    """Mermaid's configuration: labels as SVG text instead of HTML, and reproducible ids."""
    names = ", ".join(f'"{name}"' for name in families)
    plain = {"htmlLabels": False}
    ids = {"deterministicIds": True, "deterministicIDSeed": "figure"}
    return {
        "theme": "base",
        "themeVariables": _COLORS,
        "fontFamily": f"{names}, sans-serif",
        **ids,
        **plain,
        "flowchart": plain,
    }


def _browser() -> dict[str, object]:
    """The browser that puppeteer drives: its own or the environment's, else one that the system has."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    named = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    browser: dict[str, object] = {"args": _browser_options()}
    return browser | ({"executablePath": found} if found and not named else {})


def _browser_options() -> list[str]:
    """Chromium refuses to start as root, which is usual in containers, unless its sandbox is switched off."""
    superuser = sys.platform != "win32" and os.geteuid() == 0
    return ["--no-sandbox"] if superuser else []


def _run(command: list[str], folder: Path, limit: float) -> None:
    try:
        done = run(command, limit=limit, folder=folder)
    except ProgramError as problem:
        raise MmdcError(f"mmdc {problem}") from problem
    if done.code:
        raise MmdcError(f"mmdc failed: {_reason((done.output + done.errors).decode(errors='replace'), folder)}")


def _reason(said: str, folder: Path) -> str:
    """The first line of its output, without the path of the temporary folder."""
    lines = [line.strip() for line in said.replace(f"{folder}{os.sep}", "").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it did not say why"
