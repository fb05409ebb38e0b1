"""A deck shows the pictures of its language where there are some."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from coursedeck.app.cli import main

SOURCE, BESIDE, FOLDER = (200, 0, 0), (0, 160, 0), (0, 0, 200)
SESSION = """# Screens

## One (5 min)

### The menu

![The menu, opened](menu.png)

### The list

![The list](shots/list.PNG)

### The door

![The door](door.png)

### The lamp

![The lamp](lamp.png)
"""


def picture(file: Path, colour: tuple[int, int, int]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (80, 60), colour).save(file, "PNG")


def colours(course: Path, locale: str) -> dict[str, tuple[int, ...]]:
    """The colour of each picture of a deck, by its alternative text."""
    found: dict[str, tuple[int, ...]] = {}
    for slide in Presentation(str(course / f"output/{locale}/a.pptx")).slides:
        for shape in slide.shapes:
            if hasattr(shape, "image"):
                with Image.open(io.BytesIO(shape.image.blob)) as image:
                    middle = image.convert("RGB").getpixel((40, 30))
                assert isinstance(middle, tuple)
                (described,) = shape._element.xpath("./p:nvPicPr/p:cNvPr/@descr")
                found[described] = middle
    return found


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "course.toml").write_text('source-locale = "en"\nlocales = ["en", "de-AT"]\n', encoding="utf-8")
    content = tmp_path / "content"
    for name in ("menu.png", "shots/list.PNG", "door.png", "lamp.png"):
        picture(content / name, SOURCE)
    (content / "a.md").write_text(SESSION, encoding="utf-8")
    picture(content / "menu.de.png", BESIDE)
    picture(content / "locale/de-AT/shots/list.PNG", FOLDER)
    (content / "door.de.png").write_bytes(b"no picture")
    return tmp_path


def build(course: Path) -> int:
    return main(["build", "--course", str(course), "--output", str(course / "output"), "--quiet"])


def test_a_picture_of_the_language_takes_the_place_of_the_sources(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(course) == 0
    assert set(colours(course, "en").values()) == {SOURCE}
    assert colours(course, "de-AT") == {
        "The menu, opened": BESIDE,
        "The list": FOLDER,
        "The door": SOURCE,
        "The lamp": SOURCE,
    }
    assert "content/door.de.png:1: warning: this picture cannot be shown" in capsys.readouterr().err
    picture(course / "content/lamp.de.png", BESIDE)  # one that comes later is noticed
    assert build(course) == 0
    assert colours(course, "de-AT")["The lamp"] == BESIDE


def test_a_picture_that_leads_out_of_the_course_is_not_shown(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    picture(outside, FOLDER)
    (course / "content/lamp.de.png").symlink_to(outside)
    assert build(course) == 0
    assert colours(course, "de-AT")["The lamp"] == SOURCE
