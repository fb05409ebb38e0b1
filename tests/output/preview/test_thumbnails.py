"""Slides as small pictures in run sheets and handouts."""

from __future__ import annotations

import base64
import io
import random
from pathlib import Path

from PIL import Image

from coursedeck.app.stages.thumbnails import MOST, slides_of_parts, thumbnails
from coursedeck.app.works.handout import WriteHandout
from coursedeck.app.works.run_sheet import WriteRunSheet
from tests.output.preview.preview_pictures import ROOT, parsed, pictures, pictures_of

PREFIX = "data:image/svg+xml;base64,"
ICONS = """from diagrams import Diagram
from diagrams.aws.compute import EC2
from diagrams.aws.database import RDS

with Diagram("Icons", show=False):
    EC2("web") >> RDS("data")
"""


def noise(path: Path, width: int = 900) -> None:
    """A picture of noise, which does not compress."""
    steady = random.Random(7)
    Image.frombytes("RGB", (width, width // 2), steady.randbytes(width * (width // 2) * 3)).save(path, "PNG")


def test_every_slide_of_the_bundled_session_is_light() -> None:
    made = pictures_of(ROOT, "ko")
    small = thumbnails(made.placed, made.template, made.files)
    assert list(small) == [slide.id for slide in made.deck.slides]
    assert sum(map(len, small.values())) < MOST / 3
    for uri in small.values():
        assert uri.startswith(PREFIX)
        assert parsed(base64.b64decode(uri.removeprefix(PREFIX)).decode()).tag.endswith("svg")


def test_photographs_and_icons_are_made_small(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "icons.py").write_text(ICONS)
    noise(tmp_path / "content" / "photo.png")
    text = "# T\n\n## S\n\n### A\n\n![Photo](photo.png)\n\n### B\n\n![Icons](../diagrams/icons.py)\n"
    made = pictures(tmp_path, text)
    small = thumbnails(made.placed, made.template, made.files)
    assert sum(map(len, made.svgs[-2:])) > 1_000_000
    assert sum(map(len, small.values())) < 150_000
    photo = base64.b64decode(small[made.deck.slides[-2].id].removeprefix(PREFIX)).decode()
    inside = base64.b64decode(photo.partition("data:image/png;base64,")[2].partition('"')[0])
    assert Image.open(io.BytesIO(inside)).width == 320


def test_a_deck_full_of_photographs_keeps_its_pages_light(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    parts = []
    for number in range(40):
        noise(tmp_path / "content" / f"{number}.png", 340 + number)
        parts.append(f"### Part {number}\n\n![Photo {number}]({number}.png)\n")
    made = pictures(tmp_path, "# T\n\n## S\n\n" + "\n".join(parts))
    small = thumbnails(made.placed, made.template, made.files)
    assert sum(map(len, small.values())) <= MOST
    assert 5 < len(small) < len(made.svgs)


def test_pages_show_them_beside_what_they_show(tmp_path: Path) -> None:
    made = pictures(tmp_path, "# T\n\n## S (5 min)\n\n### A\n\n- one\n\n### B\n\n- two\n")
    small = thumbnails(made.placed, made.template, made.files)
    beside = slides_of_parts(made.deck, small, solutions=False)
    assert all(small[slide.id] in beside[slide.part] for slide in made.deck.slides[-2:] if slide.part)
    assert made.written(WriteRunSheet).decode().count(PREFIX) == len(made.svgs)
    assert made.written(WriteHandout).decode().count(PREFIX) == 2


SOLVED = """# T

## S (9 min)

### Find it

::: exercise Which screw
Turn one of the three.

::: solution
The left one, by half a turn.

```python
turn("left")
```

| screw | turn |
| --- | --- |
| left | half |
:::
:::

### Again

> Which one was it?

::: solution
It was the left one.
:::
"""


def test_pictures_of_solutions_are_not_handed_out(tmp_path: Path) -> None:
    made = pictures(tmp_path, SOLVED)
    small = thumbnails(made.placed, made.template, made.files)

    def shown(*, solutions: bool) -> str:
        found = slides_of_parts(made.deck, small, solutions=solutions).values()
        return "".join(base64.b64decode(uri.partition(",")[2]).decode() for ones in found for uri in ones)

    telling = ("left one", "turn(", "half")
    assert not any(word in shown(solutions=False) for word in telling)
    assert "Turn one of the three" in shown(solutions=False)
    assert all(word in shown(solutions=True) for word in ("left one", "half"))
