"""Fill the template of the review page."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.base.pages import page_environment
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.words import review_strings, spoken_locale, spoken_locales, word_forms
from coursedeck.model.review import Change, FindingLevel, Review, Status
from coursedeck.review.page.cards import SlideCard, cards
from coursedeck.review.page.formula_text import formula_filter
from coursedeck.review.page.overview import DeckRow, deck_rows, programs
from coursedeck.review.page.page_text import PageText


class Filter(Struct, frozen=True):
    """A button that filters the cards by tag."""

    id: str
    count: int


def review_page(review: Review, pictures: frozenset[str]) -> str:
    """The page as HTML; `pictures` are digests of the files in its folder ``pictures/``."""
    queue = cards(review, pictures)
    language = spoken_locale(review.source_locale) or "en"
    page_text = PageText(review_strings(language))
    return (
        _environment()
        .get_template("review.html.j2")
        .render(
            title=review.title,
            base=review.base,
            base_name=review.base_name,
            base_rebuilt=review.base_rebuilt,
            language=language,
            direction="rtl" if runs_right_to_left(language) else "ltr",
            catalogs={locale: word_forms(review_strings(locale)) for locale in spoken_locales()},
            t=page_text.span,
            formulas=formula_filter(review.formulas),
            attr=page_text.attribute,
            known=frozenset(review_strings(language)),
            key=_key(queue),
            filters=_filters(queue),
            cards=queue,
            decks=_rows(review),
            locales=sorted({card.locale for card in queue}),
            general=[finding for finding in review.findings if finding.level is not FindingLevel.NOTE],
            deck_findings=_deck_findings(review),
            notes=[finding for finding in review.all_findings if finding.level is FindingLevel.NOTE],
            translations=review.translations,
            programs=programs(review),
            other_renderer=[deck.key for deck in review.decks if deck.other_renderer],
            errors=review.level(FindingLevel.ERROR),
            warnings=review.level(FindingLevel.WARNING),
            counts={status.value: review.count(status) for status in Status},
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = page_environment()
    made.filters["clock"] = _clock
    return made


def _clock(seconds: int | None) -> str:
    """Seconds as minutes and seconds.

    >>> _clock(128), _clock(None)
    ('2:08', '–')
    """
    return "–" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


def _rows(review: Review) -> list[DeckRow]:
    return list(deck_rows(review))


def _deck_findings(review: Review) -> list[tuple[str, object]]:
    """Findings about a deck as a whole, by key of the deck."""
    return [(deck.key, one) for deck in review.decks for one in deck.findings
            if one.slide is None and one.level is not FindingLevel.NOTE]  # fmt: skip


def _filters(queue: list[SlideCard]) -> list[Filter]:
    ids = ["todo", "error", "warning", *_STATUSES, "stale", "follows", Status.UNCHANGED.value, "all"]
    return [Filter(id, sum(1 for card in queue if id in card.tags)) for id in ids]


_STATUSES = (Status.CHANGED.value, Status.NEW.value, Status.REMOVED.value, Change.MOVED.value)


def _key(queue: list[SlideCard]) -> str:
    """Key of the verdicts that the browser stores; differs between reviews of different content."""
    text = "\n".join(f"{card.id} {card.state}" for card in queue)
    return checksum(text, 16)
