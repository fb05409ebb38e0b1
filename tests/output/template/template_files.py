"""Template files for the tests: real ones, and real ones changed in one respect."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pptx
from pptx import Presentation

ROOT = Path(__file__).parents[3]
BUNDLED = (ROOT / "templates" / "default.pptx", ROOT / "templates" / "dark.pptx")
PLAIN = Path(pptx.__file__).parent / "templates" / "default.pptx"
"""python-pptx's own template: 4:3, PowerPoint's eleven standard layouts."""
Change = Callable[[str], str]
"""What happens to a part's markup."""
MAIN_TYPE = "presentationml.presentation.main+xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(file: Path, target: Path, changes: Mapping[str, Change]) -> Path:
    """A copy of `file` in which some parts' markup went through a function."""
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts(file.read_bytes()).items():
            change = changes.get(name)
            package.writestr(name, change(content.decode()).encode() if change else content)
    return target


def with_slides(file: Path, target: Path) -> Path:
    """A copy with sample slides, notes, a section list and a named show, as organisations hand them out."""
    deck = Presentation(str(file))
    for layout in list(deck.slide_layouts)[:2]:
        slide = deck.slides.add_slide(layout)
        if slide.shapes.title and slide.notes_slide.notes_text_frame:
            slide.shapes.title.text = "Sample of confidential-word"
            slide.notes_slide.notes_text_frame.text = "Say confidential-word"
    deck.save(str(target))
    show = (
        '<p:custShowLst><p:custShow name="confidential-word" id="0"><p:sldLst><p:sld r:id="{rid}"/></p:sldLst>'
        "</p:custShow></p:custShowLst>"
    )
    sections = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        '<p14:section name="confidential-word" id="{6B1C0A52-7F3E-4C0B-9C62-0D6B5C1E7A11}">'
        '<p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
    )
    rid = deck.slides._sldIdLst[0].rId

    def edit(markup: str) -> str:
        markup = markup[: markup.index("<p:extLst>")] + "</p:presentation>" if "<p:extLst>" in markup else markup
        before = markup.index("<p:defaultTextStyle>")
        markup = markup[:before] + show.replace("{rid}", rid) + markup[before:]
        return markup.replace("</p:presentation>", f"{sections}</p:presentation>")

    return changed(target, target.with_stem("sampled"), {"ppt/presentation.xml": edit})
