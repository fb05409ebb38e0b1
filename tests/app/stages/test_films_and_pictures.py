"""Pictures of every kind, films and recordings of a course in its decks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from PIL import Image
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.shapes.placeholder import PlaceholderPicture

from tests.app.conftest import Run

FILM, SOUND = b"no real film" * 40, b"no real sound" * 40


def built(run: Run, course: Path, text: str) -> tuple[Any, list[str]]:
    (course / "content" / "good.md").write_text(text, encoding="utf-8")
    done = run("build")
    deck = done.output / "en" / "good.pptx"
    assert [str(issue) for issue in validate_pptx(str(deck)).errors] == []
    return Presentation(str(deck)), done.err.splitlines()


def pictures(deck: Any) -> Iterator[Any]:
    """Pictures and films, in placeholders or not (shape types 13, 16 and 14)."""
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    yield from (shape for shape in shapes if shape.shape_type in {13, 16} or isinstance(shape, PlaceholderPicture))


def related(deck: Any, kind: str) -> list[bytes]:
    rels = (rel for slide in deck.slides for rel in slide.part.rels.values())
    return [rel.target_part.blob for rel in rels if rel.reltype == kind]


def test_pictures_are_shown_in_formats_that_every_program_has(run: Run, course: Path) -> None:
    photograph = Image.effect_noise((300, 200), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    photograph.save(course / "content" / "turned.jpg", exif=exif)
    photograph.save(course / "content" / "shot.webp")
    photograph.convert("CMYK").save(course / "content" / "print.tiff")
    (course / "content" / "drawing.png").write_bytes((course / "content" / "shot.webp").read_bytes())
    names = ("turned.jpg", "shot.webp", "print.tiff", "drawing.png")
    shown = "\n".join(f"## {name}\n\n![a photograph]({name})\n" for name in names)
    deck, problems = built(run, course, f"# Pictures\n\n{shown}")
    assert problems == []
    found = list(pictures(deck))
    assert [shape.image.content_type for shape in found] == ["image/jpeg", "image/jpeg", "image/png", "image/jpeg"]
    assert [round(shape.width / shape.height, 2) for shape in found] == [0.67, 1.5, 1.5, 1.5]


@pytest.mark.parametrize(
    "written",
    [
        "![The pump at work](pump.mp4)",
        '<video src="pump.mp4" title="The pump at work"></video>',
        '<video controls title="The pump at work">\n<source src="pump.mp4" type="video/mp4">\nNo films here.\n</video>',
    ],
)
def test_a_film_plays_behind_its_poster(run: Run, course: Path, written: str) -> None:
    (course / "content" / "pump.mp4").write_bytes(FILM)
    deck, problems = built(run, course, f"# Films\n\n## A film\n\n{written}\n")
    assert problems == []
    (poster,) = pictures(deck)
    assert poster._element.nvPicPr.cNvPr.get("descr") == "The pump at work"
    assert related(deck, RT.VIDEO) == related(deck, RT.MEDIA) == [FILM]
    (slide,) = (slide for slide in deck.slides if poster._element in list(slide.shapes._spTree))
    (target,) = slide._element.xpath("./p:timing//p:video//p:spTgt")
    assert target.get("spid") == str(poster.shape_id)
    assert "No films here" not in " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_a_picture_of_the_same_name_is_the_poster(run: Run, course: Path) -> None:
    (course / "content" / "pump.mp4").write_bytes(FILM)
    Image.new("RGB", (160, 90), "navy").save(course / "content" / "pump.png")
    deck, problems = built(run, course, "# Films\n\n## A film\n\n![The pump](pump.mp4)\n")
    assert problems == []
    (blob,) = related(deck, RT.IMAGE)
    with Image.open(io.BytesIO(blob)) as shown:
        assert shown.convert("RGB").getpixel((5, 5)) == (0, 0, 128)


def test_a_recording_plays_too(run: Run, course: Path) -> None:
    (course / "content" / "hum.mp3").write_bytes(SOUND)
    deck, problems = built(run, course, '# Sound\n\n## Hum\n\n<audio controls src="hum.mp3"></audio>\n')
    assert problems == []
    assert related(deck, RT.AUDIO) == related(deck, RT.MEDIA) == [SOUND]
    assert len(list(deck.slides)[-1]._element.xpath("./p:timing//p:audio")) == 1


@pytest.mark.parametrize(
    "written",
    [
        '<iframe width="560" src="https://www.example.org/embed/abc" title="A lecture"></iframe>',
        '<video src="https://www.example.org/embed/abc" title="A lecture"></video>',
        '<p>See</p>\n<iframe src="https://www.example.org/embed/abc" title="A lecture" allowfullscreen>\n</iframe>',
    ],
)
def test_a_film_on_the_web_is_a_link_that_says_what_it_is(run: Run, course: Path, written: str) -> None:
    deck, problems = built(run, course, f"# Films\n\n## From the web\n\n{written}\n")
    assert problems == []
    runs = [run for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    links = {run.hyperlink.address: run.text for run in runs if run.hyperlink.address}
    assert links == {"https://www.example.org/embed/abc": "▶ A lecture"}


def test_a_film_that_is_not_there_is_said_and_its_place_is_kept(run: Run, course: Path) -> None:
    _, problems = built(run, course, "# Films\n\n## A film\n\n![The pump](pump.mp4)\n")
    (problem,) = problems
    assert problem.startswith("content/good.md:5: warning: the film content/pump.mp4 is not there")
