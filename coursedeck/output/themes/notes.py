"""The notes master: slide image above, notes below, with header, date, footer and page number."""

from __future__ import annotations

from coursedeck.model.units import Box, Size
from coursedeck.output.themes.markup import (
    NAMESPACES,
    fixed_text,
    footer_style,
    geometry,
    plain_level,
    same_accents,
    shape_tree,
    transform,
)
from coursedeck.output.themes.paints import fill, line

_NUMBER = '<a:fld id="{8D27E5A1-3C64-4F0B-B915-0A6E7C4D2F58}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
_AROUND = (
    ("header", "hdr", 2, Box(0.0, 0.0, 234.0, 36.0)),
    ("date", "dt", 3, Box(306.0, 0.0, 234.0, 36.0)),
    ("footer", "ftr", 4, Box(0.0, 684.0, 234.0, 36.0)),
    ("page-number", "sldNum", 5, Box(306.0, 684.0, 234.0, 36.0)),
)
_IMAGE = Box(54.0, 54.0, 432.0, 243.0)
"""Room for the slide; a narrower one stands in its middle."""


def notes_master(slide: Size) -> str:
    """``p:notesMaster`` for slides of this size."""
    around = [
        fixed_text(
            name,
            f'type="{kind}" sz="quarter" idx="{idx}"',
            box,
            footer_style("r" if kind in {"dt", "sldNum"} else "l", "tx2"),
            f"<a:p>{_NUMBER if kind == 'sldNum' else ''}</a:p>",
        )
        for name, kind, idx, box in _AROUND
    ]
    width = min(_IMAGE.width, _IMAGE.height * slide.width / slide.height)
    image = Box(_IMAGE.left + (_IMAGE.width - width) / 2, _IMAGE.top, width, _IMAGE.height)
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="slide"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="0"/></p:nvPr></p:nvSpPr><p:spPr>{transform(image)}'
        f"{geometry('rect', image)}{fill(None)}{line('tx2', 0.75)}</p:spPr></p:sp>"
    )
    words = "<a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p>"
    notes = fixed_text("notes", 'type="body" sz="quarter" idx="1"', Box(54.0, 315.0, 432.0, 351.0), "", words)
    style = "".join(plain_level(level, 12, "tx1") for level in range(9))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        f'{shape_tree([picture, notes, *around])}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"'
        f"{same_accents()}/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )
