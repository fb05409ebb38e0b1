"""How many slides a session becomes, where it has more to show than its minutes allow."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from coursedeck.model.problem import Problem
from coursedeck.model.session import PictureRow
from coursedeck.model.slide import Deck, Layout, Outline, Subheading, TextShape
from coursedeck.model.template import Region
from coursedeck.model.text import texts_in
from coursedeck.session.ledger import lost_on_slides
from coursedeck.session.schedule import schedule

Planned = Callable[..., Outline]
Fitted = Callable[[str], tuple[Deck, tuple[Problem, ...]]]


def topics(count: int, *, minutes: int, more: str = "") -> str:
    """A session of one timed section with so many small subjects."""
    items = "\n".join(f"- point {n} of many\n- its reason\n- its end" for n in range(2))
    parts = "\n\n".join(f"### Subject {n}\n\n{items}{more}" for n in range(count))
    return f"# T\n\n## Bread ({minutes} min)\n\n{parts}\n\n## Milk\n\n- raw\n"


def content(outline: Outline) -> list[str]:
    return [slide.title.plain for slide in outline.slides if slide.section == 0 and slide.layout is not Layout.SECTION]


def test_a_session_with_time_for_its_slides_keeps_them(planned: Planned) -> None:
    assert len(content(planned(topics(16, minutes=60)))) == 16


def test_neighbours_share_slides_where_there_are_more_than_the_minutes_allow(planned: Planned) -> None:
    outline = planned(topics(16, minutes=20))
    assert len(outline.slides) <= 12
    heads = [b.text.plain for s in outline.slides for b in (*s.body, *s.aside) if isinstance(b, Subheading)]
    shown = " ".join((*content(outline), *heads))
    assert all(f"Subject {n}" in shown for n in range(16))


def test_nothing_is_lost_and_type_stays_readable_on_shared_slides(fitted: Fitted) -> None:
    deck, problems = fitted(topics(16, minutes=20))
    assert problems == ()
    assert lost_on_slides(deck.session, deck) == ()
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.name != "eyebrow"]
    sizes = [paragraph.size for shape in shapes for paragraph in getattr(shape, "paragraphs", ())]
    assert min(sizes) >= 16


def test_titles_of_shared_slides_do_not_list_their_headings(planned: Planned) -> None:
    shared = [slide for slide in planned(topics(16, minutes=20)).slides if slide.also]
    assert shared
    for slide in shared:
        heads = [block.text.plain for block in (*slide.body, *slide.aside) if isinstance(block, Subheading)]
        assert heads and not any(head in slide.title.plain for head in heads)


def test_neighbours_that_are_shared_do_not_have_one_title(planned: Planned) -> None:
    titles = content(planned(topics(16, minutes=20)))
    assert all(one != other for one, other in pairwise(titles))


def test_slides_that_somebody_speaks_about_stay_apart(planned: Planned) -> None:
    outline = planned(topics(16, minutes=20, more="\n\n::: notes\nsaid\n:::"))
    assert len(content(outline)) == 16


def test_slides_that_the_author_shapes_stay_apart(planned: Planned) -> None:
    text = topics(16, minutes=20).replace("### Subject 3\n", "### Subject 3 {as=list}\n")
    outline = planned(text)
    (slide,) = [slide for slide in outline.slides if slide.title.plain == "Subject 3"]
    assert not any(isinstance(block, Subheading) for block in (*slide.body, *slide.aside))


def test_minutes_stay_with_their_sections(fitted: Fitted) -> None:
    text = topics(10, minutes=12) + topics(10, minutes=8).partition("\n\n")[2].replace("Bread", "Cheese")
    deck, _ = fitted(text)
    timed = schedule(deck)
    found = [sum(one.seconds for one in timed.slides if one.section == index) for index in (0, 2)]
    assert found == [12 * 60, 8 * 60]


def test_untimed_sections_of_one_slide_share_it_with_their_neighbour(fitted: Fitted) -> None:
    text = topics(20, minutes=20) + "\n## Words\n\n- rye\n\n## Links\n\n- mill\n"
    deck, _ = fitted(text)
    last = deck.slides[-1]
    assert lost_on_slides(deck.session, deck) == ()
    assert {"words", "links"} <= {part.partition("-")[0] for part in last.parts}
    agenda = next(slide for slide in deck.slides if slide.layout is Layout.AGENDA)
    rows = [shape for shape in agenda.shapes if isinstance(shape, TextShape)]
    runs = [run for row in rows for paragraph in row.paragraphs for run in paragraph.runs]
    links = [link for link in (*(run.link for run in runs), *(row.link for row in rows)) if link]
    assert links
    assert all(link.removeprefix("#") in {slide.id for slide in deck.slides} for link in links)


def test_neighbouring_sections_of_one_title_share_a_slide(planned: Planned) -> None:
    outline = planned("# T\n\n## Fit\n\n- choose\n\n## Fit\n\n```r\nfit()\n```\n\n## Turn\n\n- go\n")
    assert [slide.title.plain for slide in outline.slides][-2:] == ["Fit", "Turn"]


@pytest.mark.parametrize("level", ["##", "###"])
def test_a_title_that_two_neighbours_have_is_not_lost_where_it_is_said_once(fitted: Fitted, level: str) -> None:
    table = "| valve | state |\n|---|---|\n| north | open |\n"
    deck, problems = fitted(
        f"# T\n\n## S\n\n{level} Valves here\n\n- choose\n\n{level} Valves here\n\n{table}\n## Turn\n\n- go\n"
    )
    said = [slide.title.paragraphs[0].plain for slide in deck.slides]
    assert sum("Valves here" in title for title in said) == 1
    assert problems == ()
    assert lost_on_slides(deck.session, deck) == ()


def test_icons_with_a_line_each_are_one_row(planned: Planned) -> None:
    text = "# T\n\n## Tools\n\n" + "\n\n".join(f"*Tool {n}*\n\nDoes {n}.\n\n![Tool {n}](tool{n}.png)" for n in range(4))
    rows = [block for slide in planned(text).slides for block in slide.body if isinstance(block, PictureRow)]
    assert [len(row.pictures) for row in rows] == [4]
    captions = [picture.caption.plain for picture in rows[0].pictures if picture.caption]
    assert captions == [f"Tool {n}\nDoes {n}." for n in range(4)]


@pytest.mark.parametrize("between", [" ", "\n\n"])
@pytest.mark.parametrize("before", ["", "These are on it:\n\n"])
def test_lines_below_icons_stay_with_the_icon_above_them(planned: Planned, between: str, before: str) -> None:
    pairs = "\n\n".join(f"![Tool {n}](tool{n}.png){between}Does {n}." for n in range(3))
    outline = planned(f"# T\n\n## Tools\n\n### The bar\n\n{before}{pairs}\n")
    (row,) = [block for slide in outline.slides for block in slide.body if isinstance(block, PictureRow)]
    told = [(picture.alt.plain, picture.caption.plain) for picture in row.pictures if picture.caption]
    assert told == [(f"Tool {n}", f"Does {n}.") for n in range(3)]


def test_items_with_an_icon_keep_their_numbers(planned: Planned) -> None:
    text = "# T\n\n## Tools\n\n" + "\n".join(f"{n}. Tool {n}\n\n    ![Tool {n}](tool{n}.png)\n" for n in (1, 2, 3))
    (row,) = [block for slide in planned(text).slides for block in slide.body if isinstance(block, PictureRow)]
    captions = [picture.caption.plain for picture in row.pictures if picture.caption]
    assert captions == ["1. Tool 1", "2. Tool 2", "3. Tool 3"]


def prose(count: int) -> str:
    long = "It goes on for a while, so that a slide holds two or three of these and no more than that, as prose does."
    return "---\nprose: slide\n---\n# T\n\n## S\n\n" + "\n\n".join(
        f"Loaf {n} is baked slowly. {long} {long}" for n in range(count)
    )


def test_slides_of_prose_have_titles_of_their_own(fitted: Fitted) -> None:
    deck, _ = fitted(prose(12))
    titles = ["".join(p.plain for p in slide.title.paragraphs) for slide in deck.slides[2:]]
    assert len(titles) > 2
    assert len(set(titles)) == len(titles)
    assert all(title.endswith("is baked slowly") for title in titles[1:])
    assert lost_on_slides(deck.session, deck) == ()


@pytest.mark.parametrize("below", ["### 둘\n\n- 나\n- 다\n\n### 셋\n\n- 라\n", "### 둘\n\n- 나\n- 다\n"])
def test_a_heading_without_content_is_never_lost(planned: Planned, below: str) -> None:
    outline = planned(f"# 배\n\n## 뜨는 까닭\n\n### 빈 제목\n\n{below}\n## 다음\n\n- 마\n")
    assert any("빈 제목" in text.plain for text in texts_in(outline.slides))


@pytest.mark.parametrize(("below", "minutes"), [("물이 민다.", "10분"), ("## 하나 (7분)\n\n- 가", "7분")])
def test_the_title_says_the_minutes_of_a_session_without_sections(planned: Planned, below: str, minutes: str) -> None:
    title = planned(f"---\nminutes: 10\n---\n\n# 배\n\n{below}\n").slides[0]
    assert minutes in dict(title.lines)[Region.SUBTITLE.value]


def test_what_is_folded_away_has_its_summary_for_a_title(planned: Planned) -> None:
    folded = "<details>\n<summary>The way of the baker</summary>\n\n- Knead\n- Bake\n\n</details>"
    titles = [
        slide.title.plain for slide in planned(f"# T\n\n## Bread\n\n- Flour\n\n{folded}\n\n## End\n\n- x\n").slides
    ]
    assert titles[2:4] == ["Bread", "The way of the baker"]
    other = folded.replace("baker", "cook")
    outline = planned(f"# T\n\n## Bread\n\n### Ways\n\n{folded}\n\n{other}\n\n## End\n\n- x\n")
    shown = [slide for slide in outline.slides if slide.section == 0 and slide.body]
    assert ["Ways" in slide.title.plain for slide in shown] == [True, False]
    assert shown[1].title.plain == "The way of the cook"
    assert not any(isinstance(block, Subheading) and block.text.plain == "Ways" for block in shown[1].body)


def test_a_heading_that_says_the_title_does_not_stand_below_it(planned: Planned) -> None:
    text = "# T\n\n## Bread\n\n### Rye\n\n- Flour\n\n**Rye**\n\n- Water\n\n## End\n\n- x\n"
    for slide in planned(text).slides:
        first = slide.body[0] if slide.body else None
        assert not isinstance(first, Subheading) or first.text.plain != slide.title.plain
