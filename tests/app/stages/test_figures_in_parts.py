"""Figures that are too large for a slide, from the Markdown to the deck and the handout."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import polib
import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from tests.app.conftest import Outcome, Run

TIERS = ("Visitors", "Shop", "Payments", "Stock")
SERVICES = [[f"{tier} service {n} of the shop" for n in range(6)] for tier in TIERS]


def fence() -> str:
    lines = ["flowchart TB"]
    for number, (tier, services) in enumerate(zip(TIERS, SERVICES, strict=True)):
        lines.append(f"subgraph t{number} [{tier}]")
        lines += [f"s{number}{n}[{service}]" for n, service in enumerate(services)]
        lines += [f"s{number}{n} --> s{number}{n + 1}" for n in range(5)]
        lines.append("end")
    lines += [f"s{one}{n} -->|request {one}{n}| s{two}{5 - n}" for one, two in pairwise(range(4)) for n in range(6)]
    return "```mermaid%s\n" + "\n".join(lines) + "\n```\n"


SCRIPT = f"""from diagrams import Cluster, Diagram, Edge, Node
with Diagram("Services", show=False):
    tiers = []
    for tier, services in zip({TIERS!r}, {SERVICES!r}):
        with Cluster(tier):
            tiers.append([Node(service) for service in services])
        for one, two in zip(tiers[-1], tiers[-1][1:]):
            one >> two
    for number, (above, below) in enumerate(zip(tiers, tiers[1:])):
        for n in range(6):
            above[n] >> Edge(label=f"request {{number}}{{n}}") >> below[5 - n]
"""


@pytest.fixture(params=["fence", "script"])
def figure(request: pytest.FixtureRequest, course: Path) -> str:
    """The figure in a session; ``%s`` is where its options go."""
    if request.param == "fence":
        return fence()
    (course / "diagrams" / "services.py").write_text(SCRIPT, encoding="utf-8")
    return "![services](../diagrams/services.py)%s\n"


def built(course: Path, run: Run, figure: str) -> Outcome:
    text = f"# Shop\n\n## Parts (12 min)\n\n### All services\n\n{figure}\n### Next\n\n- one\n- two\n"
    (course / "content" / "good.md").write_text(text, encoding="utf-8")
    return run()


def slides(outcome: Outcome) -> list[Any]:
    """The slides that show the figure or a part of it."""
    deck = Presentation(str(next(outcome.output.rglob("good.pptx"))))
    return [slide for slide in deck.slides if any(tier in " ".join(shapes(slide)) for tier in TIERS)]


def shapes(slide: Any) -> dict[str, Any]:
    """The shapes of a slide's figure with words, by their words."""
    groups = [shape for shape in slide.shapes if shape.shape_type == 6]
    inner = [shape for group in groups for shape in group.shapes if shape.has_text_frame]
    return {shape.text_frame.text.replace("\v", " ").replace("\n", " "): shape for shape in inner}


