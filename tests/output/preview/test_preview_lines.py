"""Where LibreOffice breaks lines and sets them: rules, and a deck that it has drawn."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from coursedeck.app.works.deck import WriteDeck
from coursedeck.base.text import Families, Ruler
from coursedeck.base.text.scripts import Script
from coursedeck.model.slide import TextParagraph, TextRun, TextShape
from coursedeck.output.preview.text_lines import SCRIPT_GAP, first_baseline, lines_of, segments
from tests.output.preview.office_likeness import pdf_lines
from tests.output.preview.preview_pictures import Pictures, own_texts, parsed, pictures, plain, squeezed
from tests.output.preview.test_preview_slides import KINDS
from tests.patience import PATIENCE

RULER = Ruler(Families())


def broken(text: str, width: float, size: float = 20.0) -> list[str]:
    return [line.plain for line in lines_of(TextParagraph((TextRun(text, "ko-KR"),), size), width, RULER)]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("가상 머신과 컨테이너", "가상 머신과", ["가상 머신과", "컨테이너"]),
        ("게스트 VM마다", "게스트 VM", ["게스트 VM", "마다"]),
        ("돈의 70-80%가", "돈의 70-", ["돈의 70-", "80%가"]),
        ("a well-known", "a well-", ["a well-", "known"]),
        ("끝났다. (다음)", "끝났다.", ["끝났다.", "(다음)"]),
    ],
)
def test_where_words_may_break(text: str, at: str, expected: list[str]) -> None:
    (line,) = lines_of(TextParagraph((TextRun(at, "ko-KR"),), 20), 1e6, RULER)
    assert broken(text, segments(line, 20, RULER)[1] + 1) == expected


def test_a_gap_parts_korean_from_other_letters() -> None:
    (line,) = lines_of(TextParagraph((TextRun("가A 나", "ko-KR"),), 20), 1e6, RULER)
    parts, width = segments(line, 20, RULER)
    assert [part.text for part in parts] == ["가", "A ", "나"]
    alone = [RULER.drawn_width(part.text, 20, part.script) for part in parts]
    assert width == pytest.approx(sum(alone) + 2 * SCRIPT_GAP * 20)


def test_links_have_no_gaps() -> None:
    (line,) = lines_of(TextParagraph((TextRun("가A", "ko-KR", link="https://example.org"),), 20), 1e6, RULER)
    assert segments(line, 20, RULER)[1] == pytest.approx(RULER.drawn_width("가A", 20, Script.EAST_ASIAN))
    both = TextRun("가", "ko-KR", link="https://example.org"), TextRun("A", "en", link="https://example.org")
    (line,) = lines_of(TextParagraph(both, 20), 1e6, RULER)
    alone = RULER.drawn_width("가", 20, Script.EAST_ASIAN) + RULER.drawn_width("A", 20, Script.LATIN)
    assert segments(line, 20, RULER)[1] == pytest.approx(alone)


def test_a_link_stands_on_one_line_where_one_holds_it() -> None:
    runs = (
        TextRun("Read ", "en"),
        TextRun("all of the manual", "en", link="https://example.org"),
        TextRun(" now", "en"),
    )
    whole = RULER.drawn_width("all of the manual", 20, Script.LATIN)
    lines = [[piece.text for piece in line.pieces] for line in lines_of(TextParagraph(runs, 20), whole + 1, RULER)]
    assert lines == [["Read"], ["all of the manual"], ["now"]]
    (cut, *_) = lines_of(TextParagraph(runs[1:2], 20), whole / 2, RULER)
    assert cut.forced and cut.plain.startswith("all of")


def test_a_link_of_several_runs_breaks_between_them() -> None:
    link = "https://example.org"
    runs = TextRun("Read ", "en"), TextRun("all of ", "en", link=link), TextRun("it", "en", mono=True, link=link)
    width = RULER.drawn_width("Read all of ", 20, Script.LATIN)
    lines = [line.plain for line in lines_of(TextParagraph(runs, 20), width + 1, RULER)]
    assert lines == ["Read all of ", "it"]


def test_close_lines_lose_height_above_their_baseline() -> None:
    assert first_baseline(30, 1.0) == 30
    assert first_baseline(30, 0.9) == pytest.approx(25.92)
    assert first_baseline(30, 1.5) == pytest.approx(48)


LONG = "A sentence that is too long for large letters says all that it has to say, " * 2


def test_blanks_of_code_are_kept_by_each_line(tmp_path: Path) -> None:
    """Chromium collapses them wherever the text itself does not ask for them."""
    made = pictures(tmp_path, "# T\n\n## Code\n\n```\nif  x:\n    go\nend\n```\n")
    texts = own_texts(made.titled("Code"))
    kept = {plain(text): text.get("{http://www.w3.org/XML/1998/namespace}space") for text in texts}
    assert {line: kept[line] for line in ("if  x:", "    go", "end")} == {
        "if  x:": "preserve", "    go": "preserve", "end": None,
    }  # fmt: skip


def test_markers_in_boxes_have_the_colour_that_the_deck_gives_them(tmp_path: Path) -> None:
    made = pictures(tmp_path, "# T\n\n## Tips\n\n::: tip\nTwo things:\n\n1. Weigh\n2. Wait\n:::\n")
    colors = {plain(text): text.get("fill") for text in own_texts(made.titled("Tips"))}
    assert colors["1."] == colors["2."] != colors["Weigh"]


def test_a_sentence_is_as_heavy_in_the_deck_as_in_its_preview(tmp_path: Path) -> None:
    """The placeholder for one sentence is bold, and long sentences are not."""
    parts = f"{LONG}and stops.", "It stops.", f"What does it say when {LONG}and stops?"
    made = pictures(
        tmp_path,
        "---\nprose: slide\n---\n# T\n\n"
        + "\n\n".join(f"## Part {n}\n\n{said}" for n, said in enumerate(parts))
        + "\n",
    )
    places = {"statement 1", "question 1"}
    shapes = [one for slide in made.deck.slides for one in slide.shapes if one.name in places]
    placed = [one.paragraphs[0].runs[0].bold for one in shapes if isinstance(one, TextShape)]
    deck = Presentation(io.BytesIO(made.written(WriteDeck)))
    written = [one for slide in deck.slides for one in slide.placeholders if one.name in places]
    assert [one.text_frame.paragraphs[0].runs[0].font.bold for one in written] == placed
    assert placed[:2] == [False, True]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pictures, pypdfium2.PdfDocument]:
    """A deck, and LibreOffice's picture of it."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-impress")
    folder = tmp_path_factory.mktemp("drawn")
    korean = (
        "\n### 한글\n\n- **나눈다**: 장비 한 대를 여러 개의 논리 자원으로 OS마다 따로, 그리고 더 길게 이어지는 "
        "문장을 위해 나눈다\n"
    )
    made = pictures(folder, KINDS + korean, 'title = "The course"\n', "ko")
    (folder / "deck.pptx").write_bytes(made.written(WriteDeck))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "deck.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return made, pypdfium2.PdfDocument(folder / "deck.pdf")


@pytest.mark.office
def test_lines_stand_where_libreoffice_sets_them(drawn: tuple[Pictures, pypdfium2.PdfDocument]) -> None:
    made, document = drawn
    compared = 0
    for svg, page in zip(made.svgs, document, strict=True):
        there = pdf_lines(page)
        for text in own_texts(parsed(svg)):
            line, y, group = squeezed(plain(text)), float(text.get("y", "")), text.getparent()
            # office programs place the words of charts as they like
            if len(line) < 4 or group is None or group.get("role") == "group":
                continue
            near = [other for place, other in there.items() if abs(place - y) < 0.7]
            assert any(line in other for other in near), (line, y, near)
            compared += 1
    assert compared > 40
