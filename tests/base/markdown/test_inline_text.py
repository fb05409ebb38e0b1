import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.markdown import (
    Attributes,
    Image,
    Prose,
    ReferenceDefinitions,
    inline_markdown,
    parse_inline,
    spans,
)
from coursedeck.model.text import Span

KNOWN = ReferenceDefinitions({"DOCS": {"href": "https://example.com/a b", "title": 'Say "hi"'}}, frozenset({"1"}))

NORMALISED = {
    "soft break": ("one\n   two", "one two"),
    "hard break of spaces": ("one  \ntwo", "one<br>two"),
    "hard break of a backslash": ("one\\\ntwo", "one<br>two"),
    "hard break as HTML": ("one<BR />two", "one<br>two"),
    "soft break in code": ("`a\nb` c", "`a b` c"),
    "several spaces": ("one   two\tthree", "one two three"),
    "spaces in code stay": ("`a   b`", "`a   b`"),
    "tag that is dropped": ("a <span class='x'>b</span> c", "a b c"),
    "comment": ("a <!-- hidden --> b", "a b"),
    "tag that stays, without attributes": ('<KBD class="x">Ctrl</KBD>', "<kbd>Ctrl</kbd>"),
    "tag in code": ("`<span>`", "`<span>`"),
    "reference": ("[docs]", '[docs](<https://example.com/a b> "Say \\"hi\\"")'),
    "reference with words": ("[the *docs*][docs]", '[the *docs*](<https://example.com/a b> "Say \\"hi\\"")'),
    "footnote": ("a[^1]", "a[^1]"),
    "no such footnote": ("[^0-9]", "\\[^0-9]"),
    "picture": ("a ![b *c*](d.png) e", "a b *c* e"),
    "title over two lines": ('[a](b "c\nd")', '[a](b "c d")'),
    "escapes and entities": ("\\* &amp; \\[", "\\* &amp; \\["),
    "links in HTML": ('see <a href="b.md" target="x">the *next*</a>', "see [the *next*](<b.md>)"),
    "an anchor in HTML": ('<a name="x"></a>words', "words"),
    "subscript and superscript": ("H~2~O, m^2^", "H~2~O, m^2^"),
    "a class without meaning": ("[red]{.red} **b**{.big} `c`{.python} [d](e){target=_blank}", "red **b** `c` [d](e)"),
    "an underlined span": ("[x *y*]{.underline}", "<u>x *y*</u>"),
    "attributes alone on their line": ("words\n{: .note }", "words"),
    "an inline footnote": ("a^[see *b*]", "a[^note-eb97c3]"),
    "an icon": ("press :material-pump: it", "press it"),
    "emoji and shortcodes": ("😀 :smile: 10:30:45", "😀 😄 10:30:45"),
}


@pytest.mark.parametrize("case", NORMALISED)
def test_one_normalised_line(case: str) -> None:
    source, expected = NORMALISED[case]
    assert inline_markdown(source, KNOWN) == expected


@pytest.mark.parametrize(
    ("tag", "span"),
    [
        ("b", Span("x", strong=True)),
        ("strong", Span("x", strong=True)),
        ("i", Span("x", emphasis=True)),
        ("em", Span("x", emphasis=True)),
        ("kbd", Span("x", keyboard=True)),
        ("sub", Span("x", subscript=True)),
        ("sup", Span("x", superscript=True)),
        ("s", Span("x", strike=True)),
        ("del", Span("x", strike=True)),
        ("u", Span("x", underline=True)),
        ("ins", Span("x", underline=True)),
        ("mark", Span("x", highlight=True)),
        ("code", Span("x", code=True)),
    ],
)
def test_html_styles(tag: str, span: Span) -> None:
    assert spans(f"a<{tag}>x</{tag}>") == (Span("a"), span)


@pytest.mark.parametrize(
    ("source", "styled"),
    [
        ("H~2~O", Span("2", subscript=True)),
        ("x^2n^", Span("2n", superscript=True)),
        ("1^st^", Span("st", superscript=True)),
        ("so ~gone~ it is", Span("gone", strike=True)),
        ("~~gone~~", Span("gone", strike=True)),
        ("a ==new== word", Span("new", highlight=True)),
        ("이것은 ==새 것==입니다", Span("새 것", highlight=True)),
        ("[x]{.mark}", Span("x", highlight=True)),
        ("[x]{.ul}", Span("x", underline=True)),
        ("press ++esc++", Span("Esc", keyboard=True)),
    ],
)
def test_marks_of_other_tools(source: str, styled: Span) -> None:
    assert styled in spans(inline_markdown(source))


@pytest.mark.parametrize(
    "source",
    [
        "1~3, 4~6",
        "2~3개,7~9개",
        "약 10분(~30분)에서 40분(~)",
        "a == b and c == d",
        "x==y==z",
        "C++ and C++",
        "i++;j++",
        "2^10 and 2^20",
        "^C and ^D",
        "std::vector::size",
        "at 10:30:45",
        "f{x}",
        "{name}",
        "a ~ b ~ c",
    ],
)
def test_what_only_looks_like_a_mark_stays(source: str) -> None:
    assert spans(source) == (Span(source),)


@pytest.mark.parametrize(
    ("written", "links"),
    [
        ("see www.example.org/a_b.", ["http://www.example.org/a_b"]),
        ("(https://example.org/x(y))", ["https://example.org/x(y)"]),
        ("write to a.b+c@example.org, please", ["mailto:a.b+c@example.org"]),
        ("version 1.2@3", []),
        ("`www.example.org`", []),
    ],
)
def test_addresses_in_prose_are_links(written: str, links: list[str]) -> None:
    assert [span.link for span in spans(written) if span.link] == links


