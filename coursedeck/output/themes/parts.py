"""The parts of a presentation package that do not depend on layouts, and the zip.

Part names and contents follow ECMA-376 part 1 (PresentationML, DrawingML) and part 2 (packages).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from coursedeck.model.units import Size, emu
from coursedeck.output.themes.markup import NAMESPACES

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
CREATED = "2026-01-01T00:00:00Z"


def presentation(size: Size) -> str:
    """The presentation part: one slide master, a notes master, no slides."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{(level - 1) * 457200}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="0" '
        f'latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/>'
        f'</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
        for level in range(1, 10)
    )
    kind = ' type="screen4x3"' if size.width * 3 == size.height * 4 else ""
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(size.width)}" cy="{emu(size.height)}"{kind}/><p:notesSz cx="6858000" cy="9144000"/>'
        f"<p:defaultTextStyle><a:defPPr/>{levels}</p:defaultTextStyle></p:presentation>"
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
