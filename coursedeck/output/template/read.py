"""Read the `Template` from a template's package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree
from msgspec import Struct

from coursedeck.base.look.themes import look_of
from coursedeck.base.xml.lengths import multiplied, slide_proportion
from coursedeck.model.problem import Source
from coursedeck.model.slide import Layout
from coursedeck.model.template import PAPER, Art, Placeholder, Template, TemplateLayout
from coursedeck.model.theme import ThemeVariant
from coursedeck.model.units import Box, Size
from coursedeck.model.values import replace
from coursedeck.output.template.areas import AreaInputs, areas
from coursedeck.output.template.art import PartTree, layout_art
from coursedeck.output.template.background import FULL_SLIDE, background_colors, text_role
from coursedeck.output.template.clean import cleaned, main_part
from coursedeck.output.template.color import ROLES
from coursedeck.output.template.free_space import Obstacles, obstacles
from coursedeck.output.template.layout_choice import LayoutMatch, LayoutRules, choose_layout, regions
from coursedeck.output.template.master_choice import MasterLayouts, rank_masters, without_plain
from coursedeck.output.template.package import A, P, R, TemplatePackage, broken, slide_size, unzipped
from coursedeck.output.template.placeholders import FOOTERS, TITLES, Master, placeholders
from coursedeck.output.template.styles import levels
from coursedeck.output.template.theme import fonts, role_colors, slot_colors, theme_name

PLAIN_TABLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""GUID of PowerPoint's default table style, Medium Style 2 - Accent 1."""
MARGIN = 0.05
"""Share of the slide's width and height, if the template shows no margins."""
GAP = 8.0
LayoutNames = Sequence[tuple[Layout, str]]
"""Kinds of slides and the names of the layouts for them."""


class _MasterPart(Struct, frozen=True):
    """A slide master with the name of its part."""

    name: str
    master: Master


def read_template(path: Path, source: Source | None = None, chosen: LayoutNames = ()) -> Template:
    """The template in any .pptx or .potx; `source` is the place that problems are reported at.

    `chosen` names layouts by kind of slide, as the course does where it settles them by hand.

    Raises CourseError for a file that is no presentation or has no layouts.
    """
    where = source or Source(path.name)
    return template_of(cleaned(path, where), where, chosen)


def read_package_template(content: bytes, source: Source) -> Template:
    """The template in the bytes of a package without slides; raises CourseError as `read_template` does."""
    return template_of(unzipped(content), source)


def template_of(package: TemplatePackage, source: Source, chosen: LayoutNames = ()) -> Template:
    """The template in a package without slides; raises CourseError as `read_template` does."""
    try:
        main = main_part(package, source)
        return _template(_common(package, main), main, source, chosen)
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError) as problem:
        raise broken(
            source, f"the template is damaged ({problem}): open it in PowerPoint and save it again"
        ) from problem


def _template(package: TemplatePackage, main: str, source: Source, chosen: LayoutNames) -> Template:
    presentation = package.xml(main)
    size = slide_size(presentation)
    masters = _masters(package, main, presentation)
    layouts_by_master = [_layouts_of(package, one, size) for one in masters]
    if not any(candidate.layouts for candidate in layouts_by_master):
        raise broken(source, "the template has no slide layout: add one in PowerPoint's slide master view")
    rules = LayoutRules(size, dict(chosen))
    home = rank_masters(Layout.CONTENT, layouts_by_master, rules)[0]
    part = masters[layouts_by_master.index(home)]
    first, theme = part.master, _theme(package, part.name)
    usual = _faces(theme)
    layouts_by_master = [
        _in_faces(found, _faces(_theme(package, one.name)), usual)
        for one, found in zip(masters, layouts_by_master, strict=True)
    ]
    name = theme_name(theme)
    title_style = levels([first.style("titleStyle"), first.default_style], first.colors)[0]
    body_styles = levels([first.style("bodyStyle"), first.default_style], first.colors)
    nothing = Obstacles((), size)
    inputs = AreaInputs(Layout.CONTENT, home.layouts[0], size, title_style, body_styles, nothing, made_here=bool(name))
    return Template(
        source=source,
        size=size,
        colors=tuple((role, first.colors[role]) for role in ROLES),
        headings=fonts(theme, "majorFont"),
        text=fonts(theme, "minorFont"),
        title_style=title_style,
        body_styles=body_styles,
        layouts=tuple(layout for candidate in layouts_by_master for layout in candidate.layouts),
        serving=tuple(_serving(replace(inputs, kind=kind), layouts_by_master, rules) for kind in Layout),
        table_style=_table_style(package, main),
        theme=name,
        look=look_of(name, ThemeVariant.DARK if _is_dark(first) else ThemeVariant.LIGHT),
    )


