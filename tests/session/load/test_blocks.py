"""Every kind of block, in the session that an author would write."""

from fractions import Fraction

import pytest

from coursedeck.model.pace import PaceChange, SpeechUnit
from coursedeck.model.problem import Source
from coursedeck.model.session import (
    Block,
    Callout,
    Code,
    FigureRef,
    Footnote,
    List,
    ListItem,
    Notes,
    Paragraph,
    Quote,
    Session,
    SlideHint,
    Table,
    ThematicBreak,
)
from tests.session.load.session_readers import Loader


def blocks(load: Loader, lines: str, name: str = "a.md") -> tuple[Block, ...]:
    """The blocks below a title; `lines` start on line 3."""
    session, problems = load(f"# 제목\n\n{lines}", name)
    assert problems == ()
    return session.blocks


def at(line: int) -> Source:
    return Source("content/a.md", line)


def outline(items: tuple[ListItem, ...]) -> list[object]:
    """Text, line and what is nested."""
    return [
        (
            item.text.plain,
            item.text.source.line,
            *(outline(block.items) for block in item.blocks if isinstance(block, List)),
        )
        for item in items
    ]


def test_lines_that_begin_something_are_paragraphs(load: Loader) -> None:
    lines = (
        "**1. 관찰**\n짧지만 길다.\n\n**영향:** 잃는다\n그리고 더\n**대책**: 백업  \n📌 기억할 것\n① 하나\n② 둘"
        "\n\n「読めば助けてくれる。」\n— 作者不詳\n\n그냥 `코드\n**굵은 줄**\n코드` 줄"
    )
    found = [
        (block.text.markdown, block.text.source.line) for block in blocks(load, lines) if isinstance(block, Paragraph)
    ]
    assert found == [
        ("**1. 관찰**", 3),
        ("짧지만 길다.", 4),
        ("**영향:** 잃는다 그리고 더", 6),
        ("**대책**: 백업", 8),
        ("📌 기억할 것", 9),
        ("「読めば助けてくれる。」", 13),
        ("— 作者不詳", 14),
        ("그냥 `코드 **굵은 줄** 코드` 줄", 16),
    ]


def test_a_table_in_html_is_a_table(load: Loader) -> None:
    lines = (
        "<table>\n<caption>표 1</caption>\n<tr><th>절</th><th>뜻</th></tr>\n"
        "<tr><td><b>Seq</b> Scan</td><td>모두<br>읽는다</td></tr>\n<tr><td>Index</td></tr>\n</table>"
    )
    (table,) = blocks(load, lines)
    assert isinstance(table, Table)
    assert table.caption is not None and table.caption.plain == "표 1"
    assert [cell.plain for cell in table.header] == ["절", "뜻"]
    assert [[cell.markdown for cell in row] for row in table.rows] == [
        ["<b>Seq</b> Scan", "모두<br>읽는다"],
        ["Index", ""],
    ]
    assert [row[0].source.line for row in table.rows] == [6, 7]


def test_a_web_address_is_a_link(load: Loader) -> None:
    (block,) = blocks(load, "자료는 https://example.org/a_b(c)를 보라. [글](https://example.com) `https://x.y`")
    assert isinstance(block, Paragraph)
    assert [(span.text, span.link) for span in block.text.spans if span.link] == [
        ("https://example.org/a_b(c)", "https://example.org/a_b(c)"),
        ("글", "https://example.com"),
    ]


def test_a_link_without_words_shows_where_it_leads(load: Loader) -> None:
    (block,) = blocks(load, "[](https://example.com/my%20oven)")
    assert isinstance(block, Paragraph)
    assert [(span.text, span.link) for span in block.text.spans] == [
        ("https://example.com/my oven", "https://example.com/my%20oven")
    ]


@pytest.mark.parametrize("line", ["[](#oven)", "[]()", "<b></b>", "<span></span> <i></i>", "[<b></b>](#oven)"])
def test_a_line_without_words_is_no_paragraph(load: Loader, line: str) -> None:
    assert not any(isinstance(block, Paragraph) for block in blocks(load, line))


def test_paragraphs_are_one_line_each(load: Loader) -> None:
    first, second = blocks(load, "하나\n  둘  \n셋\n\n**넷(Four)**은 `code`")
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert (first.text.markdown, first.text.source) == ("하나 둘<br>셋", at(3))
    assert second.text.source == at(7)
    assert [(span.text, span.strong, span.code) for span in second.text.spans] == [
        ("넷(Four)", True, False),
        ("은 ", False, False),
        ("code", False, True),
    ]


def test_nested_lists(load: Loader) -> None:
    (bullets,) = blocks(load, "- a\n  - b\n    - c\n\n  - d\n- e\n  f")
    assert isinstance(bullets, List) and bullets.start is None and bullets.source == at(3)
    assert outline(bullets.items) == [("a", 3, [("b", 4, [("c", 5)]), ("d", 7)]), ("e f", 8)]


