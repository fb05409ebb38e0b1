"""What previews are drawn with besides the slides: a context for the deck, and a canvas for each slide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from msgspec import Struct, field

from coursedeck.base.look.paint import ThemeColors
from coursedeck.base.text import Families, Ruler
from coursedeck.model.problem import Source
from coursedeck.model.session import Session
from coursedeck.model.slide import PlacedSlide
from coursedeck.model.template import Placeholder, Template, TemplateLayout


class PreviewContext(Struct, frozen=True):
    """Template, fonts, figures and pictures for all slides of a deck."""

    template: Template
    families: Families
    session: Session
    footer: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    """SVG of each figure by its drawing's name."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Data URI of each picture file by its path in the course."""
    sources: bool = True
    """Whether to write source file and line of each text (``data-source``)."""


class SlideCanvas(Struct, frozen=True, dict=True):
    """One slide with the layout, colours and ruler that its shapes are drawn with."""

    context: PreviewContext
    slide: PlacedSlide
    layout: TemplateLayout
    colors: ThemeColors
    ruler: Ruler

    @classmethod
    def of(cls, slide: PlacedSlide, context: PreviewContext) -> SlideCanvas:
        """The canvas of a slide, with the layout that it names."""
        template = context.template
        every = (*template.serving, *template.layouts)
        named = (layout for layout in every if slide.layout_name in {layout.name, layout.part})
        layout = next(named, template.layout_for(slide.layout))
        colors = ThemeColors(dict(layout.colors or template.colors))
        return cls(context, slide, layout, colors, _ruler(context.families))

    @cached_property
    def ground(self) -> str:
        """Paint of the background behind the content."""
        return f"#{self.layout.shade}"

    def placeholder(self, idx: int | None) -> Placeholder | None:
        """The layout's placeholder with this ``idx``."""
        return None if idx is None else self.layout.placeholder(idx)

    def hex(self, paint: str) -> str:
        """A paint as ``#rrggbb``, without its opacity."""
        return f"#{self.colors.hex(paint)}"

    def source(self, source: Source | None) -> str | None:
        """``data-source`` of a text, or of the slide if the text has no source of its own."""
        return str(source or self.slide.source) if self.context.sources else None


@lru_cache(maxsize=16)
def _ruler(families: Families) -> Ruler:
    """One ruler for all slides in the same fonts, since it caches measurements."""
    return Ruler(families)
