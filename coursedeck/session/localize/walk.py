"""The one walk over what an author wrote; extraction listens to it, translation changes what it finds.

Session ─walk(visit)→ Session      visit: Message → Text, in document order
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coursedeck.model.course import Course
from coursedeck.model.problem import Source
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    FigureRef,
    Footnote,
    FrontMatter,
    List,
    ListItem,
    Notes,
    Paragraph,
    Part,
    Picture,
    Quote,
    Series,
    Session,
    SlideHint,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Text, literal
from coursedeck.session.localize.markup import message_of
from coursedeck.session.localize.message import Message, Role, Visit


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is, and who is told."""

    visit: Visit
    where: str
    part: str | None = None
    spoken: bool = False
    """Inside notes, where every text is in the role of notes."""

    def text(self, role: Role, text: Text) -> Text:
        """What stands in place of a text; nothing is said about an empty one."""
        if not text:
            return text
        return self.visit(message_of(Role.NOTES if self.spoken else role, text, self.where, self.part))

    def optional(self, role: Role, text: Text | None) -> Text | None:
        """As `text`, where there may be none."""
        return self.text(role, text) if text is not None else None

    def texts(self, role: Role, texts: Iterable[Text]) -> tuple[Text, ...]:
        """As `text`, for several."""
        return tuple(self.text(role, text) for text in texts)

    def words(self, role: Role, words: str, source: Source) -> str:
        """As `text`, for words without markup."""
        return self.text(role, literal(words, source)).markdown

    def number(self, role: Role, number: str, source: Source) -> str:
        """What stands in place of a number: only one that is counted in words (``2교시``) is a message."""
        return self.words(role, number, source) if any(letter.isalpha() for letter in number) else number


def walk(session: Session, visit: Visit) -> Session:
    """The session with each message's text replaced by what `visit` returns for it; nothing else changes."""
    place = _Place(visit, session.title.plain)
    number = place.number(Role.SESSION_NUMBER, session.number, session.source)
    title = place.text(Role.TITLE, session.title)
    front = _front_matter(session.front, place, session.source)
    blocks = _blocks(session.blocks, place)
    parts = tuple(_part(part, visit) for part in session.parts)
    return replace(session, number=number, title=title, front=front, blocks=blocks, parts=parts)


def walk_course(course: Course, visit: Visit) -> Course:
    """The course's own strings put through `visit`."""
    place = _Place(visit, "course.toml")
    title = place.optional(Role.COURSE_TITLE, course.title)
    author = place.words(Role.AUTHOR, course.author, Source("course.toml")) if course.author else course.author
    return replace(course, title=title, author=author)


def messages(session: Session) -> tuple[Message, ...]:
    """Every message of a session in document order, repeated ones too."""
    found: list[Message] = []
    walk(session, _noting(found))
    return tuple(found)


def course_messages(course: Course) -> tuple[Message, ...]:
    """The messages of ``course.toml``."""
    found: list[Message] = []
    walk_course(course, _noting(found))
    return tuple(found)


def _noting(found: list[Message]) -> Visit:
    def note(message: Message) -> Text:
        found.append(message)
        return message.text

    return note


def _front_matter(front: FrontMatter, place: _Place, source: Source) -> FrontMatter:
    goals = place.texts(Role.GOAL, front.goals)
    line = Source(source.file, front.lines.get("author", 1))
    author = place.words(Role.AUTHOR, front.author, line) if front.author else front.author
    return replace(front, goals=goals, author=author)


def _part(part: Part, visit: Visit) -> Part:
    place = _Place(visit, part.title.plain, part.id)
    number = place.number(Role.SECTION_NUMBER, part.number, part.source)
    title = place.text(Role.HEADING, part.title)
    blocks = _blocks(part.blocks, place)
    return replace(part, number=number, title=title, blocks=blocks, parts=tuple(_part(p, visit) for p in part.parts))


def _blocks(blocks: Iterable[Block], place: _Place) -> tuple[Block, ...]:
    return tuple(_block(block, place) for block in blocks)


def _block(block: Block, place: _Place) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=place.text(Role.PARAGRAPH, block.text))
        case List():
            return replace(block, items=tuple(_item(item, place) for item in block.items))
        case Table():
            header = place.texts(Role.TABLE_HEADER, block.header)
            return replace(block, header=header, rows=tuple(place.texts(Role.TABLE_CELL, row) for row in block.rows))
        case Quote():
            return replace(block, blocks=_blocks(block.blocks, place))
        case Callout():
            title = place.optional(Role.CALLOUT_TITLE, block.title)
            return replace(block, title=title, blocks=_blocks(block.blocks, place))
        case Notes():
            return replace(block, blocks=_blocks(block.blocks, replace(place, spoken=True)))
        case Footnote():
            return replace(block, text=place.text(Role.FOOTNOTE, block.text))
        case Chart() | FigureRef() | Picture() | Code() | ThematicBreak() | SlideHint():
            return _illustration(block, place)


def _illustration(block: Chart | FigureRef | Picture | Code | ThematicBreak | SlideHint, place: _Place) -> Block:
    match block:
        case Chart():
            return _chart(block, place)
        case FigureRef():
            alt = place.optional(Role.ALT, block.alt)
            return replace(block, alt=alt, caption=place.optional(Role.CAPTION, block.caption))
        case Picture():
            alt_text = place.text(Role.ALT, block.alt)
            return replace(block, alt=alt_text, caption=place.optional(Role.CAPTION, block.caption))
        case Code() | ThematicBreak() | SlideHint():  # no words
            return block


def _item(item: ListItem, place: _Place) -> ListItem:
    text = place.text(Role.LIST_ITEM, item.text)
    return replace(item, text=text, blocks=_blocks(item.blocks, place))


def _chart(chart: Chart, place: _Place) -> Chart:
    title = place.optional(Role.CHART_TITLE, chart.title)
    categories = place.texts(Role.CHART_LABEL, chart.categories)
    series = tuple(Series(place.text(Role.CHART_LABEL, each.name), each.values) for each in chart.series)
    alt = place.optional(Role.ALT, chart.alt)
    return replace(chart, title=title, categories=categories, series=series, alt=alt)
