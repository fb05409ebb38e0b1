"""Recorded times against the plan, and the minutes that they propose."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from coursedeck.model.problem import Problem, Source, error, warning
from coursedeck.model.schedule import ACTUALS_COLUMNS, Schedule, whole_minutes
from coursedeck.model.session import Minutes, Part, Session
from coursedeck.schedule.arithmetic import is_open
from coursedeck.schedule.writing import renumber, show


@dataclass(frozen=True, slots=True)
class Delivery:
    """One time that a session was held: seconds by slide id."""

    file: str
    began: str
    seconds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
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
        change = f" → {show(self.proposed)}" if self.changes else ""
        return f"{self.source}: {self.heading}: {show(self.planned)} min{change} (took {took})"


@dataclass(frozen=True, slots=True)
class Actuals:
    """Several deliveries held against one plan."""

    deliveries: tuple[Delivery, ...]
    parts: tuple[Comparison, ...]
    problems: tuple[Problem, ...]


def compare_actuals(session: Session, plan: Schedule, files: Iterable[tuple[str, str]]) -> Actuals:
    """Hold recorded times, pairs of file name and content, against `plan`; the median of the deliveries proposes."""
    deliveries: list[Delivery] = []
    problems: list[Problem] = []
    known = {time.slide for time in plan.slides}
    for name, text in files:
        read, found = _read(name, text, session.path)
        deliveries += read
        problems += found
        gone = {slide for one in read for slide in one.seconds} - known
        if gone:
            problems.append(
                warning(Source(name), "actuals", f"{len(gone)} of its slides are no longer in the session: not counted")
            )
    parts = tuple(comparison for part in session.parts for comparison in _compare(part, _by_part(plan, deliveries)))
    return Actuals(tuple(deliveries), parts, tuple(problems))


def _read(name: str, text: str, session: str) -> tuple[list[Delivery], list[Problem]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [column for column in ACTUALS_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        return [], [error(Source(name), "actuals", f"no recorded times: the column “{missing[0]}” is missing")]
    deliveries: dict[str, dict[str, int]] = {}
    for row in rows:
        if row["session"] != session:
            message = f"recorded for “{row['session']}”, not for “{session}”: leave the file out"
            return [], [error(Source(name, rows.line_num), "actuals", message)]
        seconds = row["actual_seconds"] or "0"
        if not seconds.isdecimal():
            message = f"“{seconds}” is no number of seconds: mend the row"
            return [], [error(Source(name, rows.line_num), "actuals", message)]
        slides = deliveries.setdefault(row["delivery"], {})
        slides[row["id"]] = slides.get(row["id"], 0) + int(seconds)
    return [Delivery(name, began, slides) for began, slides in deliveries.items()], []


def _by_part(plan: Schedule, deliveries: Sequence[Delivery]) -> Mapping[str, tuple[int, ...]]:
    """Seconds of each delivery by the part that a slide shows first; a section's own slides count for the section."""
    sections = {section.index: section.id for section in plan.sections}
    found: dict[str, list[int]] = {}
    for time in plan.slides:
        part = time.part or (sections.get(time.section) if time.section is not None else None)
        if part is None:
            continue
        seconds = found.setdefault(part, [0] * len(deliveries))
        for index, delivery in enumerate(deliveries):
            seconds[index] += delivery.seconds.get(time.slide, 0)
    return {part: tuple(seconds) for part, seconds in found.items()}


def _compare(part: Part, measured: Mapping[str, tuple[int, ...]]) -> Iterator[Comparison]:
    below = [comparison for child in part.parts for comparison in _compare(child, measured)]
    if part.minutes is not None:
        columns = [measured[one.id] for one in part.walk() if one.id in measured]
        actual = tuple(total for total in map(sum, zip(*columns, strict=True)) if total)
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
    return max(Minutes(max(1, whole_minutes(round(median(actual))))), inside)


def _inside(part: Part, proposed: Mapping[str, Minutes]) -> Minutes:
    """What the nearest timed parts below add up to."""
    return sum(
        (proposed[child.id] if child.id in proposed else _inside(child, proposed) for child in part.parts), Minutes(0)
    )


def proposed_patch(text: str, actuals: Actuals) -> str:
    """A unified diff that puts the proposed minutes on the headings of a content file; empty where none changes."""
    lines = text.splitlines(keepends=True)
    changed = list(lines)
    for one in actuals.parts:
        at = one.source.line - 1
        if not one.changes or not one.written or not 0 <= at < len(lines):
            continue
        before, found, after = changed[at].rpartition(one.written)
        if found:
            changed[at] = before + renumber(one.written, one.planned, one.proposed) + after
    file = actuals.parts[0].source.file if actuals.parts else ""
    diff = difflib.unified_diff(lines, changed, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in diff)
