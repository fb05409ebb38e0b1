"""Which lists become rows or cards, which stay lists, and what the author can ask for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coursedeck.model.slide import POINTS, Layout, Outline

Planned = Callable[..., Outline]

SHORT = "- **Plan**: what to measure\n- **Do**: measure it\n- **Check**: compare the two\n"
LONG = (
    "- **Cost**: a container takes megabytes where a virtual machine takes gigabytes\n"
    "- **Start**: a container is there in seconds, since no system has to boot\n"
    "- **Walls**: a virtual machine keeps its guests apart by hardware, a container by the kernel alone\n"
)


WHOLE = "---\nprose: slide\n---\n"


def layouts(planned: Planned, *slides: str, front: str = "") -> list[str]:
    """The layouts of slides with notes of their own, so that they are not joined."""
    body = "\n\n".join(f"### Slide {n} {text}\n\n::: notes\nTalk.\n:::" for n, text in enumerate(slides))
    outline = planned(f"{front}# T\n\n## S\n\n{body}\n")
    return [slide.layout.value for slide in outline.slides if "Slide " in slide.title.plain]


def one(planned: Planned, markdown: str, heading: str = "", front: str = "") -> str:
    (first, _) = layouts(planned, f"{heading}\n\n{markdown}", "\n\n- the\n- other\n- slide", front=front)
    return first


def test_short_labelled_items_become_cards_and_longer_ones_rows(planned: Planned) -> None:
    assert one(planned, SHORT) == "cards-3"
    assert one(planned, LONG) == "rows-3"
    assert one(planned, SHORT + "- **Act**: keep what works\n") == "cards-4"
    assert one(planned, LONG + "- **Tools**: both are run by the same orchestrators today\n") == "rows-4"


def test_a_sentence_may_stand_above(planned: Planned) -> None:
    assert one(planned, f"Three steps, again and again.\n\n{SHORT}") == "cards-3"
    assert one(planned, f"They differ in three ways.\n\n{LONG}") == "rows-3"


@pytest.mark.parametrize(
    "item",
    ["**Plan** – do", "**Plan:** measure", "**Plan** (PDCA): measure", "**Plan** — do", "`plan`: measure"],
)
def test_labels_end_in_a_colon_or_a_dash(planned: Planned, item: str) -> None:
    assert one(planned, f"- {item}\n{SHORT.split(chr(10), 1)[1]}") == "cards-3"


def test_short_lists_below_labels_become_cards(planned: Planned) -> None:
    assert (
        one(planned, "- **Metrics**\n  - load\n- **Logs**\n  - files\n  - streams\n- **Traces**\n  - spans\n")
        == "cards-3"
    )


def test_an_ordered_list_keeps_its_numbers_in_rows(planned: Planned) -> None:
    assert one(planned, LONG.replace("- **", "1. **")) == "rows-3"


def test_short_steps_become_a_process(planned: Planned) -> None:
    steps = "1. Write it down\n2. Send it\n3. Wait\n4. Decide\n"
    assert one(planned, steps) == "process-4"
    assert one(planned, "1. **Plan**: what\n2. **Do**: it\n3. **Check**: both\n") == "process-3"
    assert one(planned, steps.replace("Wait", "Is it good?")) == "points-4", "questions are no steps"
    assert one(planned, steps.replace("Wait", "Wait for all that will come, and for what will not")) == "points-4"
    assert one(planned, steps, "{as=points}") == "points-4"


def test_labels_without_bold_type_and_signs_before_labels(planned: Planned) -> None:
    assert one(planned, LONG.replace("**", "")) == "rows-3"
    assert one(planned, LONG.replace("- **", "- ✅ **")) == "rows-3"
    assert one(planned, LONG.replace("- **", "**").replace("\n", "\n\n")) == "rows-3", "paragraphs"


@pytest.mark.parametrize(
    "markdown",
    [
        "- **Docker** is a tool\n- **Podman** is another\n- **LXC** as well\n",
        "- **Plan**: what\n- do it\n- **Check**: both\n",
        "- **Plan**: what\n",
        "".join(f"- **Step {n}**: more\n" for n in range(9)),
        "- [x] **Plan**: what\n- [ ] **Do**: it\n- [ ] **Check**: both\n",
        "- **Plan**\n  1. one\n- **Do**\n  - it\n    - deeper\n- **Check**: both\n",
        SHORT.replace("measure it", "measure it[^1]") + "\n[^1]: With care.\n",
        SHORT.replace("**Do**", "**A label that is a sentence by itself and fills its line**"),
    ],
)
def test_other_lists_become_neither_rows_nor_cards(planned: Planned, markdown: str) -> None:
    assert one(planned, markdown) in {"content", *POINTS.values()}


@pytest.mark.parametrize("count", POINTS)
@pytest.mark.parametrize("item", ["- say it", "- [ ] do it", "- **Label**, and words", "* `code`"])
def test_short_lists_without_labels_become_points(planned: Planned, count: int, item: str) -> None:
    assert one(planned, f"{item}\n" * count) == f"points-{count}"


@pytest.mark.parametrize("above", ["They say:\n\n", "#### What they say\n\n"])
def test_a_sentence_or_a_heading_may_stand_above_points(planned: Planned, above: str) -> None:
    assert one(planned, f"{above}- one\n- two\n- three\n") == "points-3"


def test_a_remark_may_stand_below_and_a_list_below_an_item(planned: Planned) -> None:
    assert one(planned, "- one\n- two\n\nAnd a word at the end.\n") == "points-2"
    assert one(planned, "- one\n- two\n\n> And a word at the end.\n") == "points-2"
    assert one(planned, f"{SHORT}\nAnd so on.\n") == "cards-3"
    assert one(planned, "- one\n  - below\n- two\n") == "points-2"


@pytest.mark.parametrize(
    "markdown",
    [
        "- alone\n",
        "- one\n" * 7,
        "- one\n- two\n\nAnd a word.\n\nAnd another.\n",
        "A word.\n\nAnd another.\n",
        "- one[^1]\n- two\n\n[^1]: A note.\n",
        f"- {'many words in an item that nobody could read in a row of its own ' * 9}\n- two\n",
    ],
)
def test_other_lists_become_no_points(planned: Planned, markdown: str) -> None:
    assert one(planned, markdown) == "content"


def test_passages_of_text_are_points(planned: Planned) -> None:
    text = "Bread is baked from flour and water, with a little salt and some time to rest. " * 2
    assert one(planned, f"{text}\n\n{text}\n") == "points-2"
    assert one(planned, f"{text}\n\nIt takes:\n\n- flour\n- water\n\n{text}\n") == "points-3"
    assert one(planned, f"- one\n- two\n\n{text}\n\n{text}\n") == "content", "it begins with a list"
    assert one(planned, f"{text}\n\n{text}\n\nIt takes:\n") == "content", "it leads to what is not there"
    assert one(planned, f"{text}\n\n{text}\n", "{as=list}") == "content"
    assert one(planned, f"{text * 6}\n\n{text}\n", front=WHOLE) == "content", "too long for rows"
    assert one(planned, f"{text * 6}\n\n{text}\n") == "points-2", "what they begin with"


def test_lines_that_begin_with_a_label_are_a_list(planned: Planned) -> None:
    lines = "**Time**: nine to ten  \n**Aim**: to see how all the parts of a cluster hang together  \n**Way**: talk\n"
    assert one(planned, lines) == "rows-3"
    assert one(planned, lines.replace("  \n", "\n\n")) == "rows-3"
    assert one(planned, "**Time**: nine\n") == "content"


def test_an_author_refuses_and_chooses(planned: Planned) -> None:
    assert one(planned, SHORT, "{as=list}") == "content"
    assert one(planned, SHORT, "{as=rows}") == "rows-3"
    assert one(planned, LONG.replace("**Walls**: a virtual", "**Walls**: A virtual"), "{as=cards}") == "cards-3"
    assert one(planned, f"<!-- slide: as=list -->\n\n{SHORT}") == "content"


def test_items_that_appear_on_click_stay_a_list(planned: Planned) -> None:
    assert one(planned, f"<!-- slide: builds -->\n\n{SHORT}") == Layout.CONTENT.value


def test_texts_that_are_too_long_for_rows_are_points(planned: Planned) -> None:
    words = "a text that goes on and on until nobody wants to read it in a row of its own any more "
    assert one(planned, LONG.replace("seconds", words * 3)) == "points-3"


def test_products_with_icons_are_tiles(planned: Planned) -> None:
    roles = "- **Web server**: Nginx\n- **Application**: Node.js\n- **Cache**: Redis\n"
    assert one(planned, roles) == "tiles-3"
    assert one(planned, "They run everywhere:\n\n- Docker\n- Terraform\n- PostgreSQL\n- Python\n") == "tiles-4"
    named = "- **Kafka**: a queue\n- **Spark**: sums\n- **Grafana**: shows\n- **Jenkins**: builds\n- **Git**: keeps\n"
    assert one(planned, named) == "tiles-5"
    assert one(planned, roles, "{as=list}") == "content"
    assert one(planned, roles, "{as=rows}") == "rows-3"


@pytest.mark.parametrize(
    "items",
    [
        "- **Web server**: Nginx\n- **Application**: our own\n- **Cache**: Redis\n",
        "- **Who**: user\n- **Where**: server\n- **What**: document\n",
        "1. **First**: Nginx\n2. **Then**: Redis\n3. **Last**: Docker\n",
        "- **Web server**: Nginx\n- **Cache**: Redis\n",
        "- Docker\n- Terraform\n- PostgreSQL\n  - a database\n",
    ],
)
def test_other_lists_become_no_tiles(planned: Planned, items: str) -> None:
    assert not one(planned, items).startswith("tiles")
    assert not one(planned, items, "{as=tiles}").startswith("tiles")
