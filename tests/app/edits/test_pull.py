"""``pull``: from an edited deck to files of the course that build the same deck."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from coursedeck.app.commands.build import build
from coursedeck.app.edits.pulling import pull_decks
from coursedeck.app.request import Request
from tests.edits import edited_decks as deck
from tests.edits.edited_decks import SESSION, edited

FIGURE = """
from diagrams import Diagram, Node

with Diagram("mill", filename="mill", direction="LR", show=False):
    Node("grain") >> Node("wind\\nmill")
"""
GERMAN = {
    "Why rye": "Warum Roggen",
    "*Sour* dough keeps for days": "*Sauerteig* hält tagelang",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakery in two languages, with a figure of a definition."""
    root = tmp_path_factory.mktemp("bakery")
    (root / "content").mkdir()
    (root / "diagrams").mkdir()
    text = f"{SESSION}\n### The mill\n\n![Mill](../diagrams/mill.py)\n"
    (root / "content/one.md").write_text(text, encoding="utf-8")
    (root / "diagrams/mill.py").write_text(FIGURE, encoding="utf-8")
    (root / "course.toml").write_text('title = "Bakery"\nsource-locale = "en"\nlocales = ["en", "de"]\n')
    assert main(["translate", "--course", str(root), "--quiet"]) == 0
    catalog = root / "content/locale/de/one.po"
    words = catalog.read_text(encoding="utf-8")
    for message, translation in GERMAN.items():
        entry = f'msgid "{message}"\nmsgstr "'
        assert words.count(entry) == 1
        words = words.replace(entry, entry + translation)
    catalog.write_text(words, encoding="utf-8")
    build(Request(root, root / "output"), lambda step: None)
    return root


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "course")
    return tmp_path / "course"


def put(course: Path, locale: str, *edits: deck.Edit) -> Path:
    """The deck of a language after edits, beside the course."""
    path = course.parent / f"{locale}.pptx"
    path.write_bytes(edited((course / f"output/{locale}/one.pptx").read_bytes(), *edits))
    return path


def said(data: bytes) -> list[list[str]]:
    presentation = Presentation(io.BytesIO(data))
    return [
        sorted(shape.text_frame.text for shape in deck.shapes_of(slide.shapes) if shape.has_text_frame)
        for slide in presentation.slides
    ]


def test_the_deck_that_is_built_again_says_what_the_edited_one_says(course: Path) -> None:
    path = put(
        course, "en", deck.say("poor soil", "good soil"), deck.say("grain", "rye"), deck.say("Grain house", "Barn")
    )
    done = pull_decks(course, [(path, "en.pptx")], write=True)
    assert done.problems == ()
    assert done.files == ("content/one.md", "diagrams/mill.py")
    build(Request(course, course / "output", locales=("en",)), lambda step: None)
    assert said((course / "output/en/one.pptx").read_bytes()) == said(path.read_bytes())
    assert pull_decks(course, [(path, "en.pptx")], write=False).decks[0].left == ()


def test_a_label_in_lines_is_found_in_its_definition(course: Path) -> None:
    path = put(course, "en", deck.say("wind", "water"))
    done = pull_decks(course, [(path, "en.pptx")], write=True)
    assert done.problems == ()
    assert 'Node("water mill")' in (course / "diagrams/mill.py").read_text(encoding="utf-8")


def test_words_of_a_translated_deck_go_to_its_catalog(course: Path) -> None:
    before = (course / "content/one.md").read_bytes()
    path = put(course, "de", deck.say("Sauerteig", "Saurer Teig"), deck.say("Warum Roggen", "Wozu Roggen"))
    done = pull_decks(course, [(path, "de.pptx")], write=True)
    assert (done.problems, done.files) == ((), ("content/locale/de/one.po",))
    text = (course / "content/locale/de/one.po").read_text(encoding="utf-8")
    assert 'msgstr "*Saurer Teig* hält tagelang"' in text
    assert 'msgstr "Wozu Roggen"' in text
    assert (course / "content/one.md").read_bytes() == before


def test_a_text_that_was_not_translated_yet_is_so_now(course: Path) -> None:
    path = put(course, "de", deck.say("Clean the table", "Den Tisch putzen"))
    assert pull_decks(course, [(path, "de.pptx")], write=True).problems == ()
    assert 'msgstr "Den Tisch putzen"' in (course / "content/locale/de/one.po").read_text(encoding="utf-8")


def test_edits_in_two_languages_at_once(course: Path) -> None:
    decks = [
        (put(course, "en", deck.say("poor soil", "good soil")), "en.pptx"),
        (put(course, "de", deck.say("Sauerteig", "Saurer Teig")), "de.pptx"),
    ]
    assert pull_decks(course, decks, write=True).files == ("content/locale/de/one.po", "content/one.md")


def test_other_items_in_a_translated_deck_are_told(course: Path) -> None:
    path = put(course, "de", deck.add_item("Then vanilla", "Dann Eier"))
    done = pull_decks(course, [(path, "de.pptx")], write=True)
    assert done.files == ()
    (problem,) = done.problems
    assert "Dann Eier" in problem.message


