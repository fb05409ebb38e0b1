"""``themes``: a sheet of pictures and decks, for all themes or those that are named."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main


def test_the_sheet_shows_every_ground_and_leads_to_its_deck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "course.toml").write_text('source-locale = "ko"\n')
    assert main(["themes", "academic", "terminal", "--course", str(tmp_path)]) == 0
    folder = tmp_path / "output" / "themes"
    assert "index.html" in capsys.readouterr().out
    page = html.unescape((folder / "index.html").read_text(encoding="utf-8"))
    decks = re.findall(r'href="([^"]+\.pptx)"', page)
    assert decks == [
        "academic-light.pptx", "academic-dark.pptx", "academic-light-4x3.pptx",
        "terminal-dark.pptx", "terminal-light.pptx", "terminal-dark-4x3.pptx",
    ]  # fmt: skip
    pictures = page.count("data:image/svg+xml")
    assert 'variant = "dark"' in page and 'ratio = "4:3"' in page
    slides = 0
    for name in decks:
        deck = Presentation(str(folder / name))
        slides += len(deck.slides)
        assert (deck.slide_width, deck.slide_height) == ((9144000 if "4x3" in name else 12192000), 6858000)
        assert any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
        assert any("계층" in (slide.shapes.title.text if slide.shapes.title else "") for slide in deck.slides)
    assert pictures == slides


def test_samples_are_in_english_elsewhere_and_named_otherwise(tmp_path: Path) -> None:
    assert (
        main(["themes", "workshop", "--locale", "fr", "--course", str(tmp_path), "--output", str(tmp_path / "o"), "-q"])
        == 0
    )
    deck = Presentation(str(tmp_path / "o" / "themes" / "workshop-light.pptx"))
    assert "Building container images" in {slide.shapes.title.text for slide in deck.slides if slide.shapes.title}


def test_an_unknown_theme_is_answered_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["themes", "blueprnt", "--course", str(tmp_path)]) == 1
    assert 'did you mean "blueprint"?' in "".join(capsys.readouterr())
    assert not (tmp_path / "output").exists()


def test_tables_and_charts_stand_in_the_content_placeholder(tmp_path: Path) -> None:
    assert main(["themes", "default", "--course", str(tmp_path), "-q"]) == 0
    deck = Presentation(str(tmp_path / "output" / "themes" / "default-light.pptx"))
    held = [
        (shape.has_chart, shape.has_table, shape.placeholder_format.idx)
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.has_chart or shape.has_table
    ]
    assert sorted(held) == [(False, True, 1), (True, False, 1)]
