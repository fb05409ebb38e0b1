"""A picture that fills the slide, in the placeholder that a layout has for it."""

from __future__ import annotations

from coursedeck.model.session import Picture
from coursedeck.model.slide import PictureShape
from coursedeck.model.template import Placeholder, TemplateLayout
from coursedeck.model.units import Size

NARROWEST, WIDEST = 1.4, 2.2
"""Width over height of pictures that may fill a slide."""

MOST_CUT = 0.25
"""Most of a picture's width or height that is cut off."""

LEAST_SHARE = 0.95
"""Share of the slide's width and height that a placeholder must have for a picture that fills it."""


def picture_holder(layout: TemplateLayout, size: Size) -> Placeholder | None:
    """The placeholder of a layout for a picture as large as the slide; None where it has none."""
    return next(
        (
            one
            for one in layout.placeholders
            if one.type == "pic"
            and one.box.width >= LEAST_SHARE * size.width
            and one.box.height >= LEAST_SHARE * size.height
        ),
        None,
    )


def cut_to(aspect: float, holder: Placeholder) -> tuple[float, float]:
    """Shares of the width and the height of a picture of this aspect that its placeholder has no room for.

    >>> from coursedeck.model.units import Box
    >>> cut_to(2.0, Placeholder(20, "pic", "picture", Box(0, 0, 960, 640), (), (0, 0, 0, 0), "t"))
    (0.25, 0.0)
    """
    room = holder.box.width / holder.box.height
    return (round(max(0.0, 1 - room / aspect), 4), round(max(0.0, 1 - aspect / room), 4))


def may_fill(picture: Picture, aspect: float, holder: Placeholder) -> bool:
    """Whether a picture of this aspect can fill a slide: no film, of no size of its own, and not cut by too much."""
    if picture.film or picture.missing or picture.caption or picture.width or picture.height:
        return False
    return NARROWEST <= aspect <= WIDEST and max(cut_to(aspect, holder)) <= MOST_CUT


def full_picture(picture: Picture, aspect: float, holder: Placeholder, link: str | None) -> PictureShape:
    """The picture in its place."""
    cut = cut_to(aspect, holder)
    return PictureShape("picture 1", holder.box, picture, picture.alt.plain, link, holder.idx, cut)
