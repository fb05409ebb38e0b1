"""The sources of the gallery build without a word of complaint, and the page shows every figure of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

import coursedeck

ROOT = Path(__file__).parents[2]
COURSE = ROOT / "docs" / "gallery"
PAGE = ROOT / "docs" / "gallery.md"
TITLES = re.findall(r"^### (.+)$", (COURSE / "content" / "kinds.md").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("gallery")
    report = coursedeck.build(COURSE, output=output)
    assert [str(problem) for problem in report.problems if "runs otherwise than written" not in str(problem)] == []
    return output / "en" / "kinds.pptx"


def test_every_figure_is_native(deck: Path) -> None:
    slides = {
        slide.shapes.title.text_frame.text: slide for slide in Presentation(str(deck)).slides if slide.shapes.title
    }
    assert len(TITLES) >= 20
    for title in TITLES:
        kinds = {shape.shape_type for shape in slides[title].shapes}
        assert kinds & {MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.CHART}, title
        assert MSO_SHAPE_TYPE.PICTURE not in kinds, title


def test_the_page_shows_each_on_light_and_on_dark() -> None:
    page = PAGE.read_text("utf-8")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == TITLES
    for ground in ("light", "dark"):
        shown = re.findall(rf"\((pictures/gallery/[\w-]+\.{ground}\.png)\)", page)
        assert len(set(shown)) == len(TITLES)
        assert all((PAGE.parent / picture).is_file() for picture in shown)
