"""A placed session as a deck, with notes that keep the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from coursedeck.app.stages.figures import png_width
from coursedeck.app.stages.placing import PlacedSession
from coursedeck.base.text.embedding import EmbeddableFont, embeddable
from coursedeck.base.text.languages import full_tag, runs_right_to_left
from coursedeck.model.drawing import FigureFiles
from coursedeck.model.shown_parts import places_of_parts
from coursedeck.model.slide import Deck, FigureShape
from coursedeck.output.deck import NotesPage, Properties, SlideSection, ThemeFonts, write_deck
from coursedeck.session.fit import note_paragraphs
from coursedeck.session.schedule import note_lines, section_name

Paint = Callable[[bytes, int], bytes]
"""Gives the PNG of an SVG, so many pixels wide."""


def part_numbers(deck: Deck) -> dict[str, int]:
    """The number of the slide that shows each part of a session first."""
    shown = ((part, number) for number, slide in enumerate(deck.slides, start=1) for part in slide.parts)
    return places_of_parts(deck.session, shown, 1)


def deck_bytes(
    placed: PlacedSession,
    package: bytes,
    pictures: Mapping[str, bytes],
    paint: Paint,
    beside: Mapping[str, int],
    *,
    rehearse: bool,
    embed: bool = False,
    source_locale: str | None = None,
    written: str = "",
) -> bytes:
    """The deck, written into the template's `package`; with `rehearse` slides advance after their planned time.

    `beside` has the numbers of slides in other decks, by link; with `embed`, fonts that may be are put into the deck;
    with `source_locale`, the language of the content file, it says where its texts come from; `written` is the text of
    that file, which the deck carries where it shows all of it.
    """
    # a slide without planned time waits for a click
    paces = tuple(float(slide.seconds) if slide.seconds else None for slide in placed.schedule.slides)
    return write_deck(
        placed.deck,
        package,
        tuple(_notes(placed)),
        tuple(_sections(placed)),
        _properties(placed),
        pictures,
        _figures(placed, paint),
        _fonts(placed),
        advance=paces if rehearse else None,
        beside=beside,
        embedded=_embeddable(placed) if embed else (),
        source_locale=source_locale,
        written=written if placed.locale == source_locale and not placed.left_out else "",
    )


def _embeddable(placed: PlacedSession) -> tuple[EmbeddableFont, ...]:
    """The fonts of text and headings that may travel inside the deck."""
    families = placed.families
    names = (families.latin, families.east_asian, families.of_headings.latin, families.of_headings.east_asian)
    found = (embeddable(name, families.language) for name in dict.fromkeys(names))
    return tuple(font for font in found if font is not None)


def _fonts(placed: PlacedSession) -> ThemeFonts:
    """The fonts that the slides were measured with."""
    families = placed.families
    return ThemeFonts(
        families.latin,
        families.east_asian,
        families.complex if runs_right_to_left(placed.locale) else None,
        families.latin_headings,
        families.east_asian_headings,
    )


def _notes(placed: PlacedSession) -> Iterator[NotesPage]:
    for slide in placed.deck.slides:
        lines = note_lines(placed.schedule, slide.id, placed.words, placed.clock)
        yield NotesPage(note_paragraphs(lines, slide.notes, placed.locale))


def _figures(placed: PlacedSession, paint: Paint) -> Mapping[str, FigureFiles]:
    """The figures' files, with a PNG where a slide shows one as a picture."""
    shapes = (shape for slide in placed.deck.slides for shape in slide.shapes if isinstance(shape, FigureShape))
    shown = {shape.drawing.name for shape in shapes if shape.as_picture}
    return {
        name: FigureFiles(svg, paint(svg, png_width(placed.drawings[name])) if name in shown else b"")
        for name, svg in placed.svgs.items()
    }


def _sections(placed: PlacedSession) -> Iterator[SlideSection]:
    """PowerPoint sections: one for what stands first, one a section of the session."""
    firsts: dict[int, int] = {}
    for place, slide in enumerate(placed.deck.slides):
        if slide.section is not None:
            firsts.setdefault(slide.section, place)
    for index, first in firsts.items():
        section = placed.schedule.section(index)
        yield SlideSection(section_name(section, placed.words) if section else "", first)


def _properties(placed: PlacedSession) -> Properties:
    session = placed.deck.session
    return Properties(
        title=session.title.plain,
        language=full_tag(placed.locale),
        author=session.front.author or placed.author,
        subject=placed.course,
        footer=placed.course or session.title.plain,
        custom=dict(session.front.extra),
    )
