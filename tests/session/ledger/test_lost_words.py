"""Words that a session has and what came of it has not are found, with their line; nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.model.session import Block, Notes, Session
from coursedeck.model.slide import Deck, PlacedSlide, Shape, TableShape, TextShape
from coursedeck.model.values import replace
from coursedeck.model.walk import with_blocks
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.ledger import lost_in_reading, lost_on_slides
from coursedeck.session.ledger.said import session_texts
from coursedeck.session.load import load_course, load_session
from coursedeck.session.plan import plan

TEXT = """# Pumps: an Overview {#pumps}

A preface of seven words &amp; an entity.

## Kinds (20 min)

Rotary pumps[^rotary] move **oil**, see [the manual](https://example.org/secret-path "hover") and <https://example.org/x>.

[^rotary]: Rotating displacement.

- first item
  1. nested deeply
- second :tada: item

| Name | Price |
|------|------:|
| gear | 12 |

```python {1}
def turn(speed):
    return speed * 2
```

> [!WARNING]
> Hot surfaces.

::: notes
Speak about cavitation.
:::

<!-- a comment for nobody -->

### Details

<div class="wide">Wrapped in <b>tags</b>.</div>

마크다운(Markdown)을 **굵게** 씁니다.
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Session:
    return load(tmp_path, TEXT)


def load(root: Path, text: str) -> Session:
    file = root / "content" / "a.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    course, _ = load_course(root)
    session, _ = load_session(course, file)
    return session


def fit(session: Session, root: Path) -> Deck:
    template = read_template(builtin_template("default"))
    fitter = Fitter(template, Families(), ui_strings("en"), "en", Media({}, {}))
    deck, _ = fitter.fit(plan(session, load_course(root)[0], ui_strings("en"), fitter))
    return deck


def without(session: Session, drop: Callable[[Block], bool]) -> Session:
    return with_blocks(session, lambda block: () if drop(block) else (block,))


def test_a_session_that_is_read_whole_lacks_nothing(loaded: Session) -> None:
    assert lost_in_reading(TEXT, loaded) == ()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("preface", 3),
        ("rotary", 7),
        ("rotating", 9),
        ("nested", 12),
        ("gear", 15),
        ("speed", 20),
        ("surfaces", 25),
        ("cavitation", 28),
        ("wrapped", 35),
        ("굵게", 37),
    ],
)
def test_a_block_that_is_not_read_is_named_with_its_line(loaded: Session, words: str, line: int) -> None:
    less = without(loaded, lambda block: words in repr(block).casefold())
    found = [problem for problem in lost_in_reading(TEXT, less) if words in problem.message]
    assert [problem.source.line for problem in found] == [line]
    assert all(problem.severity == "error" for problem in found)


def test_one_of_two_equal_paragraphs_is_missed(tmp_path: Path) -> None:
    text = "# T\n\n## S\n\nSame words.\n\nSame words.\n"
    session = load(tmp_path, text)
    part = session.parts[0]
    less = replace(session, parts=(replace(part, blocks=part.blocks[1:]),))
    assert len(lost_in_reading(text, less)) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "[text](<a path with spaces.md> 'title')",
        "![](picture_of_nothing.png){width=50%}",
        "`code` and <kbd>Ctrl</kbd>+<kbd>C</kbd>",
        "1) one\n2) two",
        "a\u00adsplit\u200bword stays",
        "Ends in two  \nspaces\\\nor a backslash.",
        "[ref][to] text\n\n[to]: https://example.org/path 'Title of it'",
        "~~struck~~ and *em*phasis in a w**or**d",
        "~~~ruby\nputs 'x'\n~~~",
        "&copy; 2020 &#8212; entity",
        "1. ```sh\n   ls\n   ```\n2. ```sh\n   pwd\n   ```\n10) ~~~\n    du\n    ~~~",
        "> - ```text\n>   quoted\n>   ```\n\nand on",
        "<!--\n```js\nlet hidden = 1\n```\n-->\n\nShown `<!--` here.\n\n```js\nlet shown = 2\n```",
        "<!-- lines\n\n- [one](a.md)\n- [two](b.md)\n-->\n\n- [ ] open\n- [x] done",
        "!!! success\n    - [x] reached\n    - [ ] not yet",
        '[Demo]{.ex\n  href="https://example.org/demo"} runs',
        "### 式(2.22)的推导\n\n见下文",
        "### Part (3) of it\n\nwords",
        "1. Build things\n2.\n3.\n\nThen go on.",
        "Read [`the rules`] first.\n\n[`the rules`]:\nhttps://example.org/rules/of/the/house.html",
        "Look at it:\n\n<!DOCTYPE html>\n<p>Hello</p>",
        "[Tables][vtable-page] and [`shortcut`].\n\n[vtable-page]: https://example.org/a\n[`shortcut`]: <other.md>",
    ],
)
def test_markup_is_no_loss(tmp_path: Path, markup: str) -> None:
    text = f"# T\n\n## S\n\n{markup}\n"
    assert lost_in_reading(text, load(tmp_path, text)) == ()


