"""Titles that say only what kind of text follows, such as “Solution”: what they are about is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.model.session import Part, Session
from coursedeck.model.slide import Slide, SlideBlock, Subheading
from coursedeck.model.text import Span, Text, escaped
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.session.plan.bare_titles import follows_its_subject, is_bare
from coursedeck.session.plan.chunks import LONGEST_TITLE

SECTION = 2
"""Level of a section's heading, which is told above the title anyway."""

_Place = tuple[str, str, int]
"""A title, and the file and line of it."""

_Subjects = dict[_Place, Text]
_LABEL = re.compile(r"^[^:：]{1,40}[:：]\s*(?=\S)")


def with_subjects(slides: Sequence[Slide], session: Session, words: UiStrings) -> Iterator[Slide]:
    """The slides, titles and headings that say too little with the title of what they belong to."""
    subjects = _subjects(session)
    if not subjects:
        yield from slides
        return
    yield from (_with_subjects(slide, subjects, words) for slide in slides)


def _with_subjects(slide: Slide, subjects: _Subjects, words: UiStrings) -> Slide:
    shown = _shown_titles(slide)

    def heading(block: SlideBlock) -> SlideBlock:
        subject = subjects.get(_place(block.text)) if isinstance(block, Subheading) else None
        if not isinstance(block, Subheading) or subject is None or subject.plain in shown:
            return block
        return replace(block, text=_named(block.text, subject, words))

    subject = subjects.get(_place(slide.title))
    title = slide.title if subject is None else _named(slide.title, subject, words)
    return replace(slide, title=title, body=tuple(map(heading, slide.body)), aside=tuple(map(heading, slide.aside)))


def _place(title: Text) -> _Place:
    return title.plain.strip(), str(title.source.file), title.source.line


def _shown_titles(slide: Slide) -> frozenset[str]:
    heads = (block.text for block in (*slide.body, *slide.aside) if isinstance(block, Subheading))
    return frozenset(text.plain for text in (slide.title, *heads))


def _subjects(session: Session) -> _Subjects:
    """For each heading that says too little, the title of what it belongs to."""
    found: _Subjects = {}

    def walk(parts: Sequence[Part], above: Part | None) -> None:
        before: Part | None = None
        for part in parts:
            if not is_bare(part.title.plain):
                before = part
            elif (subject := _subject(part, above, before)) is not None:
                for title in (part.title, replace(part.title, spans=(Span(f"{part.number} "), *part.title.spans))):
                    found[_place(title)] = subject.title
            walk(part.parts, part)

    walk(session.parts, None)
    return found


def _subject(part: Part, above: Part | None, before: Part | None) -> Part | None:
    """The part to which one belongs that is called a solution or the like; None where nobody can tell."""
    if follows_its_subject(part.title.plain) and before is not None and before.level == part.level:
        return before
    return above if above is not None and above.level > SECTION and not is_bare(above.title.plain) else None


def _named(title: Text, subject: Text, words: UiStrings) -> Text:
    """`title` with its subject, without the label that this begins with; as it is where both are too long."""
    told = _without_label(subject)
    before, _, after = words.named.format(kind="\0", title="\1").partition("\0")
    between, _, end = after.partition("\1")
    spans = (Span(before), *title.spans, Span(between), *told.spans, Span(end))
    named = Text(
        f"{escaped(before)}{title.markdown}{escaped(between)}{told.markdown}{escaped(end)}",
        tuple(span for span in spans if span.text),
        title.source,
    )
    return named if len(named.plain) <= LONGEST_TITLE else title


def _without_label(subject: Text) -> Text:
    """The words behind “Exercise 2:”, where they are all in the first span."""
    first, *rest = subject.spans
    shorter = _LABEL.sub("", first.text)
    return replace(subject, markdown=shorter, spans=(replace(first, text=shorter),)) if not rest else subject
