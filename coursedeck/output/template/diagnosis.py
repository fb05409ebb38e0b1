"""Findings about a template before anything is built: what it lacks for teaching, and how to fix it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.look.contrast import READABLE, contrast
from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.model.problem import Problem, error, note, warning
from coursedeck.model.slide import Layout
from coursedeck.model.template import Area, Region, Template, TemplateLayout
from coursedeck.output.template.master_choice import is_illegible

LEAST_LINES = 6
LEAST_WIDTH = 240.0
"""About twenty Korean syllables at 12 pt."""
LINE_HEIGHT = 1.3
TEXT = (Region.TITLE, Region.SUBTITLE, Region.BODY, Region.ASIDE, Region.GOAL)
MUST_MATCH = (Layout.TITLE, Layout.SECTION, Layout.CONTENT)
NO_SLIDE_NUMBER_NEEDED = (Layout.TITLE, Layout.CLOSING, Layout.PICTURE)


def diagnose(template: Template) -> tuple[Problem, ...]:
    """Problems of a template: missing or small placeholders and low contrast; an error if no layout has a title."""
    found = (
        *_titles(template),
        *_unmatched_layouts(template),
        *_bodies(template),
        *_slide_numbers(template),
        *_contrast(template),
        *_illegible_areas(template),
    )
    return tuple(dict.fromkeys(found))


def _named(layouts: Sequence[TemplateLayout], one: str, several: str) -> str:
    """Layouts by name, with the verb for one or for several: "layout 'Text' has", "layouts 'A' and 'B' have"."""
    names = list(dict.fromkeys(f"'{layout.name}'" for layout in layouts))
    if len(names) == 1:
        return f"layout {names[0]} {one}"
    return f"layouts {', '.join(names[:-1])} and {names[-1]} {several}"


def _titles(template: Template) -> Iterator[Problem]:
    without = [layout for layout in template.serving if not _placed(layout.area(Region.TITLE))]
    if len(without) == len(template.serving):
        message = "no layout has a title placeholder: add one to the slide master, or use a bundled template"
        yield error(template.source, "template-title", message)
    elif without:
        message = (
            f"{_named(without, 'has', 'have')} no title placeholder, so these slides are missing from outlines and "
            "screen readers: add one (Slide Master > Title)"
        )
        yield warning(template.source, "template-title", message)


def _placed(area: Area | None) -> bool:
    return area is not None and area.placeholder is not None


def _unmatched_layouts(template: Template) -> Iterator[Problem]:
    missing = [kind for kind in MUST_MATCH if template.layout_for(kind).derived]
    if missing:
        kinds = " and ".join(f"{kind}" for kind in missing)
        message = (
            f"no layout looks made for {kinds} slides, so they are derived from "
            f"'{template.layout_for(missing[0]).name}'; if there is one, name it in course.toml: "
            f'[layouts] {missing[0]} = "its name"'
        )
        # sections and covers are derived in the brand's look; content on a layout made for something else is a fault
        said = warning if Layout.CONTENT in missing else note
        yield said(template.source, "template-layout", message)


def _bodies(template: Template) -> Iterator[Problem]:
    for kind in (Layout.CONTENT, Layout.TWO_CONTENT):
        layout = template.layout_for(kind)
        for region in (Region.BODY, Region.ASIDE):
            area = layout.area(region)
            if area is not None and area.placeholder is None and not layout.derived:
                message = (
                    f"layout '{layout.name}' has no {region} placeholder for {kind} slides, text goes into a text box: "
                    "add a content placeholder"
                )
                yield warning(template.source, "template-body", message)
    for layout in template.serving:
        area = layout.area(Region.BODY)
        if area is not None and _too_small(area):
            message = (
                f"the text region of layout '{layout.name}' for {layout.kind} slides is too small for "
                f"{LEAST_LINES} lines of {LEGIBLE:g} pt: make it larger, or name another layout '{layout.kind}'"
            )
            yield warning(template.source, "template-region", message)


def _too_small(area: Area) -> bool:
    left, top, right, bottom = area.inset
    height, width = area.box.height - top - bottom, area.box.width - left - right
    return height < LEAST_LINES * LEGIBLE * LINE_HEIGHT or width < LEAST_WIDTH


def _slide_numbers(template: Template) -> Iterator[Problem]:
    expected = (layout for layout in template.serving if layout.kind not in NO_SLIDE_NUMBER_NEEDED)
    without = [layout for layout in expected if layout.area(Region.SLIDE_NUMBER) is None]
    if without:
        message = (
            f"{_named(without, 'has', 'have')} no slide number, so slides show none: "
            "where you want it, add one (Slide Master > Footers)"
        )
        yield note(template.source, "template-slide-number", message)


def _contrast(template: Template) -> Iterator[Problem]:
    ratio = contrast(template.color("tx1"), template.color("bg1"))
    if ratio < READABLE:
        message = (
            f"text on the background has a contrast of {ratio:.1f} : 1, too pale to read from the back row, so decks "
            f"show it darker or lighter: change the theme's Text 1 or Background 1 to reach {READABLE} : 1"
        )
        yield note(template.source, "template-contrast", message)


def _illegible_areas(template: Template) -> Iterator[Problem]:
    found: dict[str, tuple[str, str]] = {}
    for layout in template.serving:
        for area in layout.areas:
            if area.region not in TEXT or area.placeholder is None:
                continue
            # where the template has it, not where a derived slide does
            behind = layout.ground_of(area.placeholder, area.placeholder.box)
            if is_illegible(area.levels[0], behind):
                found.setdefault(f"the {area.region} of '{layout.name}'", (area.levels[0].tone, behind))
    if found:
        tone, behind = min(found.values(), key=lambda pair: contrast(*pair))
        message = (
            f"{_enumerated(list(found))} is too pale to read (#{tone} on #{behind}, {contrast(tone, behind):.1f} : 1), "
            "so decks show it darker or lighter: change its colour in the slide master"
        )
        yield note(template.source, "template-contrast", message)


def _enumerated(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
