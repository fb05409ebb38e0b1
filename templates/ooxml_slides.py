"""Slide master, layouts and notes master as PresentationML (ECMA-376 part 1, 19.3 and 21.1)."""

from __future__ import annotations

import ooxml_package as package
import template_look as look
from template_look import BackgroundShape, LayoutSpec, Palette, PlaceholderSpec, color

EMU = 12700
BULLETS = ("•", "–", "▪", "–", "▪", "–", "▪", "–", "▪")
SIZES = (22, 20, 18, 16, 16, 16, 16, 16, 16)
SPACES_BEFORE = (10, 6, 4, 4, 4, 4, 4, 4, 4)
INDENTS = (20, 40, 60, 80, 100, 120, 140, 160, 180)
HANGING = 20
LINE_BREAKS = 'eaLnBrk="0" latinLnBrk="0" hangingPunct="1"'
"""Attributes that keep Korean and Latin words whole at line ends (ECMA-376 part 1, 21.1.2.2.7)."""
NO_BULLET = 'marL="0" indent="0"', "<a:buNone/>"
TREE_HEAD = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


def fill(paint: str) -> str:
    """``a:solidFill`` of a colour element."""
    return f"<a:solidFill>{paint}</a:solidFill>"


def transform(box: tuple[float, float, float, float]) -> str:
    """``a:xfrm`` of a box (left, top, width, height) in points."""
    left, top, width, height = (round(length * EMU) for length in box)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def run_style(size: float, paint: str, faces: str, bold: bool = False) -> str:
    """``a:defRPr``; `size` in points, `faces` is ``mj`` for heading or ``mn`` for body fonts."""
    fonts = f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/><a:cs typeface="+{faces}-cs"/>'
    return f'<a:defRPr sz="{round(size * 100)}" b="{bold:d}" kern="1200">{fill(paint)}{fonts}</a:defRPr>'


def body_level(level: int) -> str:
    """The master's body style of one list level, counted from 0."""
    return (
        f'<a:lvl{level + 1}pPr marL="{INDENTS[level] * EMU}" indent="{-HANGING * EMU}" algn="l" defTabSz="914400" '
        f'rtl="0" {LINE_BREAKS}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{SPACES_BEFORE[level] * 100}"/></a:spcBef><a:buClr>{color("accent1")}</a:buClr>'
        f'<a:buFont typeface="Arial"/><a:buChar char="{BULLETS[level]}"/>'
        f"{run_style(SIZES[level], color('tx1'), 'mn')}</a:lvl{level + 1}pPr>"
    )


def plain_level(level: int, size: float, paint: str) -> str:
    """The style of a level without bullet, for notes and other text."""
    return (
        f'<a:lvl{level + 1}pPr marL="{level * 228600}" algn="l" defTabSz="914400" rtl="0" {LINE_BREAKS}>'
        f"{run_style(size, paint, 'mn')}</a:lvl{level + 1}pPr>"
    )


def text_styles() -> str:
    """``p:txStyles`` of the master: title, body and other styles."""
    title = (
        f'<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" {LINE_BREAKS}><a:lnSpc><a:spcPct val="90000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>{run_style(30, color("tx1"), "mj", bold=True)}</a:lvl1pPr>'
    )
    body = "".join(body_level(level) for level in range(9))
    other = "".join(plain_level(level, 18, color("tx1")) for level in range(9))
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def shape_tree(shapes: list[str]) -> str:
    """``p:spTree`` of shapes, with ``{id}`` in each replaced by ids from 2 on."""
    numbered = "".join(shape.replace("{id}", str(number)) for number, shape in enumerate(shapes, 2))
    return f"<p:spTree>{TREE_HEAD}{numbered}</p:spTree>"


