"""A content file's bytes as text with normalised line ends."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from coursedeck.session.load.findings import Findings

_UNWRITABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Control characters, which XML 1.0 §2.2 cannot hold and no screen shows."""

_MOST_BYTES = 2**20
"""Ten times as long as any real session; longer files would take minutes to typeset."""


def read_text(path: Path, findings: Findings) -> str:
    """UTF-8 text with ``\\n`` line ends, without byte order mark; raises `CourseError` where it cannot be read."""
    data = _bytes(path, findings)
    text = _decoded(data, findings).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        findings.error(text.count("\n", 0, text.index("\0")) + 1, "encoding", "a NUL byte: save the file as plain text")
    findings.stop_on_errors()
    return _without_control_characters(text, findings)


def _bytes(path: Path, findings: Findings) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
            findings.error(1, "file", "is no file: move it away, and put a text file in its place")
        elif status.st_size > _MOST_BYTES:
            findings.error(1, "file", f"holds more than {_MOST_BYTES // 2**20} MB of text: split it into several")
        else:
            return path.read_bytes()
    except OSError as problem:
        findings.error(1, "file", f"cannot be read: {problem.strerror or 'no such file'}")
    findings.stop_on_errors()
    return b""


def _decoded(data: bytes, findings: Findings) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        byte = f"byte 0x{data[problem.start]:02x}"
        findings.error(before.count(b"\n") + 1, "encoding", f"not UTF-8 ({byte}): save the file in the encoding UTF-8")
    return ""


def _without_control_characters(text: str, findings: Findings) -> str:
    if not _UNWRITABLE.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if match := _UNWRITABLE.search(line):
            findings.warn(number, "encoding", f"control character U+{ord(match[0]):04X} is left out: delete it")
    return _UNWRITABLE.sub("", text)
