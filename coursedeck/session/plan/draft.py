"""Drafts: the content under one heading (or bold lead-in), before layouts are chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from coursedeck.model.exercises import is_exercise_title
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
    List,
    Notes,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import SlideBlock, Subheading
from coursedeck.model.text import Span, Text, escaped, literal
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.values import replace
from coursedeck.session.plan.bare_titles import is_bare
from coursedeck.session.plan.chunks import label_of
from coursedeck.session.plan.labelled_lines import with_labelled_lists
from coursedeck.session.plan.picture_lines import with_picture_lines
from coursedeck.session.plan.space import SpaceEstimator
from coursedeck.session.plan.unnest import unnested

_NUMBERED = re.compile(r"^\s*(\d+[.)]|[①-⑳]|[가-하][.)])\s*\S")

_LONGEST_LEAD_IN = 80

MediaBlock = Table | Code | Chart | FigureRef | Picture | PictureRow
"""Blocks that are more than running text."""


class Draft(Struct, frozen=True):
    """Blocks under one title."""

    title: Text
    source: Source
    part: str
    """Id of the part that it belongs to."""
    level: int
    """Level of the heading; a lead-in is one below its part."""
    blocks: tuple[SlideBlock, ...] = ()
    notes: tuple[Block, ...] = ()
    minutes: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    alone: bool = False
    """The author wants it to start a new slide."""
    lead_in: bool = False
    """Its title is a bold line, not a heading."""
    apart: bool = False
    """It shares a slide with nothing else: an exercise, a solution, two columns."""

    @property
    def options(self) -> dict[str, str]:
        """The author's hints."""
        return dict(self.hints)

    @property
    def has_media(self) -> bool:
        """Whether it holds more than running text."""
        return any(isinstance(block, MediaBlock) for block in self.blocks)


def drafts_of(part: Part, space: SpaceEstimator, words: UiStrings) -> tuple[Draft, ...]:
    """The drafts of a part's own blocks: one, or several where lead-ins, thematic breaks or hints split them."""
    heading = heading_of(part)
    # minutes that the author wrote: an estimate is no plan that a slide has to keep
    minutes = words.minutes_of(part.minutes) if part.minutes and not part.estimated else ""
    first = Draft(heading, part.source, part.id, part.level, minutes=minutes)
    blocks = with_picture_lines(with_labelled_lists(unnested(part.blocks)), space)
    return tuple(collected(first, blocks, words))


def heading_of(part: Part) -> Text:
    """The part's title with its number, as people read it."""
    if not part.number:
        return part.title
    number = Span(f"{part.number} ")
    return Text(part.title.markdown, (number, *part.title.spans), part.title.source)


def collected(draft: Draft, blocks: Sequence[Block], words: UiStrings) -> Iterator[Draft]:
    """The blocks under the title of an empty `draft`, parted at lead-ins, thematic breaks, hints, and exercises."""
    again = replace(draft, minutes="", alone=True, hints=_kept(draft.hints))
    current = draft
    blocks = tuple(_after_their_exercises(blocks, words))
    for block, after in zip(blocks, (*blocks[1:], None), strict=False):
        begun = bool(current.blocks or current.notes) or current is draft
        opened = "break" in current.options and not begun and current.alone and not draft.alone
        match block:
            case SlideHint(options):
                if "break" in options and current.blocks:
                    yield current
                    current = again
                current = _hinted(current, block)
            case Exercise() | Solution():
                if begun:
                    yield current
                yield from _work_drafts(block, draft, words)
                current = again
            case ThematicBreak(source):
                if current.blocks:
                    yield current
                    current = replace(again, source=source)
            case Paragraph(text) if (title := _lead_in(block, after, opened=opened)) is not None:
                if begun:
                    yield current
                start = current if opened else replace(again, alone=False)
                current = replace(start, title=title, source=text.source, level=draft.level + 1, lead_in=True)
            case (
                Paragraph() | List() | Quote() | Callout() | Footnote() | Table() | Code() | Chart() | Notes()
                | FigureRef() | Picture() | PictureRow() | DisplayFormula()
            ):  # fmt: skip
                current = _with_block(current, block)
    if current is not again:
        yield current


