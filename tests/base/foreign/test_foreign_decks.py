"""Decks of other tools → the text of a session, each line with the number that it had."""

import pytest

from coursedeck.base.foreign import converted, joined, kind_of_text, numbered

MARP = """\
<!-- _class: lead -->

# Tides

Why the sea comes and goes

---

## Two pulls

![bg left:33% brightness:0.8](moon.jpg)
![Sun and moon in line w:320](line.png)

* The moon
* The sun

<!--
Bring the orange and the lamp.

Twice a day, not once.
-->

---

<!-- backgroundColor: aqua -->

## Spring <!-- fit --> tide

<style scoped>
h2 { color: red; }
</style>

Text with `<!-- code -->` in it <!-- say it slowly -->
"""

SLIDEV = """\
# Tides

<!-- Wait for silence. -->

---
layout: two-cols
transition: fade
---

# What pulls

<v-clicks>

- the moon

</v-clicks>

::right::

# How often

- twice a day

<!--
[click] Ask first.
-->

---
layout: image-right
image: /shore.jpg
title: At the shore
hide: true
---

<Counter :count="10" m="t-4" />

```ts {1|2}
---
const height = 3
```
"""

REMARK = """\
layout: true
class: wide

---
name: start
class: center, middle

# Tides

---

## What pulls

- the moon
--

- the sun

.footnote[Newton, 1687]

???

Let them guess.

---
class: inverse

## Side by side

.pull-left[
At new moon
- spring tide
]

.pull-right[
At half moon
]

A .red[**strong**] word, `.code[x]`, list[0].
"""

REVEAL = """\
# Tides

---

## What pulls

- the moon <!-- .element: class="fragment" -->

Note:
Let them guess.

- then tell

----

## How often

Twice.

---

## Where

Everywhere.
"""

PRESENTERM = """\
What pulls
==========

<!-- pause -->

* the moon

<!-- speaker_note: Let them guess. -->

<!--
speaker_note: |
  Then tell.
-->

<!-- end_slide -->

Side by side
---

<!-- column_layout: [1, 1] -->

<!-- column: 0 -->

New moon

<!-- column: 1 -->

Half moon

<!-- reset_layout -->

Below

<!-- end_slide -->

Last
---

<!-- skip_slide -->
"""


def lines_of(kind: str, source: str) -> list[str]:
    """The lines that say something."""
    return [line for line in joined(converted(kind, numbered(source), {}).lines).split("\n") if line.strip()]


def test_marp() -> None:
    assert lines_of("Marp deck", MARP) == [
        "# Tides",
        "Why the sea comes and goes",
        "## Two pulls",
        "<!-- slide: builds -->",
        "![](moon.jpg)",
        "![Sun and moon in line](line.png){width=320px}",
        "* The moon",
        "* The sun",
        "::: notes",
        "Bring the orange and the lamp.",
        "Twice a day, not once.",
        ":::",
        "## Spring tide",
        "Text with `<!-- code -->` in it",
        "::: notes",
        "say it slowly",
        ":::",
    ]


def test_slidev() -> None:
    assert lines_of("Slidev deck", SLIDEV) == [
        "# Tides",
        "::: notes",
        "Wait for silence.",
        ":::",
        "## What pulls",
        "<!-- slide: builds -->",
        ":::: columns",
        "::: column",
        "- the moon",
        ":::",
        "::: column",
        "**How often**",
        "- twice a day",
        ":::",
        "::::",
        "::: notes",
        "Ask first.",
        ":::",
        "## At the shore",
        "<!-- slide: hide -->",
        "```ts {1|2}",
        "---",
        "const height = 3",
        "```",
        "![](/shore.jpg)",
    ]


def test_remark() -> None:
    assert lines_of("remark deck", REMARK) == [
        "# Tides",
        "## What pulls",
        "<!-- slide: builds -->",
        "- the moon",
        "- the sun",
        "Newton, 1687",
        "::: notes",
        "Let them guess.",
        ":::",
        "## Side by side",
        ":::: columns",
        "::: column",
        "At new moon",
        "- spring tide",
        ":::",
        "::: column",
        "At half moon",
        ":::",
        "::::",
        "A **strong** word, `.code[x]`, list[0].",
    ]


def test_reveal() -> None:
    assert lines_of("reveal.js deck", REVEAL) == [
        "# Tides",
        "## What pulls",
        "<!-- slide: builds -->",
        "- the moon",
        "::: notes",
        "Let them guess.",
        "- then tell",
        ":::",
        "## How often",
        "Twice.",
        "## Where",
        "Everywhere.",
    ]


