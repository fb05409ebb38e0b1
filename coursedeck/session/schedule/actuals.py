"""Compares recorded times with the plan, and proposes new minutes.

Slides that a delivery with ``--slot`` left out count with their planned time, so that it does not propose to shorten
what it never showed. What was recorded of slides that are no longer there is looked at in `renamed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.text.patches import file_patch
from coursedeck.model.problem import Problem, Source
from coursedeck.model.schedule import Schedule, whole_minutes
from coursedeck.model.session import Part, Session
from coursedeck.model.units import Minutes
from coursedeck.session.schedule.arithmetic import is_open
from coursedeck.session.schedule.exercises import with_exercises_as_parts
from coursedeck.session.schedule.minutes_text import format_minutes, replace_minutes
from coursedeck.session.schedule.patches import lines_of
from coursedeck.session.schedule.recordings import Delivery, read_deliveries
from coursedeck.session.schedule.renamed import HeldDelivery, held_against


class _RecordedTime(Struct, frozen=True):
    """What the slides of a part took in one delivery, and the planned seconds of those that it had left out."""

    recorded: int = 0
    left_out: int = 0

    def __add__(self, other: _RecordedTime) -> _RecordedTime:
        return _RecordedTime(self.recorded + other.recorded, self.left_out + other.left_out)


class Comparison(Struct, frozen=True):
    """A part with minutes of its own: the plan, what every delivery took, and what that proposes."""

    part: str
    heading: str
    source: Source
    written: str
    """The minutes on the heading."""
    planned: Minutes
    actual: tuple[int, ...]
    """Seconds, one a delivery that came to this part."""
    proposed: Minutes
    """Whole minutes; the plan where no delivery came to it."""

    @property
    def changes(self) -> bool:
        """Whether another number is proposed."""
        return self.proposed != self.planned

    def __str__(self) -> str:
        took = ", ".join(f"{seconds // 60}:{seconds % 60:02d}" for seconds in self.actual) or "not measured"
        change = f" → {format_minutes(self.proposed)}" if self.changes else ""
        return f"{self.source}: {self.heading}: {format_minutes(self.planned)} min{change} (took {took})"


class Actuals(Struct, frozen=True):
    """Several deliveries held against one plan."""

    deliveries: tuple[Delivery, ...]
    parts: tuple[Comparison, ...]
    problems: tuple[Problem, ...]


def compare_actuals(session: Session, plans: Mapping[str, Schedule], files: Iterable[tuple[str, str]]) -> Actuals:
    """Hold recorded times, pairs of file name and content, against the plan of their language.

    The median of the deliveries proposes. `plans` are by language; that of the session's own stands in for others.
    """
    deliveries, problems = read_deliveries(files, session.path)
    timed = with_exercises_as_parts(session).parts
    headings = {part.id: part.heading for section in timed for part in section.walk()}
    held = [held_against(one, plans.get(one.locale, plans[session.locale]), headings) for one in deliveries]
    measured = [_by_part(one) for one in held]
    parts = tuple(comparison for part in timed for comparison in _compare(part, measured))
    return Actuals(deliveries, parts, (*problems, *(problem for one in held for problem in one.problems)))


def _by_part(held: HeldDelivery) -> Mapping[str, _RecordedTime]:
    """What a delivery took by the part that a slide shows first; a section's own slides count for the section."""
    plan, delivery = held.plan, held.delivery
    sections = {section.index: section.id for section in plan.sections}
    found: dict[str, _RecordedTime] = {}
    for time in plan.slides:
        part = time.part or (sections.get(time.section) if time.section is not None else None)
        if part is None or time.section in held.incomplete:
            continue
        left_out = time.optional is not None and time.slide not in delivery.seconds
        took = _RecordedTime(delivery.seconds.get(time.slide, 0), time.seconds if left_out else 0)
        found[part] = found.get(part, _RecordedTime()) + took
    for section, seconds in held.beside:
        if section in sections and section not in held.incomplete:
            found[sections[section]] = found.get(sections[section], _RecordedTime()) + _RecordedTime(seconds)
    return found


def _compare(part: Part, deliveries: Sequence[Mapping[str, _RecordedTime]]) -> Iterator[Comparison]:
    below = [comparison for child in part.parts for comparison in _compare(child, deliveries)]
    if part.minutes is not None and not part.estimated:
        ids = [one.id for one in part.walk()]
        took = [sum((measured.get(id, _RecordedTime()) for id in ids), _RecordedTime()) for measured in deliveries]
        actual = tuple(one.recorded + one.left_out for one in took if one.recorded)
        yield Comparison(
            part=part.id,
            heading=part.heading,
            source=part.source,
            written=part.minutes_text,
            planned=part.minutes,
            actual=actual,
            proposed=_propose(part, actual, below),
        )
    yield from below


def _propose(part: Part, actual: Sequence[int], below: Sequence[Comparison]) -> Minutes:
    """The median in whole minutes, at least one, that keeps the sums of what stands below."""
    if part.minutes is None or not actual:
        return part.minutes or Minutes(0)
    nested = {one.part: one.proposed for one in below}
    inside = _inside(part, nested)
    if inside and not is_open(part):
        return inside
    from statistics import median  # noqa: PLC0415 - builds do without

    return max(Minutes(max(1, whole_minutes(round(median(actual))))), inside)


def _inside(part: Part, proposed: Mapping[str, Minutes]) -> Minutes:
    """What the nearest timed parts below add up to."""
    return sum(
        (proposed[child.id] if child.id in proposed else _inside(child, proposed) for child in part.parts), Minutes(0)
    )


def proposed_patch(text: str, actuals: Actuals) -> str:
    """A unified diff that puts the proposed minutes on the headings of a content file; empty where none changes.

    `text` has the file's own line ends, which the diff keeps: lines of a diff end with a line feed alone.
    """
    lines = lines_of(text)
    changed = list(lines)
    for one in actuals.parts:
        at = one.source.line - 1
        if not one.changes or not one.written or not 0 <= at < len(lines):
            continue
        before, found, after = changed[at].rpartition(one.written)
        if found:
            changed[at] = before + replace_minutes(one.written, one.planned, one.proposed) + after
    return file_patch(actuals.parts[0].source.file if actuals.parts else "", text, "".join(changed))
