"""The front door of a course: what it leads to, what is found through it, and what the audience does not get."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Page

from coursedeck.base.words import ui_strings
from coursedeck.model.outlines import (
    OutlineFigure,
    OutlineSection,
    OutlineSlide,
    SessionChange,
    SessionOutline,
)
from coursedeck.model.problem import Source
from coursedeck.model.schedule import Clock
from coursedeck.model.totals import CourseTotal, DayTotal, SessionTotal, WeekTotal
from coursedeck.output.pages import FrontDoor, course_door, front_door
from tests.patience import PATIENCE_MS

SLIDES = {
    "week_01/boats": [("Why boats float", "Water pushes back", "Ask them first: a coin or a lid?")],
    "week_01/돛 1": [("돛과 바람", "컨테이너선의 돛", "천천히 말한다"), ("Café au port", "naïve </script>", "")],
    "week_02/broken": [],
}


def outline(path: str, translated: float | None) -> SessionOutline:
    slides = tuple(
        OutlineSlide(number, title, f"part-{number}", shown, said)
        for number, (title, shown, said) in enumerate(SLIDES[path], 1)
    )
    sections = (OutlineSection("1. Hull", Fraction(20)), OutlineSection("Links", None))
    return SessionOutline("1.", sections, (OutlineFigure("hull", "A hull"),), slides, translated)


def total(path: str, number: int, date: str | None) -> SessionTotal:
    clock = Clock.parse("09:00") if date else None
    minutes, slot = Fraction(20), Fraction(50)
    return SessionTotal(
        path, path.rpartition("/")[2], Source(f"content/{path}.md"), minutes, 1, 1, number, slot, date, clock
    )


def door(locale: str = "en", translated: float | None = None, *, printed: bool = False) -> FrontDoor:
    first = [total("week_01/boats", 1, "2026-03-02"), total("week_01/돛 1", 2, "2026-03-02")]
    weeks = (
        WeekTotal(1, (DayTotal(1, 1, tuple(first), Fraction(10)),)),
        WeekTotal(2, (DayTotal(2, None, (total("week_02/broken", 1, None),), Fraction(0)),)),
    )
    return FrontDoor(
        locale,
        "Boats & sails",
        "Crew",
        ui_strings(locale),
        CourseTotal(weeks),
        {path: outline(path, translated) for path in list(SLIDES)[:2]},
        (
            SessionChange("week_01/boats", "2026-02-20", "Mend the coin"),
            SessionChange("week_01/boats", "2026-01-05", "Begin"),
        ),
        printed,
    )


def links(page: str) -> list[str]:
    tree: Any = html.fromstring(page)
    return [str(href) for href in tree.xpath("//a/@href")]


def test_it_leads_to_every_file_of_the_sessions_that_were_built() -> None:
    endings = (".pptx", ".run-sheet.html", ".script.html", ".handout.html")
    found = links(front_door(door()))
    for path in ("week_01/boats", "week_01/%EB%8F%9B%201"):
        assert [link for link in found if link.startswith(path)] == [path + ending for ending in endings]
    assert not any("broken" in link for link in found)
    assert {"../index.html", "course.ics", "figures/hull.svg"} <= set(found)
    printed = links(front_door(door(printed=True)))
    assert {"week_01/boats.pdf", "week_01/boats.handout.pdf", "week_01/boats.script.pdf"} <= set(printed)


def test_it_tells_minutes_slots_times_and_how_far_the_translation_is() -> None:
    tree: Any = html.fromstring(front_door(door("en", 87.5)))
    facts = [" ".join(one.text_content().split()) for one in tree.xpath("//li/p[@class='facts']")]
    assert facts[0].replace("\u2066", "").replace("\u2069", "") == (
        "2026-03-02 · 09:00–09:20 · 20 min · slot 50 min · Slides: 1 · 87 % translated · changed 2026-02-20"
    )
    assert [" ".join(one.text_content().split()) for one in tree.xpath("//h2")][:2] == [
        "Week 1 40 min in all",
        "Week 2 20 min in all",
    ]


def test_the_audience_gets_handouts_alone() -> None:
    page = front_door(door(printed=True), audience=True)
    endings = {link.rpartition("/")[2].partition(".")[2] for link in links(page) if link.startswith("week")}
    assert endings == {"handout.html", "handout.pdf"}
    assert "Ask them first" not in page
    assert "Ask them first" in front_door(door())


def test_the_page_over_all_has_each_session_in_each_language() -> None:
    page = course_door([door("en"), door("ko", 50.0)])
    found = links(page)
    assert {"en/index.html", "ko/index.html", "en/week_01/boats.pptx", "ko/week_01/boats.handout.html"} <= set(found)
    assert "50% 번역됨" in page


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1100, "height": 800}, offline=True)
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    said: list[str] = []
    made.on("console", lambda message: said.append(message.text))
    made.on("pageerror", lambda error: said.append(str(error)))
    file = tmp_path / "index.html"
    file.write_text(front_door(door()), encoding="utf-8")
    made.goto(file.as_uri())
    yield made
    context.close()
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("float", ["Why boats float"]),
        ("COIN lid", ["Why boats float"]),
        ("컨테이", ["돛과 바람"]),
        ("컨테잉"[:2] + "ㅇ", ["돛과 바람"]),
        ("바람 천천히", ["돛과 바람"]),
        ("cafe", ["Café au port"]),
        ("naive </script>", ["Café au port"]),
        ("boats sails", []),
    ],
)
def test_slides_and_notes_are_found_without_a_network(page: Page, query: str, titles: list[str]) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    assert page.locator("#hits a").all_inner_texts() == titles
    assert page.locator("#course").is_hidden()
    assert page.locator("#count").inner_text() == f"Results: {len(titles)}"
    if titles:
        assert page.locator("#hits mark").count() > 0
        assert "#slide-" in str(page.locator("#hits a").first.get_attribute("href"))
    page.keyboard.press("Escape")
    assert page.locator("#course").is_visible()


@pytest.mark.browser
def test_what_changed_since_a_day(page: Page) -> None:
    page.locator("#since").fill("2026-02-01")
    assert page.locator(".session:visible .name").all_inner_texts() == ["1. boats"]
    assert page.locator(".changes li:visible").all_inner_texts() == ["2026-02-20 Mend the coin"]
    page.locator("#since").fill("2026-03-01")
    assert page.locator(".session:visible").count() == 0
    page.locator("#since").fill("")
    assert page.locator(".session:visible").count() == 3


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(browser: Browser, tmp_path: Path, scheme: str) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 844}
    )
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    pages = {
        "a": front_door(door("ar", 87.5)),
        "b": front_door(door()),
        "c": course_door([door("en"), door("ko", 50.0)]),
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        made.goto((tmp_path / f"{name}.html").as_uri())
        if name == "b":
            made.locator("#query").fill("boats")
        results = Axe().run(made)
        assert results.violations_count == 0, results.generate_report()
        assert made.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
