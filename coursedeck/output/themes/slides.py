"""Slide master and layouts as PresentationML (ECMA-376 part 1, 19.3.1)."""

from __future__ import annotations

from coursedeck.model.theme import DeckTheme, Ornament, Palette, ThemeVariant
from coursedeck.model.units import Box, Points
from coursedeck.output.themes.grid import FOOTER_HEIGHT, FOOTER_TOP, ColumnGrid
from coursedeck.output.themes.layouts import LayoutSpec, PlaceholderSpec
from coursedeck.output.themes.markup import (
    LINE_BREAKS,
    NAMESPACES,
    fixed_text,
    footer_style,
    geometry,
    plain_level,
    run_style,
    same_accents,
    shape_tree,
    transform,
)
from coursedeck.output.themes.paints import color, fill, line

SIZES = (22, 20, 18, 16, 16, 16, 16, 16, 16)
SPACES_BEFORE = (10, 6, 4, 4, 4, 4, 4, 4, 4)
INDENTS = (20, 40, 60, 80, 100, 120, 140, 160, 180)
HANGING = 20
NO_BULLET = 'marL="0" indent="0"', "<a:buNone/>"
GUIDES_URI = "{27BBF7A9-308A-43DC-89C8-2F10F3537804}"
"""The extension of a slide master that holds its guides ([MS-PPTX] 2.1.13)."""
GUIDE_UNITS = 8
"""Positions of guides are in eighths of a point ([MS-PPTX] 2.4.1.5)."""
BULLET_FACE = "Arial"


def body_level(level: int, theme: DeckTheme) -> str:
    """The master's body style of one list level, counted from 0."""
    first, second, third = theme.bullets
    bullet = first if level == 0 else (second if level % 2 else third)
    return (
        f'<a:lvl{level + 1}pPr marL="{INDENTS[level] * 12700}" indent="{-HANGING * 12700}" algn="l" defTabSz="914400" '
        f'rtl="0" {LINE_BREAKS}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{SPACES_BEFORE[level] * 100}"/></a:spcBef><a:buClr>{color("accent1")}</a:buClr>'
        f'<a:buFont typeface="{BULLET_FACE}"/><a:buChar char="{bullet}"/>'
        f"{run_style(SIZES[level], 'tx1', 'mn')}</a:lvl{level + 1}pPr>"
    )


