"""What is checked and shortened, as a user types it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from tests.app.commands.test_whole_road import SESSION, texts
from tests.app.conftest import ROOT, Run, entry


def test_check_counts_coverage_and_fails_below_the_minimum(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["translate", "--course", str(translated), "--quiet"])
    entry(translated / "content/locale/en/good.po", "둘", "Two")
    capsys.readouterr()
    assert main(["check", "--course", str(translated), "--locale", "en", "--json", "--quiet"]) == 0
    counted = {each["session"]: each for each in json.loads(capsys.readouterr().out)}
    assert counted["good"]["translated"]["messages"] == 1
    assert main(["check", "--course", str(translated), "--locale", "en", "--min", "95", "--quiet"]) == 1


def test_a_shorter_slot_hides_what_is_optional(translated: Path, run: Run) -> None:
    outcome = run("--slot", "3", "--locale", "ko")
    assert outcome.code == 0
    slides = Presentation(str(outcome.output / "ko/good.pptx")).slides
    hidden = [slide.shapes.title.text_frame.text for slide in slides if slide._element.get("show") == "0"]
    assert len(hidden) == 1
    assert hidden[0].startswith("둘째")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("english")
    assert main(["--course", str(ROOT), "--locale", "en", "--strict", "--output", str(folder), "--quiet"]) == 0
    return folder


def test_the_english_deck_has_the_same_slides_and_no_korean(bundled: Path, english: Path) -> None:
    source = Presentation(str(bundled / f"{SESSION}.pptx"))
    target = Presentation(str(english / f"{SESSION.replace('ko/', 'en/')}.pptx"))
    assert names(target) == names(source)
    shown = [text for slide in target.slides for text in texts(slide.shapes)]
    spoken = [slide.notes_slide.notes_text_frame.text for slide in target.slides]
    assert not [text for text in (*shown, *spoken) if re.search("[가-힣]", text)]
    assert "72 min" in spoken[0]


def names(deck: Any) -> list[str]:
    return [slide._element.cSld.get("name") for slide in deck.slides]
