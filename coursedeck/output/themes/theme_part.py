"""The theme part: colours, fonts, the gallery of shape styles, and the looks of shapes that people add.

ECMA-376 part 1, 20.1.6: colours and fonts; 20.1.4.1.14: ``a:fmtScheme``; 20.1.6.7: ``a:objectDefaults``.
"""

from __future__ import annotations

from coursedeck.model.theme import DeckTheme, Palette, ThemeVariant
from coursedeck.output.themes.markup import NAMESPACES
from coursedeck.output.themes.paints import fill

SCRIPT_FONTS = (
    ("Jpan", "Yu Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
    ("Thai", "Tahoma"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part(theme: DeckTheme, variant: ThemeVariant) -> str:
    """``a:theme`` of a theme on one ground; its name says which theme it is."""
    palette = theme.palette(variant)
    slots = _slots(palette, dark=variant is ThemeVariant.DARK)
    scheme = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in slots.items())
    name = f"coursedeck {theme.name}"
    faces = theme.faces
    return (
        f'<a:theme {NAMESPACES} name="{name}"><a:themeElements><a:clrScheme name="{name}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{_fonts(faces.headings[0], faces.hangul_headings)}</a:majorFont>'
        f"<a:minorFont>{_fonts(faces.text[0], faces.hangul)}</a:minorFont></a:fontScheme>"
        f"{_styles(name)}</a:themeElements>{_defaults(theme)}<a:extraClrSchemeLst/></a:theme>"
    )


def _slots(palette: Palette, *, dark: bool) -> dict[str, str]:
    """The twelve colours by slot; dark slots hold the darker colours whatever the ground."""
    ink, ground, quiet, surface = palette.ink, palette.ground, palette.quiet, palette.surface
    first = (ground, ink, surface, quiet) if dark else (ink, ground, quiet, surface)
    accents = {f"accent{number}": value for number, value in enumerate(palette.accents, 1)}
    rest = {"hlink": palette.link, "folHlink": palette.visited}
    return dict(zip(("dk1", "lt1", "dk2", "lt2"), first, strict=True)) | accents | rest


def _fonts(latin: str, hangul: str) -> str:
    scripts = (("Hang", hangul), *SCRIPT_FONTS)
    listed = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in scripts)
    # LibreOffice ignores fonts by script, so East Asian text needs a:ea as well
    return f'<a:latin typeface="{latin}"/><a:ea typeface="{hangul}"/><a:cs typeface=""/>{listed}'


def _styles(name: str) -> str:
    """``a:fmtScheme``: pale, full and deep fills, three widths of lines, and a soft shadow for the strongest style."""
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
        for width in (9525, 15875, 25400)
    )
    pale = '<a:solidFill><a:schemeClr val="phClr"><a:tint val="30000"/></a:schemeClr></a:solidFill>'
    deep = '<a:solidFill><a:schemeClr val="phClr"><a:shade val="75000"/></a:schemeClr></a:solidFill>'
    none = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    shadow = (
        '<a:effectStyle><a:effectLst><a:outerShdw blurRad="76200" dist="25400" dir="5400000" rotWithShape="0">'
        '<a:srgbClr val="000000"><a:alpha val="25000"/></a:srgbClr></a:outerShdw></a:effectLst></a:effectStyle>'
    )
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL}{pale}{deep}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{none * 2}{shadow}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL}{pale}{deep}</a:bgFillStyleLst></a:fmtScheme>"
    )


def _defaults(theme: DeckTheme) -> str:
    """``a:objectDefaults``: a new shape is a quiet box, a new line has the ink's colour, a new text box is 20 pt."""
    shape = "roundRect" if theme.radius else "rect"
    inset = 'lIns="152400" tIns="101600" rIns="152400" bIns="101600"'
    run = f'<a:defRPr sz="2000">{fill("tx1")}</a:defRPr>'
    return (
        "<a:objectDefaults>"
        f'<a:spDef><a:spPr><a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom>{fill("bg2")}<a:ln w="12700">'
        f'{fill("accent1")}</a:ln></a:spPr><a:bodyPr {inset} rtlCol="0" anchor="ctr"/><a:lstStyle>'
        f'<a:lvl1pPr algn="ctr">{run}</a:lvl1pPr></a:lstStyle></a:spDef>'
        f'<a:lnDef><a:spPr><a:ln w="19050">{fill("tx2")}</a:ln></a:spPr><a:bodyPr/><a:lstStyle/></a:lnDef>'
        f'<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0">'
        f"<a:spAutoFit/></a:bodyPr><a:lstStyle><a:lvl1pPr>{run}</a:lvl1pPr></a:lstStyle></a:txDef>"
        "</a:objectDefaults>"
    )