def test_ordered_lists_keep_their_first_number(load: Loader) -> None:
    first, second = blocks(load, "3. c\n4. d\n\n0) a")
    assert isinstance(first, List) and isinstance(second, List)
    assert (first.start, second.start) == (3, 0)


def test_task_lists(load: Loader) -> None:
    (tasks,) = blocks(load, "- [ ] open\n- [x] `done`\n- [X] also\n- [y] plain\n- [ ]")
    assert isinstance(tasks, List)
    assert [(item.text.markdown, item.checked) for item in tasks.items] == [
        ("open", False),
        ("`done`", True),
        ("also", True),
        ("[y] plain", None),
        ("", False),
    ]


def test_list_items_hold_blocks(load: Loader) -> None:
    (bullets,) = blocks(load, "- a\n\n  b\n\n  ```sh\n  ls\n  ```\n- ```sh\n  pwd\n  ```\n-\n")
    assert isinstance(bullets, List)
    kinds = [(item.text.plain, item.text.source.line, [type(block) for block in item.blocks]) for item in bullets.items]
    assert kinds == [("a", 3, [Paragraph, Code]), ("", 10, [Code]), ("", 13, [])]
    assert bullets.items[1].blocks == (Code("pwd", "sh", at(10)),)


def test_tables(load: Loader) -> None:
    source = "| **A** | B | C | D |\n|:--|:-:|--:|---|\n| a\\|b | `x` | one<br>two |\n| *i* | | | [l](#u) |"
    (table,) = blocks(load, source)
    assert isinstance(table, Table)
    assert table.alignments == ("left", "center", "right", None)
    assert [cell.markdown for cell in table.header] == ["**A**", "B", "C", "D"]
    assert [[cell.plain for cell in row] for row in table.rows] == [["a|b", "x", "one\ntwo", ""], ["i", "", "", "l"]]
    assert [row[0].source for row in (table.header, *table.rows)] == [at(3), at(5), at(6)]


def test_surplus_cells_are_kept_in_the_last(load: Loader) -> None:
    session, _ = load("# t\n\n> | a | b |\n> |---|---|\n> | 1 | 2 | 3 | 4 |\n")
    (quote,) = session.blocks
    assert isinstance(quote, Quote) and isinstance(quote.blocks[0], Table)
    assert [cell.plain for cell in quote.blocks[0].rows[0]] == ["1", "2 | 3 | 4"]


def test_fences(load: Loader) -> None:
    source = "```Python {2,4-9}\na\nb\n\nd\n```\n\n~~~\n```\n~~~\n\n    indented\n\n``` {.yaml}\na: 1\n```"
    assert blocks(load, source) == (
        Code("a\nb\n\nd", "python", at(3), (2, 4)),
        Code("```", "", at(10)),
        Code("indented", "", at(14)),
        Code("a: 1", "yaml", at(16)),
    )


def test_ascii_art_keeps_every_space(load: Loader) -> None:
    art = "┌──────┐\n│ 가 a │\n└──────┘\n\n   ↓  "
    assert blocks(load, f"```\n{art}\n```") == (Code(art, "", at(3)),)


def test_mermaid_fences_are_numbered_figures(load: Loader) -> None:
    source = (
        '```mermaid\ngraph TD\n```\n\n- a\n\n  ```mermaid {as=picture} alt="둘" caption="*설명*"\n  graph LR\n  ```'
    )
    session, _ = load(f"# t\n\n{source}", "week_1/s.md")
    first, items = session.blocks
    assert isinstance(first, FigureRef) and isinstance(items, List)
    (second,) = items.items[0].blocks
    assert isinstance(second, FigureRef)
    assert (first.name, first.code, first.as_picture) == ("week_1/s-1", "graph TD\n", False)
    assert (second.name, second.code, second.as_picture) == ("week_1/s-2", "graph LR\n", True)
    assert second.alt is not None and second.alt.plain == "둘"
    assert second.caption is not None and second.caption.markdown == "*설명*"
    assert (first.source.line, second.source.line) == (3, 9)


def test_quotes_and_callouts(load: Loader) -> None:
    source = "> 인용\n> - 목록\n\n> [!WARNING] *조심*\n> 본문\n>\n> 둘째\n\n> [!tip]\n> 짧게\n"
    quote, warning, tip = blocks(load, source)
    assert isinstance(quote, Quote) and [type(block) for block in quote.blocks] == [Paragraph, List]
    assert isinstance(warning, Callout) and isinstance(tip, Callout)
    assert (warning.kind, warning.title and warning.title.markdown, warning.source) == ("warning", "*조심*", at(6))
    lines = [block.text.source.line for block in warning.blocks if isinstance(block, Paragraph)]
    assert lines == [7, 9]
    assert (tip.kind, tip.title) == ("tip", None)


