"""Decks that other programs have saved: what they rename, round and leave out is no edit."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.model.edits import Reworded, SlideAdded
from tests.edits import edited_decks as deck
from tests.edits.conftest import Bakery, origin_in
from tests.edits.edited_decks import SESSION, edited
from tests.patience import PATIENCE


def without_names(data: bytes) -> bytes:
    """The deck with names and numbers of shapes and slides as LibreOffice gives them."""
    presentation = Presentation(io.BytesIO(data))
    for slide in presentation.slides:
        slide._element[0].attrib.pop("name", None)
        for number, shape in enumerate(deck.shapes_of(slide.shapes), 100):
            if shape.is_placeholder:
                shape.name = f"PlaceHolder {number}"
            shape._element.xpath(".//p:cNvPr")[0].set("id", str(number))
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def test_slides_and_shapes_are_known_by_what_they_say(bakery: Bakery) -> None:
    assert bakery.edits(without_names(bakery.deck)) == ()
    done = bakery.pulled(without_names(edited(bakery.deck, deck.say("poor soil", "good soil"), deck.number(1, 33))))
    assert done.text == SESSION.replace("poor soil", "good soil").replace("12, 30", "12, 33")
    assert done.left == ()


def test_a_copy_of_a_slide_is_a_new_one(bakery: Bakery) -> None:
    """PowerPoint copies the slide's name too."""
    data = edited(bakery.deck, deck.add_slide("Goodbye", "Goodbye", "Clean the table", "Close the door"))
    presentation = Presentation(io.BytesIO(data))
    presentation.slides[-1]._element[0].set("name", "goodbye")
    saved = io.BytesIO()
    presentation.save(saved)
    (edit,) = bakery.edits(saved.getvalue())
    assert isinstance(edit, SlideAdded)


@pytest.mark.office
def test_a_deck_that_libreoffice_saved_untouched_has_no_edits(bakery: Bakery, tmp_path: Path) -> None:
    saved = through_libreoffice(bakery.deck, tmp_path)
    assert origin_in(saved) == bakery.origin
    assert bakery.edits(saved) == ()


@pytest.mark.office
def test_edits_are_found_in_a_deck_that_libreoffice_saved(bakery: Bakery, tmp_path: Path) -> None:
    changes = (deck.say("poor soil", "good soil"), deck.bold("winter"), deck.add_item("Then vanilla", "Then eggs"))
    saved = through_libreoffice(edited(bakery.deck, *changes, deck.note("hello to", "good day to")), tmp_path)
    expected = SESSION.replace("poor soil", "good soil").replace("also in winter", "also in **winter**")
    expected = expected.replace("- Then vanilla\n", "- Then vanilla\n- Then eggs\n").replace("hello to", "good day to")
    done = bakery.pulled(saved)
    assert done.text == expected
    assert sum(isinstance(edit, Reworded) for edit in done.placed) == 3
    assert done.left == ()


def through_libreoffice(data: bytes, folder: Path) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("no LibreOffice: run make setup-test")
    (folder / "in.pptx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--convert-to", "pptx", "--outdir", str(folder / "out"), "in.pptx"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=PATIENCE)
    assert re.search(rb"PK", (folder / "out/in.pptx").read_bytes())
    return (folder / "out/in.pptx").read_bytes()
