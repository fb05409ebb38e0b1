"""One plan, and every place that shows it says the same, in each language and for each way of asking for it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.cli import main
from tests.app.conftest import Run

COURSE = 'title = "시험"\nsource-locale = "ko"\nlocales = ["ko", "en"]\nslot = 30\n'
TALK = """\
# 1강: 말하기

## 들어가며

앉는 동안 보는 화면입니다.

## 1. 첫째 (12.5분)

### 왜 필요한가

- **하나**: 자세한 말
- 둘

::: notes
여기서는 천천히 말합니다. 서두르지 않습니다.
:::

### 어디에 쓰는가 (4분)

| 곳 | 쓰임 |
| --- | --- |
| 집 | 쉰다 |

### 덤 {optional=2}

- 시간이 남으면 봅니다

## 2. 둘째 (6분) {optional}

- 셋

## 3. 셋째 (7분)

### 풀이 (3분)

- 넷

### 정리

- 다섯
"""
ASKED = {
    "plain": [],
    "slot": ["--slot", "21"],
    "start": ["--start", "13:25"],
    "rehearse": ["--rehearse"],
    "all": ["--slot", "20", "--start", "23:50", "--rehearse"],
}
SECTION_LIST = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
TRANSITION = "{http://schemas.openxmlformats.org/presentationml/2006/main}transition"


@dataclass(frozen=True)
class Files:
    """What was built of one session."""

    slides: list[Any]
    sections: list[str]
    rows: list[dict[str, str]]
    sheet: str

    @property
    def plan(self) -> dict[str, Any]:
        """What the run sheet's clock knows."""
        found = re.search(r'id="plan">(.*?)</script>', self.sheet, re.DOTALL)
        assert found
        plan: dict[str, Any] = json.loads(found[1])
        return plan


@pytest.fixture
def talk(course: Path) -> Path:
    """A course in two languages, the second without translations."""
    (course / "course.toml").write_text(COURSE, encoding="utf-8")
    (course / "content" / "good.md").write_text(TALK, encoding="utf-8")
    assert main(["translate", "--course", str(course), "--quiet"]) == 0
    return course


def read(base: Path) -> Files:
    deck = Presentation(f"{base}.pptx")
    text = Path(f"{base}.timing.csv").read_text(encoding="utf-8-sig")
    return Files(
        list(deck.slides),
        [section.get("name", "") for section in deck.part._element.iter(SECTION_LIST)],
        list(csv.DictReader(io.StringIO(text))),
        Path(f"{base}.run-sheet.html").read_text(encoding="utf-8"),
    )


def seconds(stopwatch: str) -> int:
    hours, minutes, rest = map(int, stopwatch.split(":"))
    return hours * 3600 + minutes * 60 + rest


def clock(count: int) -> str:
    return f"{(count + 30) // 3600 % 24:02d}:{(count + 30) // 60 % 60:02d}"


def spans(row: dict[str, str], start: int) -> str:
    return "–".join(clock(start + seconds(row[name])) for name in ("start", "end"))


def length_of(row: dict[str, str], locale: str) -> str:
    """Seconds below a minute, else the minutes between the clocks."""
    first, last = seconds(row["start"]), seconds(row["end"])
    if last - first < 60:
        return f"{last - first}초" if locale == "ko" else f"{last - first} s"
    minutes = (last + 30) // 60 - (first + 30) // 60
    return f"{minutes}분" if locale == "ko" else f"{minutes} min"


def notes(slide: Any) -> list[str]:
    lines: list[str] = slide.notes_slide.notes_text_frame.text.split("\n")
    return lines


def cells(sheet: str, number: int) -> list[str]:
    found = re.search(rf'id="row-{number}".*?</tr>', sheet, re.DOTALL)
    assert found
    inside = re.findall(r"<td[^>]*>(.*?)</td>", found[0], re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in inside]


@pytest.mark.long
@pytest.mark.parametrize("locale", ["ko", "en"])
@pytest.mark.parametrize("asked", ASKED)
def test_every_slide_has_one_time(talk: Path, run: Run, asked: str, locale: str) -> None:
    words = ASKED[asked]
    outcome = run("--locale", locale, *words)
    assert outcome.code == 0, outcome.err
    made = read(outcome.output / locale / "good")
    assert len(made.slides) == len(made.rows)
    planned = {slide["id"]: (slide["start"], slide["end"]) for slide in made.plan["slides"]}
    start = seconds(f"{words[words.index('--start') + 1]}:00") if "--start" in words else None
    for number, (slide, row) in enumerate(zip(made.slides, made.rows, strict=True), 1):
        hidden = slide._element.get("show") == "0"
        assert hidden == (row["hidden"] == "yes") == (row["id"] not in planned)
        if not hidden:
            assert planned[row["id"]] == (seconds(row["start"]), seconds(row["end"]))
        length = seconds(row["end"]) - seconds(row["start"])
        assert length == int(row["planned_seconds"])
        automatic = next((each.get("advTm") for each in slide._element.iter(TRANSITION)), None)
        assert automatic == (str(length * 1000) if length and "--rehearse" in words else None)
        if length:
            assert notes(slide)[0].split(" · ")[:3] == [spans(row, 0), length_of(row, locale), row["section"]]
            assert cells(made.sheet, number)[2] == spans(row, 0)
            assert length_of(row, locale) in cells(made.sheet, number)
            if start is not None:
                assert notes(slide)[1].endswith(f" {spans(row, start)}")
                assert cells(made.sheet, number)[3] == spans(row, start)


