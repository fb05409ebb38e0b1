"""HTML that means blocks, with and without Markdown and blank lines inside."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coursedeck.model.session import (
    Block,
    CellSpan,
    Code,
    List,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
)
from coursedeck.model.text import texts_in
from tests.session.load.session_readers import Loader


@pytest.fixture
def read(load: Loader) -> Callable[[str], tuple[Block, ...]]:
    def blocks(lines: str) -> tuple[Block, ...]:
        session, _ = load(f"# Title\n\n{lines}\n")
        return session.blocks

    return blocks


Read = Callable[[str], tuple[Block, ...]]


def cells(table: Block) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.plain for cell in row] for row in table.all_rows]


def test_merged_cells_keep_the_others_in_their_columns(read: Read) -> None:
    (table,) = read(
        "<table>\n<thead><tr><th rowspan=2>Valve</th><th colspan='2'>Flow</th></tr>\n"
        "<tr><th>open</th><th>shut</th></tr></thead>\n"
        "<tr><td>main</td><td colspan=2>unknown</td></tr>\n"
        "<tr><td rowspan=0>spare</td><td>3</td><td>0</td></tr>\n<tr><td>4</td><td>1</td></tr>\n</table>"
    )
    assert cells(table) == [
        ["Valve", "Flow", ""],
        ["", "open", "shut"],
        ["main", "unknown", ""],
        ["spare", "3", "0"],
        ["", "4", "1"],
    ]
    assert isinstance(table, Table) and table.header_rows == 2
    assert set(table.spans) == {CellSpan(0, 0, 2, 1), CellSpan(0, 1, 1, 2), CellSpan(2, 1, 1, 2), CellSpan(3, 0, 2, 1)}


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>", 0),
        ("<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>", 1),
        ("<tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr>", 0),
        ("<tr><td>a<td>b<tr><td>c<td>d", 0),
    ],
)
def test_which_rows_are_the_header(read: Read, rows: str, header: int) -> None:
    (table,) = read(f"<table>{rows}</table>")
    assert cells(table) == [["a", "b"], ["c", "d"]]
    assert isinstance(table, Table) and table.header_rows == header


def test_blank_lines_and_markdown_inside_a_table(read: Read) -> None:
    (table,) = read(
        "<table>\n<tr>\n<td>\n\n- **one**\n- two\n\n</td>\n<td>\n\n```sh\nls -l\n```\n\n</td>\n</tr>\n\n"
        "<tr><td>c</td><td>d</td></tr>\n</table>\n\n"
    )
    assert cells(table) == [["• one\n• two", "ls -l"], ["c", "d"]]


def test_a_table_in_a_table_is_read_line_by_line(read: Read) -> None:
    (table,) = read(
        "<table><tr><td>a</td><td><table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table></td></tr></table>"
    )
    assert cells(table) == [["a", "x | y\nz"]]


def test_a_table_of_pictures_is_the_pictures(read: Read, tmp_path: Path) -> None:
    found = read('<table><tr><td><img src="a.png" alt="A"></td><td><img src="b.png" alt="B"></td></tr></table>')
    (row,) = found
    assert isinstance(row, PictureRow) and [picture.alt.plain for picture in row.pictures] == ["A", "B"]


def test_lists(read: Read) -> None:
    (letters,) = read('<ol type="A" start="3">\n<li>three\n<ul><li>inner</ul>\n<li>four</li>\n</ol>')
    assert isinstance(letters, List)
    assert (letters.start, letters.numbering) == (3, "alphaUcPeriod")
    assert [item.text.plain for item in letters.items] == ["three", "four"]
    (inner,) = letters.items[0].blocks
    assert isinstance(inner, List) and inner.start is None and inner.items[0].text.plain == "inner"
    (terms,) = read("<dl><dt>Valve<dd>lets through<dt>Pump<dd>moves</dl>")
    assert isinstance(terms, List)
    assert [(item.text.markdown, len(item.blocks)) for item in terms.items] == [("**Valve**", 1), ("**Pump**", 1)]


def test_a_figure_has_its_caption(read: Read) -> None:
    (picture,) = read('<figure>\n<img src="a.png" alt="A pump">\n<figcaption>The <b>pump</b></figcaption>\n</figure>')
    assert isinstance(picture, Picture) and picture.caption is not None
    assert picture.caption.plain == "The pump"
    (markdown,) = read("<figure>\n\n![A pump](a.png)\n\n<figcaption>Below</figcaption>\n</figure>")
    assert isinstance(markdown, Picture) and markdown.caption is not None and markdown.caption.plain == "Below"


def test_a_quote_and_preformatted_text(read: Read) -> None:
    quote, code = read("<blockquote>\n\n*said*\n\n</blockquote>\n\n<pre>a &lt; b</pre>")
    assert isinstance(quote, Quote) and isinstance(quote.blocks[0], Paragraph)
    assert isinstance(code, Code) and code.code == "a < b"


SOLUTION = "<details>\n<summary>Solution</summary>\n\nIt *moves*.\n\n- so\n\n</details>"


def test_what_is_folded_away_gets_a_slide_of_its_own(read: Read) -> None:
    question, apart, summary, words, items, end = read(f"What?\n\n{SOLUTION.replace('Solution', 'More')}")
    assert isinstance(summary, Paragraph) and summary.text.markdown == "**More**"
    assert isinstance(apart, SlideHint) and "break" in apart.options and apart == end
    assert isinstance(words, Paragraph) and isinstance(items, List) and isinstance(question, Paragraph)


@pytest.mark.parametrize(
    "written",
    [
        SOLUTION,
        SOLUTION.replace("Solution", "✅ Answer to the exercise"),
        SOLUTION.replace("Solution", "정답"),
        "> [!solution]\n> It *moves*.\n>\n> - so",
        "> [!tip]- Lösung\n> It *moves*.\n>\n> - so",
        "> [!success] Sample solution\n> It *moves*.\n>\n> - so",
        '??? success "Solution"\n    It *moves*.\n\n    - so',
    ],
)
def test_what_is_called_a_solution_is_one(read: Read, written: str) -> None:
    question, solution = read(f"What?\n\n{written}")
    assert isinstance(question, Paragraph) and isinstance(solution, Solution)
    words, items = solution.blocks
    assert isinstance(words, Paragraph) and isinstance(items, List)


@pytest.mark.parametrize("end", ["", "\n"])
def test_asides_of_notes_are_what_the_speaker_says(read: Read, end: str) -> None:
    (said,) = read(f'<aside class="notes">\n{end}Ask first.\n{end}</aside>')
    assert isinstance(said, Notes)


def test_a_summary_that_asks_stands_before_the_slide_of_its_answer(read: Read) -> None:
    question, apart, answer, end = read("<details>\n<summary>Why does it rise?</summary>\n\nYeast.\n\n</details>")
    assert isinstance(question, Paragraph) and isinstance(answer, Paragraph) and answer.text.plain == "Yeast."
    assert isinstance(apart, SlideHint) and apart == end


def test_or_goes_to_the_notes(load: Loader, tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text('details = "notes"\n')
    session, _ = load(f"# Title\n\n{SOLUTION}\n")
    summary, notes = session.blocks
    assert isinstance(summary, Paragraph) and isinstance(notes, Notes) and len(notes.blocks) == 2


@pytest.mark.parametrize("summary", ["", "<summary>Speaker notes</summary>", "<summary>발표자 노트</summary>"])
def test_what_is_for_the_speaker_goes_to_the_notes(read: Read, summary: str) -> None:
    found = read(f"<details>\n{summary}\n\nAsk first.\n\n</details>")
    assert isinstance(found[-1], Notes) and not any(isinstance(block, SlideHint) for block in found)


def test_what_is_open_is_shown(read: Read) -> None:
    summary, words = read("<details open>\n<summary>More</summary>\n\nwords\n\n</details>")
    assert isinstance(summary, Paragraph) and isinstance(words, Paragraph)


REMARKS = "<details>\n\n- Ask for examples.\n\n## Further reading\n\nThe manual.\n\n### Films\n\nA film.\n\n</details>"


def test_headings_inside_details_open_no_sections(load: Loader) -> None:
    session, _ = load(f"# Title\n\nShown.\n\n{REMARKS}\n\n## Next\n\n<details>\n\n### Aside\n\nSaid.\n\n</details>\n")
    (part,) = session.parts
    shown, spoken = session.blocks
    assert isinstance(shown, Paragraph) and isinstance(spoken, Notes)
    assert "**Further reading**" in [block.text.markdown for block in spoken.blocks if isinstance(block, Paragraph)]
    assert part.title.plain == "Next" and not part.parts and isinstance(part.blocks[0], Notes)


FOLDED = [
    "## One\n\n<details>\n\n## Two\n\nwords\n\n</details>\n",
    "## One\n\n<details>\n\n## Two\n\nwords\n",
    "## One\n\nwords\n\n" + "## Two\n\n<details>\n\n### a\n\n### b\n\n### c\n\n### d\n\n</details>\n",
]


@pytest.mark.parametrize("source", FOLDED)
def test_folded_chapters_stay_sections(load: Loader, source: str) -> None:
    session, _ = load(f"# Title\n\n{source}")
    assert [part.title.plain for part in session.parts] == ["One", "Two"]
    assert len(session.parts[1].parts) in (0, 4)


def test_details_that_never_close_take_nothing(read: Read) -> None:
    found = read("<details>\n<summary>More</summary>\n\nwords")
    assert [block.text.plain for block in found if isinstance(block, Paragraph)] == ["More", "words"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Write git show <commit> here.", "Write git show <commit> here."),
        ("'<begin>' and '<end>' open and close it", "'<begin>' and '<end>' open and close it"),
        ("- copy to <user-name>:<path>", "copy to <user-name>:<path>"),
        ("<your-key>", "<your-key>"),
        ("If applied, this will <say what it does>.", "If applied, this will <say what it does>."),
        ("a **<token>** and </token>", "a <token> and </token>"),
        ("<div>\nput <file> here\n</div>", "put <file> here"),
    ],
)
def test_what_html_does_not_know_is_shown_as_it_is_written(load: Loader, written: str, shown: str) -> None:
    session, problems = load(f"# Title\n\n{written}\n")
    assert [text.plain for text in texts_in(session.blocks)] == [shown]
    assert all("is shown as it stands" in problem.message for problem in problems)
    assert problems


@pytest.mark.parametrize(
    "written", ["a <Tab label='x'>b</Tab>", "a <my-tag id=1>b</my-tag>", "a <span>b</span>", "a <Tabs/>b"]
)
def test_tags_of_components_leave_their_text_alone(load: Loader, written: str) -> None:
    session, _ = load(f"# Title\n\n{written}\n")
    assert next("".join(text.plain.split()) for text in texts_in(session.blocks)) == "ab"


def test_code_in_pre_is_no_finding(load: Loader) -> None:
    session, problems = load("# Title\n\n<pre>\nls <b>-l</b>\n</pre>\n")
    assert [block.code for block in session.blocks if isinstance(block, Code)] == ["ls -l"]
    assert problems == ()
