"""Folders of other tools: which pages are sessions, in which order, and what becomes of their marks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.importers.importing import Sources, imported, one, said

PICTURE = b"\x89PNG\r\n\x1a\n"

COURSES: dict[str, tuple[Sources, list[str]]] = {
    "Quarto project": (
        {
            "_quarto.yml": "project:\n  type: book\nbook:\n  title: Tides\n  chapters:\n    - index.qmd\n"
            "    - part: One\n      chapters: [sea.qmd, moon.qmd]\n",
            "index.qmd": "# Start\n",
            "moon.qmd": "# Moon\n",
            "sea.qmd": "# Sea\n",
            "_left.qmd": "# Left\n",
        },
        ["index.md", "sea.md", "moon.md"],
    ),
    "Carpentries lesson": (
        {
            "config.yaml": "carpentry: 'swc'\ntitle: 'Tides'\nepisodes:\n- sea.md\n- 01-moon.Rmd\n",
            "episodes/01-moon.Rmd": "---\ntitle: Moon\nteaching: 10\nexercises: 5\n---\n\n## A\n",
            "episodes/sea.md": "---\ntitle: Sea\n---\n\n## A\n",
            "index.md": "hello",
        },
        ["sea.md", "01-moon.md"],
    ),
    "mdBook course": (
        {
            "book.toml": '[book]\ntitle = "Tides"\nauthors = ["Ana Sea"]\nsrc = "text"\n',
            "text/SUMMARY.md": "# Summary\n\n[Preface](preface.md)\n\n- [Sea](sea.md)\n  - [Deep](sea/deep.md)\n"
            "- [Draft]()\n",
            "text/preface.md": "Words.\n",
            "text/sea.md": "# Sea\n",
            "text/sea/deep.md": "# Deep\n",
        },
        ["preface.md", "sea.md", "sea/deep.md"],
    ),
    "MkDocs site": (
        {
            "mkdocs.yml": "site_name: Tides\nnav:\n  - Home: index.md\n  - Parts:\n      - The sea: sea.md\n"
            "markdown_extensions:\n  - x:\n      y: !!python/name:a.b\n",
            "docs/index.md": "Words.\n",
            "docs/sea.md": "Words.\n",
            "docs/other.md": "# Other\n",
        },
        ["index.md", "sea.md"],
    ),
    "Docusaurus site": (
        {
            "docusaurus.config.ts": "export default { title: 'Tides' };\n",
            "docs/a.md": "---\nsidebar_position: 2\n---\n# A\n",
            "docs/b.mdx": "---\nsidebar_position: 1\n---\n# B\n",
            "docs/deep/_category_.json": '{"position": 0}',
            "docs/deep/c.md": "# C\n",
            "docs/_part.mdx": "shared",
        },
        ["deep/c.md", "b.md", "a.md"],
    ),
    "Hugo site": (
        {
            "hugo.toml": 'title = "Tides"\n[params]\nharbour = "Ostend"\n',
            "content/docs/_index.md": "---\ntitle: Docs\n---\n",
            "content/docs/b.md": "---\ntitle: B\nweight: 1\n---\nto {{< param harbour >}}\n",
            "content/docs/a.md": "+++\ntitle = 'A'\nweight = 2\n+++\nx\n",
        },
        ["docs/index.md", "docs/b.md", "docs/a.md"],
    ),
    "Jekyll site": (
        {
            "_config.yml": "title: Tides\nbaseurl: /x\n",
            "_lectures/2020-01-02-sea.md": "---\nlayout: lecture\ntitle: Sea\n---\n\n"
            "See [that]({{ site.baseurl }}/moon).\n",
            "_lectures/2020-01-03-moon.md": "---\ntitle: Moon\npermalink: /moon\n---\nx\n",
            "_includes/x.md": "x",
            "README.md": "no",
        },
        ["lectures/2020-01-02-sea.md", "lectures/2020-01-03-moon.md"],
    ),
    "Jupyter Book": (
        {
            "book/_toc.yml": "format: jb-book\nroot: intro\nparts:\n- caption: x\n"
            "  chapters:\n  - file: b\n  - file: a\n",
            "book/intro.md": "# Intro\n",
            "book/a.md": "# A\n",
            "book/b.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": ["# B\n"]}]}),
        },
        ["intro.md", "b.md", "a.md"],
    ),
    "Sphinx course in MyST": (
        {
            "content/conf.py": "",
            "content/index.md": "# Index\n\n```{toctree}\n:maxdepth: 1\n\nb\nA page <a>\n```\n",
            "content/a.md": "# A\n",
            "content/b.md": "# B\n",
        },
        ["index.md", "b.md", "a.md"],
    ),
    "folder": (
        {
            "talk10.md": "# Ten\n",
            "talk2.md": "# Two\n",
            "README.md": "# About\n",
            "lesson/README.md": "# Lesson\n",
            "LICENSE.md": "x",
        },
        ["lesson/README.md", "talk2.md", "talk10.md"],
    ),
}


@pytest.mark.parametrize("kind", COURSES)
def test_pages_in_the_order_of_their_tool(tmp_path: Path, kind: str) -> None:
    sources, wanted = COURSES[kind]
    course = imported(tmp_path, sources)
    assert (course.kind, [session.path for session in course.sessions]) == (kind, wanted)
    assert course.title == ("Tides" if any("Tides" in str(text) for text in sources.values()) else "")
    assert all(session.text.count("\n# ") + session.text.startswith("# ") == 1 for session in course.sessions)


def test_carpentries_of_old(tmp_path: Path) -> None:
    page = """---