def test_breaks_carry_no_spaces() -> None:
    assert spans("one <br> **two** <br/>three") == (Span("one\n"), Span("two", strong=True), Span("\nthree"))


def test_links_stay_as_written() -> None:
    assert spans("[문서](다른 것.md)") == (Span("[문서](다른 것.md)"),)
    assert spans("[문서](<다른 것.md>) <https://한글.kr/길>") == (
        Span("문서", link="다른 것.md"),
        Span(" "),
        Span("https://한글.kr/길", link="https://한글.kr/길"),
    )


def test_script_addresses_are_no_links() -> None:
    assert all(span.link is None for span in spans("[a](javascript:alert(1))"))


def test_footnote_marks() -> None:
    assert spans("a[^note] b") == (Span("a"), Span("note", footnote="note"), Span(" b"))


def test_unclosed_style_ends_with_the_text() -> None:
    assert spans("<b>x")[0].strong and not spans("x</b>")[0].strong


def test_control_characters_never_reach_a_span() -> None:
    assert spans("a&#12;b\x1bc") == (Span("abc"),)


def test_pictures_part_the_text() -> None:
    inline = parse_inline('one\ntwo ![alt](a.png "T"){as=picture} three\nfour ![](b.svg)')
    assert inline.pieces == (
        Prose("one two", (Span("one two"),), 0),
        Image("a.png", "alt", "T", Attributes(pairs={"as": "picture"}), 1),
        Prose("three four", (Span("three four"),), 1),
        Image("b.svg", "", "", line=2),
    )


def test_a_picture_inside_emphasis_follows_its_text() -> None:
    inline = parse_inline("a **b ![alt](p.png) c** d")
    assert inline.pieces[0] == Prose("a **b c** d", (Span("a "), Span("b c", strong=True), Span(" d")))
    assert inline.pieces[1] == Image("p.png", "alt", "")


@pytest.mark.parametrize(
    "source",
    [
        "[![badge](b.svg)](https://example.com)",
        "[![badge](b.svg)][site]",
        '<a href="https://example.com"><img src="b.svg" alt="badge"></a>',
    ],
)
def test_a_link_around_a_picture_is_the_pictures(source: str) -> None:
    definitions = ReferenceDefinitions({"SITE": {"href": "https://example.com", "title": ""}})
    assert parse_inline(source, definitions).pieces == (Image("b.svg", "badge", "", link="https://example.com"),)


def test_an_html_picture_is_a_picture() -> None:
    source = """<img src="a b.png" alt='x [y] *z* "' title='two "words"' width="9" style="height: 20%; width:8cm">"""
    asked = Attributes(pairs={"width": "8cm", "height": "20%"})
    assert parse_inline(source).pieces == (Image("a b.png", 'x [y] *z* "', 'two "words"', asked),)


def test_a_link_that_html_leaves_open_goes_on_to_the_end() -> None:
    (prose,) = parse_inline('see <a href="https://example.com/`a`">this\nand `that`').pieces
    assert isinstance(prose, Prose) and [span.link is not None for span in prose.spans] == [False, True, True]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("one&#10;&#10;two", "one  two"),
        ("[no](<link\n>)", "[no]()"),
        ("a <title> and <script>", "a <title> and <script>"),
        ("ftp://example.com/list.", "ftp://example.com/list."),
        ("she said <q>no</q>", "she said “no”"),
    ],
)
def test_words_that_are_no_markup_stay(source: str, words: str) -> None:
    (prose,) = parse_inline(source).pieces
    assert isinstance(prose, Prose) and "".join(span.text for span in prose.spans) == words


@pytest.mark.parametrize(
    "braces",
    [
        "{width=50% alt='two words'}",
        '{ width="50%" alt="two words" }',
        "{: alt='two words' width=50% }",
        "\n{: alt='two words'\n width=50%}",
    ],
)
def test_attributes_with_blanks_belong_to_the_picture(braces: str) -> None:
    (image,) = parse_inline(f"![](p.png){braces}").pieces
    assert isinstance(image, Image) and dict(image.attributes.pairs) == {"width": "50%", "alt": "two words"}


def test_tags_are_told_with_their_line() -> None:
    inline = parse_inline("a\n<font>b</font>\n<!-- note -->")
    told = [(tag.name or tag.comment, tag.dropped, line) for tag, line in inline.tags]
    assert told == [("font", True, 1), ("font", False, 1), ("note", False, 2)]


@given(st.text(alphabet="ab가을 *_`[]()<>!\\\n~&|\"'.br/^"))
def test_normalised_text_is_normal_already(source: str) -> None:
    once = inline_markdown(source)
    assert "\n" not in once
    assert spans(inline_markdown(once)) == spans(once)


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("see {ref}`pumps`", "see pumps"),
        ("see {ref}`all pumps <pumps>` and {doc}`start`", "see all pumps and start"),
        ("press {kbd}`Ctrl`", "press <kbd>Ctrl</kbd>"),
        ("H{sub}`2`O and m{sup}`2`", "H<sub>2</sub>O and m<sup>2</sup>"),
        ("so {math}`x^2`", "so $x^2$"),
        ("call {py:func}`os.path`", "call `os.path`"),
        ("{abbr}`LB (load balancer)`", "LB"),
        ("`{ref}` stays", "`{ref}` stays"),
        ("a set {a, b}`code`", "a set {a, b}`code`"),
    ],
)
def test_roles(source: str, markdown: str) -> None:
    assert inline_markdown(source) == markdown
    assert spans(inline_markdown(markdown)) == spans(source)
