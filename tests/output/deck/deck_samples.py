"""A deck with every kind of shape, built by hand."""

from __future__ import annotations

import io
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image, ImageDraw

from coursedeck.model.drawing import (
    Align,
    Drawing,
    DrawnCluster,
    DrawnEdge,
    DrawnItem,
    DrawnNode,
    FigureFiles,
    Paint,
    TextBlock,
    TextLine,
)
from coursedeck.model.graph import Arrow, Dash, Icon, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.session import Chart, ChartKind, Part, Picture, Series, Session
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    Deck,
    FigureShape,
    Layout,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextRun,
    TextShape,
)
from coursedeck.model.text import Span, Text, literal
from coursedeck.model.units import Box, Point
from coursedeck.output.deck import NotesPage, Properties, SlideSection, write_deck
from coursedeck.output.deck.xml import NAMESPACES

HERE = Source("content/week1/vm.md", 1)
TEMPLATE = Path(__file__).parents[3] / "templates" / "default.pptx"
KOREAN = "ko-KR"
BLUE, SOFT, INK = "#1F5FA8", "#E8F0FA", "#1B2430"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    b'inkscape:export-filename="/home/someone/secret.png" width="40" height="20">'
    b'<script>alert(1)</script><image href="file:///etc/passwd"/><rect width="40" height="20" fill="#2F7D4F"/></svg>'
)


FIGURE_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30"><rect width="80" height="30"/></svg>'


def text(words: str) -> Text:
    return literal(words, HERE)


def png(width: int = 64, height: int = 64, color: str = "#B4531A") -> bytes:
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((2, 2, width - 3, height - 3), fill=color)
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def paragraph(words: str, size: float = 20, lang: str = KOREAN, **options: Any) -> TextParagraph:
    return TextParagraph((TextRun(words, lang),), size, **options)


def title(words: str) -> TextShape:
    return TextShape("title", Box(43.2, 42, 873.6, 58), (paragraph(words, 30),), placeholder=0)


def block(words: str, left: float, top: float, width: float, size: float = 14, **options: Any) -> TextBlock:
    lines = words.split("\n")
    made = tuple(TextLine((Span(line),), width, top + size * (1.2 * index + 0.95)) for index, line in enumerate(lines))
    return TextBlock(Box(left, top, width, size * 1.2 * len(lines)), made, size, options.pop("color", INK), **options)


def node(name: str, words: str, box: Box, shape: NodeShape = NodeShape.ROUNDED, **options: Any) -> DrawnNode:
    count = len(words.split("\n"))
    label = block(words, box.left, box.center.y - 14 * 0.6 * count, box.width) if words else None
    return DrawnNode(name, box, shape, options.pop("paint", Paint(SOFT, BLUE, 1.25)), label, **options)


def icon_node(name: str, words: str, left: float, top: float) -> DrawnNode:
    box = Box(left, top, 90, 84)
    icon = Icon("aws/compute/ec2", "image/png", png(256, 256), 256, 256)
    label = block(words, left, top + 64, 90)
    nothing = Paint(None, None, 0)
    return DrawnNode(name, box, NodeShape.NONE, nothing, label, icon, Box(left + 17, top, 56, 56))


def edge(name: str, tail: str, head: str, path: list[tuple[float, float]], **options: Any) -> DrawnEdge:
    points = tuple(Point(x, y) for x, y in path)
    values: dict[str, Any] = {
        "curved": False,
        "paint": Paint(None, "#33404F", 1.5),
        "tail_arrow": Arrow.NONE,
        "head_arrow": Arrow.TRIANGLE,
    }
    return DrawnEdge(name, tail, head, points, **(values | options))


def drawing(name: str, width: float, height: float, items: list[DrawnItem]) -> Drawing:
    return Drawing(name, name, "words", width, height, tuple(items), 14)


def figure(made: Drawing, top: float = 120, **options: Any) -> FigureShape:
    scale = min(873.6 / made.width, 368 / made.height)
    box = Box(43.2, top, made.width * scale, made.height * scale)
    return FigureShape(made.name, box, made, f"{made.name}: what it shows", options.get("as_picture", False), HERE)