def _kept(hints: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What holds for every slide of a solution."""
    return tuple(hint for hint in hints if hint[0] == "hide")


def _hinted(draft: Draft, hint: SlideHint) -> Draft:
    """The draft with what is asked of its slide."""
    draft = replace(draft, hints=(*draft.hints, *hint.options.items()))
    if "columns" in hint.options:
        return replace(draft, apart=True)
    # where the second column begins
    return replace(draft, blocks=(*draft.blocks, hint)) if "column" in hint.options else draft


def _with_block(draft: Draft, block: Block) -> Draft:
    """The draft with one more block on its slide, or in its notes."""
    if isinstance(block, Notes):
        return replace(draft, notes=(*draft.notes, *block.blocks))
    return replace(draft, blocks=(*draft.blocks, block))


def _work_drafts(block: Exercise | Solution, around: Draft, words: UiStrings) -> Iterator[Draft]:
    """An exercise, or a solution, on slides of its own, and the solutions in it on others."""
    if isinstance(block, Exercise):
        minutes = words.minutes_of(block.minutes) if block.minutes else ""
        title, inside, part = _exercise_title(block, words), _with_named_solutions(block, words), block.id
        hints = (("as", "exercise"),) if minutes else ()
    else:
        minutes, inside, part = "", block.blocks, around.part
        title = _solution_title(block, words)
        hints = (("hide", ""),) if block.hidden else ()
    level = around.level + 1
    draft = Draft(title, block.source, part, level, minutes=minutes, hints=hints, alone=True, apart=True)
    yield from collected(draft, with_labelled_lists(unnested(inside)), words)


def _exercise_title(block: Exercise, words: UiStrings) -> Text:
    """What it is, and what it is called; the latter alone where that says so too."""
    kind = words.callout(block.kind)
    if block.title is None:
        return literal(kind, block.source)
    return block.title if is_exercise_title(block.title.plain) else _named(kind, block.title, words)


def _solution_title(block: Solution, words: UiStrings) -> Text:
    """What it is, and what it is called; the latter alone where that says so too."""
    kind = words.callout("solution")
    if block.title is None:
        return literal(kind, block.source)
    return block.title if kind.casefold() in block.title.plain.casefold() else _named(kind, block.title, words)


def _with_named_solutions(block: Exercise, words: UiStrings) -> tuple[Block, ...]:
    """The blocks of an exercise, solutions without a title under its own, and hints before the solutions."""
    blocks = _hints_first(block.blocks)
    if block.title is None:
        return blocks
    return tuple(_solution_of(block.title, one, words) if isinstance(one, Solution) else one for one in blocks)


def _after_their_exercises(blocks: Sequence[Block], words: UiStrings) -> Iterator[Block]:
    """The blocks, a solution that follows an exercise under the title of that one."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        asked = before.title if isinstance(before, Exercise) else None
        yield _solution_of(asked, block, words) if asked and isinstance(block, Solution) else block


def _solution_of(exercise: Text, block: Solution, words: UiStrings) -> Solution:
    """A solution without a title, or with one that says no more than that it is one, under that of its exercise."""
    if block.title is None:
        return replace(block, title=_named(words.callout("solution"), exercise, words))
    if not is_bare(block.title.plain):
        return block
    return replace(block, title=replace(_named(block.title.plain, exercise, words), source=block.title.source))


def _hints_first(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, callouts that only the last solutions stand before put in front of these."""
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Callout):
        end -= 1
    start = end
    while start and isinstance(blocks[start - 1], Solution):
        start -= 1
    return (*blocks[:start], *blocks[end:], *blocks[start:end])


def _named(kind: str, title: Text, words: UiStrings) -> Text:
    """A title behind, or before, the word for what it is the title of."""
    before, _, after = words.named.format(kind=kind, title="\0").partition("\0")
    spans = (*((Span(before),) if before else ()), *title.spans, *((Span(after),) if after else ()))
    return Text(f"{escaped(before)}{title.markdown}{escaped(after)}", spans, title.source)


def _lead_in(paragraph: Paragraph, after: Block | None, *, opened: bool) -> Text | None:
    """The title that a paragraph is, as a lead-in, or as a label of what follows where a slide is `opened`."""
    label = label_of(paragraph) if opened and after is not None else None
    return label or (without_strong(paragraph.text) if is_lead_in(paragraph.text, after) else None)


def is_lead_in(text: Text, after: Block | None) -> bool:
    """Whether a paragraph serves as a heading: bold throughout and short.

    Either it is numbered, as in ``**1. …**``, or a figure, table or code follows that it names; a label such as
    ``**Features:**`` stays text.
    """
    plain = text.plain.strip()
    strong = all(span.strong or not span.text.strip() for span in text.spans)
    if not strong or not plain or len(plain) > _LONGEST_LEAD_IN:
        return False
    return bool(_NUMBERED.match(plain)) or (isinstance(after, MediaBlock) and plain[-1] not in ":：.?!。")


def without_strong(text: Text) -> Text:
    """A text with nothing bold in it, for a title."""
    spans = tuple(replace(span, strong=False) for span in text.spans)
    return Text(text.markdown, spans, text.source)


def joined(first: Draft, other: Draft, title: Text, *, first_heads: bool) -> Draft:
    """Two drafts on one slide; a draft whose title is not the slide's gets a subheading."""
    blocks = first.blocks if first_heads else headed(first)
    return replace(
        first,
        title=title,
        blocks=(*blocks, *headed(other)),
        notes=(*first.notes, *other.notes),
        hints=(*first.hints, *other.hints),
        minutes=first.minutes if first_heads else "",
        level=min(first.level, other.level),
    )


def headed(draft: Draft) -> tuple[SlideBlock, ...]:
    """The draft's blocks under a heading of their own, unless they begin with it."""
    if draft.blocks and isinstance(draft.blocks[0], Subheading) and draft.blocks[0].text is draft.title:
        return draft.blocks
    return (Subheading(draft.title, draft.minutes), *draft.blocks)