def test_an_overview_and_a_slide_for_each_cluster(course: Path, run: Run, figure: str) -> None:
    outcome = built(course, run, figure % "")
    overview, *details = slides(outcome)
    assert overview.shapes.title.text_frame.text == "All services"
    assert set(TIERS) <= set(shapes(overview))
    assert [detail.shapes.title.text_frame.text for detail in details] == list(TIERS)
    for services, detail in zip(SERVICES, details, strict=True):
        assert set(services) <= set(shapes(detail))
    sizes = [run.font.size.pt for slide in (overview, *details) for shape in shapes(slide).values()
             for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert min(sizes) >= 11.9
    assert not outcome.lines("warning:") and outcome.code == 0
    (line,) = outcome.lines("note:")
    assert "is shown as an overview and 4 details" in line and "content/good.md:7" in line


def test_overview_and_details_lead_to_each_other(course: Path, run: Run, figure: str) -> None:
    overview, *details = slides(built(course, run, figure % ""))
    for tier, detail in zip(TIERS, details, strict=True):
        assert shapes(overview)[tier].click_action.target_slide == detail
        (chip,) = [shape for shape in detail.shapes if shape.has_text_frame and "/ 4" in shape.text_frame.text]
        assert chip.click_action.target_slide == overview
    for number, detail in enumerate(details):
        around = {TIERS[near] for near in (number - 1, number + 1) if 0 <= near < 4}
        assert around <= set(shapes(detail))
        for tier in around:
            assert shapes(detail)[tier].click_action.target_slide == details[TIERS.index(tier)]


def test_the_minutes_are_shared_and_the_handout_shows_the_whole(course: Path, run: Run, figure: str) -> None:
    outcome = built(course, run, figure % "")
    for slide in slides(outcome):
        assert "Section 12 min" in slide.notes_slide.notes_text_frame.text
        assert not slide.notes_slide.notes_text_frame.text.startswith("00:00–00:00")
    page = next(outcome.output.rglob("good.handout.html")).read_text(encoding="utf-8")
    for words in ("Visitors service 0", "Stock service 5"):
        assert page.count(words) >= 1
    assert page.count("<svg") == 1


def test_a_figure_stays_whole_where_its_author_says_so(course: Path, run: Run, figure: str) -> None:
    option = "{split=no}" if figure.startswith("!") else " {split=no}"
    outcome = built(course, run, figure % option)
    (whole,) = slides(outcome)
    assert {service for services in SERVICES for service in services} <= set(shapes(whole))
    assert not outcome.lines("warning:")


def test_files_of_figures_show_the_whole(course: Path, run: Run, figure: str) -> None:
    files = [name for name in built(course, run, figure % "").files() if "/figures/" in name]
    assert len(files) == 2


GERMAN = dict(zip(TIERS, ("Besucher", "Laden", "Zahlungen", "Lager"), strict=True))


def test_a_translated_figure_has_its_parts_in_the_other_language(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('source-locale = "en"\nlocales = ["en", "de"]\n', encoding="utf-8")
    text = f"# Shop\n\n## Parts (12 min)\n\n### All services\n\n{fence() % ''}"
    (course / "content" / "good.md").write_text(text, encoding="utf-8")
    assert main(["translate", "de", "--course", str(course), "--quiet"]) == 0
    for path in (course / "content" / "locale" / "de").glob("*.po"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = GERMAN.get(entry.msgid, entry.msgid.replace("service", "Dienst").replace("shop", "Ladens"))
        catalog.save()
    outcome = run("--locale", "de")
    deck = Presentation(str(next(outcome.output.rglob("good.pptx"))))
    overview, *details = [slide for slide in deck.slides if set(GERMAN.values()) & set(shapes(slide))]
    assert set(GERMAN.values()) <= set(shapes(overview))
    assert [detail.shapes.title.text_frame.text for detail in details] == list(GERMAN.values())
    for tier, detail in zip(GERMAN.values(), details, strict=True):
        assert shapes(overview)[tier].click_action.target_slide == detail
    (before, after) = (shapes(details[1])[tier] for tier in ("Besucher", "Zahlungen"))
    assert (before.click_action.target_slide, after.click_action.target_slide) == (details[0], details[2])
    assert "Shop Dienst 3 of the Ladens" in shapes(details[1])
    minutes = [slide.notes_slide.notes_text_frame.text for slide in (overview, *details)]
    assert all("12 Min." in words for words in minutes)
    page = next(outcome.output.rglob("good.handout.html")).read_text(encoding="utf-8")
    assert page.count("<svg") == 1


TALK = "sequenceDiagram\n" + "".join(f"A{n % 4}->>A{(n + 1) % 4}: message number {n} of the talk\n" for n in range(36))


def test_a_long_sequence_goes_on_over_several_slides(course: Path, run: Run) -> None:
    outcome = built(course, run, f"It begins:\n\n```mermaid\n{TALK}```\n\n- and so on\n" + "- more words\n" * 12)
    deck = Presentation(str(next(outcome.output.rglob("good.pptx"))))
    pieces = [slide for slide in deck.slides if any("message number" in words for words in shapes(slide))]
    assert len(pieces) == 3
    said = [words for slide in pieces for words in shapes(slide) if "message number" in words]
    assert said == [f"message number {n} of the talk" for n in range(36)]
    chips = []
    for slide in pieces:
        assert slide.shapes.title.text_frame.text == "All services"
        chips += [shape for shape in slide.shapes if shape.has_text_frame and " / " in shape.text_frame.text]
    assert [chip.text_frame.text.partition(" / ")[0] for chip in chips] == ["1", "2", "3"]
    assert [chip.click_action.target_slide for chip in chips] == [pieces[1], pieces[0], pieces[0]]
    (line,) = outcome.lines("note:")
    assert "is shown in 3 pieces" in line and not outcome.lines("warning:")
    names = [slide._element.cSld.get("name") for slide in deck.slides]
    assert len(set(names)) == len(names)