def test_the_patch_is_one_for_git(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(course, "en", deck.say("poor soil", "good soil"), deck.say("grain", "rye"))
    patch = course / "edits.patch"
    before = (course / "content/one.md").read_bytes()
    assert main(["pull", str(path), "--course", str(course), "--patch", str(patch)]) == 0
    assert (course / "content/one.md").read_bytes() == before, "nothing is written yet"
    assert "“Cheap: rye grows on poor soil” → “Cheap: rye grows on good soil”" in capsys.readouterr().out
    subprocess.run(["git", "init", "-q"], cwd=course, check=True)
    subprocess.run(["git", "apply", "edits.patch"], cwd=course, check=True)
    assert b"good soil" in (course / "content/one.md").read_bytes()
    assert b'Node("rye")' in (course / "diagrams/mill.py").read_bytes()


def test_nothing_changed_is_said(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull", str(course / "output/en/one.pptx"), "--course", str(course)]) == 0
    assert "nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "reason"),
    [(None, "no such file"), (b"PK\x03\x04 no package", "no .pptx package"), (b"", "no .pptx package")],
)
def test_what_is_no_deck_of_ours_is_an_error(course: Path, data: bytes | None, reason: str) -> None:
    path = course.parent / "other.pptx"
    if data is not None:
        path.write_bytes(data)
    done = pull_decks(course, [(path, "other.pptx")], write=True)
    assert done.exit_code == 1
    assert reason in done.problems[0].message


def test_a_deck_of_another_tool_is_an_error_and_the_others_are_pulled(course: Path) -> None:
    other = course.parent / "other.pptx"
    Presentation().save(str(other))
    path = put(course, "en", deck.say("poor soil", "good soil"))
    done = pull_decks(course, [(other, "other.pptx"), (path, "en.pptx")], write=True)
    assert (done.exit_code, done.files) == (1, ("content/one.md",))


def test_a_session_that_is_not_here_is_an_error(course: Path) -> None:
    path = put(course, "en", deck.say("poor soil", "good soil"))
    (course / "content/one.md").unlink()
    done = pull_decks(course, [(path, "en.pptx")], write=True)
    assert done.exit_code == 1
    assert "content/one.md" in str(done.problems[0])


def test_a_conflict_is_told_with_both_texts_and_nothing_is_written(course: Path) -> None:
    session = course / "content/one.md"
    path = put(course, "en", deck.say("poor soil", "good soil"), deck.say("Sugar first", "Salt first"))
    session.write_text(session.read_text(encoding="utf-8").replace("grows on poor soil", "grows on heavy clay"))
    before = session.read_bytes()
    done = pull_decks(course, [(path, "en.pptx")], write=True)
    assert (done.exit_code, done.files) == (1, ())
    assert session.read_bytes() == before
    (problem,) = done.problems
    assert "good soil" in problem.message
    assert "heavy clay" in problem.message


def without_origin(data: bytes) -> bytes:
    """The deck as programs leave it that keep neither custom XML nor names."""
    presentation = Presentation(io.BytesIO(data))
    rels = presentation.part.rels
    for id in [id for id, rel in rels.items() if rel.reltype.endswith("/customXml")]:
        rels.pop(id)
    for slide in presentation.slides:
        slide._element[0].attrib.pop("name", None)
        for number, shape in enumerate(slide.shapes):
            shape.name = f"Google Shape;{number};p1"
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def test_a_deck_that_does_not_say_its_origin_any_more_is_known_by_what_it_says(course: Path) -> None:
    path = put(course, "en", deck.say("poor soil", "good soil"), deck.say("900 g", "950 g"))
    path = path.rename(path.with_name("copy of bread.pptx"))
    path.write_bytes(without_origin(path.read_bytes()))
    done = pull_decks(course, [(path, "copy.pptx")], write=True)
    assert (done.problems, done.files) == ((), ("content/one.md",))
    text = (course / "content/one.md").read_text(encoding="utf-8")
    assert "good soil" in text
    assert "| 950 g |" in text


def test_accept_takes_the_edits_of_a_deck(course: Path) -> None:
    path = put(course, "en", deck.say("poor soil", "good soil"))
    assert main(["accept", "--from", str(path), "--course", str(course)]) == 0
    assert "good soil" in (course / "content/one.md").read_text(encoding="utf-8")


def test_comments_are_told_with_their_lines(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(course, "en", deck.comment("Goodbye", "Ada", "Which door?"))
    said_to = course / "comments.json"
    assert main(["pull", str(path), "--course", str(course), "--comments", str(said_to)]) == 0
    line = 1 + (course / "content/one.md").read_text(encoding="utf-8").splitlines().index("### Goodbye")
    assert f"content/one.md:{line}: comment by Ada: Which door?" in capsys.readouterr().out
    (entry,) = json.loads(said_to.read_text(encoding="utf-8"))["slides"]
    assert (entry["line"], entry["slide"], entry["comment"]) == (line, "goodbye", "Ada: Which door?")
    assert [one["author"] for one in entry["thread"]] == ["Ada"]
