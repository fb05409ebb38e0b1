"""The list of embedded fonts of a presentation (ECMA-376 part 1, 19.2.1.9), and their parts."""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from typing import Any

from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI

from coursedeck.base.text.embedding import EmbeddableFont
from coursedeck.base.text.faces import Face
from coursedeck.base.xml import parse
from coursedeck.output.deck.fonts.eot import eot
from coursedeck.output.deck.fonts.subset import subset
from coursedeck.output.deck.xml import Element, element, qualified

CONTENT_TYPE = "application/x-fontdata"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
ALWAYS = frozenset(string.printable.strip() + " –—‘’“”…·•")
"""Letters that people add when they mend a word."""
_FOLDERS = ("/ppt/slides/", "/ppt/slideLayouts/", "/ppt/slideMasters/", "/ppt/charts/")
_BULLET = "buChar"
_WORDS = frozenset({"t", "v"})
"""Local names of elements that hold words: ``a:t``, and ``c:v`` in charts."""


def embed_fonts(presentation: Any, fonts: Sequence[EmbeddableFont]) -> None:
    """Put the letters that the slides show into the deck, in each of the fonts."""
    package = presentation.part.package
    shown = ALWAYS | frozenset(_characters(package))
    listed = []
    for font in fonts:
        faces = [("regular", font.regular), *([("bold", font.bold)] if font.bold else [])]
        named = [_embedded(presentation, kind, face, shown) for kind, face in faces]
        listed.append(element("p:embeddedFont", None, element("p:font", {"typeface": font.family}), *named))
    if listed:
        root = presentation.part._element
        root.find(qualified("p:notesSz")).addnext(element("p:embeddedFontLst", None, *listed))


def _embedded(presentation: Any, kind: str, face: Face, shown: frozenset[str]) -> Element:
    """``p:regular`` or ``p:bold``, and the part that it leads to."""
    package = presentation.part.package
    number = 1 + sum(part.content_type == CONTENT_TYPE for part in package.iter_parts())
    data = eot(subset(face.file, face.index, shown))
    part = Part(PackURI(f"/ppt/fonts/font{number}.fntdata"), CONTENT_TYPE, package, data)
    return element(f"p:{kind}", {"r:id": presentation.part.relate_to(part, RELATIONSHIP)})


def _characters(package: Any) -> Iterator[str]:
    """Every character of the slides, with those of their layouts and charts."""
    for part in package.iter_parts():
        if not str(part.partname).startswith(_FOLDERS) or not str(part.partname).endswith(".xml"):
            continue
        root = part._element if isinstance(part, XmlPart) else parse(part.blob)
        for node in root.iter("{*}*"):
            name = str(node.tag).rpartition("}")[2]
            if name in _WORDS:
                yield from node.text or ""
            elif name == _BULLET:
                yield from node.get("char", "")
