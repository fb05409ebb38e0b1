"""Gantt charts: tasks in sections, each with tags, an id, a start and an end.

    gantt
        dateFormat YYYY-MM-DD
        section Build
            Walls  :done, walls, 2024-03-04, 5d
            Roof   :crit, after walls, 1w
            Done   :milestone, 0d

Source of the grammar: Mermaid's documentation, "Gantt diagrams".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from coursedeck.figures.mermaid.dates import DAY, DateReader, add, moment
from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import StatementLine, statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import Gantt, Milliseconds, Task
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.values import replace

KINDS = ("gantt",)

_TAGS = ("done", "active", "crit", "milestone", "vert")
_TASK = re.compile(r"([^:]*):(.*)")
_ID = re.compile(r"[A-Za-z_][\w-]*")
"""A word where a start is wanted, and no date: the task's id, and it starts where the one before it ends."""
_CLICK = re.compile(r"(\S+)\s+(?:.*?)href\s+\"([^\"]*)\"")
_PASSED = frozenset({"todaymarker", "topaxis", "accdescription", "displaymode"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONDAY: Milliseconds = 4 * DAY
"""Where a chart without any date begins."""
_MOST_DAYS = 20_000
"""Days that a chart may span and still have some taken out of it."""


class _Statement(Struct):
    """A task as it was written."""

    node: str
    tags: frozenset[str]
    id: str
    start: str
    """Empty: where the task before it ends."""
    end: str
    source: Source


def read_gantt(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The chart that `prepared` describes. Raises CourseError for bad syntax and dates that are none."""
    return _GanttReader(prepared, fence).read(name)


class _GanttReader:
    """Parses one Gantt chart, then works out when each task begins and ends."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        self.parts = GraphParts(self.scanner.source(prepared.start), read_label(prepared.title))
        self.dates = DateReader("YYYY-MM-DD")
        self.kind = Gantt(())
        self.section: str | None = None
        self.tasks: list[_Statement] = []
        self.inclusive = False
        self.excluded: set[str] = set()
        self.included: set[str] = set()
        self.weekend = 5
        self.settings: dict[str, Callable[[str], None]] = {
            "dateformat": self._date_format, "axisformat": self._axis_format, "tickinterval": self._tick,
            "excludes": self._exclude, "includes": self._include, "weekday": self._week_start,
            "weekend": self._weekend, "inclusiveenddates": self._inclusive,
        }  # fmt: skip

    def read(self, name: str) -> Graph:
        for line in statement_lines(self.scanner, self.parts, semicolons=False):
            self._line(line)
        if not self.tasks:
            raise NothingToDrawError("the chart has no tasks; write lines such as `Walls : 2024-03-04, 5d`")
        for task in self.tasks:
            if not task.id and _ID.fullmatch(task.start) and self.dates.read(task.start) is None:
                task.id, task.start = task.start, ""
        times = _Times(self.tasks, self.dates, self._works, inclusive=self.inclusive)
        found = times.resolved()
        for task, (start, _) in zip(self.tasks, found, strict=True):
            self._depend(task, start)
        for message, source in times.remarks:
            self.scanner.warn(message, source)
        tasks = tuple(_task(said, times) for said, times in zip(self.tasks, found, strict=True))
        kind = replace(self.kind, tasks=tasks, dated=self.dates.dated and times.dated)
        return self.parts.graph(name, replace(kind, excluded=self._pauses(tasks)))

    def _line(self, line: StatementLine) -> None:
        if not line.text.strip(";"):
            return
        word, rest = line.word()
        key = word.lower().rstrip(":")
        if key == "section":
            self.section = self.parts.cluster(read_label(rest), line.source)
        elif key in _PASSED:
            return
        elif key in self.settings:
            self.settings[key](rest.strip(": ;"))
        elif key == "click" and ":" not in word:
            self._click(rest)
        elif task := _TASK.fullmatch(line.text):
            self._add(task[1].strip(), task[2], line.source)
        else:
            message = f"found {quoted(line.text)}; expected a task such as `Walls : 2024-03-04, 5d`"
            raise CourseError([error(line.source, "mermaid", message)])

    def _add(self, words: str, data: str, source: Source) -> None:
        parts = [part.strip() for part in data.strip(" ;:\t").split(",")]
        tags = set()
        while parts and parts[0].lower() in _TAGS:
            tags.add(parts.pop(0).lower())
        ids = parts[:-2]
        start = parts[-2] if len(parts) > 1 else ""
        node = self.parts.node(read_label(words), source, self.section)
        self.tasks.append(
            _Statement(node, frozenset(tags), ids[0] if ids else "", start, parts[-1] if parts else "", source)
        )

    def _depend(self, task: _Statement, start: Milliseconds) -> None:
        """Edges from the tasks that a task waits for, as it says itself."""
        if not task.start.startswith("after"):
            return
        by_id = {each.id: each.node for each in self.tasks if each.id}
        for name in task.start.split()[1:]:
            if name in by_id and by_id[name] != task.node:
                self.parts.edge(by_id[name], task.node, task.source)

    def _click(self, text: str) -> None:
        clicked = _CLICK.match(text)
        if clicked and clicked[2].lower().startswith(("http://", "https://")):
            for task in self.tasks:
                if task.id in clicked[1].split(","):
                    index = int(task.node[1:]) - 1
                    self.parts.nodes[index] = replace(self.parts.nodes[index], link=clicked[2])

    def _date_format(self, text: str) -> None:
        self.dates = DateReader(text)

    def _axis_format(self, text: str) -> None:
        self.kind = replace(self.kind, axis_format=text)

    def _tick(self, text: str) -> None:
        self.kind = replace(self.kind, tick=text)

    def _exclude(self, text: str) -> None:
        self.excluded |= set(re.split(r"[\s,]+", text.lower()))

    def _include(self, text: str) -> None:
        self.included |= set(re.split(r"[\s,]+", text.lower()))

    def _week_start(self, text: str) -> None:
        if text.lower() in _DAYS:
            self.kind = replace(self.kind, week_start=_DAYS.index(text.lower()))

    def _weekend(self, text: str) -> None:
        self.weekend = 4 if text.lower() == "friday" else 5

    def _inclusive(self, text: str) -> None:
        self.inclusive = True

    def _works(self, day: Milliseconds) -> bool:
        """Whether work goes on at a day."""
        if not self.excluded:
            return True
        date = moment(day)
        names = {_DAYS[date.weekday()]}
        if date.weekday() in {self.weekend, (self.weekend + 1) % 7}:
            names.add("weekends")
        if self._names_day(self.included, day):
            return True
        return not names & self.excluded and not self._names_day(self.excluded, day)

    def _names_day(self, words: set[str], day: Milliseconds) -> bool:
        """Whether one of the words is this day's date, in the form of the chart's dates or in ISO 8601's."""
        return any(date is not None and date // DAY == day // DAY for date in map(self.dates.read, words))

    def _pauses(self, tasks: tuple[Task, ...]) -> tuple[tuple[Milliseconds, Milliseconds], ...]:
        """Neighbouring days without work, as spans."""
        first, last = min(task.start for task in tasks) // DAY, -(-max(task.end for task in tasks) // DAY)
        if not self.excluded or not self.dates.dated or last - first > _MOST_DAYS:
            return ()
        spans: list[tuple[Milliseconds, Milliseconds]] = []
        for day in (number * DAY for number in range(first, last)):
            if self._works(day):
                continue
            begins = spans.pop()[0] if spans and spans[-1][1] == day else day
            spans.append((begins, day + DAY))
        return tuple(spans)


class _Times:
    """Works out starts and ends; tasks may wait for tasks that stand below them."""

    def __init__(
        self, tasks: list[_Statement], dates: DateReader, works: Callable[[Milliseconds], bool], *, inclusive: bool
    ) -> None:
        self.tasks, self.dates, self.works, self.inclusive = tasks, dates, works, inclusive
        self.by_id = {task.id: index for index, task in enumerate(tasks) if task.id}
        self.starts: dict[int, Milliseconds] = {}
        self.ends: dict[int, Milliseconds] = {}
        self.remarks: list[tuple[str, Source]] = []
        self.dated = any(dates.read(text) is not None for task in tasks for text in (task.start, task.end))

    def resolved(self) -> list[tuple[Milliseconds, Milliseconds]]:
        """Start and end of every task. Raises CourseError for what is neither a date nor a duration."""
        before = -1
        while before < len(self.starts) + len(self.ends):
            before = len(self.starts) + len(self.ends)
            for index in range(len(self.tasks)):
                self._try(index)
        first = min(self.starts.values(), default=_MONDAY)
        for index, task in enumerate(self.tasks):
            if index not in self.ends:
                what = task.start if index not in self.starts else task.end
                self.remarks.append((f"{quoted(what)} names no task that has a time", task.source))
                self.starts.setdefault(index, self.ends.get(index - 1, first))
                self._try(index)
                self.ends.setdefault(index, self.starts[index] + DAY)
        return [(self.starts[index], max(self.starts[index], self.ends[index])) for index in range(len(self.tasks))]

    def _try(self, index: int) -> None:
        task = self.tasks[index]
        if index not in self.starts:
            start = self._start(index, task)
            if start is None:
                return
            self.starts[index] = start
        if index not in self.ends:
            end = self._end(self.starts[index], task)
            if end is not None:
                self.ends[index] = end

    def _start(self, index: int, task: _Statement) -> Milliseconds | None:
        if not task.start:
            return self.ends.get(index - 1) if index else self._first()
        if task.start.split()[0] == "after":
            waits = [self.by_id[name] for name in task.start.split()[1:] if name in self.by_id]
            ends = [self.ends[each] for each in waits if each in self.ends]
            return max(ends) if ends and len(ends) == len(waits) else None
        start = self.dates.read(task.start)
        if start is None:
            self._refuse(task.start, task)
        return start

    def _first(self) -> Milliseconds:
        dates = [date for task in self.tasks if (date := self.dates.read(task.start)) is not None]
        return min(dates, default=_MONDAY)

    def _end(self, start: Milliseconds, task: _Statement) -> Milliseconds | None:
        if task.end.split()[:1] == ["until"]:
            waits = [self.by_id[name] for name in task.end.split()[1:] if name in self.by_id]
            starts = [self.starts[each] for each in waits if each in self.starts]
            return min(starts) if starts and len(starts) == len(waits) else None
        if (date := self.dates.read(task.end)) is not None:
            return date + DAY * self.inclusive
        end = start if task.end in {"", "0"} else add(start, task.end)
        if end is None:
            self._refuse(task.end, task)
            return None
        return self._stretched(start, end)

    def _stretched(self, start: Milliseconds, end: Milliseconds) -> Milliseconds:
        """Durations count days of work: the end moves on for each day without."""
        day, passed = start + DAY, 0
        while day <= end and passed < _MOST_DAYS:
            if not self.works(day):
                end += DAY
            day, passed = day + DAY, passed + 1
        return end

    def _refuse(self, text: str, task: _Statement) -> None:
        wanted = f"a date (`{self.dates.form}`), `after` a task or a duration such as `3d`"
        raise CourseError([error(task.source, "mermaid", f"found {quoted(text)}; expected {wanted}")])


def _task(said: _Statement, times: tuple[Milliseconds, Milliseconds]) -> Task:
    return Task(
        said.node,
        *times,
        done="done" in said.tags,
        active="active" in said.tags,
        critical="crit" in said.tags,
        milestone="milestone" in said.tags,
        line="vert" in said.tags,
    )
