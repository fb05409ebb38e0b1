"""Run all checks on a deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from coursedeck.base.text.scripts import script_of
from coursedeck.model.deck_file import DeckFile
from coursedeck.model.problem import Source
from coursedeck.model.rendering import RenderedDeck
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.review.proof.fonts import substitutions
from coursedeck.review.proof.glyphs import check_glyphs
from coursedeck.review.proof.language import check_language
from coursedeck.review.proof.links import LinkProbe, check_links
from coursedeck.review.proof.objects import check_objects
from coursedeck.review.proof.package import PartFault
from coursedeck.review.proof.slide_view import SlideView, bounding_box, view_slide
from coursedeck.review.proof.spelling import Misspellings, check_spelling


class DeckUnderReview(Struct, frozen=True):
    """A deck with everything that checks need; `rendered` is None if LibreOffice could not open it."""

    deck: DeckFile
    rendered: RenderedDeck | None
    source: Source
    """The session's file."""
    locale: str
    origins: tuple[SlideOrigin, ...] = ()
    parts: tuple[PartFault, ...] = ()
    """Faults of the package's parts."""
    misspellings: Misspellings = field(default_factory=Misspellings)
    probe: LinkProbe | None = None
    """Requests external addresses, if wanted."""

    def at(self, number: int | None) -> SlideOrigin | None:
        """Origin of the slide with this number, also if its part cannot be read."""
        if number is None or number > len(self.deck.slides):
            return None
        if len(self.origins) == len(self.deck.slides):
            return self.origins[number - 1]
        return self.origin(self.deck.slides[number - 1].id)

    def finding(self, rule: str, level: FindingLevel, message: str, number: int | None) -> Finding:
        """A finding on the slide with this number, or on the whole deck."""
        origin = self.at(number)
        if origin is None:
            return Finding(rule, level, message, self.source)
        return Finding(rule, level, message, origin.source, origin.slide, number)

    def origin(self, slide: str) -> SlideOrigin:
        """Origin of a slide by id; the session's file if unknown."""
        return next((one for one in self.origins if one.slide == slide), SlideOrigin(slide, self.source))


def check_deck(checked: DeckUnderReview) -> tuple[Finding, ...]:
    """All findings of a deck, ordered by slide."""
    views = list(_views(checked))
    found = [
        *_file(checked),
        *(finding for view in views for finding in _slide(view, checked)),
        *_same_titles(views),
        *_missing(views, checked),
    ]
    return tuple(sorted(found, key=lambda finding: finding.number or 0))


def _views(checked: DeckUnderReview) -> Iterator[SlideView]:
    deck, rendered = checked.deck, checked.rendered
    pictures = rendered.slides if rendered else ()
    for place, slide in enumerate(deck.slides):
        picture = pictures[place] if place < len(pictures) else None
        yield view_slide(slide, picture, deck.size, checked.locale, checked.origin(slide.id))


def _slide(view: SlideView, checked: DeckUnderReview) -> Iterator[Finding]:
    broken = {fault.slide for fault in checked.parts if fault.rule == "package"}
    if not view.slide.shapes and view.slide.number in broken:
        return
    yield from check_objects(view)
    yield from check_language(view)
    yield from check_links(view, checked.probe)
    yield from check_spelling(view, checked.misspellings)
    yield from check_glyphs(view)


def _file(checked: DeckUnderReview) -> Iterator[Finding]:
    for part in checked.parts:
        yield checked.finding(part.rule, FindingLevel.ERROR, part.message, part.slide)
    if checked.rendered is None:
        message = "LibreOffice cannot open the deck: see what is wrong with its parts"
        yield Finding("not-rendered", FindingLevel.ERROR, message, checked.source)
        return
    letters = {character for slide in checked.rendered.slides for run in slide.runs for character in run.text}
    scripts = {script_of(character) for character in letters}
    for one in substitutions(checked.deck.fonts, [font.name for font in checked.rendered.renderer.fonts], scripts):
        yield checked.finding("font-substituted", one.level, one.message, one.font.slide)


def _same_titles(views: list[SlideView]) -> Iterator[Finding]:
    counts = Counter(view.slide.title for view in views if view.slide.title)
    seen: dict[str, int] = {}
    for view in views:
        title = view.slide.title
        if counts[title] > 1 and title in seen:
            message = f"'{title}' is the title of slide {seen[title]} too: tell them apart"
            yield view.finding("title", FindingLevel.WARNING, message, next(s for s in view.slide.shapes if s.is_title))
        seen.setdefault(title, view.slide.number)


def _missing(views: list[SlideView], checked: DeckUnderReview) -> Iterator[Finding]:
    missing = set(checked.rendered.missing) if checked.rendered else set()
    for view in views:
        glyphs = [glyph for glyph in view.glyphs if glyph.character in missing]
        if glyphs:
            which = " ".join(f"{one} (U+{ord(one):04X})" for one in sorted({glyph.character for glyph in glyphs}))
            message = f"no font here has a glyph for {which}: an empty box is drawn; use another character"
            yield view.finding(
                "missing-glyph", FindingLevel.ERROR, message, glyphs[0].shape, bounding_box(m.box for m in glyphs)
            )