title: "Sea and moon"
teaching: 15
exercises: 5
questions:
- "Why twice?"
keypoints:
- "Two bulges"
---

## Pull

Read [the table][almanac].

> ## Guess
>
> How often?
>
> > ## Answer
> >
> > Twice.
> {: .solution}
{: .challenge}
"""
    links = "[almanac]: https://example.org/almanac\n[unused]: https://example.org/unused\n"
    course = imported(
        tmp_path,
        {"_config.yml": "kind: lesson\n", "_episodes/01.md": page, "_includes/links.md": links},
    )
    assert said(course.sessions[0]) == [
        "---",
        "teaching: 15",
        "exercises: 5",
        "---",
        "# Sea and moon",
        "::: questions",
        "- Why twice?",
        ":::",
        "## Pull",
        "Read [the table][almanac].",
        "::::: challenge Guess",
        "How often?",
        ":::: solution Answer",
        "Twice.",
        "::::",
        ":::::",
        "::: keypoints",
        "- Two bulges",
        ":::",
        "[almanac]: https://example.org/almanac",
    ]


def test_mdbook_puts_files_in_and_makes_slides_of_a_chapter_one_session(tmp_path: Path) -> None:
    course = imported(
        tmp_path,
        {
            "book.toml": "[book]\n",
            "src/SUMMARY.md": "- [Sea](sea.md)\n  - [Waves](sea/waves.md)\n  - [Wind](sea/wind.md)\n",
            "src/sea.md": "---\nsession: Day 1\n---\n# Sea\n\n{{%segment outline}}\n\nFirst [wind](sea/wind.md).\n",
            "src/sea/waves.md": "---\nminutes: 5\n---\n\n# Waves\n\n```rust\n{{#include ../../code/w.rs:part}}\n```\n\n"
            "![A wave](w.png)\n\n<details>\n\nSay it.\n\n</details>\n",
            "src/sea/wind.md": "---\nminutes: 10\n---\n\n# Wind\n\n## Deeper\n\n{{#include lost.rs}}\n",
            "src/sea/w.png": PICTURE,
            "code/w.rs": "// ANCHOR: part\nlet a = 1;\n// ANCHOR_END: part\nlet b = 2;\n",
        },
    )
    (session,) = course.sessions
    assert said(session) == [
        "# Sea",
        "First [wind](#wind).",
        "## Waves (5 min)",
        "```rust",
        "let a = 1;",
        "```",
        "![A wave](sea/w.png)",
        "<details>",
        "Say it.",
        "</details>",
        "## Wind (10 min)",
        "### Deeper",
    ]
    assert session.files == {"sea/w.png": PICTURE}
    assert [str(remark) for remark in session.remarks] == [
        "src/sea.md:2: left out: settings of its tool (session): Day 1",
        "src/sea/wind.md:9: left out: the file lost.rs, which is not in the source",
    ]


def test_tags_of_hugo(tmp_path: Path) -> None:
    page = """---
title: Sea
weight: 3
---

{{% alert title="Mind the rocks" color="warning" %}}
Sharp {{< param harbour >}} ones.
{{% /alert %}}

{{< figure src="/img/s.png" alt="The shore" caption="At low tide" >}}

{{< tabs >}}{{% tab name="North" %}}
Cold.
{{% /tab %}}{{< /tabs >}}

{{< hiddenpage key="secret words" >}}

See [the moon]({{< ref "moon.md" >}}) and [the rest]({{< relref "../gone.md" >}}).
"""
    course = imported(
        tmp_path,
        {
            "hugo.yaml": "title: T\nparams:\n  harbour: Ostend\n",
            "content/sea.md": page,
            "content/moon.md": "---\ntitle: Moon\n---\nx\n",
            "static/img/s.png": PICTURE,
        },
    )
    session = one(course, "sea.md")
    assert said(session) == [
        "# Sea",
        "::: warning Mind the rocks",
        "Sharp Ostend ones.",
        ":::",
        '![The shore](static/img/s.png "At low tide")',
        "**North**",
        "Cold.",
        "See [the moon](moon.md) and the rest.",
    ]
    left = [f"{remark.line} {remark.what}: {remark.words}" for remark in session.remarks if remark.kind == "left out"]
    assert left == ["3 settings of its tool (weight): 3", "16 the short code hiddenpage: secret words"]


def test_components_of_docusaurus(tmp_path: Path) -> None:
    page = """---