def test_components_of_a_deck_go_and_what_they_say_is_reported() -> None:
    banner = '<Banner\n  title="Good day"\n  :wide="true"\n/>\n\n'
    deck = f"# A\n\n{banner}---\nlayout: fact\n---\n\n# B\n\n<Box>kept</Box> <v-click>too</v-click>\n"
    result = converted("Slidev deck", numbered(deck), {})
    assert [line.text for line in result.lines if line.text] == ["# A", "## B", "<!-- slide: builds -->", "kept too"]
    said = {remark.what: remark.words for remark in result.remarks}
    assert (said["the component <Banner>"], said["settings of slides"]) == ("Good day true", "layout: fact")


def test_elements_of_their_own_go_and_placeholders_stay() -> None:
    deck = "# A\n\n---\n\n## B\n\n<small-text>kept</small-text> git clone <repo-url>\n"
    assert lines_of("Marp deck", deck)[-1] == "kept git clone <repo-url>"


def test_separators_of_reveal_that_the_deck_names() -> None:
    deck = "# A\n\n<!--s-->\n\n## B\n\n<!--n-->\nsay this\n\n<!--s-->\n\n## C\n"
    settings = {"separator": "<!--s-->", "notesSeparator": "<!--n-->"}
    text = joined(converted("reveal.js deck", numbered(deck), settings).lines)
    assert [line for line in text.split("\n") if line] == ["# A", "## B", "::: notes", "say this", ":::", "## C"]


def test_presenterm() -> None:
    assert lines_of("presenterm deck", PRESENTERM) == [
        "# What pulls",
        "* the moon",
        "::: notes",
        "Let them guess.",
        "Then tell.",
        ":::",
        "## Side by side",
        ":::: columns",
        "::: column",
        "New moon",
        ":::",
        "::: column",
        "Half moon",
        ":::",
        "::::",
        "Below",
        "## Last",
        "<!-- slide: hide -->",
    ]


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("Marp deck", MARP),
        ("Slidev deck", SLIDEV),
        ("remark deck", REMARK),
        ("reveal.js deck", REVEAL),
        ("presenterm deck", PRESENTERM),
    ],
)
def test_marks_in_the_text_tell_the_tool_and_every_line_keeps_its_number(kind: str, source: str) -> None:
    lines = numbered(source)
    assert kind_of_text(lines) == kind
    for line in converted(kind, lines, {}).lines:
        if line.text and line.text in source.split("\n"):
            assert source.split("\n")[line.number - 1] == line.text


@pytest.mark.parametrize(
    "source",
    [
        "# A\n\ntext\n\n---\n\nNote: this is ordinary.\n\n---\n\nmore\n",
        "# A\n\n<!-- a remark for people -->\n\n---\n\nb\n",
        "# A\n\n??? note\n    folded\n\n---\n\nb\n",
        "# A\n\n```\n---\nlayout: x\n---\n```\n\n---\n\n![w](x.png)\n",
        "# A\n\n```html\n<!-- end_slide -->\n```\n",
        "# A\n\n::: notes\nx\n:::\n\n---\n\n<!-- class: lead -->\n\n## B\n",
    ],
)
def test_ordinary_markdown_is_of_no_tool(source: str) -> None:
    assert kind_of_text(numbered(source)) is None


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ([1, 2, 2, 1, 2], [1, 2, 2, 2, 2]),  # the first heading below the title says what a section is
        ([1, 1, 2, 2, 1, 2], [1, 2, 3, 3, 2, 3]),
        ([1, 2, 2, 1], [1, 2, 2, 2]),
        ([2, 2, 2], [1, 2, 2]),
        ([1, 1, 1], [1, 2, 2]),
        ([1, 2, 3, 2], [1, 2, 3, 2]),
    ],
)
def test_levels_of_headings(levels: list[int], wanted: list[int]) -> None:
    deck = "\n\n---\n\n".join(f"{'#' * level} Slide {at}\n\n- x" for at, level in enumerate(levels))
    lines = lines_of("Marp deck", deck)
    assert [len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")] == wanted


def test_dividers_of_the_tool_are_sections_where_all_headings_are_of_one_level() -> None:
    deck = (
        "# T\n\n---\nlayout: section\n---\n\n# One\n\n---\n\n# A\n\n---\nlayout: section\n---\n\n# Two\n\n---\n\n# B\n"
    )
    lines = lines_of("Slidev deck", deck)
    assert lines == ["# T", "## One", "### A", "## Two", "### B"]
