"""Marks of other tools that put nothing on a slide are taken out; what is left out is told, and lines stay."""

import pytest

from coursedeck.model.session import Callout, Code, Paragraph
from tests.session.load.session_readers import Loader, Told


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Yeast {% comment %}ask Ada{% endcomment %}rises.", "Yeast rises."),
        ("{% comment %}\nNot yet\n\n- really\n{% endcomment %}\nYeast rises.", "Yeast rises."),
        ("{%- comment -%}\n```\ncode\n```\n{%- endcomment -%}\n\nYeast rises.", "Yeast rises."),
        ("Yeast {# why? #}rises.", "Yeast rises."),
        ("Yeast {% raw %}rises{% endraw %}.", "Yeast rises."),
        ("Yeast rises.\n{% include toc.html depth=2 %}", "Yeast rises."),
        ("{{< toc >}}\n\nYeast rises.", "Yeast rises."),
        ("{{ start_exercise(3) }}\n\nYeast rises.", "Yeast rises."),
        ("Yeast rises{{ page.suffix }}.", "Yeast rises."),
        ("{{#include ../yeast.md}}\n\nYeast rises.", "Yeast rises."),
        ("Yeast rises. \\smallskip", "Yeast rises."),
        ("\\vspace{-2.5cm}\nYeast rises.", "Yeast rises."),
        ("\\small\n\nYeast rises.\n\n\\normalsize", "Yeast rises."),
        ("\\noindent Yeast rises.\n\n\\vfill", "Yeast rises."),
        ('[Yeast](https://yeast.example){. target="_blank"} rises.', "Yeast rises."),
        ("`:::js Yeast` rises.", "Yeast rises."),
        ("`#!python Yeast` rises.", "Yeast rises."),
        ("`#!/bin/sh` rises.", "#!/bin/sh rises."),
        ("`{% if yeast %}` rises.", "{% if yeast %} rises."),
        ("Use ${{ secrets.YEAST }} here.", "Use ${{ secrets.YEAST }} here."),
        ("A folder C:\\pauses is no command.", "A folder C:\\pauses is no command."),
    ],
)
def test_what_a_slide_shows(load: Loader, written: str, shown: str) -> None:
    session, _ = load(f"# Title\n\n## Bread\n\n{written}\n")
    (block,) = session.parts[0].blocks
    assert isinstance(block, Paragraph)
    assert block.text.plain == shown


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("{% include toc.html %}\n\n{% include toc.html %}", "“{% include toc.html %}” is left out (and 1 more"),
        ("{{< include yeast.md >}}", "write out"),
        ("{{#include yeast.rs}}", "write out"),
        ("\\newpage", "--- begins a new slide"),
    ],
)
def test_what_is_left_out_is_told_with_its_line(told: Told, written: str, advice: str) -> None:
    (line,) = [one for one in told(f"# Title\n\nYeast\n\n{written}\n") if "left out" in one]
    assert line.startswith("content/a.md:5: warning: ") and advice in line


def test_comments_and_settings_are_not_told(told: Told) -> None:
    assert told("# Title\n\n{% comment %}\nlater\n{% endcomment %}\n{% assign a = 1 %}\nYeast `:::js x`\n") == []


def test_lines_keep_their_numbers(told: Told) -> None:
    lines = told("# Title\n\n{% comment %}\na\nb\n{% endcomment %}\n\nSee ![yeast](yeast.png)\n")
    assert [line.partition(": ")[0] for line in lines] == ["content/a.md:8"]


def test_code_and_formulas_are_left_as_they_are(load: Loader) -> None:
    session, _ = load("# Title\n\n```jinja\n{% comment %}\n{{ page.title }}\n```\n\n$a \\hspace{1em} b$\n")
    code, formula = session.blocks
    assert isinstance(code, Code) and code.code == "{% comment %}\n{{ page.title }}"
    assert isinstance(formula, Paragraph) and "\\hspace{1em}" in formula.text.markdown


def test_tags_around_code_and_notes_become_blocks(load: Loader) -> None:
    session, problems = load(
        "# Title\n\n{% highlight python %}\nknead({{ dough }})\n{% endhighlight %}\n\n"
        "{{% notice warning %}}\nHot!\n{{% /notice %}}\n"
    )
    code, note = session.blocks
    assert isinstance(code, Code) and (code.language, code.code) == ("python", "knead({{ dough }})")
    assert isinstance(note, Callout) and note.kind == "warning"
    assert not problems


def test_addresses_of_pages_are_links(told: Told, load: Loader) -> None:
    (line,) = told('# Title\n\n[Dough]({{< ref "dough.md" >}}) and [oven]({{ site.baseurl }}/oven.md)\n')
    assert "dough.md" in line and "{{" not in line


def test_hidden_lines_of_rust_are_not_shown(load: Loader) -> None:
    session, problems = load(
        "# Title\n\n```rust,editable\n# // Licence\n#\n#[derive(Debug)]\nfn main() {\n    # knead();\n    ## bake\n}\n"
        "```\n\n```bash\n# knead\nls\n```\n\n```rust\n# all of it\n```\n"
    )
    assert [block.code for block in session.blocks if isinstance(block, Code)] == [
        "#[derive(Debug)]\nfn main() {\n    # bake\n}",
        "# knead\nls",
        "# all of it",
    ]
    assert not problems