def test_notes(load: Loader) -> None:
    (notes,) = blocks(load, "::: notes\n말할 것\n\n### 소제목\n- 하나\n:::\n")
    assert isinstance(notes, Notes)
    assert [type(block) for block in notes.blocks] == [Paragraph, Paragraph, List]
    heading = notes.blocks[1]
    assert isinstance(heading, Paragraph) and heading.text.markdown == "**소제목**"


def test_notes_right_after_a_paragraph(load: Loader) -> None:
    assert [type(block) for block in blocks(load, "글\n::: notes\n말\n:::\n글")] == [Paragraph, Notes, Paragraph]


def test_footnotes(load: Loader) -> None:
    paragraph, footnote = blocks(load, "글[^a]\n\n[^a]: 첫째\n    줄\n\n    **둘째**\n")
    assert isinstance(paragraph, Paragraph) and isinstance(footnote, Footnote)
    assert [span.footnote for span in paragraph.text.spans] == [None, "a"]
    assert (footnote.label, footnote.text.markdown, footnote.text.source) == ("a", "첫째 줄<br>**둘째**", at(5))


def test_rules_and_hints(load: Loader) -> None:
    source = "a <!-- slide: keep -->\n\n---\n\n<!-- slide: layout = two-content, break,\n  as=picture -->\n"
    hint, paragraph, rule, second = blocks(load, source)
    assert hint == SlideHint({"keep": ""}, at(3))
    assert isinstance(paragraph, Paragraph) and paragraph.text.markdown == "a"
    assert rule == ThematicBreak(at(5))
    assert second == SlideHint({"layout": "two-content", "break": "", "as": "picture"}, at(7))


def test_details(load: Loader) -> None:
    source = "<details>\n<summary>더 보기</summary>\n\n- 하나\n\n</details>"
    apart, summary, items, end = blocks(load, source)
    assert apart == end == SlideHint({"break": ""}, at(3))
    assert isinstance(summary, Paragraph) and isinstance(items, List)
    assert (summary.text.markdown, summary.text.source) == ("**더 보기**", at(4))


def test_link_references_are_written_out(load: Loader) -> None:
    (paragraph,) = blocks(load, "[문서][d]와 [d]\n\n[d]: https://example.com\n")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.markdown == "[문서](https://example.com)와 [d](https://example.com)"


def test_front_matter_and_locale(load: Loader) -> None:
    front = (
        "id: s2\nweek: 1\nday: 2\nsession: 3\ndate: 2026-03-02\nstart: 9:05\nslot: 50분\nbreak: 0\nauthor: 홍 길동\n"
        "layout: dark\noptional: true\ngoals:\n  - '**하나**'\n  - 둘\nx-room: 301호\n"
        "pace: {table: 20, ko: {syllables: 250}}\n"
    )
    session, problems = load(f"---\n{front}---\n# 제목\n")
    matter = session.front
    assert problems == ()
    assert (matter.id, matter.week, matter.day, matter.session) == ("s2", 1, 2, 3)
    assert (matter.date, matter.start, matter.slot) == ("2026-03-02", "09:05", Fraction(50))
    assert (matter.author, matter.layout, matter.optional) == ("홍 길동", "dark", {"*": 1})
    assert [(goal.markdown, goal.source.line) for goal in matter.goals] == [("**하나**", 14), ("둘", 15)]
    assert dict(matter.extra) == {"x-room": "301호"}
    assert matter.break_minutes == 0
    assert matter.lines["x-room"] == 16
    assert matter.pace == (PaceChange(None, costs={"table": 20}), PaceChange("ko", SpeechUnit.SYLLABLE, 250))
    assert session.title.source.line == 19


def test_a_rule_at_the_top_is_no_front_matter(load: Loader) -> None:
    session, _ = load("---\n\n# 제목\n")
    assert session.blocks == (ThematicBreak(at(1)),)


def locale_of(load: Loader, text: str) -> str:
    session: Session
    session, _ = load(f"# {text}\n\n```\nwords of code do not count\n```\n")
    return session.locale


def test_the_language_is_guessed_from_the_script(load: Loader) -> None:
    assert locale_of(load, "Docker 컨테이너와 VM") == "ko"
    assert locale_of(load, "コンテナ技術の基礎") == "ja"
    assert locale_of(load, "容器技术") == "zh"
    assert locale_of(load, "الحاويات") == "ar"
    assert locale_of(load, "מכולות") == "he"
    assert locale_of(load, "Контейнеры") == "ru"
    assert locale_of(load, "Containers") == "en"
