"""A content file's bytes as text with normalised line ends."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from coursedeck.base.files import FileRefusedError, FileTooLargeError, read_file
from coursedeck.session.load.findings import Findings

_UNWRITABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Control characters, which XML 1.0 §2.2 cannot hold and no screen shows."""

MOST_BYTES = 2**20
"""Ten times as long as any real session; longer files would take minutes to typeset."""


_FEWEST_BETWEEN = 100
"""Sound letters to each that cannot be read, from which on a text is a text with a flaw."""
_NO_LETTER = re.compile("[\0\udc80-\udcff]")
"""NUL, and bytes that are not UTF-8 as Python keeps them (PEP 383)."""
_SHOWN = "\ufffd"
"""Stands for what could not be decoded (Unicode, "Specials")."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, findings: Findings) -> str:
    """UTF-8 text with ``\\n`` line ends, without byte order mark; raises `CourseError` where it cannot be read.

    A few letters that are not UTF-8 are shown as �, with an error for each line.
    """
    text = _decoded(_bytes(path, findings, MOST_BYTES), findings).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    wrong = [number for number, line in enumerate(lines, start=1) if _fault(line)]
    flawed = len(_NO_LETTER.findall(text)) <= len(text) / _FEWEST_BETWEEN
    for number in wrong if flawed else wrong[:1]:
        shown = "; until then � stands there" if flawed else ""
        findings.error(number, "encoding", f"{_fault(lines[number - 1])}{shown}")
    if not flawed:
        findings.stop_on_errors()
    return _without_control_characters(_NO_LETTER.sub(_SHOWN, text), findings)


def read_sound_lines(path: Path, findings: Findings, most: int, within: Path | None = None) -> str:
    """As `read_text`, but each line that is not UTF-8 is empty, however many there are; of `most` bytes at the most.

    A file to which a link leads out of `within` is refused.
    """
    text = _decoded(_bytes(path, findings, most, within), findings).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if fault := _fault(line):
            findings.error(number, "encoding", f"{fault}; until then the line is left out")
            lines[number - 1] = ""
    return _without_control_characters("\n".join(lines), findings)


def _fault(line: str) -> str:
    """Why a line is no text and what to do about it, or nothing."""
    found = _NO_LETTER.search(line)
    if found is None:
        return ""
    if found[0] == "\0":
        return "a NUL byte: save the file as plain text"
    return f"not UTF-8 (byte 0x{ord(found[0]) - 0xDC00:02x}): save the file in the encoding UTF-8"


def _bytes(path: Path, findings: Findings, most: int, within: Path | None = None) -> bytes:
    try:
        return read_file(path, most, within)
    except FileNotFoundError:
        findings.error(1, "file", "cannot be read: there is no such file")
    except FileTooLargeError as refusal:
        splits = path.suffix == ".md" and f"holds more than {most // 2**20} MB of text: split it into several"
        findings.error(1, "file", splits or str(refusal))
    except FileRefusedError as refusal:
        findings.error(1, "file", str(refusal))
    findings.stop_on_errors()
    return b""


def _decoded(data: bytes, findings: Findings) -> str:
    """The text; bytes that are not UTF-8 are lone surrogates."""
    if data.startswith(_UTF_16):
        findings.warn(1, "encoding", "saved as UTF-16: save the file in the encoding UTF-8")
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "surrogateescape")


def _without_control_characters(text: str, findings: Findings) -> str:
    if not _UNWRITABLE.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if match := _UNWRITABLE.search(line):
            findings.warn(number, "encoding", f"control character U+{ord(match[0]):04X} is left out: delete it")
    return _UNWRITABLE.sub("", text)
