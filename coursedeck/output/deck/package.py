"""The whole deck: open the template, add slides and notes, and save a package with reproducible bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.packuri import PackURI
from pptx.parts.slide import SlidePart

from coursedeck.base.files import packed, repack, unpacked
from coursedeck.base.look.deck_frame import deck_frame
from coursedeck.base.origin import origin_xml, seal_of
from coursedeck.base.text.embedding import EmbeddableFont
from coursedeck.model.drawing import FigureFiles
from coursedeck.model.origin import Origin
from coursedeck.model.slide import Deck
from coursedeck.model.values import replace
from coursedeck.output.deck.layouts import read_layouts
from coursedeck.output.deck.media import MediaStore
from coursedeck.output.deck.notes import NotesWriter
from coursedeck.output.deck.origin import add_origin, origin_of, with_paints
from coursedeck.output.deck.part_context import LayoutInfo, PartContext, TextDefaults
from coursedeck.output.deck.properties import set_properties
from coursedeck.output.deck.proportion import common_template, in_proportion
from coursedeck.output.deck.sections import add_sections
from coursedeck.output.deck.slides import Resources, blank_slide, fill_slide
from coursedeck.output.deck.theme import set_theme_fonts
from coursedeck.output.deck.values import NotesPage, Properties, SlideSection, ThemeFonts
from coursedeck.output.deck.xml import NAMESPACES, qualified

MONO = "Consolas"
SLIDE_ID = 255
"""Slide ids are greater than this (ECMA-376 part 1, 19.7.13)."""


def write_deck(
    deck: Deck,
    template: bytes,
    notes: tuple[NotesPage, ...],
    sections: tuple[SlideSection, ...],
    properties: Properties,
    pictures: Mapping[str, bytes],
    figures: Mapping[str, FigureFiles],
    fonts: ThemeFonts | None = None,
    advance: tuple[float | None, ...] | None = None,
    mono: str = MONO,
    beside: Mapping[str, int] | None = None,
    embedded: Sequence[EmbeddableFont] = (),
    source_locale: str | None = None,
    written: str = "",
) -> bytes:
    """The bytes of a .pptx of `deck`, based on `template` (a .pptx, whose slides are dropped).

    `notes` has one page for each slide, `pictures` are keyed by path in the course, `figures` by name of the drawing.
    `advance` gives each slide's seconds until the next one, None for a click. `fonts` replace those of the
    theme. `beside` has the numbers of slides in other decks, by link; the letters of `embedded` fonts are put into the
    deck. With `source_locale`, the language of the content file, it says where its texts come from; `written` is it.
    Raises KeyError for a slide whose layout the template does not have, MissingProgramError if an SVG picture needs
    libcairo and there is none.
    """
    common, proportion = common_template(template)
    presentation = Presentation(io.BytesIO(common))
    _drop_slides(presentation)
    layouts = read_layouts(presentation)
    defaults = TextDefaults(properties.language, mono)
    parts = _slide_parts(presentation, deck, layouts)
    taken = frozenset(str(part.partname) for part in presentation.part.package.iter_parts())
    media = MediaStore(presentation.part.package, taken)
    resources = Resources(deck.session, properties, pictures, figures)
    notes_writer = NotesWriter(presentation)
    for number, slide in enumerate(deck.slides, 1):
        part = parts[slide.id]
        layout = layouts[slide.layout_name].on(slide.ground)
        context = PartContext(part, layout, defaults, media, parts, beside)
        fill_slide(slide, number, context, resources, None if advance is None else advance[number - 1])
        beneath = PartContext(notes_writer.part_for(part, number), layout, defaults, media, parts, beside)
        notes_writer.add(notes[number - 1], number, beneath)
    add_sections(presentation.part._element, deck, sections, properties.title)
    set_properties(presentation, properties, len(deck.slides))
    _add_fonts(presentation, fonts or ThemeFonts(), embedded)
    if source_locale is None:
        return repack(in_proportion(_whole(presentation), template, proportion))
    pages = {slide.id: (parts[slide.id]._element, layouts[slide.layout_name]) for slide in deck.slides}
    origin = with_paints(origin_of(deck, notes, source_locale, written), pages)
    return _saying_origin(presentation, origin, template, proportion)


def _saying_origin(presentation: Any, origin: Origin, template: bytes, proportion: float) -> bytes:
    """The package, with what it was built from."""
    part = add_origin(presentation)
    return _sealed(in_proportion(_whole(presentation), template, proportion), part, origin)


def _add_fonts(presentation: Any, fonts: ThemeFonts, embedded: Sequence[EmbeddableFont]) -> None:
    set_theme_fonts(presentation.part.package, fonts)
    if embedded:
        from coursedeck.output.deck.fonts import embed_fonts  # noqa: PLC0415 - other decks are spared fontTools

        embed_fonts(presentation, embedded)


def _slide_parts(presentation: Any, deck: Deck, layouts: Mapping[str, LayoutInfo]) -> dict[str, Any]:
    """An empty slide part for every slide by id, made first so that links may point to later slides."""
    root = presentation.part._element
    listed = root.get_or_add_sldIdLst()
    parts: dict[str, Any] = {}
    for number, slide in enumerate(deck.slides, 1):
        name = PackURI(f"/ppt/slides/slide{number}.xml")
        blank: Any = blank_slide(slide)
        part = SlidePart(name, CT.PML_SLIDE, presentation.part.package, blank)
        part.relate_to(layouts[slide.layout_name].part, RT.SLIDE_LAYOUT)
        entry = listed.makeelement(qualified("p:sldId"), nsmap=dict(NAMESPACES))
        entry.set("id", str(SLIDE_ID + number))
        entry.set(qualified("r:id"), presentation.part.relate_to(part, RT.SLIDE))
        listed.append(entry)
        parts[slide.id] = part
    return parts


def _drop_slides(presentation: Any) -> None:
    root = presentation.part._element
    listed = root.sldIdLst
    if listed is None:
        return
    for entry in list(listed):
        presentation.part.rels.pop(entry.rId)
        listed.remove(entry)


def _whole(presentation: Any) -> bytes:
    _make_names_unique(presentation.part.package)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def _sealed(data: bytes, part: str, origin: Origin) -> bytes:
    """The package, in which the `part` of its origin names the digest of all others."""
    parts = unpacked(data)
    seal = seal_of((name, zlib.crc32(content)) for name, content in parts.items())
    framed = replace(origin, frame=deck_frame(parts))
    return packed({**parts, part: origin_xml(framed, seal)})


def _make_names_unique(package: Any) -> None:
    """Rename parts of the template that have the name of another part, whatever its case (ECMA-376 part 2, 6.2.2)."""
    taken: set[str] = set()
    for part in package.iter_parts():
        name, number = str(part.partname), 1
        stem, dot, ending = name.rpartition(".")
        while name.lower() in taken:
            number += 1
            name = f"{stem}_{number}{dot}{ending}"
        taken.add(name.lower())
        part.partname = PackURI(name)
