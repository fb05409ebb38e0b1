from coursedeck.base.markdown import HtmlCode, HtmlText, html_pieces, parse_document


def prose(source: str) -> list[tuple[str, int]]:
    return [(piece.markdown, piece.line) for piece in html_pieces(source) if isinstance(piece, HtmlText)]


def test_a_summary_is_apart_from_what_follows() -> None:
    source = "<details>\n<summary>\n  More <i>words</i>\n</summary>\nfirst\nsecond\n</details>"
    assert prose(source) == [("More <i>words</i>", 2), ("first\nsecond", 4)]


def test_block_tags_part_paragraphs() -> None:
    assert prose("<div><p>one</p>\n<p>two</p></div>") == [("one", 0), ("two", 1)]


def test_scripts_and_styles_vanish() -> None:
    assert prose("<script>\nlet a = '<p>no</p>';\n</script>\n<style>p {}</style>yes") == [("yes", 3)]


def test_preformatted_text_is_code() -> None:
    pieces = html_pieces("<pre><code>a &lt; b\n  c</code></pre>")
    assert [piece for piece in pieces if isinstance(piece, HtmlCode)] == [HtmlCode("a < b\n  c", 0)]


def test_an_unclosed_script_takes_the_rest() -> None:
    assert prose("<script>\nno") == []


def test_a_closed_container_ends_where_it_says() -> None:
    nodes = parse_document("::: notes\na\n\n:::\nb\n").nodes
    assert [(node.type, node.map) for node in nodes] == [("container", (0, 3)), ("paragraph", (4, 5))]
    assert nodes[0].meta == {"name": "notes", "closed": True}


def test_an_open_container_says_so() -> None:
    for source in ("::: notes\na", "> ::: notes\n> a\n\n:::\n", ":::: notes\n:::\n"):
        nodes = parse_document(source).nodes
        first = nodes[0].children[0] if nodes[0].type == "blockquote" else nodes[0]
        assert first.meta["closed"] is False


def test_containers_nest() -> None:
    (outer,) = parse_document("::: notes\n::: notes\na\n:::\nb\n:::\n").nodes
    assert [child.type for child in outer.children] == ["container", "paragraph"]
    assert outer.meta["closed"] is True
