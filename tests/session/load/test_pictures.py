import re
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.session import FigureRef, List, Paragraph, Picture, Session
from tests.session.load.session_readers import Loader, Told

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for folder in ("images", "diagrams/net", "content/week1/day2"):
        (tmp_path / folder).mkdir(parents=True)
    Image.new("RGB", (4, 3)).save(tmp_path / "images" / "p.png")
    Image.new("RGB", (4, 3)).save(tmp_path / "images" / "p.webp")
    (tmp_path / "images" / "p.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "images" / "한 글.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "diagrams" / "hypervisor.py").write_text("", encoding="utf-8")
    (tmp_path / "diagrams" / "net" / "lan.py").write_text("", encoding="utf-8")
    return tmp_path


def only(session: Session) -> object:
    (block,) = session.blocks
    return block


ADDRESSES = ["../../../images/p.png", "/images/p.png", "../../../images/p.png?raw=true", "../../../images\\p.png"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_picture_paths_are_relative_to_the_file(course: Path, load: Loader, address: str) -> None:
    session, problems = load(f'# t\n\n![그림]({address} "설명 **굵게**")', "week1/day2/s.md")
    picture = only(session)
    assert isinstance(picture, Picture) and problems == ()
    assert (picture.path, picture.alt.plain, picture.missing, picture.source.line) == ("images/p.png", "그림", False, 3)
    assert picture.caption is not None and picture.caption.markdown == "설명 **굵게**"


@pytest.mark.parametrize("address", ["<../images/한 글.svg>", "../images/%ED%95%9C%20%EA%B8%80.svg"])
def test_picture_names_with_spaces(course: Path, load: Loader, address: str) -> None:
    session, _ = load(f"# t\n![]({address})")
    picture = only(session)
    assert isinstance(picture, Picture) and picture.path == "images/한 글.svg"


OPTIONS = {
    "": (False, None, False),
    "as=picture": (True, None, False),
    "direction=keep": (False, DirectionPolicy.KEEP, False),
    "direction=free split=no": (False, DirectionPolicy.FREE, True),
    "split=yes as=picture direction=readable": (True, DirectionPolicy.READABLE, False),
}


@pytest.mark.parametrize("written", OPTIONS)
@pytest.mark.parametrize("figure", ["![alt](../diagrams/hypervisor.py){%s}", "```mermaid {%s}\ngraph LR\na-->b\n```"])
def test_what_an_author_asks_of_a_figure(course: Path, load: Loader, figure: str, written: str) -> None:
    session, problems = load("# t\n\n" + figure % written)
    block = only(session)
    assert isinstance(block, FigureRef) and problems == ()
    assert (block.as_picture, block.direction, block.whole) == OPTIONS[written]


@pytest.mark.parametrize("written", ["as=shape", "direction=LR", "split=maybe"])
@pytest.mark.parametrize("figure", ["![alt](../diagrams/hypervisor.py){%s}", "```mermaid {%s}\ngraph LR\na-->b\n```"])
def test_an_option_with_a_value_that_it_cannot_have(course: Path, told: Told, figure: str, written: str) -> None:
    option, _, value = written.partition("=")
    (problem,) = told("# t\n\n" + figure % written)
    assert problem.startswith(f'content/a.md:3: warning: {option} is "{value}": write {{{option}=')


@pytest.mark.parametrize(
    ("address", "name"), [("../diagrams/hypervisor.py", "hypervisor"), ("/diagrams/net/lan.py", "net/lan")]
)
def test_figures(course: Path, load: Loader, address: str, name: str) -> None:
    session, _ = load(f'# t\n![alt]({address} "caption"){{as=picture}}')
    figure = only(session)
    assert isinstance(figure, FigureRef)
    assert (figure.name, figure.path, figure.code, figure.as_picture) == (name, f"diagrams/{name}.py", None, True)
    assert figure.alt is not None and figure.caption is not None
    assert (figure.alt.plain, figure.caption.plain) == ("alt", "caption")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("lan.py#1", "net/lan"),
        ("lan.py#3", "net/lan-3"),
        ("lan-3.py", "net/lan-3"),
        ("lan.py#the%20Second-one", "net/lan#the-second-one"),
        ("lan.py#The_second_ONE", "net/lan#the-second-one"),
    ],
)
def test_further_diagrams_of_a_script_have_addresses(course: Path, load: Loader, address: str, name: str) -> None:
    figure = only(load(f"# t\n![alt](../diagrams/net/{address})")[0])
    assert isinstance(figure, FigureRef)
    assert (figure.name, figure.path) == (name, "diagrams/net/lan.py")


def test_a_script_whose_name_ends_in_a_number_is_itself(course: Path, load: Loader) -> None:
    (course / "diagrams" / "net" / "lan-3.py").write_text("", encoding="utf-8")
    figure = only(load("# t\n![alt](../diagrams/net/lan-3.py)")[0])
    assert isinstance(figure, FigureRef)
    assert (figure.name, figure.path) == ("net/lan-3", "diagrams/net/lan-3.py")


