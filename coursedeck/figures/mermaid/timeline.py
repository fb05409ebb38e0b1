"""Timelines: periods from left to right become clusters around their events, sections clusters around periods.

    timeline
        title Virtualization
        section Mainframes
            1972 : VM/370
        section PCs
            1999 : VMware Workstation
            2003 : Xen : Virtual PC
                 : QEMU

Source of the grammar: Mermaid's documentation, "Timeline Diagram".
"""

from __future__ import annotations

import re

from coursedeck.figures.mermaid.accessible import take_accessible
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.links import Link
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.graph import Arrow, Direction, Graph, NodeShape
from coursedeck.model.problem import CourseError, Source, error

KINDS = ("timeline",)

_LINE = re.compile(r"(?:[#&]\w+;|[^\n;])+")
_DIRECTION = re.compile(r"[ \t]+(LR|TD)(?=\s|$)")
_PARTS = re.compile(r"\s*:(?:\s+|$)")
_COMMENT = re.compile(r"\s%%.*")


def read_timeline(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The figure that `prepared` describes. Raises CourseError for bad syntax and for more than 500 events."""
    return _TimelineReader(prepared, fence).read(name)


class _TimelineReader:
    """Parses one timeline and keeps track of the open section and the period that events belong to."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        self.start = prepared.start
        turned = self.scanner.take(_DIRECTION)
        direction = Direction.TB if turned and turned[1] == "TD" else Direction.LR
        title = read_label(prepared.title)
        self.builder = GraphBuilder(self.scanner.source(prepared.start), NodeShape.ROUNDED, direction, title)
        self.periods = 0
        self.events = 0
        self.in_section = False
        self.in_period = False
        self.sections = 0
        self.empty: Source | None = None
        """Where the open section began, as long as nothing stands in it."""
        self.last = ""
        """Name of what came last in time."""

    def read(self, name: str) -> Graph:
        while True:
            self.scanner.skip_space()
            if self.scanner.at_end():
                break
            if self.scanner.accept(";") or take_accessible(self.scanner, self.builder):
                continue
            source = self.scanner.source()
            line = self.scanner.take(_LINE)
            self._line(_COMMENT.sub("", line.group() if line else "").strip(), source)
        if not self.periods and not self.sections:
            raise NothingToDrawError("the timeline is empty; write a period and what happened: `1972 : VM/370`")
        self._close_period()
        self._close_section()
        return self.builder.build(name)

    def _line(self, text: str, source: Source) -> None:
        word, _, rest = text.partition(" ")
        if word == "title":
            if not self.builder.title:
                self.builder.title = read_label(rest)
            return
        if word == "section":
            self._close_period()
            self._close_section()
            self.sections += 1
            self.builder.open_cluster(f"section {self.sections}", read_label(rest), source)
            self.in_section, self.empty = True, source
            return
        period, *events = _PARTS.split(text)
        if period:
            self._open_period(period, source)
        elif not self.in_period:
            message = f"{quoted(text)} belongs to no period; write one in front of it: `1972 {text}`"
            raise CourseError([error(source, "mermaid", message)])
        for event in filter(None, events):
            self.events += 1
            key = f"event {self.events}"
            self.builder.mention(key, source)
            self.builder.describe(key, source, read_label(event))

    def _open_period(self, text: str, source: Source) -> None:
        self._close_period()
        self.periods += 1
        self.empty = None
        self.builder.open_cluster(f"period {self.periods}", read_label(text), source)
        self.in_period = True
        self._follow(f"period {self.periods}", source)

    def _follow(self, name: str, source: Source) -> None:
        """An arrow from what came before in time."""
        if self.last:
            self.builder.connect((self.last,), (name,), Link(Arrow.NONE, Arrow.TRIANGLE), source)
        self.last = name

    def _close_period(self) -> None:
        if self.in_period:
            self.builder.close_cluster()
        self.in_period = False

    def _close_section(self) -> None:
        if self.in_section:
            self.builder.close_cluster()
        if self.in_section and self.empty:
            self._follow(f"section {self.sections}", self.empty)
        self.in_section = False