@pytest.mark.long
@pytest.mark.parametrize("locale", ["ko", "en"])
@pytest.mark.parametrize("asked", ASKED)
def test_every_section_has_one_length(talk: Path, run: Run, asked: str, locale: str) -> None:
    outcome = run("--locale", locale, *ASKED[asked])
    made = read(outcome.output / locale / "good")
    minutes = "{}분" if locale == "ko" else "{} min"
    timed = {row["section"]: row["section_minutes"] for row in made.rows if float(row["section_minutes"] or 0)}
    for section, length in timed.items():
        given = [int(row["planned_seconds"]) for row in made.rows if row["section"] == section]
        assert sum(given) == float(length) * 60
    named = [f"{section} ({minutes.format(length)})" for section, length in timed.items()]
    assert [name for name in made.sections if name.endswith(")")] == named
    shapes = next(slide.shapes for slide in made.slides if any(shape.name == "agenda" for shape in slide.shapes))
    said = {shape.name: shape.text_frame.text for shape in shapes if shape.has_text_frame}
    rows = [name for name in said if re.fullmatch(r"agenda( \d+)?", name)]
    assert [f"{said[name]} ({said[name.replace('agenda', 'minutes')]})" for name in rows] == named
    assert made.plan["total"] == sum(int(row["planned_seconds"]) for row in made.rows)


@pytest.mark.long
def test_a_session_begins_when_its_day_says_whether_asked_for_alone_or_not(talk: Path, run: Run) -> None:
    (talk / "course.toml").write_text(f'{COURSE}start = "09:00"\nbreak = 5\n', encoding="utf-8")
    for number in (1, 2):
        (talk / "content" / f"day_1-s{number}.md").write_text(TALK, encoding="utf-8")
    run("--locale", "ko")
    together = (talk / "output/ko/day_1-s2.pptx").read_bytes()
    alone = run("content/day_1-s2.md", "--locale", "ko", output=talk / "other")
    assert "시각 09:35–10:01" in notes(read(alone.output / "ko/day_1-s2").slides[0])[1]
    assert (alone.output / "ko/day_1-s2.pptx").read_bytes() == together
    ends = ("handout.html", "pptx", "run-sheet.html", "script.html", "timing.csv")
    assert alone.files() == [f"ko/day_1-s2.{end}" for end in ends]


def test_a_build_says_what_the_days_add_up_to(talk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        (talk / "content" / f"day_1-s{number}.md").write_text(TALK, encoding="utf-8")
    assert main(["check", "--course", str(talk), "--locale", "ko"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "sum  day 1: 2 sessions, 51 min" in said
    assert "sum  course: 3 sessions, 76.5 min (1 h 16.5 min)" in said


def lengths(base: Path) -> list[int]:
    return [int(row["planned_seconds"]) for row in read(base).rows]


@pytest.mark.long
def test_a_pace_of_a_language_changes_that_language_alone(talk: Path, run: Run) -> None:
    run()
    before = {locale: lengths(talk / "output" / locale / "good") for locale in ("ko", "en")}
    (talk / "course.toml").write_text(f"{COURSE}[pace.en]\nwords = 40\ntable = 300\n", encoding="utf-8")
    run()
    after = {locale: lengths(talk / "output" / locale / "good") for locale in ("ko", "en")}
    assert after["ko"] == before["ko"]
    assert after["en"] != before["en"]
    assert sum(after["en"]) == sum(before["en"])


def test_a_session_s_own_pace_wins_over_the_course_s(talk: Path, run: Run) -> None:
    def built(course: int, own: str = "") -> list[int]:
        (talk / "course.toml").write_text(f"{COURSE}[pace.ko]\nsyllables = {course}\n", encoding="utf-8")
        (talk / "content" / "good.md").write_text(own + TALK, encoding="utf-8")
        run("--locale", "ko")
        return lengths(talk / "output" / "ko" / "good")

    slow, fast = built(20), built(1000)
    assert slow != fast
    assert built(1000, own="---\npace:\n  ko: {syllables: 20}\n---\n") == slow


def test_a_course_in_a_language_that_is_spoken_needs_no_catalog(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('source-locale = "de"\nlocales = ["de"]\n', encoding="utf-8")
    (course / "content/good.md").write_text("# Netze\n\n## Pakete (3 Minuten)\n\n- eins\n", encoding="utf-8")
    made = read(run().output / "de/good")
    assert notes(made.slides[-1])[0] == "00:00–00:03 · 3 Min. · Pakete · noch 0 Min."
    assert made.sections[-1] == "Pakete (3 Min.)"


def test_a_course_in_any_language_words_its_clock_in_its_catalog(course: Path, run: Run) -> None:
    (course / "course.toml").write_text('source-locale = "sv"\nlocales = ["sv"]\n', encoding="utf-8")
    (course / "content/good.md").write_text("# Nät\n\n## Paket (3 min)\n\n- ett\n", encoding="utf-8")
    first = run()
    assert notes(read(first.output / "sv/good").slides[-1])[0] == "00:00–00:03 · 3 min · Paket · 0 min left"
    assert main(["translate", "sv", "--course", str(course), "--quiet"]) == 0
    catalog = course / "content/locale/sv/course.po"
    said = catalog.read_text(encoding="utf-8")
    for english, swedish in (("{time} left", "{time} kvar"), ("{n} min", "{n} minuter")):
        said = said.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{swedish}"')
    catalog.write_text(said, encoding="utf-8")
    made = read(run().output / "sv/good")
    assert notes(made.slides[-1])[0] == "00:00–00:03 · 3 minuter · Paket · 0 minuter kvar"
    assert made.sections[-1] == "Paket (3 minuter)"
