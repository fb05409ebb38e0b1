"""A small course on the disk, and faults put into a deck that was built from it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

SESSION = """---
week: 1
---

# Session 1: Containers

## Basics (10 min)

### What a container is

- One kernel for all
- A process with walls

::: notes
Tell the story of the ship.
:::

### Why it starts fast

Nothing boots: the kernel runs already.

- No firmware
- No guest system

### A picture of it

![A grey square on white](pictures/square.png)

## Practice (10 min)

### A figure

![Two boxes](../diagrams/pair.py)

### Numbers compared

| Kind | Seconds |
| --- | ---: |
| Machine | 40 |
| Container | 1 |

### In numbers

```chart
type: bar
title: Seconds to start
categories: [first, again]
series:
  container: [1, 2]
```

### Read on

See the [documentation](https://example.org/docs) for more.
"""

FIGURE = """
from diagrams import Diagram, Edge, Node

with Diagram("pair", filename="pair", direction="LR", show=False):
    Node("left box") >> Edge() >> Node("right box")
"""


def square(grey: int) -> bytes:
    picture = Image.new("RGB", (1200, 800), "white")
    picture.paste((grey, grey, grey), (400, 200, 800, 600))
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    return packed.getvalue()


def small_course(root: Path) -> Path:
    files: dict[str, str | bytes] = {
        "course.toml": 'title = "Small"\nsource-locale = "en"\nlocales = ["en"]\n',
        "content/one.md": SESSION,
        "content/pictures/square.png": square(120),
        "diagrams/pair.py": FIGURE,
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def slide_part(data: bytes, words: str) -> str:
    """The slide that says `words`."""
    return next(name for name, part in parts_of(data).items()
                if re.fullmatch(r"ppt/slides/slide\d+\.xml", name) and words in part.decode())  # fmt: skip


def edited(data: bytes, part: str, edit: Callable[[str], str]) -> bytes:
    parts = parts_of(data)
    before = parts[part].decode()
    after = edit(before)
    assert after != before, part
    return packed({**parts, part: after.encode()})
