"""Four slides of the bundled session as somebody lays them out by hand, box by box, for docs/comparison.md.

Every place, size and colour is chosen for these words alone; nothing is measured, and other words would need others.
"""

from __future__ import annotations

from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

NAVY, TEAL, GREY, PALE, INK = "14324F", "0E7C7B", "5B6670", "E8EEF3", "1E2A35"
Place = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


def write(path: Path) -> None:
    """Write the deck."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    _chart(_slide(deck, "물리 서버는 대부분 놀고 있다"))
    _figure(_slide(deck, "하이퍼바이저: 한 대 위의 세 대"))
    _table(_slide(deck, "네임스페이스가 가려 주는 것"))
    _list(_slide(deck, "커널을 함께 쓴다는 것"))
    deck.save(str(path))


def _color(value: str) -> RGBColor:
    return RGBColor.from_string(value)


def _say(
    frame: TextFrame, words: str, size: float, color: str = INK, *, bold: bool = False, more: bool = False
) -> None:
    paragraph = frame.add_paragraph() if more else frame.paragraphs[0]
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold, run.font.name = words, Pt(size), bold, "Malgun Gothic"
    run.font.color.rgb = _color(color)


def _box(slide: Slide, place: Place, fill: str, words: str = "", size: float = 18, color: str = "FFFFFF") -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _color(fill)
    shape.line.fill.background()
    shape.shadow.inherit = False
    if words:
        _say(shape.text_frame, words, size, color, bold=True)
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _text(slide: Slide, place: Place) -> TextFrame:
    frame = slide.shapes.add_textbox(*map(Inches, place)).text_frame
    frame.word_wrap = True
    return frame


def _slide(deck: Deck, title: str) -> Slide:
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    _box(slide, (0, 0.55, 0.18, 0.75), TEAL)
    _say(_text(slide, (0.6, 0.5, 12, 0.9)), title, 34, NAVY, bold=True)
    return slide


def _points(slide: Slide, place: Place, points: list[tuple[str, str]]) -> None:
    frame = _text(slide, place)
    for at, (label, words) in enumerate(points):
        _say(frame, label, 22, TEAL, bold=True, more=at > 0)
        _say(frame, words, 20, more=True)
        frame.paragraphs[-1].space_after = Pt(16)


def _chart(slide: Slide) -> None:
    data = CategoryChartData()
    data.categories = ["네트워크", "디스크", "메모리", "CPU"]
    data.add_series("사용률", (10, 25, 20, 15))
    place = tuple(map(Inches, (5.4, 1.7, 7.3, 4.9)))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data).chart
    chart.has_legend, chart.has_title = False, False
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 30
    chart.category_axis.tick_labels.font.size = Pt(20)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = '0"%"', False
    plot.data_labels.position, plot.data_labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(20)
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _color(TEAL)
    _points(
        slide,
        (0.6, 2.2, 4.5, 4),
        [("놀고 있는 몫", "네 가지 모두 75~90%"), ("그 대가", "인프라에 쓴 돈의 70~80%가 그대로 샌다")],
    )


def _figure(slide: Slide) -> None:
    for at, name in enumerate("ABC"):
        left = 0.6 + 2.5 * at
        _box(slide, (left, 1.8, 2.3, 2.3), PALE)
        _say(_text(slide, (left + 0.1, 1.85, 2.1, 0.5)), f"VM {at + 1}", 16, NAVY, bold=True)
        _box(slide, (left + 0.15, 2.35, 2.0, 0.7), TEAL, f"앱 {name}")
        _box(slide, (left + 0.15, 3.2, 2.0, 0.7), "6C4AA0", "게스트 OS")
    for top, fill, words in ((4.3, NAVY, "하이퍼바이저"), (5.1, "2E7D4F", "호스트 OS"), (5.9, GREY, "물리 하드웨어")):
        _box(slide, (0.6, top, 7.3, 0.68), fill, words, 20)
    _points(
        slide,
        (8.5, 1.9, 4.3, 4.6),
        [
            ("첫 번째 혁명", "서버 한 대에서 가상머신 여러 대가 돈다"),
            ("나뉜 것", "앱과 게스트 OS는 VM마다 따로"),
            ("함께 쓰는 것", "하이퍼바이저부터 아래 모두"),
        ],
    )


def _table(slide: Slide) -> None:
    rows = [
        ("종류", "격리하는 것", "컨테이너 안에서 보이는 모습"),
        ("PID", "프로세스 ID", "내 프로세스가 1번이다"),
        ("NET", "네트워크", "나만의 IP 주소와 포트가 있다"),
        ("MNT", "파일 시스템", "나만의 루트 디렉터리가 있다"),
        ("UTS", "호스트명", "호스트와 이름이 다르다"),
    ]
    place = tuple(map(Inches, (0.6, 1.8, 12.1, 4.6)))
    table = slide.shapes.add_table(5, 3, *place).table
    for column, width in enumerate((2.1, 3.6, 6.4)):
        table.columns[column].width = Inches(width)
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            cell.fill.solid()
            cell.fill.fore_color.rgb = _color("FFFFFF" if at % 2 else PALE) if at else _color(NAVY)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            _say(cell.text_frame, words, 22, INK if at else "FFFFFF", bold=not at or not column)


def _list(slide: Slide) -> None:
    rows = [
        ("프로세스", "호스트가 보기에는 평범한 프로세스"),
        ("가벼움", "부팅할 게스트 OS가 없어 빨리 뜨고 적게 먹는다"),
        ("휴대성", "한 꾸러미로 묶어 어디서나 똑같이 실행한다"),
        ("제약", "커널이 다른 운영체제는 올릴 수 없다"),
    ]
    for at, (label, words) in enumerate(rows):
        top = 1.8 + 1.2 * at
        _box(slide, (0.6, top, 2.4, 1.0), TEAL, label, 24)
        _box(slide, (3.0, top, 9.7, 1.0), PALE)
        frame = _text(slide, (3.2, top, 9.3, 1.0))
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _say(frame, words, 24)
