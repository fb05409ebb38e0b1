"""Figures that are laid out for a whole slide and for a part of one: which of the two is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from coursedeck.model.drawing import Drawing
from coursedeck.model.problem import Source
from coursedeck.model.session import FigureRef
from coursedeck.session.fit import Media

WIDE = Drawing("one", "One", "", 860.0, 150.0, (), 16.0)
TALL = Drawing("one", "One", "", 430.0, 300.0, (), 20.0)
SMALL = Drawing("one", "One", "", 860.0, 150.0, (), 12.0)
FIGURE = FigureRef("one", Source("a.md", 1))


@pytest.mark.parametrize(
    ("whole", "room", "shown"),
    [
        (WIDE, (880.0, 400.0), WIDE),
        (SMALL, (880.0, 400.0), TALL),
        (WIDE, (420.0, 380.0), TALL),
        (WIDE, (860.0, 150.0), WIDE),
    ],
)
def test_the_layout_for_a_whole_slide_is_kept_where_it_is_read_well(
    whole: Drawing, room: tuple[float, float], shown: Drawing
) -> None:
    assert Media({"one": whole}, {}, narrow={"one": TALL}).drawing(FIGURE, *room) is shown


class Asked(Mapping[str, Drawing]):
    """Layouts for a part of a slide that tell which of them were asked for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __getitem__(self, name: str) -> Drawing:
        self.names.append(name)
        return TALL

    def __iter__(self) -> Iterator[str]:
        return iter([TALL.name])

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize(("width", "asked"), [(880.0, []), (420.0, ["one"])], ids=["whole slide", "beside text"])
def test_another_layout_is_asked_for_only_where_the_first_is_not_read_well(width: float, asked: list[str]) -> None:
    narrow = Asked()
    Media({"one": WIDE}, {}, narrow=narrow).drawing(FIGURE, width, 380.0)
    assert narrow.names == asked
