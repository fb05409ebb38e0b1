"""Slides that another tool would show → one session: its title, sections and slides as headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from coursedeck.base.foreign.lines import FoundHeading, SourceLine, headings_in, trimmed
from coursedeck.model.values import replace

_BOLD = re.compile(r"\*\*|__")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}]*\}[ \t]*$")
SECTION = 2
_DEEPEST = 4
_FEWEST_DIVIDERS = 2


class ForeignSlide(Struct, frozen=True):
    """One slide of another tool; its lines are Markdown already, its headings of any level."""

    lines: tuple[SourceLine, ...]
    first: int
    """Line on which it begins."""
    notes: tuple[SourceLine, ...] = ()
    title: str = ""
    """Its title where no heading says it."""
    id: str = ""
    """A name that links lead to."""
    divider: bool = False
    """Its tool shows it as the beginning of a section."""
    hidden: bool = False
    builds: bool = False
    """Its content appears step by step."""
    level: int | None = None
    """Level of its heading; None where it has neither heading nor title."""

    @property
    def heading(self) -> FoundHeading | None:
        """Its first heading."""
        return next(iter(headings_in(self.lines)), None)


def as_session(slides: Sequence[ForeignSlide], title: str = "") -> tuple[SourceLine, ...]:
    """The slides as the body of a session.

    The first slide's heading is the title, unless it differs from the `title` that the deck has and others are as
    high. Where slides have headings of several levels, the highest begin sections; else the tool's dividers do.
    """
    filled = _with_levels([slide for slide in slides if slide.lines or slide.notes or slide.title])
    if not filled:
        return ()
    levels = _levels(filled, title)
    lines: list[SourceLine] = []
    if title and 1 not in levels:
        lines += [SourceLine(f"# {title}", 1), SourceLine("", 1)]
    for slide, level in zip(filled, levels, strict=True):
        lines += [*_slide_lines(slide, level), SourceLine("", _last(slide))]
    return tuple(lines)


def _with_levels(slides: Sequence[ForeignSlide]) -> list[ForeignSlide]:
    """The slides with the level of their headings; one whose title no heading says is like most others."""
    levels = [slide.heading.level if slide.heading else None for slide in slides]
    written = [level for level in levels if level is not None]
    usual = max(set(written), key=written.count) if written else SECTION
    return [
        replace(slide, level=usual if level is None and slide.title else level)
        for slide, level in zip(slides, levels, strict=True)
    ]


def _last(slide: ForeignSlide) -> int:
    return max((line.number for line in (*slide.lines, *slide.notes)), default=slide.first)


def _levels(slides: Sequence[ForeignSlide], title: str) -> list[int | None]:
    """The level of each slide's heading in the session; None for a slide without one."""
    headed = [slide for slide in slides if slide.level is not None]
    is_title = _first_is_title(slides, headed, title)
    rest = headed[1:] if is_title else headed
    ranks = _ranks([slide.level or 0 for slide in rest])
    dividers = [slide for slide in rest if slide.divider]
    divided = (
        len(set(ranks.values())) == 1 and len(dividers) >= _FEWEST_DIVIDERS and any(slide.divider for slide in rest[:2])
    )
    levels: list[int | None] = []
    for slide in slides:
        if slide.level is None:
            levels.append(None)
        elif is_title and slide is headed[0]:
            levels.append(1)
        elif divided:
            levels.append(2 if slide.divider else 3)
        else:
            levels.append(min(ranks[slide.level], _DEEPEST))
    return levels


def _ranks(levels: Sequence[int]) -> dict[int, int]:
    """The session's level for each level of headings; one that only comes after deeper ones begins no section."""
    highest = levels[0] if levels else 1
    below = sorted({level for level in levels if level > highest})
    return {level: 2 + (below.index(level) + 1 if level in below else 0) for level in levels}


def _first_is_title(slides: Sequence[ForeignSlide], headed: Sequence[ForeignSlide], title: str) -> bool:
    """Whether the first slide bears the session's title."""
    if not headed or headed[0] is not slides[0]:
        return False
    first, rest = headed[0], headed[1:]
    if title and _words(title) == _words(_title(first)):
        return True
    highest = min((slide.level or 0 for slide in rest), default=9)
    if title:
        return (first.level or 0) == 1
    return (first.level or 0) <= highest


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _title(slide: ForeignSlide) -> str:
    return slide.heading.text if slide.heading else slide.title


def _slide_lines(slide: ForeignSlide, level: int | None) -> Iterator[SourceLine]:
    heading = slide.heading
    body = slide.lines
    if level is None:
        yield from (SourceLine("---", slide.first), SourceLine("", slide.first))
    elif heading is None:
        yield from (SourceLine(_marked(slide.title, level, slide.id), slide.first), SourceLine("", slide.first))
    else:
        number = body[heading.first].number
        yield from (SourceLine(_marked(heading.text, level, slide.id), number), SourceLine("", number))
        body = (*body[: heading.first], *body[heading.end :])
    hints = [word for word, set_ in (("hide", slide.hidden), ("builds", slide.builds)) if set_]
    if hints and level != 1:
        yield from (SourceLine(f"<!-- slide: {', '.join(hints)} -->", slide.first), SourceLine("", slide.first))
    yield from trimmed(with_bold_headings(body))
    yield from in_notes(slide.notes)


def _marked(text: str, level: int, id_: str) -> str:
    bare = _ATTRIBUTES.sub("", text)
    named = f" {{#{id_}}}" if id_ and level > 1 else ""
    return f"{'#' * level} {' '.join(bare.split())}{named}"


def in_notes(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """Lines as what the speaker says, behind a blank line."""
    inside = trimmed(lines)
    if not inside:
        return
    first, last = inside[0].number, inside[-1].number
    colons = "::::" if any(line.text.lstrip().startswith(":::") for line in inside) else ":::"
    yield from (SourceLine("", first), SourceLine(f"{colons} notes", first))
    yield from with_bold_headings(inside)
    yield SourceLine(colons, last)


def with_bold_headings(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The lines, headings as bold lines: a heading would begin another slide."""
    headings = {heading.first: heading for heading in headings_in(lines)}
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        heading = headings.get(index)
        if heading is None:
            done.append(lines[index])
            index += 1
            continue
        text = _BOLD.sub("", _ATTRIBUTES.sub("", heading.text)).strip()
        if done and not done[-1].blank:
            done.append(lines[index].with_text(""))
        done.append(lines[index].with_text(f"**{text}**" if text else ""))
        if heading.end < len(lines) and not lines[heading.end].blank:
            done.append(lines[index].with_text(""))
        index = heading.end
    return tuple(done)


def in_columns(columns: Iterable[Sequence[SourceLine]]) -> tuple[SourceLine, ...]:
    """Runs of lines side by side; a single one stands as it is."""
    filled = [trimmed(column) for column in columns]
    filled = [column for column in filled if column]
    if len(filled) < 2:
        return filled[0] if filled else ()
    first, last = filled[0][0].number, filled[-1][-1].number
    lines = [SourceLine(":::: columns", first)]
    for column in filled:
        begin, end = column[0].number, column[-1].number
        lines += [SourceLine("::: column", begin), *column, SourceLine(":::", end)]
    return (SourceLine("", first), *lines, SourceLine("::::", last), SourceLine("", last))


def with_more_notes(slide: ForeignSlide, notes: Sequence[SourceLine]) -> ForeignSlide:
    """The slide with more for the speaker to say."""
    apart = (notes[0].with_text(""),) if slide.notes and notes else ()
    return replace(slide, notes=(*slide.notes, *apart, *notes))
