"""A picture stands beside the points that belong to it, and the line of its source below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from coursedeck.model.session import FigureRef, List, Picture
from coursedeck.model.slide import Layout, Outline, Slide
from coursedeck.model.values import replace
from tests.session.conftest import Bench

Planned = Callable[..., Outline]

POINTS = (
    "To choose a flour by what the bread is to be like",
    "To weigh the water, the salt and the leaven in grams",
    "To knead the dough until it can be drawn thin",
    "To tell by touch when the dough has risen enough",
    "To shape loaves that keep their form while they bake",
    "To heat an oven that loses its heat slowly",
    "To hear from the crust when a loaf is done",
    "To keep bread fresh for as many days as possible",
)
KOREAN = tuple(f"{n}번째 반죽을 얇게 늘어날 때까지 치대고 굽는다" for n in range(8))


def with_visual(slides: Sequence[Slide]) -> list[Slide]:
    found = (Picture, FigureRef)
    return [slide for slide in slides if any(isinstance(block, found) for block in (*slide.body, *slide.aside))]


def listed(items: Sequence[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def test_a_picture_stands_beside_its_points(planned: Planned) -> None:
    loaf, square = "![A loaf](loaf.png)", "![Square](../diagrams/square.py)"
    sections = [
        f"{loaf}\n\n{listed(POINTS)}",
        f"{listed(POINTS)}\n\n{loaf}",
        f"{square}\n\n{listed(POINTS)}\n\nNobody needs to know any of it yet.",
        f"{square}\n\n{listed(KOREAN)}",
        f"{loaf}\n\n{listed(POINTS[:5])}",
    ]
    text = "# T\n\n" + "\n\n".join(f"## Goals {n} (5 min)\n\n{section}" for n, section in enumerate(sections))
    slides = planned(text).slides
    for number in range(len(sections)):
        own = [slide for slide in slides if slide.section == number]
        assert len(own) == 1, sections[number]
        assert with_visual(own) == own
        assert any(isinstance(block, List) for block in own[0].body)


def test_a_list_that_is_far_too_long_keeps_its_own_slides(planned: Planned) -> None:
    items = listed([f"{item}, and {item.lower()} once more" for item in POINTS * 3])
    slides = planned(f"# T\n\n## Goals\n\n![A loaf](loaf.png)\n\n{items}").slides
    (shown,) = with_visual(slides)
    assert not any(isinstance(block, List) for block in (*shown.body, *shown.aside))


@pytest.mark.parametrize(
    ("pixels", "aside"), [((1200, 1000), True), ((900, 1200), True), ((1600, 160), False), ((1600, 500), False)]
)
def test_a_picture_stands_where_it_is_larger(bench: Bench, pixels: tuple[int, int], aside: bool) -> None:
    bench.fitter.media = replace(bench.fitter.media, pixels={"loaf.png": pixels})
    (bench.root / "loaf.png").touch()
    words = "Choose the oven from the list of all ovens that the kitchen has, and say how hot it is to become first."
    for more in ("", "\n\nA wide one shows the whole row of them."):
        slides = bench.plan(f"# T\n\n## Bread\n\n### Ovens\n\n{words}{more}\n\n![A loaf](../loaf.png)\n").slides
        (shown,) = with_visual(slides)
        assert any(isinstance(block, Picture) for block in shown.aside) is aside
        assert shown.layout is (Layout.FIGURE_TEXT if aside else Layout.FIGURE)


def test_the_line_of_its_source_is_the_caption_of_a_picture(planned: Planned) -> None:
    lines = ["Source: [Mill](https://mill.example)", "Photo by A. Baker", "출처: 제분소", "Quelle: Mühle"]
    mill = "The mill turns with the river.\n\n![A mill](mill.png)\n\n{0}\n\nIt stands still in summer."
    text = "# T\n\n" + "\n\n".join(f"## Mill {n}\n\n{mill.format(line)}" for n, line in enumerate(lines))
    for slide, line in zip(with_visual(planned(text).slides), lines, strict=True):
        (picture,) = [block for block in (*slide.body, *slide.aside) if isinstance(block, Picture)]
        assert picture.caption is not None
        assert picture.caption.plain.split()[0] == line.split()[0]


def test_a_picture_keeps_the_caption_that_it_has(planned: Planned) -> None:
    text = '# T\n\n## Mill\n\n![A mill](mill.png "By night")\n\nSource: the miller\n'
    (shown,) = with_visual(planned(text).slides)
    (picture,) = [block for block in (*shown.body, *shown.aside) if isinstance(block, Picture)]
    assert picture.caption is not None
    assert picture.caption.plain == "By night"


@pytest.mark.parametrize("order", ["{figure}\n\n{points}", "{points}\n\n{figure}"])
def test_a_wide_figure_stands_above_or_below_a_few_points(planned: Planned, order: str) -> None:
    text = order.format(figure="![Wide](../diagrams/wide.py)", points="- flour\n- water\n- salt")
    slide = planned(f"# T\n\n## S\n\n### F\n\n{text}\n").slides[-1]
    assert slide.layout is Layout.FIGURE
    assert len(slide.body) == 2 and not slide.aside
