"""The slides of a session as small pictures, which run sheet and handout share."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.placement import PlaceSession


class Thumbnails(Struct, frozen=True):
    """Data URIs by the slides' ids."""

    by_slide: Mapping[str, str]


class DrawThumbnails(Work[Thumbnails], frozen=True):
    """Draw the slides of a placed session small."""

    placing: PlaceSession

    result = Thumbnails

    def do(self, context: Context) -> Thumbnails:
        """Draw them."""
        from coursedeck.app.stages.placing import pictures_of  # noqa: PLC0415 - see PlaceSession
        from coursedeck.app.stages.thumbnails import thumbnails  # noqa: PLC0415

        placed = context.ask(self.placing)
        template = self.placing.template_in(context).template
        return Thumbnails(thumbnails(placed, template, pictures_of(placed, context.root)))