def every_outline() -> Drawing:
    shapes = list(NodeShape)
    items: list[DrawnItem] = []
    for index, shape in enumerate(shapes):
        left, top = 20 + index % 6 * 140, 10 + index // 6 * 120
        items.append(node(f"n{index}", f"{shape.value}\n둘째 줄", Box(left, top, 110, 60), shape))
    return drawing("outlines", 850, 130 + 120 * ((len(shapes) - 1) // 6), items)


def every_arrow() -> Drawing:
    items: list[DrawnItem] = []
    for index, arrow in enumerate(Arrow):
        top = 10 + index * 58
        items.append(
            edge(
                f"e{index}",
                f"a{index}",
                f"b{index}",
                [(140, top + 20), (340, top + 20)],
                tail_arrow=arrow if index % 2 else Arrow.NONE,
                head_arrow=arrow,
                label=block(arrow.value, 200, top, 80, 12),
                paint=Paint(None, "#B4531A", 1 + index / 2, list(Dash)[index % 3]),
            )
        )
        items.append(node(f"a{index}", "서버 A", Box(20, top, 120, 40)))
        items.append(node(f"b{index}", "B", Box(340, top, 120, 40), NodeShape.STADIUM))
    return drawing("arrows", 480, 20 + 58 * len(Arrow), items)


def every_path() -> Drawing:
    """Straight, bent in every direction, slanted with bends, and curved."""
    corners = {"a": (20, 20), "b": (180, 120), "c": (20, 220), "d": (340, 20), "e": (340, 220), "f": (500, 120)}
    corners |= {"g": (660, 20), "h": (660, 220)}
    boxes = {name: Box(x, y, 60, 40) for name, (x, y) in corners.items()}
    edges = [
        edge("e1", "a", "b", [(50, 60), (50, 140), (180, 140)]),
        edge("e2", "a", "b", [(80, 40), (210, 40), (210, 120)]),
        edge("e3", "c", "b", [(80, 240), (130, 240), (130, 150), (180, 150)], paint=Paint(None, "#B4531A", 1.5)),
        edge("e4", "b", "d", [(225, 120), (225, 80), (370, 80), (370, 60)], paint=Paint(None, "#2F7D4F", 1.5)),
        edge("e5", "b", "e", [(220, 160), (220, 190), (365, 190), (365, 220)]),
        edge("e6", "d", "f", [(400, 40), (450, 40), (450, 100), (530, 100), (530, 120)]),
        edge("e7", "e", "f", [(400, 240), (430, 240), (430, 180), (480, 180), (480, 140), (500, 140)]),
        edge("e8", "f", "g", [(560, 130), (600, 130), (640, 80), (660, 50)], paint=Paint(None, "#7A4FB0", 1.5)),
        edge("e9", "f", "h", [(560, 150), (600, 150), (610, 235), (660, 235)], curved=True),
        edge("e10", "h", "g", [(690, 220), (690, 60)]),
        edge("e11", "c", "e", [(50, 260), (50, 290), (370, 290), (370, 260)]),
        edge("e12", "h", "h", [(720, 230), (745, 230), (745, 250), (720, 250)]),
    ]
    return drawing("paths", 760, 300, [*edges, *(node(name, name, box) for name, box in boxes.items())])


def layers() -> Drawing:
    """Clusters, icons, a wide node with several connectors, Arabic and Korean labels."""
    cluster = DrawnCluster(
        "c1",
        Box(10, 10, 420, 220),
        Paint("#F3F5F8", "#33404F", 1, Dash.DASHED),
        block("호스트 (Host OS)", 22, 16, 160, 14, align=Align.LEFT, bold=True),
    )
    inner = DrawnCluster(
        "c2", Box(450, 10, 180, 220), Paint("#FDF1EA", "#B4531A", 1.5), block("외부", 450, 16, 180), rounded=False
    )
    band = node(
        "n9", "하이퍼바이저 (Hypervisor)", Box(30, 160, 380, 50), NodeShape.RECTANGLE, paint=Paint(BLUE, None, 0)
    )
    tops = [
        icon_node(f"n{index}", words, 30 + index * 130, 40)
        for index, words in enumerate(("가상 머신 1", "VM 2", "خادم"))
    ]
    edges = [
        edge(f"e{index}", f"n{index}", "n9", [(75 + index * 130, 124), (75 + index * 130, 160)]) for index in range(3)
    ]
    cloud = node("n5", "클라우드\nCloud", Box(480, 60, 120, 70), NodeShape.CLOUD, link="https://example.org/구름")
    outward = edge(
        "e5", "c1", "n5", [(430, 95), (480, 95)], label=block("인터넷", 432, 76, 46, 12), head_arrow=Arrow.OPEN
    )
    return drawing("layers", 640, 240, [cluster, inner, *edges, outward, band, *tops, cloud])


def bullets() -> TextShape:
    paragraphs = (
        TextParagraph(
            (
                TextRun("하이퍼바이저(", KOREAN),
                TextRun("Hypervisor", "en-US", bold=True),
                TextRun(")는 무엇인가?", KOREAN),
            ),
            22,
            bullet="•",
            indent=20,
            hanging=20,
        ),
        paragraph("둘째 수준", 20, level=1, bullet="–", indent=40, hanging=20, space_before=6),
        paragraph("셋", 20, bullet="1.", number=3, indent=24, hanging=24, space_before=10, line_spacing=1.1),
        paragraph("안에", 18, level=1, bullet="–", indent=44, hanging=20),
        paragraph("넷", 20, bullet="1.", number=4, indent=24, hanging=24, space_before=10),
        TextParagraph(
            (
                TextRun("kubectl get pods", "en-US", mono=True),
                TextRun(" 취소", KOREAN, strike=True),
                TextRun("2", "en-US", baseline=30),
            ),
            18,
        ),
        TextParagraph(
            (
                TextRun("문서", KOREAN, link="https://example.org/a b"),
                TextRun(" 그리고 ", KOREAN),
                TextRun("요약", KOREAN, link="#table", color="accent2"),
            ),
            18,
        ),
        paragraph("مرحبا بالعالم", 18, "ar-SA", rtl=True, align=Align.RIGHT),
        TextParagraph(
            (TextRun("첫 줄\n둘째 줄", KOREAN), TextRun("<script>&", "en-US", italic=True, color="accent1:75")), 18
        ),
        TextParagraph((), 12),
    )
    return TextShape("body", Box(43.2, 120, 873.6, 368), paragraphs, placeholder=1)


def badge() -> TextShape:
    return TextShape(
        "badge",
        Box(780, 440, 120, 32),
        (paragraph("20분", 16, align=Align.CENTER),),
        anchor="ctr",
        inset=(8, 2, 8, 2),
        fill="accent1:20:80",
        stroke="accent1",
        geometry="roundRect",
        link="#agenda",
    )


def table() -> TableShape:
    def cell(words: str, bold: bool = False, trailing: float = 0.0) -> tuple[TextParagraph, ...]:
        return (TextParagraph((TextRun(words, KOREAN, bold=bold),), 16, trailing=trailing),)

    cells = (
        (cell("구분", True), cell("가상 머신", True), cell("컨테이너", True)),
        (cell("격리", True), cell("강함"), cell("보통", trailing=6.0)),
        (cell("시작", True), cell("분"), ()),
    )
    return TableShape(
        "비교",
        Box(43.2, 130, 600, 108),
        (200, 200, 200),
        (36, 36, 36),
        cells,
        True,
        HERE,
        hues=(None, "accent1", "accent2"),
    )


def chart(kind: ChartKind, **options: Any) -> Chart:
    series = options.pop("series", (Series(text("사용률"), (5.0, 15.0, 80.0)),))
    categories = (text("CPU"), text("메모리"), text("저장소"))
    return Chart(kind, None, categories, series, HERE, unit=options.pop("unit", "%"), **options)


def charts() -> list[Shape]:
    two = (Series(text("VM"), (1.5, 2.25, None)), Series(text("컨테이너"), (3.0, 4.0, 5.0)))
    made = [
        chart(ChartKind.BAR, emphasis=(2,), maximum=100.0),
        chart(ChartKind.COLUMN, series=two, stacked=True, unit=" GB"),
        chart(ChartKind.LINE, series=two),
        chart(ChartKind.LINE, emphasis=(1,)),
        chart(ChartKind.PIE),
        chart(ChartKind.DOUGHNUT, emphasis=(0,)),
    ]
    return [
        ChartShape(f"chart {index}", Box(43.2 + index % 3 * 295, 120 + index // 3 * 188, 280, 180), one, 14, "대체 글")
        for index, one in enumerate(made)
    ]


def pictures() -> list[Shape]:
    wanted = (("a.png", False), ("b.svg", False), ("gone.png", True), ("broken.png", False))
    return [
        PictureShape(
            "picture",
            Box(43.2 + index * 220, 140, 200, 100 if name == "b.svg" else 200),
            Picture(f"content/{name}", text("서버 사진"), HERE, missing=missing),
            "서버(server) 사진",
        )
        for index, (name, missing) in enumerate(wanted)
    ]


def bar(current: int | None, top: float, height: float) -> BarShape:
    return BarShape(
        "bar",
        Box(43.2, top, 873.6, height),
        (5, 20, 22, 10, 8, 7),
        ("", "소개 20분", "비교", "활용", "실습", "정리"),
        ("#agenda", "#section", "#table", None, "#nowhere", None),
        current,
        14,
        "ko",
    )


def slide(name: str, layout: Layout, words: str, *shapes: Shape, **options: Any) -> PlacedSlide:
    heading = options.pop("heading", None) or title(words)
    return PlacedSlide(name, layout, layout.value.capitalize(), heading, shapes, (), HERE, **options)


def section_title() -> TextShape:
    return TextShape("title", Box(43.2, 192, 873.6, 104), (paragraph("1. 가상화란?", 40),), placeholder=0, anchor="ctr")


def sample_deck() -> Deck:
    part = Part(2, text("가상화란?"), HERE, "what", "1.", Fraction(20))
    session = Session("week1/vm", "ko", text("가상 머신"), HERE, parts=(part,))
    slides = (
        slide("agenda", Layout.AGENDA, "차례", bar(None, 120, 56)),
        slide("section", Layout.SECTION, "", bar(1, 424, 48), heading=section_title(), section=0),
        slide("text", Layout.CONTENT, "글", bullets(), badge(), section=0, builds=True),
        slide("table", Layout.TABLE, "표", table(), section=0),
        slide("charts", Layout.CHART, "차트", *charts(), section=0),
        slide("pictures", Layout.CONTENT, "사진", *pictures(), section=0, hidden=True),
        slide("outlines", Layout.FIGURE, "모양", figure(every_outline()), section=0),
        slide("arrows", Layout.FIGURE, "화살표", figure(every_arrow()), section=0),
        slide("paths", Layout.FIGURE, "선", figure(every_path()), section=0),
        slide("layers", Layout.FIGURE, "층", figure(layers()), section=0, builds=True),
        slide("flat", Layout.FIGURE, "그림", figure(layers(), as_picture=True), section=0),
    )
    return Deck(session, slides)


def written(deck: Deck, template: bytes | None = None, **options: Any) -> bytes:
    """Write a deck, with sample notes, sections, properties and pictures unless told otherwise."""
    values: dict[str, Any] = {
        "notes": tuple(NotesPage((paragraph(f"노트 {index}: the clock", 12),)) for index, _ in enumerate(deck.slides)),
        "sections": (SlideSection("소개", 1), SlideSection("비교", 3)),
        "properties": Properties(
            "가상 머신", KOREAN, "강사", "과정", "vm, container", "클라우드 과정", {"x-room": "B201", "x-level": "1"}
        ),
        "pictures": {"content/a.png": png(2000, 2000), "content/b.svg": SVG, "content/broken.png": b"no picture"},
        "figures": {"layers": FigureFiles(FIGURE_SVG, png(80, 30))},
    }
    return write_deck(deck, template or TEMPLATE.read_bytes(), **(values | options))


class Package:
    """A written deck, part by part."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, name: str) -> Any:
        """A part's root element."""
        return etree.fromstring(self.parts[name])

    def slide(self, name: str) -> Any:
        """The slide of this id."""
        return next(root for root in self.slides() if root[0].get("name") == name)

    def slides(self) -> list[Any]:
        """Every slide, in order."""
        count = sum(name.startswith("ppt/slides/slide") for name in self.parts)
        return [self.root(f"ppt/slides/slide{number}.xml") for number in range(1, count + 1)]


def found(root: Any, path: str) -> list[Any]:
    """Elements or attributes at an XPath of prefixed names."""
    return list(root.xpath(path, namespaces=dict(NAMESPACES)))
