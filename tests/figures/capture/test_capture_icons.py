"""Icons become bytes that stand for themselves; what cannot be used is named with its line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from coursedeck.figures.capture import capture
from coursedeck.model.graph import Icon, NodeShape

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


def script_with(folder: Path, icon: str, before: str = "") -> Path:
    (folder / "diagrams").mkdir(exist_ok=True)
    script = folder / "diagrams" / "figure.py"
    script.write_text(
        f"from diagrams import Diagram\nfrom diagrams.custom import Custom\n{before}\n"
        f"with Diagram('d', show=False):\n    Custom('label', {icon!r})\n",
        "utf-8",
    )
    return script


def icon_of(folder: Path, icon: str, before: str = "") -> Icon:
    (graph,), problems = capture(script_with(folder, icon, before), folder)
    assert problems == ()
    found = graph.nodes[0].icon
    assert found is not None
    return found


def refused(folder: Path, icon: str) -> str:
    """The message of an icon that cannot be used; its node is there without it."""
    (graph,), (problem,) = capture(script_with(folder, icon), folder)
    assert [(node.label.text, node.icon, node.shape) for node in graph.nodes] == [("label", None, NodeShape.ROUNDED)]
    message = str(problem)
    assert message.startswith("diagrams/figure.py:5: error: icon ")
    assert str(folder) not in message
    return message


def save(file: Path, size: tuple[int, int], kind: str = "PNG") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "#123456").save(file, kind)


def test_big_pictures_are_made_small_once(tmp_path: Path) -> None:
    save(tmp_path / "icons" / "logo.png", (1000, 500))
    icon = icon_of(tmp_path, "icons/logo.png")
    assert (icon.name, icon.media_type, icon.width, icon.height) == ("custom/icons/logo", "image/png", 256, 128)
    assert Image.open(io.BytesIO(icon.data)).size == (256, 128)
    assert icon_of(tmp_path, "icons/logo.png").data == icon.data


def test_paths_may_start_at_the_script_or_be_absolute(tmp_path: Path) -> None:
    save(tmp_path / "diagrams" / "own.png", (10, 20))
    assert icon_of(tmp_path, "own.png").name == "custom/diagrams/own"
    assert icon_of(tmp_path, str(tmp_path / "diagrams" / "own.png")).width == 10


@pytest.mark.parametrize("folder", ["diagrams/city", "diagrams", "."])
def test_paths_may_start_at_any_folder_above_the_script(tmp_path: Path, folder: str) -> None:
    save(tmp_path / folder / "logos" / "tram.png", (30, 20))
    script = tmp_path / "diagrams" / "city" / "lines" / "tram.py"
    script.parent.mkdir(parents=True)
    script.write_text(script_with(tmp_path, "logos/tram.png").read_text("utf-8"), "utf-8")
    (graph,), problems = capture(script, tmp_path)
    assert problems == ()
    assert graph.nodes[0].icon is not None
    assert graph.nodes[0].icon.width == 30


def test_an_icon_that_the_script_makes_is_read_before_its_folder_goes(tmp_path: Path) -> None:
    made = "from PIL import Image; Image.new('RGB', (8, 8), 'red').save('made.png')"
    assert icon_of(tmp_path, "made.png", made).name == "made/made"


def test_photographs_become_png(tmp_path: Path) -> None:
    save(tmp_path / "photo.jpg", (600, 300), "JPEG")
    assert icon_of(tmp_path, "photo.jpg").media_type == "image/png"


def test_plain_svg_is_kept(tmp_path: Path) -> None:
    (tmp_path / "mark.svg").write_text(SVG.format('<rect width="40" height="20" fill="url(#a)"/>'), "utf-8")
    icon = icon_of(tmp_path, "mark.svg")
    assert (icon.media_type, icon.width, icon.height) == ("image/svg+xml", 256, 128)


@pytest.mark.parametrize(
    "content",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="http://127.0.0.1:9/a.png"/>',
        '<rect style="fill:url(http://127.0.0.1:9/a)"/>',
        "<style>@import 'a.css';</style>",
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        "<foreignObject/>",
        '<use href="other.svg#a"/>',
    ],
)
def test_svg_that_refers_elsewhere_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "mark.svg").write_text(SVG.format(content), "utf-8")
    assert "mark.svg" in refused(tmp_path, "mark.svg")


def test_svg_entities_are_refused_unread(tmp_path: Path) -> None:
    text = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + SVG.format("<text>&a;</text>")
    (tmp_path / "mark.svg").write_text(text, "utf-8")
    assert "entity" in refused(tmp_path, "mark.svg")


def test_missing_icons_are_named(tmp_path: Path) -> None:
    assert "'none.png' does not exist" in refused(tmp_path, "none.png")


def test_corrupt_icons_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    assert "'bad" in refused(tmp_path, "bad.png")
    (tmp_path / "text.png").write_text("no picture", "utf-8")
    assert "cannot be read as a picture" in refused(tmp_path, "text.png")


def test_a_truncated_picture_is_named(tmp_path: Path) -> None:
    save(tmp_path / "cut.png", (400, 400))
    data = (tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: len(data) // 2])
    assert "cannot be read as a picture" in refused(tmp_path, "cut.png")


def test_huge_icons_are_refused(tmp_path: Path) -> None:
    (tmp_path / "huge.png").write_bytes(b"\0" * (20 * 2**20 + 1))
    assert "the limit is 20 MB" in refused(tmp_path, "huge.png")
    Image.new("1", (11_000, 10_000)).save(tmp_path / "wide.png")
    assert "11000 × 10000 pixels" in refused(tmp_path, "wide.png")


def test_icons_outside_the_course_are_refused(tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    save(tmp_path / "secret.png", (10, 10))
    assert "outside the course" in refused(course, str(tmp_path / "secret.png"))
    assert "outside the course" in refused(course, "../../secret.png")
    (course / "link.png").symlink_to(tmp_path / "secret.png")
    assert "outside the course" in refused(course, "link.png")


def test_icons_are_where_graphviz_would_look_for_them(tmp_path: Path) -> None:
    save(tmp_path / "diagrams" / "img" / "box.png", (12, 12))
    save(tmp_path / "pictures" / "disk.png", (14, 14))
    (tmp_path / "diagrams" / "figure.py").write_text(
        "from diagrams import Diagram\nfrom diagrams.custom import Custom\n"
        "with Diagram('d', filename='img/farm', graph_attr={'imagepath': 'nowhere:pictures'}, show=False):\n"
        "    Custom('beside the output', 'box.png')\n    Custom('along the path', 'disk.png')\n",
        "utf-8",
    )
    (graph,), _ = capture(tmp_path / "diagrams" / "figure.py", tmp_path)
    names = [node.icon.name for node in graph.nodes if node.icon]
    assert names == ["custom/diagrams/img/box", "custom/pictures/disk"]


@pytest.mark.parametrize("given", ["Icons/Logo.PNG", "icons/logo.PNG"])
def test_upper_and_lower_case_of_a_path_are_forgiven(tmp_path: Path, given: str) -> None:
    save(tmp_path / "diagrams" / "icons" / "logo.png", (9, 9))
    (graph,), problems = capture(script_with(tmp_path, given), tmp_path)
    assert graph.nodes[0].icon is not None
    assert graph.nodes[0].icon.name == "custom/diagrams/icons/logo"
    assert all("called 'logo'" in str(problem) for problem in problems)
    assert len(problems) == given.startswith("Icons")


@pytest.mark.parametrize(("style", "shape"), [("rounded,filled", NodeShape.ROUNDED), ("filled", NodeShape.RECTANGLE)])
def test_an_icon_with_a_fill_of_the_whole_graph_is_on_a_card(tmp_path: Path, style: str, shape: NodeShape) -> None:
    save(tmp_path / "diagrams" / "own.png", (20, 20))
    script = script_with(tmp_path, "own.png")
    attributes = f"show=False, node_attr={{'style': {style!r}, 'fillcolor': '#eeeeff'}}"
    script.write_text(script.read_text("utf-8").replace("show=False", attributes), "utf-8")
    (graph,), problems = capture(script, tmp_path)
    assert problems == ()
    assert (graph.nodes[0].shape, graph.nodes[0].style.fill) == (shape, "#eeeeff")
