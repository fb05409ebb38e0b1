"""Mermaid's own program, ``mmdc``, where it is installed: the text of a figure comes in, a checked SVG goes out."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from lxml import etree

from coursedeck.files import scratch_folder, write_text

LIMIT = 60.0
"""Seconds that a figure may take; its browser alone needs a few to start."""
MAX_BYTES = 8 * 2**20
_HTML = "{http://www.w3.org/2000/svg}foreignObject"
_SWITCH = "{http://www.w3.org/2000/svg}switch"
_NUMBERS = re.compile(r"[\s,]+")


class MmdcError(Exception):
    """Why there is no figure; the message says what happened."""


def program() -> str | None:
    """Path of ``mmdc``, or None where it is not installed."""
    return shutil.which("mmdc")


def draw(code: str, families: tuple[str, ...], limit: float = LIMIT) -> bytes:
    """`code` as an SVG whose width and height are numbers, in the first of `families` that the viewer has.

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
        write_text(folder / "browser.json", json.dumps({"args": _browser_options()}))
        command = [
            found, "--quiet", "--input", str(source), "--output", str(drawn), "--backgroundColor", "transparent",
            "--configFile", str(folder / "mermaid.json"), "--puppeteerConfigFile", str(folder / "browser.json"),
        ]  # fmt: skip
        _run(command, folder, limit)
        try:
            size = drawn.stat().st_size
            return checked(drawn.read_bytes() if size <= MAX_BYTES else b"")
        except OSError as problem:
            raise MmdcError("mmdc ended without drawing anything") from problem


def _settings(families: tuple[str, ...]) -> dict[str, object]:
    """Of Mermaid: text as SVG text, and ids that are the same in every run."""
    names = ", ".join(f'"{name}"' for name in families)
    plain = {"htmlLabels": False}
    ids = {"deterministicIds": True, "deterministicIDSeed": "figure"}
    return {"theme": "neutral", "fontFamily": f"{names}, sans-serif", **ids, **plain, "flowchart": plain}


def _browser_options() -> list[str]:
    """Chromium refuses to start for the superuser, as in containers, unless it is told to go without its sandbox."""
    superuser = sys.platform != "win32" and os.geteuid() == 0
    return ["--no-sandbox"] if superuser else []


def _run(command: list[str], folder: Path, limit: float) -> None:
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    except OSError as problem:
        raise MmdcError(f"mmdc cannot be started: {problem.strerror}") from problem
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired as problem:
        raise MmdcError(f"mmdc did not end within {limit:g} s") from problem
    finally:
        _end(process)
    if process.returncode:
        raise MmdcError(f"mmdc failed: {_reason(said.decode(errors='replace'), folder)}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and the browser that it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _reason(said: str, folder: Path) -> str:
    """The first line that it said, without the place where it worked."""
    lines = [line.strip() for line in said.replace(f"{folder}{os.sep}", "").splitlines() if line.strip()]
    return lines[0][:200] if lines else "it did not say why"


def checked(data: bytes) -> bytes:
    """An SVG with its size as numbers; raises MmdcError where office programs could not show it."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise MmdcError("mmdc drew no readable SVG") from problem
    if etree.QName(root).localname != "svg":
        raise MmdcError("mmdc drew no readable SVG")
    if any(not _has_fallback(node) for node in root.iter(_HTML)):
        raise MmdcError("mmdc drew labels as HTML, which office programs do not show")
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if "style" in root.attrib:
        del root.attrib["style"]
    return etree.tostring(root)


def _has_fallback(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == _SWITCH and len(parent) > 1


def _size(root: etree._Element) -> tuple[float, float]:
    try:
        _, _, width, height = (float(part) for part in _NUMBERS.split(root.get("viewBox", "").strip()))
    except ValueError as problem:
        raise MmdcError("mmdc drew an SVG without a size") from problem
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise MmdcError("mmdc drew an empty SVG")
    return width, height
