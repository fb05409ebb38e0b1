"""Pieces of PresentationML that masters, layouts and the notes master share (ECMA-376 part 1, 19.3.1 and 21.1)."""

from __future__ import annotations

from collections.abc import Sequence

from coursedeck.model.units import Box, Points, emu
from coursedeck.output.themes.paints import fill

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
LINE_BREAKS = 'eaLnBrk="0" latinLnBrk="0" hangingPunct="1"'
"""Attributes that keep Korean and Latin words whole at line ends (ECMA-376 part 1, 21.1.2.2.7)."""

_TREE_HEAD = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_ADJUST_SCALE = 100_000


def transform(box: Box) -> str:
    """``a:xfrm`` of a box."""
    left, top, width, height = (emu(length) for length in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def geometry(preset: str, box: Box, radius: Points = 0.0) -> str:
    """``a:prstGeom``; rounded corners have this radius whatever the size of the box."""
    if preset != "roundRect":
        return f'<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'
    side = max(1.0, min(box.width, box.height))
    share = round(min(0.5, radius / side) * _ADJUST_SCALE)
    return f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'


def run_style(size: Points, paint: str, faces: str, bold: bool = False) -> str:
    """``a:defRPr``; `faces` is ``mj`` for heading or ``mn`` for body fonts."""
    fonts = f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/><a:cs typeface="+{faces}-cs"/>'
    return f'<a:defRPr sz="{round(size * 100)}" b="{bold:d}" kern="1200">{fill(paint)}{fonts}</a:defRPr>'


def plain_level(level: int, size: Points, paint: str) -> str:
    """The style of a level without bullet, for notes and other text."""
    return (
        f'<a:lvl{level + 1}pPr marL="{level * 228600}" algn="l" defTabSz="914400" rtl="0" {LINE_BREAKS}>'
        f"{run_style(size, paint, 'mn')}</a:lvl{level + 1}pPr>"
    )


def shape_tree(shapes: Sequence[str]) -> str:
    """``p:spTree`` of shapes, with ``{id}`` in each replaced by ids from 2 on."""
    numbered = "".join(shape.replace("{id}", str(number)) for number, shape in enumerate(shapes, 2))
    return f"<p:spTree>{_TREE_HEAD}{numbered}</p:spTree>"


def footer_style(align: str, paint: str) -> str:
    """``a:lvl1pPr`` of footers: 12 pt, no bullet."""
    return f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{run_style(12, paint, "mn")}</a:lvl1pPr>'


def fixed_text(name: str, kind: str, box: Box, style: str, paragraphs: str, anchor: str = "t") -> str:
    """``p:sp`` of a placeholder with its own box and without insets, so that text aligns with the grid."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{transform(box)}{geometry('rect', box)}</p:spPr>"
        '<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>'
    )


def same_accents() -> str:
    """Attributes of a colour map for the slots that are mapped to themselves."""
    names = (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    return "".join(f' {name}="{name}"' for name in names)