def test_a_script_beside_its_session_is_named_after_its_folder(course: Path, load: Loader) -> None:
    (course / "content" / "week1" / "map.py").write_text("", encoding="utf-8")
    figure = only(load("# t\n![alt](map.py)", "week1/s.md")[0])
    assert isinstance(figure, FigureRef)
    assert (figure.name, figure.path) == ("content/week1/map", "content/week1/map.py")


def test_an_unknown_figure_names_the_nearest(course: Path, told: Told) -> None:
    assert told("# t\n![](../diagrams/hypervizor.py)") == [
        'content/a.md:2: error: there is no figure diagrams/hypervizor.py: did you mean "diagrams/hypervisor.py"?'
    ]


BAD = {
    "words.png": (b"not a picture", "no known format, or damaged"),
    "cut.png": (b"\x89PNG\r\n\x1a\n\x00\x00", "no known format, or damaged"),
    "empty.jpg": (b"", "the file is empty"),
    "broken.svg": (b"<svg><g></svg>", "broken XML in its line 1"),
    "page.svg": (b"<html></html>", "a web page"),
    "bomb.svg": (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "its XML declares entities"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_picture_that_is_none(course: Path, load: Loader, name: str) -> None:
    data, fault = BAD[name]
    if data or not (course / "images" / name).exists():
        (course / "images" / name).write_bytes(data)
    session, (problem,) = load(f"# t\n\n![](../images/{name})")
    said = f"images/{name} is not a picture that can be shown, a placeholder stands for it: {fault}"
    assert str(problem).startswith(f"content/a.md:3: error: {said}")
    picture = only(session)
    assert isinstance(picture, Picture) and picture.missing and picture.alt.plain == name


INLINE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg"
    "=="
)


def test_a_picture_inside_the_text_is_one(load: Loader) -> None:
    session, problems = load(f"# t\n\n![dot]({INLINE})")
    picture = only(session)
    assert isinstance(picture, Picture) and problems == ()
    assert (picture.path, picture.missing) == (INLINE, False)


@pytest.mark.parametrize("cut", [INLINE[:-9], INLINE.replace("iVBOR", "AAAAA")])
def test_a_broken_picture_inside_the_text_is_said(told: Told, cut: str) -> None:
    (problem,) = told(f"# t\n\n![dot]({cut})")
    assert problem.startswith("content/a.md:3: error: the picture inside the Markdown cannot be shown")


def test_a_name_in_another_case_is_found_and_said(course: Path, load: Loader) -> None:
    session, problems = load("# t\n\n![](../Images/P.PNG)")
    picture = only(session)
    assert isinstance(picture, Picture) and (picture.path, picture.missing) == ("images/p.png", False)
    (problem,) = problems
    assert str(problem).startswith(
        "content/a.md:3: warning: there is no Images/P.PNG, but images/p.png, which is shown"
    )


@pytest.mark.parametrize("address", ["<../images/a b#1%.svg>", "../images/a%20b%231%25.svg"])
def test_a_file_may_have_signs_of_addresses_in_its_name(course: Path, load: Loader, address: str) -> None:
    (course / "images" / "a b#1%.svg").write_text(SVG, encoding="utf-8")
    (course / "images" / "a b").write_text("not meant", encoding="utf-8")
    session, problems = load(f"# t\n\n![]({address})")
    (picture,) = session.blocks
    assert isinstance(picture, Picture)
    assert (picture.path, problems) == ("images/a b#1%.svg", ())


def test_a_missing_picture_has_a_placeholder(load: Loader) -> None:
    session, problems = load("# t\n\n글 ![alt](../../images/no.svg)")
    picture = session.blocks[1]
    assert isinstance(picture, Picture) and picture.missing and picture.path == "../images/no.svg"
    assert [str(problem.severity) for problem in problems] == ["warning"]


@pytest.mark.parametrize("way", ["path", "link"])
def test_a_picture_that_leads_out_is_an_error(course: Path, load: Loader, tmp_path: Path, way: str) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.svg"
    outside.write_text(SVG, encoding="utf-8")
    (course / "images" / "link.svg").symlink_to(outside)
    address = f"../../{outside.name}" if way == "path" else "../images/link.svg"
    session, problems = load(f"# t\n![]({address})")
    assert re.match(r".*:2: error: the picture .* leads out of the course folder", str(problems[0]))
    picture = session.blocks[0]
    assert isinstance(picture, Picture) and picture.missing


def test_pictures_part_their_paragraph(course: Path, load: Loader) -> None:
    session, _ = load("# t\n\n앞\n![](../images/p.png) 뒤\n\n- 항목 ![](../images/p.png) 끝\n")
    first, picture, last, items = session.blocks
    assert isinstance(first, Paragraph) and isinstance(last, Paragraph) and isinstance(picture, Picture)
    assert (first.text.source.line, picture.source.line, last.text.source.line) == (3, 4, 4)
    assert isinstance(items, List)
    assert (items.items[0].text.plain, [type(block) for block in items.items[0].blocks]) == (
        "항목",
        [Picture, Paragraph],
    )