def _faces(theme: etree._Element) -> tuple[str, str]:
    """The Latin typefaces of a theme, for headings and for text."""
    return fonts(theme, "majorFont").latin, fonts(theme, "minorFont").latin


def _in_faces(found: MasterLayouts, own: tuple[str, str], usual: tuple[str, str]) -> MasterLayouts:
    """The layouts of a master whose theme has other typefaces than the usual ones, with these in their styles."""
    if own == usual:
        return found
    return replace(found, layouts=tuple(_layout_in_faces(layout, own) for layout in found.layouts))


def _layout_in_faces(layout: TemplateLayout, own: tuple[str, str]) -> TemplateLayout:
    held = tuple(
        replace(
            one,
            levels=tuple(
                replace(level, face=level.face or own[0 if level.heading else 1], heading=False) for level in one.levels
            ),
        )
        for one in layout.placeholders
    )
    return replace(layout, placeholders=held)


def _common(package: TemplatePackage, main: str) -> TemplatePackage:
    """The package as if its slides had the common size, for which everything is measured."""
    proportion = slide_proportion(package.xml(main))
    if proportion == 1.0:
        return package
    masters = package.related(main, "slideMaster")
    layouts = [layout for name in masters for layout in package.related(name, "slideLayout")]
    scaled = {name: multiplied(package.parts[name], 1 / proportion) for name in (main, *masters, *layouts)}
    return TemplatePackage({**package.parts, **scaled})


def _is_dark(master: Master) -> bool:
    """Whether the background is one of the theme's dark slots."""
    mapped = master.tree.find(f"{P}clrMap")
    return mapped is not None and mapped.get("bg1") == "dk1"


def _serving(inputs: AreaInputs, layouts_by_master: Sequence[MasterLayouts], rules: LayoutRules) -> TemplateLayout:
    ordered = rank_masters(inputs.kind, layouts_by_master, rules)
    if inputs.kind not in rules.chosen:
        ordered = without_plain(ordered)
    layout, match = choose_layout(inputs.kind, [candidate.layouts for candidate in ordered], rules)
    found = next(candidate.obstacles[layout.part] for candidate in ordered if layout.part in candidate.obstacles)
    served = replace(layout, kind=inputs.kind, derived=match is LayoutMatch.DERIVED)
    return replace(served, areas=areas(replace(inputs, layout=served, obstacles=found)))


def _theme(package: TemplatePackage, part: str) -> etree._Element:
    found = package.related(part, "theme")
    return package.xml(found[0]) if found else etree.Element(f"{A}theme")


def _targets(package: TemplatePackage, part: str, ids: Sequence[etree._Element]) -> list[str]:
    """Names of the parts that a list of ``r:id`` refers to, in order."""
    by_id = {one.id: one.target for one in package.relationships(part)}
    found = (by_id.get(entry.get(f"{R}id", "")) for entry in ids)
    return [name for name in found if name is not None and name in package.parts]


def _masters(package: TemplatePackage, main: str, presentation: etree._Element) -> list[_MasterPart]:
    names = _targets(package, main, presentation.findall(f"{P}sldMasterIdLst/{P}sldMasterId"))
    default = presentation.find(f"{P}defaultTextStyle")
    found = []
    for name in names:
        tree = package.xml(name)
        colors = role_colors(slot_colors(_theme(package, name)), tree.find(f"{P}clrMap"))
        found.append(_MasterPart(name, Master(tree, default, colors)))
    return found


