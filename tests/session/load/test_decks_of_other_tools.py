"""Decks of other tools are read as what they are, and one line says what they look like."""

from coursedeck.model.session import Notes, Picture
from tests.session.load.session_readers import Loader, Told

SLIDES = """\
---
theme: default
lineNumbers: true
title: Pumps
---

# Pumps

---
layout: two-cols
---

## Parts

- impeller

::right::

![Cut open](cut.png)

<!-- Hand the model round. -->

---
src: ./rest.md
---
"""


def test_a_deck_is_a_session_with_its_own_lines(load: Loader) -> None:
    session, problems = load(SLIDES)
    (part,) = session.parts
    assert (session.title.plain, session.source.line) == ("Pumps", 7)
    assert (part.title.plain, part.source.line) == ("Parts", 13)
    (notes,) = [block for block in part.blocks if isinstance(block, Notes)]
    assert notes.source.line == 21
    (picture,) = [block for block in part.blocks if isinstance(block, Picture)]
    assert (picture.source.line, picture.alt.plain) == (19, "Cut open")
    assert sorted(problem.source.line for problem in problems) == [2, 19, 24]


def test_one_line_names_the_tool_and_the_way_across(told: Told) -> None:
    first, _, other = told(SLIDES)
    assert first == (
        "content/a.md:2: warning: this looks like a Slidev deck: keys that only its own tool reads are left out; "
        "`coursedeck import` turns it into a session"
    )
    assert other.startswith("content/a.md:24: warning: left out is the slides of ./rest.md")


def test_a_deck_without_front_matter_is_named_too(told: Told) -> None:
    (problem,) = told("# A\n\n- b\n\n???\n\nsay\n\n---\n\n## C\n\n- d\n")
    assert problem == (
        "content/a.md:1: warning: this looks like a remark deck: `coursedeck import` turns it into a session"
    )
