"""All checks of one deck, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from coursedeck.model.deck_file import DeckFile
from coursedeck.model.problem import Source
from coursedeck.model.rendering import RenderedDeck
from coursedeck.model.review import Finding, FindingLevel, SlideOrigin
from coursedeck.review.proof.fonts import substitutions
from coursedeck.review.proof.glyphs import check_glyphs
from coursedeck.review.proof.language import check_language
from coursedeck.review.proof.links import Ask, check_links
from coursedeck.review.proof.objects import check_objects
from coursedeck.review.proof.package import PartFault
from coursedeck.review.proof.spelling import Misspellings, check_spelling
from coursedeck.review.proof.view import SlideView, around, view_slide


@dataclass(frozen=True, slots=True)
class Evidence:
    """One deck and all that is known of it; `rendered` is None where no program could open it."""

    deck: DeckFile
    rendered: RenderedDeck | None
    source: Source
    """Of the session."""
    locale: str
    origins: tuple[SlideOrigin, ...] = ()
    parts: tuple[PartFault, ...] = ()
    """What is wrong with the file itself."""
    misspellings: Misspellings = field(default_factory=Misspellings)
    ask: Ask | None = None
    """Asks addresses, where that is wanted."""

    def at(self, number: int | None) -> SlideOrigin | None:
        """Where the slide with this number comes from, also one that cannot be read any more."""
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
        """Where a slide comes from; the session's first line where nobody knows."""
        return next((one for one in self.origins if one.slide == slide), SlideOrigin(slide, self.source))


def check_deck(evidence: Evidence) -> tuple[Finding, ...]:
    """Every finding of a deck, slide by slide."""
    views = list(_views(evidence))
    found = [
        *_file(evidence),
        *(finding for view in views for finding in _slide(view, evidence)),
        *_same_titles(views),
        *_missing(views, evidence),
    ]
    return tuple(sorted(found, key=lambda finding: finding.number or 0))


def _views(evidence: Evidence) -> Iterator[SlideView]:
    deck, rendered = evidence.deck, evidence.rendered
    pictures = rendered.slides if rendered else ()
    for place, slide in enumerate(deck.slides):
        picture = pictures[place] if place < len(pictures) else None
        yield view_slide(slide, picture, deck.size, evidence.locale, evidence.origin(slide.id))


def _slide(view: SlideView, evidence: Evidence) -> Iterator[Finding]:
    broken = {fault.slide for fault in evidence.parts if fault.rule == "package"}
    if not view.slide.shapes and view.slide.number in broken:
        return
    yield from check_objects(view)
    yield from check_language(view)
    yield from check_links(view, evidence.ask)
    yield from check_spelling(view, evidence.misspellings)
    yield from check_glyphs(view)


def _file(evidence: Evidence) -> Iterator[Finding]:
    for part in evidence.parts:
        yield evidence.finding(part.rule, FindingLevel.ERROR, part.message, part.slide)
    if evidence.rendered is None:
        message = "LibreOffice cannot open the deck: see what is wrong with its parts"
        yield Finding("not-rendered", FindingLevel.ERROR, message, evidence.source)
        return
    for one in substitutions(evidence.deck.fonts, [font.name for font in evidence.rendered.renderer.fonts]):
        yield evidence.finding("font-substituted", one.level, one.message, one.font.slide)


def _same_titles(views: list[SlideView]) -> Iterator[Finding]:
    counts = Counter(view.slide.title for view in views if view.slide.title)
    seen: dict[str, int] = {}
    for view in views:
        title = view.slide.title
        if counts[title] > 1 and title in seen:
            message = f"'{title}' is the title of slide {seen[title]} too: tell them apart"
            yield view.finding("title", FindingLevel.WARNING, message, next(s for s in view.slide.shapes if s.is_title))
        seen.setdefault(title, view.slide.number)


def _missing(views: list[SlideView], evidence: Evidence) -> Iterator[Finding]:
    missing = set(evidence.rendered.missing) if evidence.rendered else set()
    for view in views:
        marks = [mark for mark in view.marks if mark.character in missing]
        if marks:
            which = " ".join(f"{one} (U+{ord(one):04X})" for one in sorted({mark.character for mark in marks}))
            message = f"no font here has a glyph for {which}: an empty box is drawn; use another character"
            yield view.finding(
                "missing-glyph", FindingLevel.ERROR, message, marks[0].shape, around(m.box for m in marks)
            )
