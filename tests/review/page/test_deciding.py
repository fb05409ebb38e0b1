"""Deciding on the review page: to the end by keys, in groups, all at once, with others, and from a link."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coursedeck.model.review import Cause, ChangeGroup, DeckReview, Finding, FindingLevel, Review, SlideChange
from coursedeck.model.values import replace
from tests.review.review_samples import finding, sample_review, slide, written_page

pytestmark = pytest.mark.browser

COUNT = 5


def changed(count: int = COUNT) -> Review:
    slides = tuple(SlideChange(None, slide(f"s{n}"), (), None, n + 1) for n in range(count))
    deck: DeckReview = replace(sample_review().decks[0], slides=slides, findings=(), origins=())
    return Review("Course", (deck,), base="before", source_locale="en")


def opened(page: Page, folder: Path, review: Review, hash: str = "") -> Page:
    page.goto(written_page(folder, review).as_uri() + hash)
    return page


def accepted(page: Page) -> int:
    return page.locator(".card.accept").count()


def decided(page: Page, said: str) -> None:
    expect(page.locator("#decided")).to_have_text(said)


def test_keys_to_the_end_lose_no_verdict_and_say_where_it_is(silent_page: Page, tmp_path: Path) -> None:
    page = opened(silent_page, tmp_path, changed())
    for _ in range(COUNT + 1):
        page.keyboard.press("j")
        page.keyboard.press("a")
    decided(page, "5 of 5 decided.")
    page.keyboard.press("j")
    expect(page.locator("#said")).to_have_text("This is the last slide.")


def test_after_a_reload_it_goes_on_with_what_is_undecided(silent_page: Page, tmp_path: Path) -> None:
    page = opened(silent_page, tmp_path, changed())
    for key in "jaja":
        page.keyboard.press(key)
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.slide") == "s2"
    page.locator("#verdict").select_option("none")
    expect(page.locator("#shown")).to_have_text("3 slides shown.")
    page.get_by_role("button", name="Accept all shown").click()
    decided(page, "5 of 5 decided.")
    expect(page.locator("#empty")).to_be_visible()
    page.keyboard.press("u")
    decided(page, "2 of 5 decided.")


def test_a_verdict_goes_on_where_that_is_wanted(silent_page: Page, tmp_path: Path) -> None:
    page = opened(silent_page, tmp_path, changed())
    page.get_by_label("Next slide after a verdict").check()
    page.keyboard.press("Escape")
    for key in "jad":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.dataset.slide") == "s2"
    assert page.locator(".card.deny").get_attribute("data-slide") == "s1"


def test_slides_of_one_cause_are_decided_at_once(silent_page: Page, tmp_path: Path) -> None:
    ids = tuple(f"ko/week/a#s{n}" for n in (1, 3, 4))
    group = ChangeGroup(Cause.COLOR_OF_TEMPLATE, ids, "1F5FA8", "B02A5B", "accent1")
    page = opened(silent_page, tmp_path, replace(changed(), groups=(group,)))
    expect(page.locator(".cause")).to_contain_text("Colours of the template: 1F5FA8 → B02A5B")
    assert page.locator(".card:visible").count() == 3
    page.get_by_role("button", name="Show all 3").click()
    assert [one.get_attribute("data-slide") for one in page.locator(".card:visible").all()] == [
        "s0", "s1", "s3", "s4", "s2",
    ]  # fmt: skip
    page.get_by_role("button", name="Show one").click()
    page.get_by_role("button", name="Accept all 3").click()
    decided(page, "3 of 5 decided.")
    page.get_by_role("button", name="Undo").click()
    decided(page, "0 of 5 decided.")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("d")
    decided(page, "3 of 5 decided.")
    assert sorted(str(one.get_attribute("data-slide")) for one in page.locator(".card.deny").all()) == [
        "s1",
        "s3",
        "s4",
    ]


def test_a_link_leads_to_a_slide_and_to_a_choice(silent_page: Page, tmp_path: Path) -> None:
    review = sample_review()
    page = opened(silent_page, tmp_path, review, "#slide=ko%2Fweek%2Fa%23gone")
    assert page.evaluate("document.activeElement.dataset.id") == "ko/week/a#gone"
    page.get_by_role("button", name="Removed").click()
    address = page.url
    assert address.endswith("#show=removed")
    page.goto("about:blank")
    page.goto(address)
    assert [one.get_attribute("data-slide") for one in page.locator(".card:visible").all()] == ["gone"]


def test_verdicts_of_somebody_else_are_loaded(silent_page: Page, tmp_path: Path) -> None:
    page = opened(silent_page, tmp_path, changed())
    page.keyboard.press("j")
    page.keyboard.press("a")
    said = [
        {"locale": "ko", "session": "week/a", "slide": f"s{n}", "state": f"s-s{n}.look.p-s{n}", "verdict": "deny",
         "comment": f"no {n}"} for n in range(2)
    ]  # fmt: skip
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps({"reviewer": "Mina", "slides": said}))
    page.locator("#file").set_input_files(file)
    decided(page, "2 of 5 decided.")
    first, second = (page.locator(f"[data-slide=s{n}]") for n in range(2))
    expect(first).to_have_class("card new accept")
    expect(second).to_have_class("card new deny")
    expect(second.locator(".past li").first).to_contain_text("Denied · no 1 · Mina")
    expect(first.locator(".past")).to_contain_text("Denied · no 0 · Mina")
    file.write_text("nonsense")
    page.locator("#file").set_input_files(file)
    expect(page.locator("#said")).to_have_text("This file holds no verdicts.")


def test_what_was_found_before_is_told_and_not_to_be_reviewed(silent_page: Page, tmp_path: Path) -> None:
    old: Finding = replace(finding("title", FindingLevel.WARNING, "kept", 1), new=False)
    deck = sample_review().decks[0]
    review = Review("Course", (replace(deck, slides=deck.slides[:2], findings=(old,)),), base="b", source_locale="ko")
    page = opened(silent_page, tmp_path, review)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 slide to look at")
    expect(page.locator("[data-filter=todo]")).to_have_text("To review 1")
    decided(page, "0 of 1 decided.")
    page.locator("[data-filter=warning]").click()
    expect(page.locator(".card:visible .finding")).to_contain_text("there before")


def test_verdict_buttons_are_in_sight_of_a_slide_longer_than_the_window(silent_page: Page, tmp_path: Path) -> None:
    long = slide("long", text=tuple(f"Line {n}" for n in range(80)))
    deck = replace(sample_review().decks[0], slides=(SlideChange(None, long, (), None, 1),), findings=())
    page = opened(silent_page, tmp_path, Review("C", (deck,), base="b"))
    page.locator(".words summary").first.click()
    page.keyboard.press("j")
    box = page.locator("[data-verdict=accept]").bounding_box()
    assert box is not None and 0 < box["y"] < 860
