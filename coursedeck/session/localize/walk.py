"""The walk over a session's texts that extraction and translation share, so that they cannot differ.

Session ─walk(visit)→ Session      visit: Message → Text, in document order
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from coursedeck.model.course import Course
from coursedeck.model.problem import Source
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    FrontMatter,
    List,
    ListItem,
    Notes,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Quote,
    Session,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Text, literal
from coursedeck.model.values import replace
from coursedeck.session.localize.code_comments import comments_in
from coursedeck.session.localize.excerpts import excerpt
from coursedeck.session.localize.markup import message_of
from coursedeck.session.localize.message import Message, Role, Visit
from coursedeck.session.localize.remarks import placed_remarks, with_remarks
from coursedeck.session.localize.table_places import cell_places


class _WalkContext(Struct, frozen=True):
    """The position of the walk, and its visitor."""

    visit: Visit
    where: str
    part: str | None = None
    in_notes: bool = False
    """Inside notes, where every text is in the role of notes."""

    def text(self, role: Role, text: Text, note: str = "") -> Text:
        """The text that replaces `text`; empty texts are not visited. `note` says what it is among its likes."""
        if not text:
            return text
        return self.visit(message_of(Role.NOTES if self.in_notes else role, text, self.where, self.part, note))

    def optional(self, role: Role, text: Text | None, note: str = "") -> Text | None:
        """As `text`, where there may be none."""
        return self.text(role, text, note) if text is not None else None

    def texts(self, role: Role, texts: Iterable[Text]) -> tuple[Text, ...]:
        """As `text`, for several."""
        return tuple(self.text(role, text) for text in texts)

    def words(self, role: Role, words: str, source: Source) -> str:
        """As `text`, for words without markup."""
        return self.text(role, literal(words, source)).markdown

    def number(self, role: Role, number: str, source: Source) -> str:
        """The text that replaces a number: one with letters (``2교시``) is a message, others stay."""
        return self.words(role, number, source) if any(letter.isalpha() for letter in number) else number


def walk(session: Session, visit: Visit) -> Session:
    """The session with each message's text replaced by what `visit` returns for it; nothing else changes."""
    if session.remarks:
        found: list[Message] = []
        walk(replace(session, remarks=()), _noting(found))
        visit = with_remarks(visit, placed_remarks(session.remarks, found))
    context = _WalkContext(visit, session.title.plain)
    number = context.number(Role.SESSION_NUMBER, session.number, session.source)
    title = context.text(Role.TITLE, session.title)
    front = _front_matter(session.front, context, session.source)
    blocks = _blocks(session.blocks, context)
    parts = tuple(_part(part, visit) for part in session.parts)
    return replace(session, number=number, title=title, front=front, blocks=blocks, parts=parts)


def walk_course(course: Course, visit: Visit) -> Course:
    """The course's own strings put through `visit`."""
    context = _WalkContext(visit, "course.toml")
    title = context.optional(Role.COURSE_TITLE, course.title)
    author = context.words(Role.AUTHOR, course.author, Source("course.toml")) if course.author else course.author
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


def _front_matter(front: FrontMatter, context: _WalkContext, source: Source) -> FrontMatter:
    goals = context.texts(Role.GOAL, front.goals)
    line = Source(source.file, front.lines.get("author", 1))
    author = context.words(Role.AUTHOR, front.author, line) if front.author else front.author
    return replace(front, goals=goals, author=author)


def _part(part: Part, visit: Visit) -> Part:
    context = _WalkContext(visit, part.title.plain, part.id)
    number = context.number(Role.SECTION_NUMBER, part.number, part.source)
    title = context.text(Role.HEADING, part.title)
    blocks = _blocks(part.blocks, context)
    return replace(part, number=number, title=title, blocks=blocks, parts=tuple(_part(p, visit) for p in part.parts))


def _blocks(blocks: Iterable[Block], context: _WalkContext) -> tuple[Block, ...]:
    return tuple(_block(block, context) for block in blocks)


def _block(block: Block, context: _WalkContext) -> Block:
    match block:
        case Paragraph():
            return replace(block, text=context.text(Role.PARAGRAPH, block.text))
        case List():
            return replace(block, items=tuple(_item(item, context) for item in block.items))
        case Table():
            return _table(block, context)
        case Quote():
            return replace(block, blocks=_blocks(block.blocks, context))
        case Callout() | Exercise() | Solution():
            title = context.optional(Role.CALLOUT_TITLE, block.title)
            return replace(block, title=title, blocks=_blocks(block.blocks, context))
        case Notes():
            return replace(block, blocks=_blocks(block.blocks, replace(context, in_notes=True)))
        case Footnote():
            return replace(block, text=context.text(Role.FOOTNOTE, block.text))
        case (
            DisplayFormula() | Chart() | FigureRef() | Picture() | PictureRow() | Code() | ThematicBreak() | SlideHint()
        ):
            return _illustration(block, context)


