"""Templates as brands hand them out, made from PowerPoint's standard layouts by changes of single parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pptx import Presentation

from coursedeck.base.xml.lengths import multiplied
from coursedeck.model.slide import Layout
from coursedeck.model.template import Template
from coursedeck.output.template import read_template
from tests.output.template.template_files import PLAIN, Change, changed, parts

LAYOUT = "ppt/slideLayouts/slideLayout{}.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
EMU = 12700


def renamed(names: Mapping[int, str], target: Path, *, typed: bool = False) -> Path:
    """PowerPoint's layouts with other names; those that are not named are left without words that say anything."""

    def rename(number: int) -> Change:
        name = names.get(number, f"X{number}")

        def change(text: str) -> str:
            bare = text if typed else re.sub(r'(<p:sldLayout [^>]*?) type="\w+"', r"\1", text, count=1)
            return re.sub(r'cSld name="[^"]*"', f'cSld name="{name}"', bare, count=1)

        return change

    return changed(PLAIN, target, {LAYOUT.format(number): rename(number) for number in range(1, 12)})


def with_shape(markup: str) -> Change:
    """A part with a shape in front of all others."""
    return lambda text: text.replace("</p:spTree>", f"{markup}</p:spTree>")


def rectangle(left: float, top: float, width: float, height: float, color: str = "C00000", name: str = "Logo") -> str:
    """A filled rectangle, in points."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="90" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{round(left * EMU)}" y="{round(top * EMU)}"/>'
        f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></p:spPr>'
        "</p:sp>"
    )


def words(left: float, top: float, width: float, height: float, text: str, *, name: str = "", size: int = 1800) -> str:
    """A text box, in points; `size` in hundredths."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="91" name="{name}"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{round(left * EMU)}" y="{round(top * EMU)}"/>'
        f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr wrap="none"><a:spAutoFit/>'
        f'</a:bodyPr><a:lstStyle/><a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="en-US" sz="{size}" b="1">'
        f'<a:solidFill><a:srgbClr val="123456"/></a:solidFill></a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def without_placeholders(text: str) -> str:
    """A layout without any placeholder."""
    return re.sub(r"<p:sp><p:nvSpPr>(?:(?!</p:sp>).)*<p:ph\b.*?</p:sp>", "", text, flags=re.S)


def read(file: Path, changes: Mapping[str, Change], tmp_path: Path) -> Template:
    """The template in a changed file."""
    return read_template(changed(file, tmp_path / "brand.pptx", changes))


def serving(template: Template) -> Callable[[Layout], str]:
    """The name of the layout for a kind of slide."""
    return lambda kind: template.layout_for(kind).name


def resized(file: Path, target: Path, factor: float) -> Path:
    """A template whose slides, boxes and type are all `factor` times as large."""
    wanted = ("ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout", "ppt/presentation.xml")
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts(file.read_bytes()).items():
            package.writestr(name, multiplied(data, factor) if name.startswith(wanted) else data)
    assert Presentation(str(target)).slide_height
    return target
