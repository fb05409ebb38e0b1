"""The page of a template: which layout serves what, what is hard to read, and sample slides in its look."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.problem import Problem
from coursedeck.model.slide import COMPONENTS, Layout
from coursedeck.model.template import Region, Template
from coursedeck.output.pages.environment import environment


class ServedKind(Struct, frozen=True):
    """One row of the table: kinds of slides and the layout that serves them."""

    kinds: str
    layout: str
    derived: bool
    places: str
    """The regions that have placeholders."""


class SampleSlide(Struct, frozen=True):
    """A sample slide: its title, the layout that it is on, its picture as data URI."""

    title: str
    layout: str
    picture: str


def template_report(
    name: str, template: Template, problems: Sequence[Problem], slides: Sequence[tuple[Layout, str, str]], deck: str
) -> str:
    """The page, which needs nothing but itself; `deck` is the sample deck beside it, empty for none."""
    size = template.size
    samples = [SampleSlide(title, template.layout_for(kind).name, picture) for kind, title, picture in slides]
    return (
        environment()
        .get_template("template.html.j2")
        .render(
            name=name,
            served=_served(template),
            others=_others(template),
            problems=problems,
            colors=[(role, tone) for role, tone in template.colors if role != "folHlink"],
            fonts=(template.headings.latin, template.text.latin),
            samples=samples,
            deck=deck,
            aspect=round(size.width / size.height, 4),
        )
    )


def _served(template: Template) -> list[ServedKind]:
    """The kinds of slides by layout, in their order; components, which are all alike, as one."""
    rows: dict[tuple[str, bool], list[str]] = {}
    places: dict[tuple[str, bool], set[Region]] = {}
    for layout in template.serving:
        assert layout.kind is not None
        key = (layout.name, layout.derived)
        kind = "components" if layout.kind in COMPONENTS else layout.kind.value
        if kind not in rows.setdefault(key, []):
            rows[key].append(kind)
        places.setdefault(key, set()).update(area.region for area in layout.areas if area.placeholder)
    return [
        ServedKind(", ".join(kinds), name, derived, ", ".join(one for one in Region if one in places[name, derived]))
        for (name, derived), kinds in rows.items()
    ]


def _others(template: Template) -> list[str]:
    """Names of the layouts that serve nothing."""
    used = {layout.part for layout in template.serving}
    return [layout.name for layout in template.layouts if layout.part not in used]
