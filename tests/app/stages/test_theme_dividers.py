"""Dividers without a number leave alone what a theme draws around the place of the number."""

from pathlib import Path

import pytest

from coursedeck.app.stages.templates import open_theme
from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region
from coursedeck.model.theme import ThemeChoice
from coursedeck.session.fit import Fitter, Media
from tests.session.conftest import Bench


@pytest.mark.parametrize(("theme", "beside"), [("blueprint", True), ("workshop", True), ("default", False)])
def test_a_title_without_a_number_does_not_lie_on_the_frame_of_the_number(
    tmp_path: Path, theme: str, beside: bool
) -> None:
    bench = Bench(tmp_path)
    template = open_theme(ThemeChoice(theme)).template
    bench.fitter = Fitter(template, Families(), ui_strings("ko"), "ko", Media({}, {}))
    deck, _ = bench.fit("# 배\n\n## 하나\n\n- 가\n\n## 질문\n")
    last = deck.slides[-1]
    assert last.layout is Layout.SECTION
    number = template.layout_for(Layout.SECTION).area(Region.NUMBER)
    assert number is not None
    assert (last.title.box.left >= number.box.right) is beside
