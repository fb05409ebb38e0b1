"""Text properties that follow from others: colour on fills, list numbers, footers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from coursedeck.model.session import Session
from coursedeck.model.slide import PlacedSlide, TextParagraph, TextRun
from coursedeck.model.values import replace

NUMBERING = "1."
"""`TextParagraph.bullet` that asks for automatic numbers."""
FIRST_NUMBER, LAST_NUMBER = 1, 32767
"""Numbers from which a list may start (``ST_TextBulletStartAtNum``)."""
FOOTER_SEPARATOR = " · "
HIGHLIGHT = "FFF3A3"
"""Ground of highlighted text, whatever the theme."""


def covers(fill: str | None) -> TypeGuard[str]:
    """Whether a paint is opaque, so that text on it needs a colour chosen for it."""
    return fill is not None and "@" not in fill


def with_text_color(paragraphs: Sequence[TextParagraph], ink: str, *, links: bool = True) -> tuple[TextParagraph, ...]:
    """Paragraphs with the colour `ink` for runs that have none; links only if `links`."""
    return tuple(
        replace(
            paragraph,
            runs=tuple(_with_text_color(run, ink) if links or not run.link else run for run in paragraph.runs),
        )
        for paragraph in paragraphs
    )


def _with_text_color(run: TextRun, ink: str) -> TextRun:
    return replace(run, color=run.color or ink)


def numbering_starts(paragraphs: Sequence[TextParagraph]) -> list[int]:
    """``startAt`` of each paragraph: items that count on share their list's first number, so that editing renumbers."""
    starts: list[int] = []
    open_lists: dict[int, tuple[int, int, str]] = {}
    for paragraph in paragraphs:
        level = paragraph.level
        open_lists = {deep: state for deep, state in open_lists.items() if deep <= level}
        if paragraph.bullet != NUMBERING:
            open_lists.pop(level, None)
            starts.append(1)
            continue
        first = paragraph.number or 1
        start, latest, counted = open_lists.get(level, (first, first - 1, paragraph.numbering))
        number = paragraph.number or latest + 1
        if number != latest + 1 or counted != paragraph.numbering:
            start = number
        open_lists[level] = (start, number, paragraph.numbering)
        starts.append(start)
    return starts


def is_written_out(bullet: str | None) -> bool:
    """Whether a marker stands in the text, since no program makes it by itself."""
    return bullet is not None and bullet != NUMBERING and len(bullet) > 1


def footer_text(slide: PlacedSlide, session: Session, footer: str) -> str:
    """The slide's footer; where it has none of its own, the deck's and the section's title."""
    if slide.footer is not None:
        return slide.footer
    inside = slide.section is not None and slide.section < len(session.parts)
    heading = session.parts[slide.section].title.plain if inside and slide.section is not None else ""
    return FOOTER_SEPARATOR.join(words for words in (footer, heading) if words)
