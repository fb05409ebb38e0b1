"""Fill the template of the review page."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.base.pages import page_environment
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.words import review_strings, spoken_locale, spoken_locales, word_forms
from coursedeck.model.review import Change, ChangeGroup, FindingLevel, Review, Status
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
    shared = {
        "t": page_text.span,
        "attr": page_text.attribute,
        "known": frozenset(review_strings(language)),
        "formulas": formula_filter(review.formulas),
    }
    card_template = _environment().get_template("review-card.html.j2")
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
            key=_key(queue),
            filters=_filters(queue),
            cards=queue,
            todo=sum(1 for card in queue if "todo" in card.tags),
            card_html=[Markup(card_template.render(card=card, **shared)) for card in queue],
            group_data=_in_script([_group_data(group) for group in review.groups]),
            decks=_rows(review),
            locales=sorted({card.locale for card in queue}),
            sessions=list(dict.fromkeys(deck.session for deck in review.decks)),
            general=[finding for finding in review.findings if finding.level is not FindingLevel.NOTE],
            deck_findings=_deck_findings(review),
            notes=[finding for finding in review.all_findings if finding.level is FindingLevel.NOTE],
            translations=review.translations,
            programs=programs(review),
            other_renderer=[deck.key for deck in review.decks if deck.other_renderer],
            errors=review.level(FindingLevel.ERROR),
            fresh_errors=sum(1 for one in review.all_findings if one.new and one.level is FindingLevel.ERROR),
            warnings=review.level(FindingLevel.WARNING),
            counts={status.value: review.count(status) for status in Status},
            **shared,
        )
    )


def _in_script(value: object) -> Markup:
    """JSON inside a ``script`` element, which no ``</script>`` or ``<!--`` in it may end (HTML standard, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("</", "<\\/").replace("<!--", "\\u003c!--"))


def _group_data(group: ChangeGroup) -> dict[str, object]:
    values = {"n": len(group.slides), "before": group.before or "–", "after": group.after or "–"}
    return {
        "cause": group.cause.value,
        "values": {**values, "subject": group.subject},
        "within": group.within_session,
        "colors": _COLOR.fullmatch(group.before) is not None and _COLOR.fullmatch(group.after) is not None,
    }


_COLOR = re.compile(r"[0-9A-F]{6}")


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
