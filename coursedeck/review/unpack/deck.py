"""Read the bytes of a .pptx into a DeckFile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from coursedeck.base.look.paint import ThemeColors
from coursedeck.model.deck_file import BrokenPart, DeckFile, FileLink, FileParagraph, FilePart, FileSlide, LinkKind
from coursedeck.model.units import EMU_PER_POINT, Size
from coursedeck.review.unpack.comments import authors_of, comments_of
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship, UnreadablePartError
from coursedeck.review.unpack.digests import frame_digest, motion_digest, structure_digest
from coursedeck.review.unpack.layouts import colors_of, layout_of, look_digest, places, theme_of
from coursedeck.review.unpack.names import Node, child, local, tag
from coursedeck.review.unpack.parts import fonts_of, parts_of
from coursedeck.review.unpack.recoloring import painting_of
from coursedeck.review.unpack.shapes import ShapeContext, shapes_of
from coursedeck.review.unpack.text import paragraphs

PRESENTATION = "ppt/presentation.xml"
WIDE = Size(960, 540)
"""Slide size in points, if the deck has none."""


def read_deck(data: bytes) -> DeckFile:
    """The content of a deck; unreadable parts are listed in it, and no error is raised."""
    try:
        package = DeckPackage(data)
        root = package.xml(PRESENTATION)
        related = package.relationships(PRESENTATION)
    except UnreadablePartError as failure:
        return DeckFile(WIDE, (), (BrokenPart(PRESENTATION, str(failure)),))
    parts = [related[id].target for id in _listed(root) if id in related]
    ids = {part: _name(package, part) for part in parts}
    reader = _DeckReader(package, ids, frame_digest(root, package), authors_of(package))
    slides = tuple(reader.slide(part, number) for number, part in enumerate(parts, 1))
    listed = tuple(parts_of(package, parts))
    broken, fonts = tuple(_broken(package, listed)), tuple(fonts_of(package, listed))
    return DeckFile(_size(root), slides, broken, fonts, listed, reader.theme(parts))


def _listed(root: Node) -> Iterator[str]:
    for entry in root.iter(tag("p:sldId")):
        yield entry.get(tag("r:id"), "")


def _size(root: Node) -> Size:
    size = child(root, "p:sldSz")
    if size is None:
        return WIDE
    return Size(int(size.get("cx", "0")) / EMU_PER_POINT, int(size.get("cy", "0")) / EMU_PER_POINT)


def _name(package: DeckPackage, part: str) -> str:
    """Id of the slide (``p:cSld/@name``), or the name of its part if it has none or cannot be read."""
    fallback = part.rpartition("/")[2].removesuffix(".xml")
    try:
        named = child(package.xml(part), "p:cSld")
    except UnreadablePartError:
        return fallback
    return (named.get("name") if named is not None else None) or fallback


class _DeckReader(Struct, frozen=True):
    """Reads slides of a package; `ids` are slide ids by part name."""

    package: DeckPackage
    ids: Mapping[str, str]
    frame: str
    """Digest of the presentation's settings for all slides."""
    authors: Mapping[str, str]
    """Of comments, by id."""
    themes: dict[str, ThemeColors] = field(default_factory=dict)
    """Colours by layout."""

    def slide(self, part: str, number: int) -> FileSlide:
        """One slide, empty if its part cannot be read."""
        try:
            root = self.package.xml(part)
            links = self.package.relationships(part)
        except UnreadablePartError:
            return FileSlide(self.ids[part], number, part)
        tree = child(root, "p:cSld", "p:spTree")
        layout = layout_of(self.package, part)
        colors = self.colors(layout)
        placed = places(self.package, layout) if layout else {}
        context = ShapeContext(self.package, links, placed, self.ids, colors)
        return FileSlide(
            id=self.ids[part],
            number=number,
            part=part,
            shapes=tuple(shapes_of(tree, context)) if tree is not None else (),
            notes=self.notes(links),
            links=tuple(_links(root, links, self)),
            hidden=root.get("show") in {"0", "false"},
            structure=structure_digest(root, self.package, links, self.ids),
            look="-".join([self.frame, *([look_digest(self.package, layout)] if layout else [])]),
            comments=tuple(comments_of(self.package, links, self.authors)),
            motion=motion_digest(root),
            painting=painting_of(root, self.package, links, self.ids, colors),
        )

    def theme(self, slides: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Colours and fonts of the first slide's theme."""
        layout = next((found for part in slides if (found := layout_of(self.package, part))), None)
        return theme_of(self.package, layout) if layout else ()

    def colors(self, layout: str | None) -> ThemeColors:
        """The colours of a layout's theme, read once."""
        if layout is None:
            return ThemeColors({})
        if layout not in self.themes:
            self.themes[layout] = colors_of(self.package, layout)
        return self.themes[layout]

    def notes(self, links: Mapping[str, Relationship]) -> tuple[FileParagraph, ...]:
        """Paragraphs in the body placeholder of the notes page."""
        page = next((link.target for link in links.values() if link.kind == "notesSlide"), None)
        if page is None:
            return ()
        try:
            root = self.package.xml(page)
        except UnreadablePartError:
            return ()
        bodies = [shape for shape in root.iter(tag("p:sp"))
                  if any(mark.get("type") == "body" for mark in shape.iter(tag("p:ph")))]  # fmt: skip
        return tuple(paragraph for shape in bodies for paragraph in paragraphs(child(shape, "p:txBody")))


def _links(root: Node, links: Mapping[str, Relationship], reader: _DeckReader) -> Iterator[FileLink]:
    for node in root.iter(tag("a:hlinkClick"), tag("a:hlinkHover")):
        id, action = node.get(tag("r:id"), ""), node.get("action", "")
        if not id and action:
            continue
        shape, text = _place(node)
        link = links.get(id)
        if link is None:
            yield FileLink(LinkKind.BROKEN, id or "nothing", text, shape)
        elif link.external:
            yield FileLink(LinkKind.EXTERNAL, link.target, text, shape)
        elif link.target in reader.ids:
            yield FileLink(LinkKind.SLIDE, reader.ids[link.target], text, shape)
        elif link.target not in reader.package or "slide" in link.kind:
            yield FileLink(LinkKind.BROKEN, link.target, text, shape)


def _place(node: Node) -> tuple[int, str]:
    """Shape id of a link, and its text: that of the run, else the name of the shape."""
    words = ""
    for above in node.iterancestors():
        if local(above) == "r":
            text = child(above, "a:t")
            words = "" if text is None else text.text or ""
        name = next(above.iter(tag("p:cNvPr")), None)
        if name is not None:
            return int(name.get("id", "0")), words or name.get("name", "")
    return 0, words


def _broken(package: DeckPackage, parts: Iterable[FilePart]) -> Iterator[BrokenPart]:
    """XML parts that are not well-formed, with the slides they belong to."""
    slides = {part.name: part.slide for part in parts}
    for name in package.names:
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            package.xml(name)
        except UnreadablePartError as failure:
            yield BrokenPart(name, str(failure), slides.get(name.replace("_rels/", "").removesuffix(".rels")))
