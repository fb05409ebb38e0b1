"""Spans of Markdown as runs of a slide: every run in one style and one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coursedeck.model.slide import Run
from coursedeck.model.text import Span
from coursedeck.text.scripts import language_of

FULL_TAGS = {
    "ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN", "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES",
    "ar": "ar-SA", "he": "he-IL", "ru": "ru-RU", "el": "el-GR", "hi": "hi-IN", "th": "th-TH", "qps": "en-US",
}  # fmt: skip
"""Language to the tag with a region that office programs expect in ``lang``."""

_LATIN_LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "vi", "id", "tr", "sv", "qps"}


def full_tag(locale: str) -> str:
    """The BCP 47 tag written into a deck for a locale.

    >>> full_tag("ko"), full_tag("en-GB")
    ('ko-KR', 'en-GB')
    """
    return FULL_TAGS.get(locale, locale)


def language_runs(text: str, locale: str) -> Iterator[tuple[str, str]]:
    """`text` cut where its language changes: the locale's own, or English for Latin words in another script's text.

    >>> list(language_runs("컨테이너(Container)는", "ko"))
    [('컨테이너(', 'ko-KR'), ('Container', 'en-US'), (')는', 'ko-KR')]
    """
    own = full_tag(locale)
    base = locale.split("-", maxsplit=1)[0]
    start, current = 0, ""
    for index, character in enumerate(text):
        wanted = _language(character, base, own)
        if wanted and current and wanted != current:
            yield text[start:index], current
            start = index
        current = wanted or current
    if start < len(text):
        yield text[start:], current or own


def _language(character: str, base: str, own: str) -> str:
    """Tag of a character; empty where it goes with what stands before it."""
    found = language_of(character)
    if found is None:
        if character.isalpha() and character.isascii():
            return own if base in _LATIN_LANGUAGES else "en-US"
        return own if character in "()[]「」『』“”‘’" else ""
    if found == base or (found == "zh" and base in {"ko", "ja"}):
        return own
    return full_tag(found)


@dataclass(frozen=True, slots=True)
class Inline:
    """How spans become runs: the locale and where the targets of links inside the deck are."""

    locale: str
    targets: Mapping[str, str]
    """Anchor (``#…`` without the sign) to slide id."""

    def runs(self, spans: tuple[Span, ...], *, bold: bool = False, color: str | None = None) -> tuple[Run, ...]:
        """Runs of `spans`, in document order; links that lead nowhere in this deck are plain text."""
        return tuple(run for span in spans for run in self._runs_of(span, bold, color))

    def plain(self, text: str, *, bold: bool = False, color: str | None = None) -> tuple[Run, ...]:
        """Runs of words without markup."""
        return self.runs((Span(text),), bold=bold, color=color)

    def _runs_of(self, span: Span, bold: bool, color: str | None) -> Iterator[Run]:
        baseline = 30 if span.superscript or span.footnote else -25 if span.subscript else 0
        model = Run(
            text="",
            lang=full_tag(self.locale),
            bold=bold or span.strong,
            italic=span.emphasis,
            mono=span.code or span.keyboard,
            strike=span.strike,
            baseline=baseline,
            color=color,
            link=self._target(span.link),
        )
        words = f"[{span.text}]" if span.keyboard else span.text
        for text, lang in language_runs(words, self.locale):
            yield replace(
                model, text=text, lang="en-US" if span.code and lang == model.lang and text.isascii() else lang
            )

    def _target(self, link: str | None) -> str | None:
        if link is None or link.startswith(("http://", "https://", "mailto:")):
            return link
        slide = self.targets.get(link.removeprefix("#")) if link.startswith("#") else None
        return f"#{slide}" if slide else None
