"""What Markdown of any author means is kept: constructs that few use, and attributes with several words."""

import pytest

from coursedeck.model.session import Block, Callout, Code, Extent, List, Paragraph, Picture, Quote, SlideHint
from tests.session.load.session_readers import Loader, Told


def blocks(load: Loader, lines: str) -> tuple[Block, ...]:
    session, _ = load(f"# Title\n\n{lines}\n")
    return session.blocks


def only_picture(load: Loader, lines: str) -> Picture:
    (block,) = blocks(load, lines)
    assert isinstance(block, Picture)
    return block


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("c\\+\\+", "c++"),
        ("C&#35;", "c#"),
        ("{#first .python}", "python"),
        ('{.python .numberLines title="a {b} .ruby"}', "python"),
    ],
)
def test_the_language_of_a_fence(load: Loader, info: str, language: str) -> None:
    (block,) = blocks(load, f"```{info}\nx\n```")
    assert isinstance(block, Code) and block.language == language


def test_a_title_with_blanks_and_braces_stands_above_its_code(load: Loader) -> None:
    (block,) = blocks(load, "```{.python title='the {main} pump' startFrom=\"3\" .numberLines}\nx\n```")
    assert isinstance(block, Code) and block.title is not None
    assert (block.title.plain, block.first_number) == ("the {main} pump", 3)


def test_dashes_in_a_paragraph_are_no_attribution(load: Loader) -> None:
    (block,) = blocks(load, "one\n     ---")
    assert isinstance(block, Paragraph) and block.text.plain == "one ---"


def test_a_link_around_html_text_stays(load: Loader) -> None:
    (block,) = blocks(load, '<div><a href="https://example.com/?a=1&amp;b=2">the <b>site</b></a>, and more</div>')
    assert isinstance(block, Paragraph)
    linked = [(span.text, span.strong) for span in block.text.spans if span.link == "https://example.com/?a=1&b=2"]
    assert linked == [("the ", False), ("site", True)]
    assert block.text.plain == "the site, and more"


def test_code_between_the_rows_of_a_table_is_kept(load: Loader) -> None:
    lines = "<table>\n\n<tr>\n\n    one\n\n</tr>\n<tr><td>two</td></tr></table>"
    first, *_ = blocks(load, lines)
    assert isinstance(first, Code) and first.code == "one"


def test_names_with_underscores_in_html_are_no_emphasis(load: Loader) -> None:
    (block,) = blocks(load, "<ul><li>__init__ and __name__</li></ul>")
    assert isinstance(block, List) and block.items[0].text.plain == "__init__ and __name__"


@pytest.mark.parametrize(
    "lines",
    [
        "<div>\n\ntext\n\n</div>",
        "<center>text</center>",
        '<p align="center">text</p>',
        'a <span style="color: red">word</span>, <small>small</small>',
        "<section><header>text</header></section>",
        "::: {#part style='color: red'}\ntext\n:::",
        "::: {layout-ncol=2}\ntext\n:::",
    ],
)
def test_what_only_arranges_a_page_is_no_finding(told: Told, lines: str) -> None:
    assert told(f"# Title\n\n{lines}\n") == []


@pytest.mark.parametrize("written", ["50%", "'50%'", '"50%"', "0.5\\textwidth"])
def test_a_share_of_the_width(load: Loader, written: str) -> None:
    assert only_picture(load, f"![a](a.png){{width={written}}}").width == Extent(share=0.5)


@pytest.mark.parametrize(
    ("written", "points"), [("2in", 144), ("96px", 72), ("96", 72), ("2.54cm", 72), ("25.4mm", 72), ("10pt", 10)]
)
def test_a_length(load: Loader, written: str, points: float) -> None:
    found = only_picture(load, f"![a](a.png){{.big height={written}}}").height
    assert found is not None and found.points == pytest.approx(points)


@pytest.mark.parametrize(
    "lines",
    [
        '<img src="a.png" width="96">',
        '<img src="a.png" style="border: 0; width: 96px">',
        "![|96](a.png)",
        "```{image} a.png\n:width: 96px\n```",
        '![](a.png){style="width: 96px"}',
    ],
)
def test_a_width_in_the_ways_of_other_tools(load: Loader, lines: str) -> None:
    assert only_picture(load, lines).width == Extent(points=72)


@pytest.mark.parametrize(
    ("lines", "alt", "caption"),
    [
        ('![](a.png){alt=\'Two pumps, "A" and "B"\' width="60%"}', 'Two pumps, "A" and "B"', None),
        ('![The pumps](a.png){fig-alt="Two pumps"}', "Two pumps", "The pumps"),
        ('![The pumps](a.png "Title"){alt="Two pumps"}', "Two pumps", "Title"),
        ("![Two pumps](a.png){fig-cap='The *pumps*'}", "Two pumps", "The *pumps*"),
        ("![Two pumps](a.png){#fig-pumps .wide fig-align=left}", "Two pumps", None),
    ],
)
def test_words_about_a_picture(load: Loader, lines: str, alt: str, caption: str | None) -> None:
    picture = only_picture(load, lines)
    assert (picture.alt.plain, picture.caption.plain if picture.caption else None) == (alt, caption)


