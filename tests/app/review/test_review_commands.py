"""`review`, `accept` and `text` as people type them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from coursedeck.app.cli import main
from coursedeck.review.render import office
from tests.review.small_course import change, edited, slide_part, small_course

pytestmark = pytest.mark.office

COUNTS = "0 errors, 0 warnings; {} new, {} changed, {} removed, {} unchanged"
SLIDES = 11


@pytest.fixture(scope="module")
def accepted_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_course(tmp_path_factory.mktemp("accepted") / "course")
    assert main(["accept", "--all", "--course", str(root), "-q"]) == 0
    return root


@pytest.fixture
def course(accepted_course: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(accepted_course, tmp_path / "course"))


def review(course: Path, *more: str) -> int:
    return main(["review", "--course", str(course), *more])


def last(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.splitlines()[-2]


def test_an_unchanged_course_renders_nothing(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(decks: object) -> dict[str, bytes]:
        raise AssertionError("nothing is to be rendered")

    monkeypatch.setattr(office, "to_pdf", refuse)
    assert review(course) == 0
    assert last(capsys) == COUNTS.format(0, 0, 0, SLIDES)


def test_a_change_is_accepted_by_the_page_s_verdicts(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(course / "content/one.md", "One kernel for all", "One kernel for everybody")
    change(course / "content/one.md", "- No firmware", "- Not any firmware")
    assert review(course, "--summary", str(course / "s.md"), "--format", "json") == 0
    out = json.loads(capsys.readouterr().out)
    assert [one["slide"] for one in out["decks"][0]["changes"]] == ["what-a-container-is", "why-it-starts-fast"]
    assert (course / "s.md").read_text().splitlines()[0] == COUNTS.format(0, 2, 0, SLIDES - 2)
    state = _state(course, "what-a-container-is")
    verdict = {"locale": "en", "session": "one", "slide": "what-a-container-is", "verdict": "accept", "state": state}
    other = {**verdict, "slide": "why-it-starts-fast", "state": "of another day"}
    (course / "review.json").write_text(json.dumps({"slides": [verdict, other]}))
    assert main(["accept", "--from", str(course / "review.json"), "--course", str(course)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("1 slide accepted, 1 file changed")
    assert "one#why-it-starts-fast is not what was reviewed" in said.err
    assert review(course) == 0
    assert last(capsys) == COUNTS.format(0, 1, 0, SLIDES - 1)
    assert main(["accept", "why-it-starts-fast", "--course", str(course), "-q"]) == 0
    assert review(course) == 0
    assert last(capsys) == COUNTS.format(0, 0, 0, SLIDES)


def _state(course: Path, slide: str) -> str:
    page = (course / "output/review/index.html").read_text(encoding="utf-8")
    card = page[page.index(f'data-slide="{slide}"') :]
    return card.split('data-state="')[1].split('"')[0]


def test_a_revision_is_built_aside(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-C", str(course), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    (course / ".gitignore").write_text("output/\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"], ["tag", "first"]):
        subprocess.run([*git, *command], check=True)
    change(course / "content/one.md", "One kernel for all", "One kernel for everybody")
    shutil.rmtree(course / "baseline")
    assert review(course, "--base", "first") == 0
    assert last(capsys) == COUNTS.format(0, 1, 0, SLIDES - 1)
    assert subprocess.run([*git, "status", "--short"], capture_output=True, text=True, check=True).stdout.split() == [
        "D", "baseline/en/one.json", "M", "content/one.md",
    ]  # fmt: skip
    assert review(course, "--base", "nowhere") == 1
    assert "neither a folder nor a revision" in capsys.readouterr().err


@pytest.mark.long
def test_a_folder_of_decks_is_compared_with(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = tmp_path / "earlier"
    shutil.copytree(course / "output", earlier)
    change(course / "content/one.md", "- No firmware\n", "")
    assert review(course, "--base", str(earlier)) == 0
    assert last(capsys) == COUNTS.format(0, 1, 0, SLIDES - 1)


def test_a_folder_without_decks_is_no_base(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert review(course, "--base", str(course / "content")) == 1
    assert "the folder holds no decks" in capsys.readouterr().err


@pytest.mark.long
def test_a_removed_session_is_accepted_as_gone(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "content/two.md").write_text("# Another\n\n## A part (5 min)\n\n### A slide\n\n- With words\n")
    (course / "content/one.md").unlink()
    shutil.rmtree(course / "diagrams")
    assert review(course, "--format", "json") == 0
    out = json.loads(capsys.readouterr().out)
    assert out["removed"] == SLIDES
    assert main(["accept", "--all", "--course", str(course), "-q"]) == 0
    assert [file.name for file in (course / "baseline").rglob("*.json")] == ["two.json"]


@pytest.mark.long
def test_a_session_of_another_name_is_the_same_session(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "content/one.md").rename(course / "content/first.md")
    change(course / "content/first.md", "One kernel for all", "One kernel for everybody")
    assert review(course) == 0
    assert last(capsys) == COUNTS.format(0, 1, 0, SLIDES - 1)
    assert "<del>en/one</del> en/first" in (course / "output/review/index.html").read_text(encoding="utf-8")
    assert main(["accept", "what-a-container-is", "--course", str(course), "-q"]) == 0
    assert [file.name for file in (course / "baseline").rglob("*.json")] == ["first.json"]
    assert review(course) == 0
    assert last(capsys) == COUNTS.format(0, 0, 0, SLIDES)


@pytest.mark.long
def test_formulas_are_mathml_on_the_page(course: Path) -> None:
    change(course / "content/one.md", "One kernel for all", "One kernel for $n^2$ of them")
    assert review(course) == 0
    page = (course / "output/review/index.html").read_text(encoding="utf-8")
    assert "<msup><mi>n</mi><mn>2</mn></msup></math>" in page


@pytest.mark.long
def test_minutes_are_held_against_the_session_s_own_slot(course: Path, tmp_path: Path) -> None:
    change(course / "content/one.md", "week: 1", "week: 1\nslot: 40")
    change(course / "course.toml", 'title = "Small"', 'title = "Small"\nslot = 75')
    assert review(course, "--summary", str(tmp_path / "s.md")) == 0
    assert "| 20 of 40 |" in (tmp_path / "s.md").read_text()


def test_an_error_is_the_exit_code(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(course / "content/one.md", "![A grey square on white]", "![](nowhere.png)\n\n![A grey square on white]")
    review(course, "--format", "sarif")
    run = json.loads(capsys.readouterr().out)["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/one.md"


def test_without_libreoffice_it_says_what_to_install(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.program.cache_clear()
    office.version.cache_clear()
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(office, "_MAC", Path("nowhere"))
    assert review(course) == 3
    assert "libreoffice-impress" in capsys.readouterr().err
    office.program.cache_clear()


def test_wrong_command_lines(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["accept", "--course", str(course)])
    assert stopped.value.code == 2
    assert main(["accept", "no-such-slide", "--course", str(course), "-q"]) == 1
    assert "no deck and no slide" in capsys.readouterr().err


def test_a_deck_as_text(course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = course / "output/en/one.pptx"
    assert main(["text", str(deck)]) == 0
    text = capsys.readouterr().out
    for line in ("== A figure [a-figure]", "    left box", "  | Machine | 40 |", "  note: Tell the story of the ship.",
                 "  link: documentation -> https://example.org/docs"):  # fmt: skip
        assert line in text.splitlines()
    changed = tmp_path / "b.pptx"
    data = deck.read_bytes()
    changed.write_bytes(edited(data, slide_part(data, "No firmware"), lambda xml: xml.replace("No firmware", "None")))
    main(["text", str(changed)])
    differ = set(text.splitlines()) ^ set(capsys.readouterr().out.splitlines())
    assert differ == {"  No firmware", "  None"}
    assert main(["text", str(tmp_path / "nothing.pptx")]) == 1
    (tmp_path / "broken.pptx").write_bytes(b"no zip")
    assert main(["text", str(tmp_path / "broken.pptx")]) == 0
    assert "no .pptx package" in capsys.readouterr().out
