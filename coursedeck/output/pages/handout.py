"""The handout: a session as an HTML page for reading and printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from coursedeck.base.markdown.block_names import names_solution
from coursedeck.model.schedule import Schedule
from coursedeck.model.session import Block, Part, Picture, Session
from coursedeck.model.text import Text, texts_changed
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.model.walk import with_blocks
from coursedeck.output.pages.blocks import HtmlWriter
from coursedeck.output.pages.environment import direction, environment
from coursedeck.output.pages.inline import inline, is_web_address


class _HandoutHeading(Struct, frozen=True):
    """A heading with its content, as the page template takes it."""

    id: str
    level: int
    number: str
    title: Markup
    minutes: str
    body: Markup
    hidden: bool
    slides: tuple[str, ...]


def handout(
    session: Session,
    schedule: Schedule,
    words: UiStrings,
    figures: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    course: str = "",
    templates: Path | None = None,
    slides: Mapping[str, tuple[str, ...]] | None = None,
    *,
    solutions: bool = False,
    notes: bool = False,
) -> str:
    """`session` as one HTML file for the audience: headings with minutes, text, tables, code, figures, charts.

    `figures` has each figure's SVG or address by name, `pictures` addresses by path, `slides` addresses of slide
    previews by id of the part; `templates` is a folder whose templates override the built-in ones. Parts that are
    hidden in this delivery are kept and marked; solutions, and what the instructor says, are there only where
    `solutions` and `notes` say so.
    """
    session = _with_links_beside(session)
    writer = HtmlWriter(words, figures or {}, pictures or {}, solutions, notes)
    return (
        environment(templates)
        .get_template("handout.html.j2")
        .render(
            lang=session.locale,
            dir=direction(session.locale),
            title=session.title.plain,
            heading=inline(session.title),
            number=session.number,
            course=course,
            words=words,
            total=words.minutes_of(schedule.total) if schedule.total else "",
            goals=[inline(goal) for goal in session.front.goals],
            lead=writer.html(session.blocks),
            parts=[heading for part in session.parts for heading in _headings(part, writer, words, slides or {})],
        )
    )


def _with_links_beside(session: Session) -> Session:
    """The session whose links to others lead to their handouts; links that lead nowhere are words alone."""
    files = {
        link.written: f"{link.target.removesuffix('.pptx')}.handout.html" if link.session else link.target
        for link in session.links
        if link.target
    }
    parts = {link.written: f"#{link.part}" for link in session.links if link.part}

    def followed(link: str | None) -> str | None:
        if link is None or is_web_address(link) or link.startswith("#"):
            return link
        found = files.get(link)
        return quote(found) + parts.get(link, "") if found else None

    def change(text: Text) -> Text:
        linked = any(span.link for span in text.spans)
        spans = (replace(span, link=followed(span.link)) for span in text.spans)
        return replace(text, spans=tuple(spans)) if linked else text

    def change_picture(block: Block) -> tuple[Block, ...]:
        return (replace(block, link=followed(block.link)) if isinstance(block, Picture) else block,)

    changed: Session = texts_changed(session, change)
    return with_blocks(changed, change_picture)


def _headings(
    part: Part, writer: HtmlWriter, words: UiStrings, slides: Mapping[str, tuple[str, ...]], hidden: bool = False
) -> Iterator[_HandoutHeading]:
    if names_solution(part.title.plain) and not writer.solutions:
        return
    hidden = hidden or part.hidden
    yield _HandoutHeading(
        id=part.id,
        level=min(part.level, 6),
        number=part.number,
        title=inline(part.title),
        minutes=words.minutes_of(part.minutes) if part.minutes else "",
        body=writer.html(part.blocks),
        hidden=hidden,
        slides=slides.get(part.id, ()),
    )
    for child in part.parts:
        yield from _headings(child, writer, words, slides, hidden)
