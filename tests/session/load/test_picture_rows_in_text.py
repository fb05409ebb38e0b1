"""Several pictures side by side, in the ways in which authors write them; none is lost."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.model.session import Block, List, Paragraph, Picture, PictureRow, Table
from coursedeck.model.walk import all_blocks
from tests.session.load.session_readers import Loader

A, B, C, D = "![One](a.png)", "![Two](b.png)", "![Three](c.png)", "![Four](d.png)"


@pytest.fixture(autouse=True)
def pictures(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in "abcd":
        Image.new("RGB", (30, 20)).save(tmp_path / "content" / f"{name}.png")


def told(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Alternative text and caption of each picture."""
    pictures = (block for block in blocks if isinstance(block, Picture))
    return [(one.alt.plain, one.caption.plain if one.caption else "") for one in pictures]


def row(load: Loader, lines: str) -> PictureRow:
    session, problems = load(f"# Title\n\n{lines}\n")
    (block,) = session.blocks
    assert isinstance(block, PictureRow) and problems == ()
    return block


@pytest.mark.parametrize(
    "lines",
    [
        f"{A} {B}",
        f"{A}{B}",
        f"{A}\n{B}",
        f"{A}  \n{B}",
        f"{A}<br>{B}",
        '<p align="center">\n<img src="a.png" alt="One">\n<img src="b.png" alt="Two">\n</p>',
        '<img src="a.png" alt="One"> <img src="b.png" alt="Two">',
        '<div><a href="https://example.com"><img src="a.png" alt="One"></a><img src="b.png" alt="Two"></div>',
        f"<figure>\n\n{A}\n\n{B}\n\n</figure>",
        f"::: {{layout-ncol=2}}\n{A}\n\n{B}\n:::",
        f"::: columns\n::: column\n{A}\n:::\n::: column\n{B}\n:::\n:::",
        f"| {A} | {B} |\n|---|---|",
        f"| | |\n|---|---|\n| {A} | {B} |",
        '<table><tr><td><img src="a.png" alt="One"></td><td><img src="b.png" alt="Two"></td></tr></table>',
        f"| |\n|---|\n| {A} {B} |",
    ],
)
def test_two_pictures_stand_in_a_row(load: Loader, lines: str) -> None:
    assert told(row(load, lines).pictures) == [("One", ""), ("Two", "")]


def test_a_single_picture_is_no_row(load: Loader) -> None:
    session, _ = load(f"# Title\n\n{A}\n\n{B}\n\n| |\n|---|\n| {C} |\n")
    assert [type(block) for block in session.blocks] == [Picture] * 3


@pytest.mark.parametrize(
    "lines",
    [
        f"| Left | Right |\n|---|---|\n| {A} | {B} |",
        f"| {A} | {B} |\n|---|---|\n| Left | Right |",
        f"| | |\n|---|---|\n| {A} Left | {B}<br>Right |",
        f"| | |\n|---|---|\n| Left | Right |\n| {A} | {B} |",
        '![One](a.png "Left") ![Two](b.png "Right")',
        "<figure><figure><img src=a.png alt=One><figcaption>Left</figcaption></figure>"
        "<figure><img src=b.png alt=Two><figcaption>Right</figcaption></figure></figure>",
        "<table><tr><th>Left</th><th>Right</th></tr>"
        "<tr><td><img src=a.png alt=One></td><td><img src=b.png alt=Two></td></tr></table>",
    ],
)
def test_each_picture_keeps_its_words(load: Loader, lines: str) -> None:
    assert told(row(load, lines).pictures) == [("One", "Left"), ("Two", "Right")]


def test_a_figure_of_several_pictures_has_one_caption(load: Loader) -> None:
    block = row(load, "<figure><img src=a.png><img src=b.png><figcaption>Both</figcaption></figure>")
    assert block.caption is not None and block.caption.plain == "Both"


def test_a_table_of_pictures_keeps_its_rows(load: Loader) -> None:
    block = row(load, f"| Left | Right |\n|---|---|\n| {A} | {B} |\n| {C} | {D} |")
    assert block.columns == 2
    assert told(block.pictures) == [("One", "Left"), ("Two", "Right"), ("Three", "Left"), ("Four", "Right")]


def test_pictures_apart_stay_apart(load: Loader) -> None:
    session, _ = load(f"# Title\n\n{A} and {B}\n\n- {C}\n- {D}\n")
    assert [type(block) for block in session.blocks] == [Picture, Paragraph, Picture, List]
    assert [alt for alt, _ in told(all_blocks(session))] == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize(
    "lines",
    [
        f"| Part | Look | Price |\n|---|---|---|\n| Pump | {A} | 3 |\n| Valve | ![](b.png) | 4 |",
        "<table><tr><th>Part</th><th>Look</th><th>Price</th></tr><tr><td>Pump</td><td><img src=a.png alt=One></td>"
        "<td>3</td></tr><tr><td>Valve</td><td><img src=b.png></td><td>4</td></tr></table>",
    ],
)
def test_the_pictures_of_a_table_of_words_follow_it(load: Loader, lines: str) -> None:
    session, problems = load(f"# Title\n\n{lines}\n")
    table, pictures = session.blocks
    assert isinstance(table, Table) and isinstance(pictures, PictureRow)
    assert [[cell.plain for cell in row] for row in table.rows] == [["Pump", "One", "3"], ["Valve", "", "4"]]
    assert told(pictures.pictures) == [("One", "One"), ("", "Valve")]
    assert [problem.message[:36] for problem in problems] == ["pictures cannot stand in a table's c"]


def test_a_picture_from_the_web_in_a_table_of_words_is_its_words(load: Loader) -> None:
    session, _ = load("# Title\n\n| Who | Photo |\n|---|---|\n| Ann | ![Ann's face](https://example.com/a.png) |\n")
    (table,) = session.blocks
    assert isinstance(table, Table) and table.rows[0][1].plain == "Ann's face"