sidebar_position: 1
---

import Tabs from '@theme/Tabs';
import Part from './_part.mdx';

# Sea

<Tabs>
<TabItem value="n" label="North">

Cold.

</TabItem>
</Tabs>

<Part />

<Chart data={[1, 2]} />

:::tip Go

At low tide. {/* never shown */}

:::
"""
    sources: Sources = {"docusaurus.config.js": "", "docs/sea.mdx": page, "docs/_part.mdx": "Shared words.\n"}
    session = imported(tmp_path, sources).sessions[0]
    assert said(session) == ["# Sea", "**North**", "Cold.", "Shared words.", ":::tip Go", "At low tide. ", ":::"]
    assert "the component <Chart>" in [remark.what for remark in session.remarks]


def test_quarto_chunks(tmp_path: Path) -> None:
    page = """---
title: Sea
subtitle: For sailors
author:
  - name: Ana Sea
date: 2025-03-04
format: revealjs
---

# Morning

## Waves {.smaller}

```{python}
#| echo: true
#| fig-cap: "Height by hour"
plot(waves)
```

```{r}
#| echo: false
hidden(1)
```

. . .

{{< include _more.qmd >}}

## Quiet {visibility="hidden"}
"""
    session = imported(tmp_path, {"talk.qmd": page, "_more.qmd": "More words.\n"}, "talk.qmd").sessions[0]
    assert said(session) == [
        "---",
        "author: Ana Sea",
        "date: '2025-03-04'",
        "---",
        "# Sea",
        "For sailors",
        "## Morning",
        "### Waves {.smaller}",
        "```python",
        "plot(waves)",
        "```",
        "Height by hour",
        "More words.",
        "### Quiet",
        "<!-- slide: hide -->",
    ]
    (hidden,) = [remark for remark in session.remarks if remark.what.startswith("code")]
    assert "echo true fig-cap" in [remark.words for remark in session.remarks]
    assert (hidden.line, hidden.words) == (20, "hidden(1)")


def test_slides_and_code_of_other_files(tmp_path: Path) -> None:
    deck = """---
theme: default
lineNumbers: true
title: Sea
---

# Sea

![](/wave.png)

---
src: ./pages/more.md
---

---
layout: center
---

# Code

<<< @/snippets/a.ts#part {1|2}
"""
    course = imported(
        tmp_path,
        {
            "slides.md": deck,
            "pages/more.md": "---\nlayout: fact\n---\n\n# More\n\n- one\n\n---\n\n# Most\n",
            "snippets/a.ts": "// #region part\nconst a = 1\n// #endregion\nconst b = 2\n",
            "public/wave.png": PICTURE,
        },
        "slides.md",
    )
    (session,) = course.sessions
    assert said(session) == [
        "# Sea",
        "![](public/wave.png)",
        "## More",
        "- one",
        "## Most",
        "## Code",
        "```typescript",
        "const a = 1",
        "```",
    ]
    assert session.files == {"public/wave.png": PICTURE}


def test_liascript(tmp_path: Path) -> None:
    page = """<!--
author:   Ana Sea
language: en
narrator: US English Female
comment:  About water
-->

# Sea by @author

    --{{1}}--
Look out of the window.

{{1}}
- salt

***************

```c
int a;
```
@LIA.eval(`gcc`)