def _layouts_of(package: TemplatePackage, part: _MasterPart, size: Size) -> MasterLayouts:
    ids = part.master.tree.findall(f"{P}sldLayoutIdLst/{P}sldLayoutId")
    names = _targets(package, part.name, ids)
    layouts = tuple(_layout(package, part, name, size) for name in names)
    by_part = {layout.part: layout for layout in layouts}
    found = {
        name: obstacles(by_part[name].art, _part_trees(package, name, part.name, part.master.colors), size)
        for name in names
    }
    return MasterLayouts(layouts, found)


def _layout(package: TemplatePackage, part: _MasterPart, name: str, size: Size) -> TemplateLayout:
    tree = package.xml(name)
    master = _remapped(package, part, tree)
    found = placeholders(tree, master)
    plain, mean = background_colors(_visible(package, name), size, master.colors)
    art = layout_art(_part_trees(package, name, part.name, master.colors), size)
    shade = plain or mean or _picture_tone(art, size) or master.colors["bg1"]
    inherited = next((one.levels[0].color for one in found if one.type not in FOOTERS), "tx1")
    title = tree.find(f"{P}cSld")
    return TemplateLayout(
        name="" if title is None else title.get("name", ""),
        part=name,
        type=tree.get("type"),
        kind=None,
        placeholders=found,
        areas=(),
        body_area=_body_area(found, placeholders(master.tree, master), size),
        ground=plain,
        ink=text_role(mean or (shade if art else None), master.colors, inherited),
        shade=shade,
        art=art,
        colors=tuple((role, master.colors[role]) for role in ROLES),
    )


def _picture_tone(art: Sequence[Art], size: Size) -> str:
    """Mean colour of what covers the slide; empty where that is not known."""
    whole = [one for one in art if one.box.width * one.box.height >= FULL_SLIDE * size.width * size.height]
    if not whole or not (whole[-1].fill or whole[-1].tones):
        return ""
    return whole[-1].over(whole[-2].over(PAPER) if len(whole) > 1 else PAPER)


def _remapped(package: TemplatePackage, part: _MasterPart, layout: etree._Element) -> Master:
    """The layout's master, with colours by the layout's own colour map if it overrides the master's."""
    own = layout.find(f"{P}clrMapOvr/{A}overrideClrMapping")
    if own is None:
        return part.master
    return replace(part.master, colors=role_colors(slot_colors(_theme(package, part.name)), own))


def _part_trees(package: TemplatePackage, layout: str, master: str, colors: Mapping[str, str]) -> tuple[PartTree, ...]:
    """Trees of the layout and its master with the shapes that slides show."""
    names = (layout, master)
    trees = _visible(package, layout)
    return tuple(PartTree(package, name, tree, colors) for name, tree in zip(names, trees, strict=False))


def _visible(package: TemplatePackage, layout: str) -> list[etree._Element]:
    """Layout and master; the master without shapes if the layout hides them (``showMasterSp``)."""
    tree = package.xml(layout)
    above = [package.xml(name) for name in package.related(layout, "slideMaster")]
    if tree.get("showMasterSp") in {"0", "false"}:
        for master in above:
            for shapes in master.findall(f"{P}cSld/{P}spTree"):
                shapes.clear()
    return [tree, *above]


def _body_area(own: Sequence[Placeholder], of_master: Sequence[Placeholder], size: Size) -> Box:
    """Box of the layout's only content placeholder, else of the master's, else the space between title and footers."""
    mine, shared = regions(own), regions(of_master)
    titles = [one.box for one in own if one.type in TITLES]
    if len(mine) == 1 and mine[0].box.height > size.height / 3 and mine[0].box.width > size.width / 2:
        return mine[0].box
    if shared and not any(title.bottom > shared[0].box.top + GAP for title in titles):
        return shared[0].box
    left, right = size.width * MARGIN, size.width * (1 - MARGIN)
    upper = [title.bottom + GAP for title in titles if title.bottom < size.height / 2]
    lower = [one.box.top - GAP for one in own if one.type in FOOTERS and one.box.top > size.height / 2]
    top, bottom = max([size.height * MARGIN, *upper]), min([size.height * (1 - MARGIN), *lower])
    return Box(left, top, right - left, bottom - top)


def _table_style(package: TemplatePackage, main: str) -> str:
    found = package.related(main, "tableStyles")
    return (package.xml(found[0]).get("def") if found else None) or PLAIN_TABLE
