"""What a slide's picture is made with besides the slide: one value for the deck, one for each slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.text import Families, Ruler
from coursedeck.model.problem import Source
from coursedeck.model.session import Session
from coursedeck.model.slide import PlacedSlide
from coursedeck.model.template import Placeholder, Template, TemplateLayout


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for every slide of a deck."""

    template: Template
    families: Families
    session: Session
    footer: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    """SVG of each figure by its drawing's name."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Data URI of each picture file by its path in the course."""
    sources: bool = True
    """Whether texts tell their file and line (``data-source``)."""


@dataclass(frozen=True)
class Canvas:
    """What the shapes of one slide are drawn with."""

    around: Surroundings
    slide: PlacedSlide
    layout: TemplateLayout
    colors: ThemeColors
    ruler: Ruler

    @classmethod
    def of(cls, slide: PlacedSlide, around: Surroundings) -> Canvas:
        """The canvas of a slide, on the template's layout that it names."""
        template = around.template
        named = (layout for layout in (*template.serving, *template.layouts) if layout.name == slide.layout_name)
        layout = next(named, template.layout_for(slide.layout))
        colors = ThemeColors(dict(layout.colors or template.colors))
        return cls(around, slide, layout, colors, _ruler(around.families))

    @cached_property
    def ground(self) -> str:
        """The paint behind the content."""
        return f"#{self.layout.ground}" if self.layout.ground else "bg1"

    def placeholder(self, idx: int | None) -> Placeholder | None:
        """The layout's placeholder that a shape fills."""
        return None if idx is None else self.layout.placeholder(idx)

    def hex(self, paint: str) -> str:
        """A paint as ``#rrggbb``, its opacity left aside."""
        return f"#{self.colors.hex(paint)}"

    def source(self, source: Source | None) -> str | None:
        """``data-source`` of a text; the slide's own where it has none."""
        return str(source or self.slide.source) if self.around.sources else None


@lru_cache(maxsize=16)
def _ruler(families: Families) -> Ruler:
    """One for all slides in the same fonts: it remembers what it has measured."""
    return Ruler(families)