def test_a_deck_that_shows_everything_lacks_nothing(loaded: Session, tmp_path: Path) -> None:
    assert lost_on_slides(loaded, fit(loaded, tmp_path)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "速度[^1]は変わる",
        "- 速度[^1]は変わる",
        "| 速度[^1]は変わる | a |\n|---|---|\n| b | 速度[^1]も |",
        "Flow[^1]rate",
    ],
)
def test_the_number_of_a_footnote_parts_no_word(tmp_path: Path, text: str) -> None:
    session = load(tmp_path, f"# T\n\n## S\n\n{text}\n\n[^1]: 毎分の回転\n")
    assert lost_on_slides(session, fit(session, tmp_path)) == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('!!! warning ""\n    :warning: Read this before starting.', True),
        ("!!! tip\n    :bulb: Save often.", True),
        ("::: tip\n:bulb: Save often.\n:::", True),
        (":::{tip}\n:class: dropdown\nSave often.\n:::", False),
        ("```{tip}\n:class: dropdown\nSave often.\n```", False),
    ],
)
def test_an_emoji_in_front_takes_no_words_with_it(tmp_path: Path, written: str, shown: bool) -> None:
    text = f"# T\n\n## S\n\n{written}\n"
    session = load(tmp_path, text)
    words = " ".join(said for _, said in session_texts(session))
    assert "Save often" in words or "Read this before starting" in words
    assert any(sign in words for sign in "⚠💡") == shown
    assert "dropdown" not in words
    assert lost_in_reading(text, session) == ()
    assert lost_in_reading(text, replace(session, parts=()))


def dropping(deck: Deck, drop: Callable[[Shape], bool]) -> Deck:
    def less(slide: PlacedSlide) -> PlacedSlide:
        return replace(slide, shapes=tuple(shape for shape in slide.shapes if not drop(shape)))

    return replace(deck, slides=tuple(map(less, deck.slides)))


def test_words_of_a_lost_shape_are_found(loaded: Session, tmp_path: Path) -> None:
    deck = fit(loaded, tmp_path)
    lost = lost_on_slides(loaded, dropping(deck, lambda shape: isinstance(shape, TableShape)))
    assert [problem.source.line for problem in lost] == [15]
    assert "gear" in lost[0].message


def test_one_lost_line_of_code_is_found(loaded: Session, tmp_path: Path) -> None:
    def last_line_cut(shape: Shape) -> Shape:
        if isinstance(shape, TextShape) and any("return" in paragraph.plain for paragraph in shape.paragraphs):
            return replace(shape, paragraphs=shape.paragraphs[:-1])
        return shape

    deck = fit(loaded, tmp_path)
    slides = tuple(replace(one, shapes=tuple(map(last_line_cut, one.shapes))) for one in deck.slides)
    (lost,) = lost_on_slides(loaded, replace(deck, slides=slides))
    assert lost.source.line == 21
    assert "return" in lost.message


def test_lost_notes_are_found(loaded: Session, tmp_path: Path) -> None:
    deck = fit(without(loaded, lambda block: isinstance(block, Notes)), tmp_path)
    (lost,) = lost_on_slides(loaded, deck)
    assert lost.source.line == 28


@pytest.mark.parametrize(
    "text",
    [
        "# Pumps\n\n## Valves and pipes\n\n### Valves and pipes\n\n- one\n- two\n",
        "# Pumps\n\n## Valves\n\n### Valves and pipes\n\n- one\n- two\n",
    ],
)
def test_a_title_that_the_next_one_repeats_is_said_once(tmp_path: Path, text: str) -> None:
    session = load(tmp_path, text)
    assert lost_on_slides(session, fit(session, tmp_path)) == ()


@pytest.mark.parametrize("heading", ["Oil - 5 min", "Oil: 5 Minuten", "기름 ⏱ 5분 {#oil}", "Oil :stopwatch: 5"])
def test_minutes_without_parentheses_are_no_lost_words(tmp_path: Path, heading: str) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "oil.md"
    file.write_text(f"# Pumps\n\n## {heading}\n\nIt is hot.\n", encoding="utf-8")
    course, _ = load_course(tmp_path)
    session, _ = load_session(course, file)
    assert session.parts[0].minutes == 5
    assert lost_in_reading(file.read_text(encoding="utf-8"), session) == ()