def text_styles(theme: DeckTheme) -> str:
    """``p:txStyles`` of the master: title, body and other styles."""
    place = theme.title
    title = (
        f'<a:lvl1pPr algn="{place.align}" defTabSz="914400" rtl="0" {LINE_BREAKS}>'
        '<a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f"{run_style(place.size, place.paint, 'mj', bold=place.bold)}</a:lvl1pPr>"
    )
    body = "".join(body_level(level, theme) for level in range(9))
    other = "".join(plain_level(level, 18, "tx1") for level in range(9))
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def ornament(one: Ornament, palette: Palette, grid: ColumnGrid, radius: Points) -> str:
    """``p:sp`` of a shape behind the content."""
    box = grid.ornament(one)
    shape = geometry(one.geometry, box, radius)
    paints = f"{fill(palette.paint(one.paint) or None)}{line(palette.paint(one.line) or None, one.weight)}"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{one.name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{transform(box)}{shape}{paints}</p:spPr>"
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def level_override(spec: PlaceholderSpec, palette: Palette) -> str:
    """``a:lvl1pPr`` with what differs from the master; empty if nothing does."""
    if spec.size is None:
        return ""
    indent, bullet = ("", "") if spec.type in {"title", "ctrTitle"} else NO_BULLET
    align = f' algn="{spec.align}"' if spec.align else ""
    space = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    paint = fill(palette.paint(spec.paint)) if spec.paint else ""
    bold = "" if spec.bold is None else f' b="{spec.bold:d}"'
    faces = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>' if spec.heading else ""
    size = f'<a:defRPr sz="{round(spec.size * 100)}"{bold}>{paint}{faces}</a:defRPr>'
    return f"<a:lvl1pPr {indent}{align}>{space}{bullet}{size}</a:lvl1pPr>{second_level(spec)}"


def second_level(spec: PlaceholderSpec) -> str:
    """``a:lvl2pPr`` of a placeholder whose second level is the text below a label."""
    if spec.second is None:
        return ""
    size, paint = spec.second
    indent, bullet = NO_BULLET
    space = '<a:spcBef><a:spcPts val="1200"/></a:spcBef>'
    run = f'<a:defRPr sz="{round(size * 100)}" b="0">{fill(paint)}</a:defRPr>'
    return f"<a:lvl2pPr {indent}>{space}{bullet}{run}</a:lvl2pPr>"


def placeholder(spec: PlaceholderSpec, palette: Palette) -> str:
    """``p:sp`` of a placeholder; without a box it inherits the master's."""
    kind = f' type="{spec.type}"' if spec.type else ""
    index = f' idx="{spec.idx}"' if spec.idx else ""
    properties = transform(spec.box) if spec.box else ""
    if spec.box and (spec.fill or spec.line):
        shape = geometry("roundRect" if spec.radius else "rect", spec.box, spec.radius)
        properties += shape + fill(palette.paint(spec.fill or "") or None)
        properties += line(*spec.line) if spec.line else ""
    anchor = f' anchor="{spec.anchor}"' if spec.anchor else ""
    sides = zip(("lIns", "tIns", "rIns", "bIns"), spec.inset or (), strict=False)
    inset = "".join(f' {name}="{round(side * 12700)}"' for name, side in sides)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{spec.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph{kind}{index} hasCustomPrompt="1"/></p:nvPr></p:nvSpPr><p:spPr>{properties}</p:spPr>'
        f"<p:txBody><a:bodyPr{inset}{anchor}><a:noAutofit/></a:bodyPr><a:lstStyle>{level_override(spec, palette)}"
        f"</a:lstStyle><a:p><a:r><a:rPr/><a:t>{spec.prompt}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def footers(paint: str, grid: ColumnGrid) -> list[str]:
    """Footer and slide number placeholders with text in this paint."""
    field = '<a:fld id="{4F1C2B60-9D3E-4A57-8C21-6E0B5A7D9F34}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    left = Box(grid.start(0), FOOTER_TOP, grid.span - 145.6, FOOTER_HEIGHT)
    right = Box(grid.end(12) - 96.0, FOOTER_TOP, 96.0, FOOTER_HEIGHT)
    number = 'type="sldNum" sz="quarter" idx="11"'
    return [
        fixed_text("footer", 'type="ftr" sz="quarter" idx="10"', left, footer_style("l", paint), "<a:p/>", "ctr"),
        fixed_text("slide-number", number, right, footer_style("r", paint), f"<a:p>{field}</a:p>", "ctr"),
    ]


def master(theme: DeckTheme, variant: ThemeVariant, grid: ColumnGrid, layouts: int) -> str:
    """The slide master: background, the theme's frame, title, body, footers, text styles and guides."""
    palette = theme.palette(variant)
    texts = "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr/><a:t>Text, level {level + 1}</a:t></a:r></a:p>' for level in range(5)
    )
    title = "<a:p><a:r><a:rPr/><a:t>Title</a:t></a:r></a:p>"
    shapes = [
        *(ornament(one, palette, grid, theme.radius) for one in theme.ornaments),
        fixed_text("title", 'type="title"', grid.box(theme.title), "", title, theme.title.anchor),
        fixed_text("body", 'type="body" idx="1"', grid.body, "", texts),
        *footers(palette.paint("quiet"), grid),
    ]
    light = variant is ThemeVariant.LIGHT
    mapped = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"' if light else 'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(layouts))
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld name="coursedeck {theme.name}">{background("bg1")}'
        f"{shape_tree(shapes)}</p:cSld><p:clrMap {mapped}{same_accents()}/>"
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>{text_styles(theme)}{guides(grid)}'
        "</p:sldMaster>"
    )


def guides(grid: ColumnGrid) -> str:
    """``p:extLst`` with the guides of the grid."""
    found = []
    for number, (direction, place) in enumerate(grid.guides(), 1):
        orient = ' orient="horz"' if direction == "horz" else ""
        found.append(
            f'<p15:guide id="{number}"{orient} pos="{round(place * GUIDE_UNITS)}" userDrawn="1">'
            f"<p15:clr>{color('accent1')}</p15:clr></p15:guide>"
        )
    space = 'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main"'
    return (
        f'<p:extLst><p:ext uri="{GUIDES_URI}"><p15:sldGuideLst {space}>{"".join(found)}</p15:sldGuideLst></p:ext>'
        "</p:extLst>"
    )


def background(paint: str) -> str:
    """``p:bg`` of one colour."""
    return f"<p:bg><p:bgPr>{fill(paint)}<a:effectLst/></p:bgPr></p:bg>"


def layout(spec: LayoutSpec, theme: DeckTheme, palette: Palette, grid: ColumnGrid) -> str:
    """One layout; without a frame it hides the master's ornaments."""
    kind = f' type="{spec.type}"' if spec.type else ""
    shapes = [
        *(ornament(one, palette, grid, theme.radius) for one in spec.ornaments),
        *(placeholder(one, palette) for one in spec.placeholders),
        *(footers(palette.paint(spec.quiet), grid) if spec.footers else ()),
    ]
    hidden = "" if spec.framed else ' showMasterSp="0"'
    return (
        f'<p:sldLayout {NAMESPACES}{hidden}{kind} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">'
        f"{background(palette.paint(spec.ground))}{shape_tree(shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