def _formula(text: Text) -> DisplayFormula | Paragraph:
    """A formula as it was translated; a paragraph where the translation is none."""
    return DisplayFormula(text) if any(span.formula for span in text.spans) else Paragraph(text)


def _table(block: Table, context: _WalkContext) -> Table:
    rows = tuple(
        tuple(
            context.text(Role.TABLE_HEADER if at < block.header_rows else Role.TABLE_CELL, cell, place)
            for cell, place in zip(row, cell_places(block, at), strict=True)
        )
        for at, row in enumerate(block.all_rows)
    )
    return replace(block, header=rows[0], rows=rows[1:], caption=context.optional(Role.CAPTION, block.caption))


def _illustration(
    block: DisplayFormula | Chart | FigureRef | Picture | PictureRow | Code | ThematicBreak | SlideHint,
    context: _WalkContext,
) -> Block:
    match block:
        case DisplayFormula():
            return _formula(context.text(Role.FORMULA, block.text))
        case Chart():
            return _chart(block, context)
        case FigureRef():
            alt = context.optional(Role.ALT, block.alt)
            return replace(block, alt=alt, caption=context.optional(Role.CAPTION, block.caption))
        case Picture():
            return _picture(block, context)
        case PictureRow():
            pictures = tuple(_picture(one, context) for one in block.pictures)
            return replace(block, pictures=pictures, caption=context.optional(Role.CAPTION, block.caption))
        case Code():
            titled = replace(block, title=context.optional(Role.CAPTION, block.title))
            return _with_comments(titled, context) if block.comments_translated else titled
        case ThematicBreak() | SlideHint():  # no words
            return block


def _with_comments(code: Code, context: _WalkContext) -> Code:
    """The code with its comments put through the visitor, a message a line; the code itself stays."""
    pieces: list[str] = []
    for piece in comments_in(code.code, code.language):
        words = piece.words
        if piece.translatable:
            at = Source(code.source.file, code.source.line + 1 + piece.line)
            words = context.words(Role.CODE_COMMENT, words, at).replace("\n", " ")
        pieces.append(words)
    return replace(code, code="".join(pieces))


def _picture(picture: Picture, context: _WalkContext) -> Picture:
    alt = context.text(Role.ALT, picture.alt)
    note = f"in the picture {picture.path.rpartition('/')[2]}"
    words = tuple(context.text(Role.PICTURE_TEXT, each, note) for each in picture.words)
    return replace(picture, alt=alt, caption=context.optional(Role.CAPTION, picture.caption), words=words)


def _item(item: ListItem, context: _WalkContext) -> ListItem:
    text = context.text(Role.LIST_ITEM, item.text)
    return replace(item, text=text, blocks=_blocks(item.blocks, context))


def _chart(chart: Chart, context: _WalkContext) -> Chart:
    title = context.optional(Role.CHART_TITLE, chart.title)
    of = f" of chart {excerpt(chart.title.plain, 40)}" if chart.title else ""
    categories = tuple(context.text(Role.CHART_LABEL, each, f"category{of}") for each in chart.categories)
    series = tuple(
        replace(each, name=context.text(Role.CHART_LABEL, each.name, f"series{of}")) for each in chart.series
    )
    below = context.optional(Role.CHART_LABEL, chart.category_title, f"title of the category axis{of}")
    beside = context.optional(Role.CHART_LABEL, chart.value_title, f"title of the value axis{of}")
    alt = context.optional(Role.ALT, chart.alt)
    chart = replace(chart, title=title, categories=categories, series=series, alt=alt, unit=_unit(chart, of, context))
    return replace(chart, category_title=below, value_title=beside)


def _unit(chart: Chart, of: str, context: _WalkContext) -> str:
    """What stands behind the numbers, with the blank before it that the author has put or left out."""
    if not any(letter.isalpha() for letter in chart.unit):
        return chart.unit
    bare = chart.unit.lstrip()
    blank = chart.unit[: len(chart.unit) - len(bare)]
    said = context.text(Role.CHART_UNIT, literal(bare, chart.source), f"behind the numbers{of}").markdown
    return blank + said
