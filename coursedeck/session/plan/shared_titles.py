"""Titles of slides that neighbours share: that of the part which holds them all, or their own in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coursedeck.model.sentences import spans_between
from coursedeck.model.session import Part, Session
from coursedeck.model.slide import Slide, Subheading
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace
from coursedeck.session.plan.draft import heading_of
from coursedeck.session.plan.em_width import em_width
from coursedeck.session.plan.shared import SharedSlide

WIDEST_TITLE = 50.0
"""Most width in em of titles in one line, which two lines of a slide's title hold."""


SEPARATOR = " · "


def with_titles(runs: Sequence[SharedSlide], section: Part, *, divided: bool) -> list[Slide]:
    """The slides of a section, each with a title that differs from the one before it where that can be.

    `divided`: a divider with the section's title stands before them.
    """
    headings = {part.id: heading_of(part) for part in section.walk()}
    before = section.title.plain if divided else ""
    done: list[Slide] = []
    for run in runs:
        title = next(_titles(run, headings, before))
        done.append(replace(run.slide, title=title))
        before = title.plain
    return done


def _titles(run: SharedSlide, headings: dict[str, Text], before: str) -> Iterator[Text]:
    """Titles that suit a slide, the best first."""
    if len(run.pieces) == 1 or run.is_headed:
        yield run.slide.title
        return
    shared = headings.get(run.under or "")
    if shared is not None and shared.plain != before:
        yield shared
    together = _together([piece.slide.title for piece in run.pieces])
    if em_width(together.plain) <= WIDEST_TITLE or shared is None:
        yield together
    yield shared or run.slide.title


def titled_once(slides: Iterable[Slide], session: Session) -> Iterator[Slide]:
    """The slides, whose titles do not list the headings below them: what is left, or the title above them all.

    That is the section's, or the session's for slides that several sections share. Where the slide before has that
    title already, the first heading is the title.
    """
    before = ""
    for slide in slides:
        titled = _without_listed(slide, session)
        if titled is not slide and titled.title.plain == before:
            titled = _titled_by_first(slide)
        before = titled.title.plain
        yield _without_title_again(titled)


def _without_title_again(slide: Slide) -> Slide:
    """The slide without a first heading that only says the title."""
    first, *rest = slide.body or (None,)
    again = isinstance(first, Subheading) and first.text.plain == slide.title.plain and not first.minutes
    return replace(slide, body=tuple(rest)) if again and rest else slide


def _titled_by_first(slide: Slide) -> Slide:
    """The slide under its first heading, where it begins with that."""
    first = slide.body[0] if slide.body else None
    if (
        not isinstance(first, Subheading)
        or first.minutes
        or len(slide.body) < 2
        or isinstance(slide.body[1], Subheading)
    ):
        return slide
    return replace(slide, title=first.text, body=slide.body[1:])


def _without_listed(slide: Slide, session: Session) -> Slide:
    """The slide with what its title says besides the headings below it, or with the title above it."""
    heads = [block.text.plain for block in (*slide.body, *slide.aside) if isinstance(block, Subheading)]
    listed = SEPARATOR.join(dict.fromkeys(heads))
    if len(heads) < 2 or not slide.title.plain.endswith(listed) or set(heads) == {slide.title.plain}:
        return slide
    left = slide.title.plain.removesuffix(listed).removesuffix(SEPARATOR)
    if left:
        spans = tuple(spans_between(slide.title.spans, 0, len(left)))
        return replace(slide, title=Text(slide.title.markdown, spans, slide.title.source))
    section = None if slide.section is None else session.parts[slide.section]
    if section is None or section.title.plain in listed:
        return replace(slide, title=session.title)
    return replace(slide, title=heading_of(section))


def _together(titles: Sequence[Text]) -> Text:
    """Different titles in one line."""
    found = list({title.plain: title for title in titles}.values())
    spans = tuple(span for at, title in enumerate(found) for span in ((Span(SEPARATOR),) if at else ()) + title.spans)
    return Text(SEPARATOR.join(title.markdown for title in found), spans, found[0].source)