!?[Film](https://example.org/film.mp4)
"""
    session = imported(tmp_path, {"a.md": page}).sessions[0]
    assert said(session) == [
        "---",
        "description: About water",
        "author: Ana Sea",
        "lang: en",
        "---",
        "# Sea by Ana Sea",
        "::: notes",
        "Look out of the window.",
        ":::",
        "- salt",
        "```c",
        "int a;",
        "```",
        "[Film](https://example.org/film.mp4)",
    ]


def test_notebooks(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Sea\n", "\n", "![x](attachment:w.png)"],
         "attachments": {"w.png": {"image/png": "iVBORw0KGgo="}}},
        {"cell_type": "code", "source": "print('a')", "outputs": [{"output_type": "stream", "text": ["a\n"]}]},
        {"cell_type": "markdown", "source": "Say it.", "metadata": {"slideshow": {"slide_type": "notes"}}},
        {"cell_type": "code", "source": "plot()", "metadata": {"tags": ["hide-input"]},
         "outputs": [{"data": {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}}]},
    ]  # fmt: skip
    session = imported(tmp_path, {"sea.ipynb": json.dumps({"cells": cells, "nbformat": 4})}).sessions[0]
    assert said(session) == [
        "# Sea",
        "![x](sea-files/sea-1-w.png)",
        "```python",
        "print('a')",
        "```",
        "```text",
        "a",
        "```",
        "::: notes",
        "Say it.",
        ":::",
        "![](sea-files/sea-4-1.png)",
    ]
    assert session.files == dict.fromkeys(("sea-files/sea-1-w.png", "sea-files/sea-4-1.png"), b"\x89PNG\r\n\x1a\n")
    assert [remark.words for remark in session.remarks] == ["plot()"]


def test_blocks_of_myst(tmp_path: Path) -> None:
    page = """(label)=
# Sea

:::::{tabs}
::::{group-tab} North
:::{note}
Cold.
::::
:::::

```{admonition} Mind
---
class: important
---
Rocks.
```

1. Look out
    :::{figure} shore.png
    :alt: The shore
> **NOTE:** at low tide
:::

% never shown
"""
    session = imported(tmp_path, {"conf.py": "", "index.md": page}).sessions[0]
    assert said(session) == [
        "# Sea",
        ":::::{tab-set}",
        "::::{tab-item} North",
        ":::{note}",
        "Cold.",
        ":::",
        "::::",
        ":::::",
        "```{admonition} Mind",
        ":class: important",
        "Rocks.",
        "```",
        "1. Look out",
        "    :::{figure} shore.png",
        "    :alt: The shore",
        "    :::",
        "> **NOTE:** at low tide",
    ]
    left = [remark.words for remark in session.remarks if remark.kind == "left out"]
    assert left == ["(label)=", "% never shown", ""]


def test_pages_that_others_include_are_no_sessions(tmp_path: Path) -> None:
    slides = "---\ntheme: default\nmdc: true\n---\n\n# A\n\n---\nsrc: ./parts/b.md\n---\n"
    course = imported(tmp_path, {"a/slides.md": slides, "a/parts/b.md": "# B\n\n- b\n"})
    assert [(session.path, said(session)) for session in course.sessions] == [("slides.md", ["# A", "## B", "- b"])]


def test_a_folder_of_decks_tells_what_a_plain_one_is(tmp_path: Path) -> None:
    sources: Sources = {f"d{at}.md": "# A\n\n- b\n\n???\n\nsay\n\n---\n\n## C\n" for at in range(4)}
    course = imported(tmp_path, {**sources, "e.md": "# E\n\n---\n\n## F\n\n.red[words]\n"})
    assert one(course, "e.md").kind == "remark deck"
    assert said(one(course, "e.md")) == ["# E", "## F", "words"]


def test_nothing_outside_the_source_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PICTURE)
    (tmp_path / "secret.md").write_text("# Secret\n")
    page = "# A\n\n![x](../secret.png)\n\n{{#include ../secret.md}}\n\n[y](../secret.md)\n"
    course = imported(tmp_path / "source", {"a.md": page})
    (session,) = course.sessions
    assert session.files == {}
    assert "Secret" not in session.text
    assert len([remark for remark in session.remarks if "secret" in remark.what]) == 3


@pytest.mark.parametrize("written", ["../fig/w.png", "../../../fig/w.png", "../../fig/w.png"])
def test_pictures_whose_address_starts_where_the_page_is_published(tmp_path: Path, written: str) -> None:
    page = f"---\ntitle: Sea\n---\n\n![A wave]({written})\n"
    course = imported(tmp_path, {"_config.yml": "title: x\n", "_episodes/01-sea.md": page, "fig/w.png": PICTURE})
    (session,) = course.sessions
    assert session.files == {"fig/w.png": PICTURE}
    assert "![A wave](fig/w.png)" in said(session)


def test_pages_that_the_list_does_not_name_and_formats_that_are_not_read_are_told(tmp_path: Path) -> None:
    course = imported(
        tmp_path,
        {
            "mkdocs.yml": "nav:\n  - Tides: tides.md\n",
            "docs/tides.md": "# Tides\n\n{!part.md!}\n",
            "docs/old/ebb.md": "# Ebb\n",
            "docs/talk.tex": "\\begin{frame}x\\end{frame}",
            "README.md": "# About\n",
            "docs/_draft.md": "# Draft\n",
            ".github/note.md": "# x\n",
        },
    )
    assert [session.path for session in course.sessions] == ["tides.md"]
    assert [str(remark) for remark in course.remarks] == [
        "docs/old/ebb.md:1: left out: the page, which the course's list does not name: import it by itself",
        "docs/talk.tex:1: left out: the file, which is in LaTeX: save it as Markdown first",
    ]
