"""Pages printed by Chromium, and PDFs that are the same whenever they are made."""

from pathlib import Path

import pypdfium2
import pytest

from coursedeck.app.cli import main
from coursedeck.review.render.paper import pages_to_pdf, without_dates

PAGE = (
    "<!DOCTYPE html><meta charset=utf-8><style>@page { size: A5 landscape }</style>"
    "<p>돛과 바람<p style='break-before: page'>two"
)


def words(pdf: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.browser
def test_a_page_is_printed_as_it_says() -> None:
    made = pages_to_pdf({"a": PAGE.encode()})
    assert words(made["a"]) == ["돛과바람", "two"]
    width, height = pypdfium2.PdfDocument(made["a"])[0].get_size()
    assert (round(width), round(height)) == (595, 420)
    still = without_dates(made["a"])
    assert len(still) == len(made["a"])
    assert words(still) == ["돛과바람", "two"]


def test_dates_and_identifiers_are_the_same_for_all() -> None:
    one = b"/CreationDate (D:20260302101500+09'00')\n/ID [ <A1B2> <C3D4> ]\n/DocChecksum /0F0F\n(D:20260302101500)"
    other = b"/CreationDate (D:20270405060708+09'00')\n/ID [ <0000> <FFFF> ]\n/DocChecksum /ABCD\n(D:20260302101500)"
    assert without_dates(one) == without_dates(other)
    assert b"(D:20260302101500)" in without_dates(one)


@pytest.mark.long
@pytest.mark.browser
def test_a_build_prints_decks_handouts_and_scripts_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "course.toml").write_text('source-locale = "en"\nlocales = ["en"]\n', encoding="utf-8")
    boats = "# Boats\n\n## Hull (5 min)\n\n### Why it floats\n\n- Water pushes back\n\n::: notes\nAsk first.\n:::\n"
    (tmp_path / "content/boats.md").write_text(boats, encoding="utf-8")
    build = ["build", "--pdf", "--course", str(tmp_path), "--jobs", "1"]
    assert main(build) == 0
    made = {name: tmp_path / "output/en" / name for name in ("boats.pdf", "boats.handout.pdf", "boats.script.pdf")}
    said = {name: "".join(words(file.read_bytes())) for name, file in made.items()}
    assert all("Waterpushesback" in text for name, text in said.items() if "script" not in name)
    assert "Askfirst." in said["boats.script.pdf"] and "Askfirst." not in said["boats.handout.pdf"]
    capsys.readouterr()
    assert main(build) == 0
    assert "0 files written" in capsys.readouterr().out
    index = (tmp_path / "output/en/index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in made)
