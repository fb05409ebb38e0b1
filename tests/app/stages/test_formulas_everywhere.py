"""Formulas from the Markdown to the deck, the handout and what other programs show of them."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree, html
from openxml_audit import validate_pptx
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.output.deck.xml import NAMESPACES
from tests.app.conftest import Run

INLINE = {
    r"$n-1$": "n−1",
    r"$\frac{1}{n}\sum_{i=1}^n x_i$": "(1/n) ∑i=1n xi",
    r"$\sqrt[3]{x}$": "∛x",
    r"\(x \in \mathbb{R}\)": "x ∈ ℝ",
    r"$\hat\beta$": "β\u0302",
    r"$\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}$": "(1, 0; 0, 1)",
    r"$\lim_{t \to \infty} f(t)$": "limt→∞ f(t)",
    r"$f''(x)$": "f″(x)",
    r"$\begin{cases} 1 & k > 0 \\ 0 & k \le 0 \end{cases}$": "{ 1, k > 0; 0, k ≤ 0",
    r"$\int_0^1 g\,dt$": "∫01 g dt",
}
DISPLAYED = (
    r"\begin{aligned} a &= b + c \\ d &= e \end{aligned}",
    r"E = mc^2",
    r"\prod_{k=1}^\infty \left(1 + \frac{1}{k^2}\right)",
    r"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc",
    r"\underbrace{a + b}_{n} \xrightarrow{f} \overline{AB}",
    r"\oint_C \vec{F} \cdot d\vec{r}",
    r"\boxed{x} + \cancel{y} + \phantom{z}",
    r"f(x) = \begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise} \end{cases}",
)
SESSION = "\n".join(
    [
        "# Formulas of $x^2$",
        "",
        "## In a line $a^b$ (5 min)",
        "",
        "### Words",
        "",
        *(f"- word {number} {source} after {number}" for number, source in enumerate(INLINE)),
        "- costs $5, or $10-$12",
        "",
        "### Table",
        "",
        "| name | formula |",
        "| --- | --- |",
        r"| Bayes | $P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}$ |",
        "",
        "> [!NOTE] Theorem",
        "> For all $n$:",
        ">",
        r"> $$\sum_{k=1}^n k = \frac{n(n+1)}{2}$$",
        "",
        "::: notes",
        "Say $E = mc^2$ slowly.",
        ":::",
        "",
        "## On lines of their own (5 min)",
        "",
        *(f"### Number {number}\n\n$$\n{source}\n$$\n" for number, source in enumerate(DISPLAYED)),
    ]
)


@pytest.fixture
def deck(course: Path, run: Run) -> Path:
    (course / "content" / "good.md").write_text(SESSION, encoding="utf-8")
    outcome = run("build")
    assert (outcome.code, outcome.lines("formula")) == (0, [])
    return next(outcome.output.rglob("good.pptx"))


def slides(deck: Path) -> list[Any]:
    with zipfile.ZipFile(deck) as archive:
        count = sum(name.startswith("ppt/slides/slide") for name in archive.namelist())
        return [etree.fromstring(archive.read(f"ppt/slides/slide{number}.xml")) for number in range(1, count + 1)]


def found(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=dict(NAMESPACES)))


def words(nodes: list[Any]) -> str:
    return "".join("".join(node.itertext()) for node in nodes)


def test_every_formula_is_office_math_with_a_fallback(deck: Path) -> None:
    roots = slides(deck)
    maths = [math for root in roots for math in found(root, "//a14:m")]
    assert len(maths) == 1 + 1 + len(INLINE) + 3 + len(DISPLAYED), "title, section, list, table and card, own lines"
    for math in maths:
        choice = math.getparent()
        while choice.tag != f"{{{NAMESPACES['mc']}}}Choice":
            choice = choice.getparent()
        (required,) = choice.get("Requires").split()
        assert choice.nsmap[required] == NAMESPACES["a14"]
        assert required != "a14", "LibreOffice would take the choice, and leave out formulas between words"
        fallback = choice.getnext()
        assert words(found(fallback, ".//a:t")) or found(fallback, "p:pic//p:cNvPr/@descr")


def test_the_fallback_in_a_line_says_the_formula(deck: Path) -> None:
    paragraphs = [
        paragraph for root in slides(deck) for paragraph in found(root, "//a:p[mc:AlternateContent][a:pPr/a:buChar]")
    ]
    assert [words(found(paragraph, "mc:AlternateContent/mc:Fallback/a:r")) for paragraph in paragraphs] == list(
        INLINE.values()
    )
    for number, paragraph in enumerate(paragraphs):
        assert words(found(paragraph, "a:r")) == f"word {number}  after {number}"


def test_size_and_colour_of_a_formula_are_those_of_its_text(deck: Path) -> None:
    for root in slides(deck):
        for body in found(root, "//p:txBody[.//a14:m] | //a:txBody[.//a14:m]"):
            sizes = set(found(body, ".//mc:Fallback//a:rPr/@sz")) or set(found(body, "a:p/a:endParaRPr/@sz"))
            styled = set(found(body, "a:lstStyle/*/a:defRPr/@sz"))
            assert styled >= sizes or not sizes


def test_programs_that_know_the_format_find_nothing_wrong(deck: Path) -> None:
    assert validate_pptx(deck).is_valid
    for root in slides(deck):
        ids = found(root, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
    shown = Presentation(str(deck))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides if slide.shapes.title is not None]
    assert any(title.endswith("Words") for title in titles)


def test_prices_stay_money_and_no_dollar_is_left_of_a_formula(deck: Path) -> None:
    text = " ".join(words(found(root, "//a:t")) for root in slides(deck))
    assert "costs $5, or $10-$12" in text
    assert text.replace("costs $5, or $10-$12", "").count("$") == 0


def test_the_deck_as_text_says_its_formulas(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", str(deck)]) == 0
    shown = capsys.readouterr().out
    assert "word 0 n−1 after 0" in shown
    assert "a = b + c; d = e" in shown


def test_notes_say_formulas_in_words(deck: Path) -> None:
    with zipfile.ZipFile(deck) as archive:
        notes = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/notesSlides/notes")]
    assert not any(b"a14:m" in note for note in notes)
    assert any("Say E = mc2 slowly." in words(found(etree.fromstring(note), "//a:t")) for note in notes)


def test_two_builds_are_the_same_bytes(deck: Path, run: Run) -> None:
    first = deck.read_bytes()
    deck.unlink()
    run("build", "--force")
    assert deck.read_bytes() == first


def test_the_handout_has_mathml(deck: Path) -> None:
    page: Any = html.fromstring((deck.parent / "good.handout.html").read_text(encoding="utf-8"))
    maths = page.xpath("//*[local-name()='math']")
    assert len(maths) >= len(INLINE) + 4 + len(DISPLAYED)
    assert len(page.xpath("//*[local-name()='math'][@display='block']")) == len(DISPLAYED) + 1
    assert page.xpath("//*[local-name()='munderover']")
    assert "costs $5, or $10-$12" in page.text_content()


@pytest.mark.office
def test_libreoffice_shows_every_formula(deck: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-impress")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(io.BytesIO((tmp_path / "good.pdf").read_bytes()))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    everything = "".join(pages)
    for number, said in enumerate(INLINE.values()):
        assert all(letter in everything for letter in said if letter.strip()), said
        assert f"word{number}" in everything
        assert f"after{number}" in everything
    for number, tex in enumerate(DISPLAYED):
        index = next(index for index, page in enumerate(pages) if f"Number{number}" in page)
        page = document[index]
        drawn = page.render(scale=1).to_pil().convert("L")
        width, height = drawn.size
        body = drawn.crop((width // 10, height // 5, width * 9 // 10, height * 9 // 10))
        ink = sum(body.histogram()[:128])
        assert ink > 60, tex
