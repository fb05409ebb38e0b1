"""presenterm: commands in comments, which end slides, make columns and hold notes.

https://mfontanini.github.io/presenterm/features/commands.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from coursedeck.base.foreign.comments import FoundComment, without_comments
from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, headings_in, outside_code, trimmed
from coursedeck.base.foreign.slides import ForeignSlide, in_columns

COMMANDS = frozenset({
    *("end_slide", "pause", "column_layout", "column", "reset_layout", "speaker_note", "incremental_lists", "new_line"),
    *("new_lines", "jump_to_middle", "jump_to_vertical_center", "font_size", "no_footer", "alignment", "include"),
    *("list_item_newlines", "skip_slide", "snippet_output", "newlines", "newline", "jump_to_bottom"),
})  # fmt: skip
_COMMAND = re.compile(r"(?P<name>[a-z_]+)\s*(?::\s*(?P<value>.*))?", re.DOTALL)


class _PresentermReader(Struct):
    """One slide while it is read."""

    remarks: list[Remark]
    first: int
    lines: list[SourceLine] = field(default_factory=list)
    columns: list[list[SourceLine]] = field(default_factory=list)
    notes: list[SourceLine] = field(default_factory=list)
    builds: bool = False
    hidden: bool = False

    def add(self, line: SourceLine) -> None:
        """A line, in the column that is open."""
        (self.columns[-1] if self.columns else self.lines).append(line)

    def reset(self) -> None:
        """Close the columns."""
        self.lines += in_columns(self.columns)
        self.columns = []

    def command(self, name: str, value: str, found: FoundComment) -> None:
        """Do what a command says."""
        if name == "column":
            self.columns.append([])
        elif name in {"reset_layout", "column_layout"}:
            self.reset()
        elif name == "speaker_note":
            self.notes += [found.lines[0].with_text("")] if self.notes else []
            self.notes += _spoken(found)
        elif name in {"pause", "incremental_lists"}:
            self.builds = self.builds or value != "false"
        elif name == "skip_slide":
            self.hidden = True
        elif name == "include":
            what = f"the slides of {value}, which stand in another file: `coursedeck import` puts them in"
            self.remarks.append(Remark(found.number, RemarkKind.LEFT_OUT, what))

    def slide(self) -> ForeignSlide:
        """All of it."""
        self.reset()
        return ForeignSlide(trimmed(self.lines), self.first, tuple(self.notes), hidden=self.hidden, builds=self.builds)


def _spoken(found: FoundComment) -> Iterator[SourceLine]:
    """The words of a note, on one line or as a block of YAML."""
    at = next(index for index, line in enumerate(found.lines) if "speaker_note" in line.text)
    first = found.lines[at]
    words = re.sub(r"[>|][+-]?[ \t]*$", "", first.text.partition(":")[2].strip()).strip("\"'")
    if words:
        yield first.with_text(words)
    yield from (line.with_text(line.text.strip()) for line in found.lines[at + 1 :])


def read_presenterm(
    lines: Sequence[SourceLine], settings: Mapping[str, str]
) -> tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]:
    """The slides of a deck, and what could not be carried over."""
    remarks: list[Remark] = []
    commands: dict[int, tuple[str, str, FoundComment]] = {}

    def mark(found: FoundComment) -> Sequence[SourceLine] | None:
        match = _COMMAND.fullmatch(found.text)
        if match is None or match["name"] not in COMMANDS:
            return () if found.text.startswith(("//", "comment:")) else None
        commands[found.number] = (match["name"], (match["value"] or "").strip(), found)
        return (SourceLine("", found.number),)

    shown = without_comments(lines, mark)
    prose = outside_code(shown)
    # an underlined heading is a slide's title, of which a slide has one
    titles = {shown[heading.first].number for heading in headings_in(shown) if heading.end - heading.first > 1}
    slides = []
    reader = _PresentermReader(remarks, lines[0].number if lines else 1)
    for line, inside in zip(shown, prose, strict=True):
        command = commands.get(line.number) if inside and line.blank else None
        if line.number in titles and trimmed(reader.lines):
            slides.append(reader.slide())
            reader = _PresentermReader(remarks, line.number)
        if command is None:
            reader.add(line)
        elif command[0] == "end_slide":
            slides.append(reader.slide())
            reader = _PresentermReader(remarks, line.number + 1)
        else:
            reader.command(*command)
    return (*slides, reader.slide()), tuple(remarks)
