"""Write the bundled deck templates, `default.pptx` and `dark.pptx`, with reproducible bytes.

Run ``python templates/make_templates.py [FOLDER]`` after a change to `template_look` (sizes, colours, layouts),
`template_components` (layouts of rows and cards), `ooxml_slides` (masters and layouts as XML) or `ooxml_package` (other
parts, zip). FOLDER is this folder by default.
"""

from __future__ import annotations

import sys
from pathlib import Path

import ooxml_package as package
import ooxml_slides as slides
import template_look as look
from template_components import component_specs
from template_look import LayoutSpec, Palette

TEMPLATES = {"default.pptx": look.LIGHT, "dark.pptx": look.DARK}
EMU = slides.EMU


def layout_specs(palette: Palette) -> tuple[LayoutSpec, ...]:
    """All layouts, in the order in which PowerPoint lists them."""
    return (*look.layout_specs(palette), *component_specs())


def parts(palette: Palette) -> dict[str, tuple[str, str]]:
    """Content type and XML of all parts except relationships, by part name."""
    specs = layout_specs(palette)
    office, deck = package.CONTENT_TYPE, f"{package.CONTENT_TYPE}.presentationml"
    main = package.presentation(round(look.WIDTH * EMU), round(look.HEIGHT * EMU))
    view = f'<p:viewPr {package.NAMESPACES} lastView="sldView"/>'
    found = {
        "docProps/core.xml": (
            "application/vnd.openxmlformats-package.core-properties+xml",
            package.core_properties(palette.title),
        ),
        "docProps/app.xml": (f"{office}.extended-properties+xml", package.application_properties()),
        "ppt/presentation.xml": (f"{deck}.presentation.main+xml", main),
        "ppt/presProps.xml": (f"{deck}.presProps+xml", f"<p:presentationPr {package.NAMESPACES}/>"),
        "ppt/viewProps.xml": (f"{deck}.viewProps+xml", view),
        "ppt/tableStyles.xml": (f"{deck}.tableStyles+xml", package.table_styles(palette.rule)),
        "ppt/theme/theme1.xml": (f"{office}.theme+xml", package.theme(palette.theme)),
        "ppt/theme/theme2.xml": (f"{office}.theme+xml", package.theme(look.LIGHT.theme)),
        "ppt/slideMasters/slideMaster1.xml": (f"{deck}.slideMaster+xml", slides.master(palette, len(specs))),
        "ppt/notesMasters/notesMaster1.xml": (f"{deck}.notesMaster+xml", slides.notes_master()),
    }
    for number, spec in enumerate(specs, 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        found[name] = (f"{deck}.slideLayout+xml", slides.layout(spec, palette))
    return found


def links(layouts: int) -> dict[str, str]:
    """XML of the relationships parts by name; ids ``rId1`` … follow the order of the targets."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    of_layouts = [("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in range(1, layouts + 1)]
    targets = {
        "_rels/.rels": [
            ("officeDocument", "ppt/presentation.xml"),
            (core, "docProps/core.xml"),
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


def template(palette: Palette) -> bytes:
    """The bytes of one template."""
    found = parts(palette)
    types = package.content_types({name: kind for name, (kind, _) in found.items()})
    markup = {name: text for name, (_, text) in found.items()}
    return package.to_zip({"[Content_Types].xml": types, **links(len(layout_specs(palette))), **markup})


def main(folder: Path) -> None:
    """Write both templates into `folder`."""
    for name, palette in TEMPLATES.items():
        (folder / name).write_bytes(template(palette))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
