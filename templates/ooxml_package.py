"""The parts of a presentation package that do not depend on layouts, and the zip.

Part names and contents follow ECMA-376 part 1 (PresentationML, DrawingML) and part 2 (packages).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
CREATED = "2026-01-01T00:00:00Z"

SCRIPT_FONTS = (
    ("Hang", "Malgun Gothic"),
    ("Jpan", "Yu Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
    ("Thai", "Tahoma"),
)

TABLE_STYLE = "{3B7A2C51-64D9-4E0F-9A18-C27F5E6D0B43}"


def theme(colors: Mapping[str, str]) -> str:
    """A theme part with these colours (`dk1` … `folHlink`, six hex digits) and the default fonts."""
    scheme = "".join(f'<a:{role}><a:srgbClr val="{value}"/></a:{role}>' for role, value in colors.items())
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in SCRIPT_FONTS)
    # LibreOffice ignores fonts by script, so East Asian text needs a:ea as well
    faces = f'<a:latin typeface="Arial"/><a:ea typeface="Malgun Gothic"/><a:cs typeface=""/>{scripts}'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (9525, 15875, 25400)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {NAMESPACES} name="coursedeck"><a:themeElements><a:clrScheme name="coursedeck">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="coursedeck"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="coursedeck"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def presentation(width: int, height: int) -> str:
    """The presentation part: one slide master, a notes master, no slides; sizes in EMU."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{(level - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="0" '
        f'latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
        f'</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
        for level in range(1, 10)
    )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{width}" cy="{height}"/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle><a:defPPr/>{levels}</p:defaultTextStyle></p:presentation>"
    )


def table_styles(rule: str) -> str:
    """The default table style: filled header, row lines in the colour element `rule`, no vertical lines."""
    line = f'<a:ln w="9525"><a:solidFill>{rule}</a:solidFill></a:ln>'
    none = "<a:ln><a:noFill/></a:ln>"
    sides = (("left", none), ("right", none), ("top", line), ("bottom", line), ("insideH", line), ("insideV", none))
    borders = "".join(f"<a:{side}>{stroke}</a:{side}>" for side, stroke in sides)

    def fill(role: str) -> str:
        return (
            f'<a:tcStyle><a:tcBdr/><a:fill><a:solidFill><a:schemeClr val="{role}"/></a:solidFill></a:fill></a:tcStyle>'
        )

    def text(role: str) -> str:
        return f'<a:fontRef idx="minor"/><a:schemeClr val="{role}"/></a:tcTxStyle>'

    bold = '<a:tcTxStyle b="on"/>'
    header = f'<a:tcTxStyle b="on">{text("bg1")}{fill("accent1")}'
    return (
        f'<a:tblStyleLst {NAMESPACES} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="coursedeck">'
        f"<a:wholeTbl><a:tcTxStyle>{text('tx1')}<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill>"
        f"</a:tcStyle></a:wholeTbl><a:band1H>{fill('bg2')}</a:band1H><a:lastCol>{bold}</a:lastCol>"
        f"<a:firstCol>{bold}</a:firstCol><a:lastRow>{bold}</a:lastRow><a:firstRow>{header}</a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def relationships(targets: Sequence[tuple[str, str]]) -> str:
    """A relationships part with ids `rId1` … for pairs of type (or its last segment) and target."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{RELATIONSHIP}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def content_types(parts: Mapping[str, str]) -> str:
    """``[Content_Types].xml`` for content types by part name (without leading slash)."""
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def core_properties(title: str) -> str:
    """Core properties with fixed author and date."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
        "<dc:creator>coursedeck</dc:creator><cp:lastModifiedBy>coursedeck</cp:lastModifiedBy>"
        f'<cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">{CREATED}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{CREATED}</dcterms:modified></cp:coreProperties>'
    )


def application_properties() -> str:
    """Extended properties with the name of the program."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>coursedeck</Application></Properties>"
    )


def to_zip(parts: Mapping[str, str]) -> bytes:
    """The package as a reproducible zip, independent of date and version of zlib."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, markup in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.create_system = 0
            entry.external_attr = 0
            # stored, since versions of zlib may compress the same text differently
            entry.compress_type = zipfile.ZIP_STORED
            tree = etree.fromstring(markup.encode())
            package.writestr(entry, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
    return stream.getvalue()