@pytest.mark.parametrize(
    "lines",
    [
        '[the site](https://example.com "All of it")',
        "[the site][s]\n\n[s]: https://example.com 'All of it'",
        '<p><a href="https://example.com" title="All of it">the site</a></p>',
        'the <a title="All of it" href="https://example.com">site</a>',
    ],
)
def test_the_title_of_a_link_is_kept(load: Loader, lines: str) -> None:
    (block,) = blocks(load, lines)
    assert isinstance(block, Paragraph) and block.text.plain == "the site"
    assert {span.link_title for span in block.text.spans if span.link} == {"All of it"}


def test_a_picture_leads_where_its_link_does(load: Loader) -> None:
    assert only_picture(load, "[![a](a.png)](https://example.com)").link == "https://example.com"


def test_a_picture_that_leads_to_no_file_is_told(told: Told) -> None:
    assert any("the link 'gone.md' is left out" in line for line in told("# t\n\n[![a](a.png)](gone.md)\n"))


def test_a_heading_with_attributes_of_several_words(load: Loader) -> None:
    session, problems = load("# Title\n\n## Pumps {#pumps .unnumbered data-state='very large'}\n\ntext\n")
    assert [(part.title.plain, part.id) for part in session.parts] == [("Pumps", "pumps")]
    assert problems == ()


def test_a_heading_in_braces_that_are_no_attributes(load: Loader) -> None:
    session, _ = load("# Title\n\n## The set {a, b}\n\ntext\n")
    assert session.parts[0].title.plain == "The set {a, b}"


def test_a_container_with_a_title_of_several_words(load: Loader) -> None:
    (block,) = blocks(load, "::: {.callout-tip #hint title='Mind the {gap}'}\ntext\n:::")
    assert isinstance(block, Callout) and block.title is not None
    assert (block.kind, block.title.plain) == ("tip", "Mind the {gap}")


def test_a_span_with_quoted_attributes(load: Loader) -> None:
    (block,) = blocks(load, "a [word]{.mark title='not .underline'} here")
    assert isinstance(block, Paragraph)
    assert [span.text for span in block.text.spans if span.highlight] == ["word"]
    assert not any(span.underline for span in block.text.spans)


def test_a_heading_in_a_quote_is_a_bold_line(load: Loader) -> None:
    (block,) = blocks(load, "> ## Words\n> more")
    assert isinstance(block, Quote)
    first, second = block.blocks
    assert isinstance(first, Paragraph) and all(span.strong for span in first.text.spans)
    assert isinstance(second, Paragraph) and second.text.plain == "more"


@pytest.mark.parametrize("kind", ["question", "NOTE", "tip"])
def test_a_callout_that_is_folded_keeps_its_words_back(load: Loader, kind: str) -> None:
    first, apart, hidden, _ = blocks(load, f"> [!{kind}]- How many pumps?\n> Seven")
    assert isinstance(first, Paragraph) and first.text.plain == "How many pumps?"
    assert isinstance(apart, SlideHint) and apart.options == {"break": ""}
    assert isinstance(hidden, Paragraph) and hidden.text.plain == "Seven"


@pytest.mark.parametrize("mark", ["", "+"])
def test_a_callout_that_is_open_shows_its_words(load: Loader, mark: str) -> None:
    (block,) = blocks(load, f"> [!tip]{mark} How many pumps?\n> Seven")
    assert isinstance(block, Callout)


@pytest.mark.parametrize(
    ("info", "kind", "title"),
    [
        ("admonish", "note", None),
        ("admonish warning", "warning", None),
        ('admonish tip title="Mind the pump"', "tip", "Mind the pump"),
        ('admonish title="Mind it"', "note", "Mind it"),
        ("admonish danger", "caution", None),
    ],
)
def test_callouts_of_mdbook(load: Loader, info: str, kind: str, title: str | None) -> None:
    (block,) = blocks(load, f"```{info}\nRead the *manual*.\n```")
    assert isinstance(block, Callout) and block.kind == kind
    assert (block.title.plain if block.title else None) == title
    (inner,) = block.blocks
    assert isinstance(inner, Paragraph) and inner.text.plain == "Read the manual."


def test_a_language_that_begins_like_a_callout_is_code(load: Loader) -> None:
    (block,) = blocks(load, "```admonish-lang\nx\n```")
    assert isinstance(block, Code)


def test_a_footnote_whose_label_has_blanks_is_told(told: Told) -> None:
    lines = told("# Title\n\nwords[^two words]\n")
    assert any("the label of a footnote has no blanks" in line for line in lines)


def test_code_in_a_grid_table_is_closed(told: Told) -> None:
    table = "+-----+-----+\n| ``` | two |\n| ls  |     |\n| ``` | end |\n+-----+-----+"
    assert told(f"# Title\n\n{table}\n") == []


@pytest.mark.parametrize("words", ["costs $5, US$ 20", "from $5-$10 to A$ 7", "$5/US$ 6 each", "$1,000 and $2.50"])
def test_prices_of_several_countries_stay_money(load: Loader, words: str) -> None:
    (block,) = blocks(load, words)
    assert isinstance(block, Paragraph) and block.text.plain == words
