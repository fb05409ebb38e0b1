from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.report import Report
from coursedeck.app.request import Request
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[3]

FIRST = """# 첫째

## 그림 (3분)

![층](../diagrams/layers.py "층")

```mermaid
flowchart LR
  A[하나] --> B[둘]
```

## 글 (2분)

- 하나
- 둘
"""
SECOND = "# 둘째\n\n## 사진 (2분)\n\n![사진](dot.png)\n\n- 셋\n"
LAYERS = """from _names import TOP
from diagrams import Diagram, Node

with Diagram("층", show=False):
    Node(TOP) >> Node("아래")
"""
ALONE = """from diagrams import Diagram, Node

with Diagram("홀로", show=False):
    Node("하나") >> Node("둘")
"""
SETTINGS = 'title = "작은 과정"\nsource-locale = "ko"\nlocales = ["ko", "en"]\n'
CATALOG = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "title"
msgid "{source}"
msgstr "{target}"
"""


def dot(red: int) -> bytes:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(bytes([0, red, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Two sessions in two languages, two definitions, a fence and a picture."""
    root = tmp_path / "course"
    write(root / "course.toml", SETTINGS)
    write(root / "content" / "first.md", FIRST)
    write(root / "content" / "second.md", SECOND)
    (root / "content" / "dot.png").write_bytes(dot(200))
    write(root / "content/locale/en/first.po", CATALOG.format(source="첫째", target="First"))
    write(root / "content/locale/en/course.po", CATALOG.format(source="작은 과정", target="A small course"))
    write(root / "diagrams" / "_names.py", 'TOP = "위"\n')
    write(root / "diagrams" / "layers.py", LAYERS)
    write(root / "diagrams" / "alone.py", ALONE)
    time.sleep(0.03)  # of what is read in the same step of a file system's clock, nothing is kept
    return root


Build = Callable[..., Report]


@pytest.fixture
def run(course: Path) -> Build:
    """Build the course in this process."""

    def call(*sessions: str, jobs: int = 1, force: bool = False, output: Path | None = None) -> Report:
        request = Request(course, output or course / "output", sessions, jobs=jobs, force=force)
        return build(request, lambda _: None)

    return call


def files_of(output: Path) -> dict[str, bytes]:
    """Every file of the output, by path; what is kept for later builds is no output."""
    found = (file for file in output.rglob("*") if file.is_file())
    named = {file.relative_to(output).as_posix(): file for file in found}
    return {path: file.read_bytes() for path, file in sorted(named.items()) if not path.startswith(".cache/")}


def command(course: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Start the command as a person would, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *words, "--course", str(course)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err
