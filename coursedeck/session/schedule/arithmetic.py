"""Whether the minutes that an author wrote add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Source, error, note, warning
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
    Session,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Text
from coursedeck.model.ui_strings import ESTIMATE
from coursedeck.model.units import Minutes
from coursedeck.model.values import replace
from coursedeck.session.schedule.exercises import with_exercises_as_parts
from coursedeck.session.schedule.minutes_text import format_minutes

ENORMOUS = Minutes(600)
"""Ten hours: a longer section is reported as a likely typing error."""

_CHECK = "minutes"
_BESIDE = re.compile(
    r"참고|부록|출처|추가 자료|더 읽|질의|질문|付録|参考|附录|附錄"
    r"|\b(?:appendix|references?|further reading|backup|sources?|resources?|credits|q ?& ?a|questions"
    r"|anhang|quellen|literatur|annexe|références|anexo|referencias)\b",
    re.IGNORECASE,
)
"""Headings of sections that are not taught: references, appendix, questions."""
_NOTHING = Minutes(0)


def check_minutes(
    session: Session, course: Course, slot: Minutes | None = None, original: Session | None = None
) -> tuple[Problem, ...]:
    """Every finding about a session's minutes, by line; `slot` (``--slot``) wins over front matter and course.

    Minutes of nothing, and what is no number, are findings of reading a heading. Where `session` is a translation, its
    parts are called as in its `original`: minutes are written there, and are told once, not once for each language.
    """
    if original is not None:
        titles = {part.source: part.title for part in original.walk()}
        session = replace(session, parts=tuple(_called(part, titles) for part in session.parts))
    session = with_exercises_as_parts(session)
    return tuple(
        sorted(
            (
                *(problem for part in session.walk() for problem in (*_number(part), *_sum(part))),
                *_missing(session),
                *_slot(session, slot_of(session, course, slot)),
            ),
            key=lambda problem: problem.source,
        )
    )


def _called(part: Part, titles: Mapping[Source, Text]) -> Part:
    parts = tuple(_called(child, titles) for child in part.parts)
    return replace(part, title=titles.get(part.source, part.title), parts=parts)


def slot_of(session: Session, course: Course, slot: Minutes | None = None) -> Minutes | None:
    """Length of the slot that holds for a session: `slot`, its front matter's, the course's, in this order."""
    return next((given for given in (slot, session.front.slot, course.slot) if given is not None), None)


def _number(part: Part) -> Iterator[Problem]:
    minutes = part.minutes
    if minutes is None:
        return
    named = f"“{part.heading}” has {format_minutes(minutes)} minutes"
    if minutes < 0:
        yield error(part.source, _CHECK, f"{named}: write a number above 0")
    elif minutes > ENORMOUS:
        yield warning(part.source, _CHECK, f"{named}, more than {format_minutes(ENORMOUS)}: is that meant?")
    elif minutes.denominator != 1:
        yield warning(part.source, _CHECK, f"{named}: clocks show whole minutes, so write a whole number")


def _sum(part: Part) -> Iterator[Problem]:
    timed = [child for child in part.parts if child.planned() is not None]
    if part.minutes is None or part.hidden or not timed:
        return
    below = sum((child.planned() or _NOTHING for child in timed), _NOTHING)
    written = " + ".join(format_minutes(child.planned() or _NOTHING) for child in timed)
    sums = written if len(timed) == 1 else f"{written} = {format_minutes(below)}"
    if below > part.minutes:
        yield warning(
            part.source,
            _CHECK,
            f"the parts of “{part.heading}” take {sums} of its {format_minutes(part.minutes)} minutes, "
            f"{format_minutes(below - part.minutes)} too many: give it {format_minutes(below)}, or shorten a part",
        )
    elif below < part.minutes and not is_open(part):
        yield warning(
            part.source,
            _CHECK,
            f"the parts of “{part.heading}” take only {sums} of its {format_minutes(part.minutes)} minutes: "
            f"give it {format_minutes(below)}, or place the other {format_minutes(part.minutes - below)}",
        )


def adds_up(part: Part) -> bool:
    """Whether nothing is said of the minutes of the parts of a part."""
    return next(_sum(part), None) is None


def is_open(part: Part) -> bool:
    """Whether a part has content without minutes of its own, which takes the minutes that its timed parts leave."""
    return _has_content(part) or any(
        child.minutes is None and (child.planned() is None or is_open(child))
        for child in part.parts
        if not child.hidden
    )


def _has_content(part: Part) -> bool:
    return any(_is_content(block) for block in part.blocks)


def _is_content(block: Block) -> bool:
    match block:
        case Paragraph() | List() | Table() | Code() | Quote() | Callout() | Chart() | FigureRef() | Picture():
            return True
        case Footnote() | DisplayFormula() | PictureRow() | Exercise() | Solution():
            return True
        case Notes() | SlideHint() | ThematicBreak():
            return False


def _missing(session: Session) -> Iterator[Problem]:
    """Sections without minutes where others have some.

    Before the first and after the last of those a section may take no time: one of a single slide (where we are, what
    comes next), or one that says that it is not for the room (references, an appendix).
    """
    timed = [index for index, part in enumerate(session.parts) if part.planned() is not None]
    if not timed or session.estimated:
        return
    for index, part in enumerate(session.parts):
        at_the_edge = not timed[0] < index < timed[-1]
        if part.planned() is not None or part.hidden or (at_the_edge and takes_no_time(part)):
            continue
        if has_content(part):
            yield warning(
                part.source, _CHECK, f"“{part.heading}” has no minutes, others do: write them, e.g. “(5 min)”"
            )


def takes_no_time(part: Part) -> bool:
    """Whether a section at an end of the session may take no time: a single slide, or nothing that is taught."""
    return not part.parts or is_beside(part)


def is_beside(part: Part) -> bool:
    """Whether a heading names what is not taught: references, an appendix, questions."""
    return _BESIDE.search(part.title.plain) is not None


def has_content(part: Part) -> bool:
    """Whether anything stands in a part or below it that is shown."""
    return any(_has_content(below) for below in part.walk())


def _slot(session: Session, slot: Minutes | None) -> Iterator[Problem]:
    if slot is None:
        return
    source = Source(session.source.file, session.front.lines.get("slot", session.source.line))
    total = session.minutes()
    if slot <= 0:
        yield error(source, _CHECK, f"a slot of {format_minutes(slot)} minutes holds nothing: write a number above 0")
    elif session.estimated:
        yield note(
            source,
            _CHECK,
            f"no section has minutes, so the {format_minutes(slot)} of the slot are shared out by what there is to say "
            f"and do, and marked {ESTIMATE}: write them, or let `timing --propose --patch FILE` write these",
        )
    elif not session.parts:
        return  # nothing could have minutes
    elif total == 0:
        yield warning(
            source, _CHECK, f"a slot of {format_minutes(slot)} minutes, and no section has minutes: write them"
        )
    elif total > slot:
        yield _over(session, slot)
    elif slot - total > max(Minutes(5), slot / 10):  # less is a normal reserve
        yield warning(
            source,
            _CHECK,
            f"{format_minutes(total)} minutes are planned in a slot of {format_minutes(slot)}: "
            f"{format_minutes(slot - total)} are left",
        )


def _over(session: Session, slot: Minutes) -> Problem:
    """Too much for the slot: where it ends, and how much comes after."""
    before = _NOTHING
    crossing = session.parts[0]
    for part in session.parts:
        crossing = part
        if before + (part.planned() or _NOTHING) > slot:
            break
        before += part.planned() or _NOTHING
    total = session.minutes()
    into = f"{format_minutes(slot - before)} minutes into" if slot > before else "before"
    if any(part.optional is not None and not part.hidden for part in session.walk()):
        advice = f"shorten, or build with --slot {format_minutes(slot)}, which leaves out what is optional"
    else:
        advice = "shorten, or mark what may be left out with {optional}"
    return warning(
        crossing.source,
        _CHECK,
        f"{format_minutes(total)} minutes are planned for a slot of {format_minutes(slot)}, "
        f"{format_minutes(total - slot)} too many: the slot ends "
        f"{into} “{crossing.heading}” ({format_minutes(crossing.planned() or _NOTHING)}); {advice}",
    )
