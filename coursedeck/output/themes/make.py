"""The package of a template: its parts, their relationships, and the zip."""

from __future__ import annotations

from functools import lru_cache

from coursedeck.base.look.themes import THEMES, look_of
from coursedeck.model.theme import DeckTheme, Ratio, ThemeVariant
from coursedeck.output.themes import parts as package
from coursedeck.output.themes.grid import ColumnGrid
from coursedeck.output.themes.layouts import layout_specs
from coursedeck.output.themes.markup import NAMESPACES
from coursedeck.output.themes.notes import notes_master
from coursedeck.output.themes.slides import layout, master
from coursedeck.output.themes.table_style import table_styles
from coursedeck.output.themes.theme_part import theme_part

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


@lru_cache(maxsize=8)
def theme_template(theme: DeckTheme, variant: ThemeVariant | None = None, ratio: Ratio = Ratio.WIDE) -> bytes:
    """The bytes of a .pptx without slides, the same on every machine; on the theme's own ground by default."""
    found, layouts = _parts(theme, variant or theme.own, ColumnGrid(ratio.size))
    types = package.content_types({name: kind for name, (kind, _) in found.items()})
    markup = {name: text for name, (_, text) in found.items()}
    return package.to_zip({"[Content_Types].xml": types, **_links(layouts), **markup})


def _parts(theme: DeckTheme, variant: ThemeVariant, grid: ColumnGrid) -> tuple[dict[str, tuple[str, str]], int]:
    """Content type and XML of all parts except relationships, by part name, and the number of layouts."""
    palette = theme.palette(variant)
    specs = layout_specs(theme, palette, grid)
    office, deck = package.CONTENT_TYPE, f"{package.CONTENT_TYPE}.presentationml"
    title = f"coursedeck {theme.name}, {variant}"
    view = f'<p:viewPr {NAMESPACES} lastView="sldView"/>'
    # notes are printed, so they are dark on white whatever the slides are
    look = look_of(theme.name, variant)
    notes_theme = theme_part(THEMES["default"], ThemeVariant.LIGHT)
    found = {
        "docProps/core.xml": (
            "application/vnd.openxmlformats-package.core-properties+xml",
            package.core_properties(title),
        ),
        "docProps/app.xml": (f"{office}.extended-properties+xml", package.application_properties()),
        "ppt/presentation.xml": (f"{deck}.presentation.main+xml", package.presentation(grid.size)),
        "ppt/presProps.xml": (f"{deck}.presProps+xml", f"<p:presentationPr {NAMESPACES}/>"),
        "ppt/viewProps.xml": (f"{deck}.viewProps+xml", view),
        "ppt/tableStyles.xml": (
            f"{deck}.tableStyles+xml",
            table_styles(theme.name, look.table, palette),
        ),
        "ppt/theme/theme1.xml": (f"{office}.theme+xml", theme_part(theme, variant)),
        "ppt/theme/theme2.xml": (f"{office}.theme+xml", notes_theme),
        "ppt/slideMasters/slideMaster1.xml": (
            f"{deck}.slideMaster+xml",
            master(theme, variant, grid, len(specs)),
        ),
        "ppt/notesMasters/notesMaster1.xml": (f"{deck}.notesMaster+xml", notes_master(grid.size)),
    }
    for number, spec in enumerate(specs, 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        found[name] = (f"{deck}.slideLayout+xml", layout(spec, theme, palette, grid))
    return found, len(specs)


def _links(layouts: int) -> dict[str, str]:
    """XML of the relationships parts by name; ids ``rId1`` … follow the order of the targets."""
    of_layouts = [("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in range(1, layouts + 1)]
    targets = {
        "_rels/.rels": [
            ("officeDocument", "ppt/presentation.xml"),
            (_CORE, "docProps/core.xml"),
            ("extended-properties", "docProps/app.xml"),
        ],
        "ppt/_rels/presentation.xml.rels": [
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
        ],
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": [*of_layouts, ("theme", "../theme/theme1.xml")],
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": [("theme", "../theme/theme2.xml")],
    }
    for number in range(1, layouts + 1):
        name = f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"
        targets[name] = [("slideMaster", "../slideMasters/slideMaster1.xml")]
    return {name: package.relationships(found) for name, found in targets.items()}
