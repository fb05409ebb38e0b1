"""Films, recordings and documents, in the ways of pages and of several tools: a poster, a picture or a link."""

import io
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.base.images import read_image_file
from coursedeck.model.session import Paragraph, Picture
from tests.session.load.session_readers import Loader, Told

YOUTUBE = "https://www.youtube.com/embed/pump"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pump.mp4").write_bytes(b"film")
    Image.new("RGB", (60, 40)).save(tmp_path / "content" / "sheet.pdf")


@pytest.mark.parametrize(
    ("lines", "words", "address"),
    [
        (f"{{{{< video {YOUTUBE} >}}}}", "▶ youtube.com", YOUTUBE),
        (f'{{{{< video {YOUTUBE} title="A pump" >}}}}', "▶ A pump", YOUTUBE),
        ('{{< youtube id="pump" >}}', "▶ youtube.com", "https://www.youtube.com/watch?v=pump"),
        ("{{< vimeo 12 >}}", "▶ vimeo.com", "https://vimeo.com/12"),
        ("{% youtube pump %}", "▶ youtube.com", "https://www.youtube.com/watch?v=pump"),
        ("@[youtube](pump)", "▶ youtube.com", "https://www.youtube.com/watch?v=pump"),
        (f"![type:video]({YOUTUBE})", "▶ youtube.com", YOUTUBE),
        (f"![A pump]({YOUTUBE})", "▶ A pump", YOUTUBE),
        ("![A pump](https://example.com/pump.webm?a=1)", "▶ A pump", "https://example.com/pump.webm?a=1"),
        ('<iframe src="//player.vimeo.com/video/1"></iframe>', "▶ player.vimeo.com", "https://player.vimeo.com/video/1"),
        ('<embed src="sheet.pdf" type="application/pdf">', "▶ sheet.pdf", "sheet.pdf"),
        ('<object data="sheet.pdf">The <b>sheet</b></object>', "▶ The sheet", "sheet.pdf"),
        ('<video controls><source src="https://example.com/a.mp4">Too old</video>', "▶ example.com",
         "https://example.com/a.mp4"),
    ],
)  # fmt: skip
def test_what_stands_on_the_web_or_is_a_document_is_a_link(load: Loader, lines: str, words: str, address: str) -> None:
    session, problems = load(f"# Title\n\n{lines}\n")
    (block,) = session.blocks
    assert isinstance(block, Paragraph) and problems == ()
    assert block.text.plain == words and {span.link for span in block.text.spans} == {address}


@pytest.mark.parametrize("lines", ["![A pump](pump.mp4)", '{{< video pump.mp4 title="A pump" >}}',
                                   '<video src="pump.mp4" title="A pump"></video>'])  # fmt: skip
def test_a_film_of_the_course_is_played(load: Loader, lines: str) -> None:
    session, problems = load(f"# Title\n\n{lines}\n")
    (block,) = session.blocks
    assert isinstance(block, Picture) and block.film == "content/pump.mp4" and problems == ()
    assert block.alt.plain == "A pump"


def test_short_codes_in_code_stay(load: Loader) -> None:
    session, _ = load("# Title\n\nWrite `{{< video a.mp4 >}}` alone.\n")
    (block,) = session.blocks
    assert isinstance(block, Paragraph) and block.text.plain == "Write {{< video a.mp4 >}} alone."


def test_a_document_as_a_picture_is_its_first_page_and_a_link(load: Loader, tmp_path: Path) -> None:
    session, problems = load("# Title\n\n![The sheet](sheet.pdf)\n")
    (block,) = session.blocks
    assert isinstance(block, Picture) and not block.missing and problems == ()
    assert block.link == "sheet.pdf" and [link.file for link in session.links] == ["content/sheet.pdf"]
    shown = read_image_file((tmp_path / "content" / "sheet.pdf").read_bytes())
    with Image.open(io.BytesIO(shown.data)) as page:
        assert page.width / page.height == pytest.approx(1.5, rel=0.02)


@pytest.mark.parametrize("data", [b"%PDF-1.4 nothing", b"%PDF-"])
def test_a_damaged_document_is_told(told: Told, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "content" / "bad.pdf").write_bytes(data)
    (line,) = told("# Title\n\n![The sheet](bad.pdf)\n")
    assert "error: content/bad.pdf is not a picture that can be shown" in line and "a PDF that cannot be read" in line