def rectangle(shape: BackgroundShape) -> str:
    """``p:sp`` of a background rectangle."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{shape.name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{transform(shape.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(shape.color)}'
        "<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def level_override(spec: PlaceholderSpec) -> str:
    """``a:lvl1pPr`` with what differs from the master; empty if nothing does."""
    if spec.size is None:
        return ""
    heading = spec.type in {"title", "ctrTitle"}
    indent, bullet = ("", "") if heading else NO_BULLET
    align = f' algn="{spec.align}"' if spec.align else ""
    space = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    paint = fill(spec.color) if spec.color else ""
    bold = ' b="1"' if spec.bold else ""
    size = f'<a:defRPr sz="{round(spec.size * 100)}"{bold}>{paint}</a:defRPr>'
    return f"<a:lvl1pPr {indent}{align}>{space}{bullet}{size}</a:lvl1pPr>{second_level(spec)}"


def second_level(spec: PlaceholderSpec) -> str:
    """``a:lvl2pPr`` of a placeholder whose second level is the text below a label."""
    if spec.second is None:
        return ""
    size, paint = spec.second
    indent, bullet = NO_BULLET
    space = '<a:spcBef><a:spcPts val="1200"/></a:spcBef>'
    return f'<a:lvl2pPr {indent}>{space}{bullet}<a:defRPr sz="{round(size * 100)}">{fill(paint)}</a:defRPr></a:lvl2pPr>'


def placeholder(spec: PlaceholderSpec) -> str:
    """``p:sp`` of a placeholder; without a box it inherits the master's."""
    kind = f' type="{spec.type}"' if spec.type else ""
    index = f' idx="{spec.idx}"' if spec.idx else ""
    properties = transform(spec.box) if spec.box else ""
    if spec.fill:
        properties += f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(spec.fill)}'
    anchor = f' anchor="{spec.anchor}"' if spec.anchor else ""
    sides = zip(("lIns", "tIns", "rIns", "bIns"), spec.inset or (), strict=False)
    inset = "".join(f' {name}="{round(side * EMU)}"' for name, side in sides)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{spec.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph{kind}{index} hasCustomPrompt="1"/></p:nvPr></p:nvSpPr><p:spPr>{properties}</p:spPr>'
        f"<p:txBody><a:bodyPr{inset}{anchor}><a:noAutofit/></a:bodyPr><a:lstStyle>{level_override(spec)}</a:lstStyle>"
        f"<a:p><a:r><a:rPr/><a:t>{spec.prompt}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def footers(paint: str) -> list[str]:
    """Footer and slide number placeholders with text in this colour element."""
    field = '<a:fld id="{4F1C2B60-9D3E-4A57-8C21-6E0B5A7D9F34}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    left = (look.MARGIN, look.FOOTER_TOP, 728.0, look.FOOTER_HEIGHT)
    right = (look.WIDTH - look.MARGIN - 96.0, look.FOOTER_TOP, 96.0, look.FOOTER_HEIGHT)
    return [
        fixed_text("footer", 'type="ftr" sz="quarter" idx="10"', left, footer_style("l", paint), "<a:p/>", "ctr"),
        fixed_text(
            "slide-number",
            'type="sldNum" sz="quarter" idx="11"',
            right,
            footer_style("r", paint),
            f"<a:p>{field}</a:p>",
            "ctr",
        ),
    ]


def footer_style(align: str, paint: str) -> str:
    """``a:lvl1pPr`` of footers: 12 pt, no bullet."""
    return f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{run_style(12, paint, "mn")}</a:lvl1pPr>'


def fixed_text(
    name: str, kind: str, box: tuple[float, float, float, float], style: str, paragraphs: str, anchor: str = "t"
) -> str:
    """``p:sp`` of a placeholder with its own box (points) and without insets, so that text aligns with the grid."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{{id}}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle>{style}</a:lstStyle>{paragraphs}</p:txBody></p:sp>"
    )


def master(palette: Palette, layouts: int) -> str:
    """The slide master: background, accent at the edge, title, body, footers, text styles."""
    levels = "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr/><a:t>Text, level {level + 1}</a:t></a:r></a:p>' for level in range(5)
    )
    title = (look.MARGIN, look.TITLE_TOP, look.SPAN, look.TITLE_HEIGHT)
    body = (look.MARGIN, look.BODY_TOP, look.SPAN, look.BODY_HEIGHT)
    shapes = [
        rectangle(BackgroundShape("edge", (0.0, look.TITLE_TOP + 4, 8.0, 28.0), color("accent1"))),
        fixed_text("title", 'type="title"', title, "", "<a:p><a:r><a:rPr/><a:t>Title</a:t></a:r></a:p>"),
        fixed_text("body", 'type="body" idx="1"', body, "", levels),
        *footers(palette.quiet),
    ]
    (ground, surface), slots = palette.ground, ("dk1", "lt1", "dk2", "lt2")
    ink, second = (slot for slot in slots if slot not in palette.ground)
    same = "".join(f' accent{n}="accent{n}"' for n in range(1, 7)) + ' hlink="hlink" folHlink="folHlink"'
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(layouts))
    return (
        f'<p:sldMaster {package.NAMESPACES} preserve="1"><p:cSld name="coursedeck">{background(color("bg1"))}'
        f"{shape_tree(shapes)}</p:cSld>"
        f'<p:clrMap bg1="{ground}" tx1="{ink}" bg2="{surface}" tx2="{second}"{same}/>'
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>{text_styles()}</p:sldMaster>'
    )


def background(paint: str) -> str:
    """``p:bg`` of one colour."""
    return f"<p:bg><p:bgPr>{fill(paint)}<a:effectLst/></p:bgPr></p:bg>"


def layout(spec: LayoutSpec, palette: Palette) -> str:
    """One layout; a `deep` one has the dark background and hides the master's shapes."""
    kind = f' type="{spec.type}"' if spec.type else ""
    shapes = [*map(rectangle, spec.shapes), *map(placeholder, spec.placeholders)]
    if spec.footers:
        shapes += footers(palette.deep_quiet if spec.deep else palette.quiet)
    ground = background(palette.deep if spec.deep else color("bg1"))
    hidden = ' showMasterSp="0"' if spec.deep else ""
    return (
        f'<p:sldLayout {package.NAMESPACES}{hidden}{kind} preserve="1" userDrawn="1"><p:cSld name="{spec.name}">'
        f"{ground}{shape_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def notes_master() -> str:
    """The notes master: slide image above, notes below, with header, date, footer and page number."""
    boxes = ((0.0, 0.0, 234.0, 36.0), (306.0, 0.0, 234.0, 36.0), (0.0, 684.0, 234.0, 36.0), (306.0, 684.0, 234.0, 36.0))
    kinds = (
        ("header", "hdr", "", 2),
        ("date", "dt", "", 3),
        ("footer", "ftr", "", 4),
        ("page-number", "sldNum", "", 5),
    )
    number = '<a:fld id="{8D27E5A1-3C64-4F0B-B915-0A6E7C4D2F58}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
    around = [
        fixed_text(
            name,
            f'type="{kind}" sz="quarter" idx="{idx}"',
            box,
            footer_style("r" if kind in {"dt", "sldNum"} else "l", color("tx2")),
            f"<a:p>{number if kind == 'sldNum' else ''}</a:p>",
        )
        for (name, kind, _, idx), box in zip(kinds, boxes, strict=True)
    ]
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="0"/></p:nvPr></p:nvSpPr><p:spPr>{transform((54.0, 54.0, 432.0, 243.0))}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525">{fill(color("tx2"))}</a:ln></p:spPr></p:sp>'
    )
    notes = fixed_text(
        "notes",
        'type="body" sz="quarter" idx="1"',
        (54.0, 315.0, 432.0, 351.0),
        "",
        "<a:p><a:r><a:rPr/><a:t>Notes</a:t></a:r></a:p>",
    )
    style = "".join(plain_level(level, 12, color("tx1")) for level in range(9))
    same = "".join(f' accent{n}="accent{n}"' for n in range(1, 7)) + ' hlink="hlink" folHlink="folHlink"'
    return (
        f"<p:notesMaster {package.NAMESPACES}><p:cSld>{background(color('bg1'))}"
        f'{shape_tree([picture, notes, *around])}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"{same}/>'
        f"<p:notesStyle>{style}</p:notesStyle></p:notesMaster>"
    )
