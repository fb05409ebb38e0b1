"""Tables as Pandoc writes them, captions, and pipes that GitHub would not read as meant."""

import pytest

from coursedeck.model.session import Block, CellSpan, Paragraph, Table, ThematicBreak
from tests.session.load.session_readers import Loader

GRID = """\
+--------+-----------+
| Valve  | Flow      |
+========+===========+
| main   | - much    |
|        | - `fast`  |
+--------+-----------+
| spare  | none      |
+--------+-----------+"""

SPANNING = """\
+---------------+------+
| Flow          | Unit |
+=======+=======+======+
| main  | 3     | l/s  |
|       +-------+------+
|       | 4     | l/m  |
+-------+-------+------+"""

MULTILINE = """\
-----------------------------
 Valve      Flow   Where it
             (l)   stands
-------- -------  -----------
main          12  in the
                  cellar

spare          3  upstairs
-----------------------------"""

SIMPLE = """\
Valve    Flow
------ ------
main       12
spare       3"""

HEADLESS = """\
------ ------
main       12
spare       3
------ ------"""

WIDE = """\
+------+--------+
| 밸브 | 흐름   |
+======+========+
| 주   | 많음   |
+------+--------+"""


def one(load: Loader, lines: str) -> Table:
    (table,) = every(load, lines)
    assert isinstance(table, Table)
    return table


def every(load: Loader, lines: str) -> tuple[Block, ...]:
    session, problems = load(f"# Title\n\n{lines}\n")
    assert problems == ()
    return session.blocks


def words(table: Table) -> list[list[str]]:
    return [[cell.plain for cell in row] for row in table.all_rows]


def test_a_grid(load: Loader) -> None:
    table = one(load, GRID)
    assert words(table) == [["Valve", "Flow"], ["main", "• much\n• fast"], ["spare", "none"]]
    assert table.header_rows == 1 and [row[0].source.line for row in table.all_rows] == [4, 6, 9]


def test_a_grid_with_merged_cells(load: Loader) -> None:
    table = one(load, SPANNING)
    assert words(table) == [["Flow", "", "Unit"], ["main", "3", "l/s"], ["", "4", "l/m"]]
    assert set(table.spans) == {CellSpan(0, 0, 1, 2), CellSpan(1, 0, 2, 1)}


def test_a_grid_without_header_and_with_alignments(load: Loader) -> None:
    table = one(load, "+:---:+----:+\n| a   | b   |\n+-----+-----+")
    assert (table.header_rows, table.alignments) == (0, ("center", "right"))


def test_a_grid_in_wide_letters(load: Loader) -> None:
    assert words(one(load, WIDE)) == [["밸브", "흐름"], ["주", "많음"]]


def test_a_grid_in_a_list(load: Loader) -> None:
    indented = "\n".join(f"  {line}" for line in GRID.split("\n"))
    session, problems = load(f"# Title\n\n- item\n\n{indented}\n")
    assert problems == () and len(session.blocks) == 1


@pytest.mark.parametrize("written", [SIMPLE, HEADLESS])
def test_simple_tables(load: Loader, written: str) -> None:
    table = one(load, written)
    assert words(table)[-2:] == [["main", "12"], ["spare", "3"]]
    assert table.header_rows == int(written is SIMPLE)


def test_alignment_by_place(load: Loader) -> None:
    table = one(
        load,
        "  Right  Left     Center   Default\n-------  ------ ---------- -------\n     12  12         12         12",
    )
    assert table.alignments == ("right", "left", "center", None)


def test_a_multiline_table(load: Loader) -> None:
    table = one(load, MULTILINE)
    assert words(table) == [
        ["Valve", "Flow (l)", "Where it stands"],
        ["main", "12", "in the cellar"],
        ["spare", "3", "upstairs"],
    ]


@pytest.mark.parametrize("written", [GRID, MULTILINE, SIMPLE, "| a | b |\n|---|---|\n| c | d |"])
@pytest.mark.parametrize("caption", [": Of *valves*", "Table: Of *valves*", ": Of *valves* {#tbl-valves}"])
def test_captions(load: Loader, written: str, caption: str) -> None:
    for lines in (f"{written}\n\n{caption}", f"{caption}\n\n{written}"):
        table = one(load, lines)
        assert table.caption is not None and table.caption.markdown == "Of *valves*"


def test_a_caption_right_under_a_table(load: Loader) -> None:
    table = one(load, "| a | b |\n|---|---|\n| c | d |\n: Two")
    assert table.caption is not None and len(table.rows) == 1


def test_pipes_without_a_header(load: Loader) -> None:
    table = one(load, "|---|--:|\n| a | b |\n| c | d |")
    assert (words(table), table.header_rows, table.alignments) == ([["a", "b"], ["c", "d"]], 0, (None, "right"))
    assert one(load, "|   |   |\n|---|---|\n| a | b |").header_rows == 0


def test_bars_inside_code_part_no_cells(load: Loader) -> None:
    assert words(one(load, "| a | b |\n|---|---|\n| `c || d` | or |"))[1] == ["c || d", "or"]


def test_rules_and_headings_stay_what_they_are(load: Loader) -> None:
    first, rule, second, dashes = every(load, "words\n\n---\n\nmore\n\n- - -")
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert isinstance(rule, ThematicBreak) and isinstance(dashes, ThematicBreak)
