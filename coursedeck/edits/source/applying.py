"""A content file with the edits of a deck in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct, field

from coursedeck.base.markdown import spans
from coursedeck.base.wording import markdown_of, merged, rewritten, styled_spans
from coursedeck.edits.source.charts import number_at, rewritten_chart
from coursedeck.edits.source.columns import with_columns
from coursedeck.edits.source.labels import Splice, label_changes
from coursedeck.edits.source.locating import (
    Range,
    fence_around,
    fences,
    headings,
    indentation,
    item_at,
    label_places,
    line_at,
    line_end,
    line_starts,
    minutes_at,
    own_part,
    paragraph_at,
    section_at,
)
from coursedeck.edits.source.places import SourcePlaces
from coursedeck.model.edits import (
    Added,
    BlockEdit,
    ChartChanged,
    CodeChanged,
    ColumnsChanged,
    Edit,
    ItemNested,
    MinutesChanged,
    NotesAdded,
    Relabelled,
    Removed,
    Retyped,
    Reworded,
    RowAdded,
    RowRemoved,
    SlideAdded,
    SlideEdit,
    SlideHidden,
    SlideMoved,
    SlideRemoved,
    ValueChanged,
)
from coursedeck.model.origin import Origin
from coursedeck.model.values import replace

NO_PLACE = "the source has no place for it"
SHARED = "other slides stand under its heading: hide it, or change the source"
SET = "the product sets it in its place"
SUMMED = "its minutes are those of its parts, or nobody wrote them: change them there"
SEVERAL = "the source says it in several places: change it there"
REPEATED = "the figure says it in several places, which are one in its source: change all of them, or the source"
MADE = "the figure's script makes it up, as from an f-string or in a loop: change it there"
CHANGED = "the source says something else there now"

_EMPTY_NOTES = re.compile(r"^:{3,}[ \t]*notes[ \t]*(?:\r?\n[ \t]*)*\n:{3,}[ \t]*$", re.MULTILINE)
_NOTHING = "&nbsp;"
"""What keeps a slide that has but a title."""
_TAB = 4
"""Blanks that decks show for a tab."""
_BREAKS = re.compile(r"<!--\s*slide:[^>]*\bbreak\b")
"""A hint that a slide shares its place with no other."""
_HIDE = re.compile(r"[ \t]*<!--\s*slide:\s*hide\s*-->[ \t]*(?:\r?\n|\Z)")


_OTHER_END = re.compile(r"(?<!\r)\n|\r(?!\n)")


class Applied(Struct, frozen=True):
    """A content file after edits, and those that are not in it, each with the reason."""

    text: str
    placed: tuple[Edit, ...]
    left: tuple[tuple[Edit, str], ...]


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n")


def times_shown(origin: Origin, slide: str, figure: str, label: str) -> int:
    """How often a figure on a slide shows a label; 0 for charts."""
    shapes = (shape for one in origin.slides if one.id == slide for shape in one.shapes if shape.name == figure)
    return sum(one.plain.split() == label.split() for shape in shapes for one in shape.paragraphs)


def applied(origin: Origin, text: str, edits: Sequence[Edit]) -> Applied:
    """The edits of a deck in the present `text` of the content file that it was built from."""
    if "\r\n" in text and not _OTHER_END.search(text):
        done = applied(replace(origin, written=_with_plain_ends(origin.written)), _with_plain_ends(text), edits)
        return replace(done, text=done.text.replace("\n", "\r\n"))
    labels = Counter(edit for edit in edits if isinstance(edit, Relabelled))
    moved = Counter(edit.line for edit in edits if isinstance(edit, SlideMoved))
    writer = _SourceWriter(text, SourcePlaces(text, origin), labels=labels, moved=moved)
    placed: list[Edit] = []
    left: list[tuple[Edit, str]] = []
    for edit in _in_turn(edits):
        reason = writer.take(edit)
        if reason is None:
            placed.append(edit)
        else:
            left.append((edit, reason))
    written, failed = writer.written()
    placed = [edit for edit in placed if edit not in failed]
    return Applied(written, tuple(placed), (*left, *((edit, CHANGED) for edit in failed)))


def _in_turn(edits: Sequence[Edit]) -> list[Edit]:
    """Removals of slides and moves last, since what is reworded on a slide goes with it."""
    late = (SlideMoved, SlideRemoved)
    return [edit for edit in edits if not isinstance(edit, late)] + [edit for edit in edits if isinstance(edit, late)]


class _SourceWriter(Struct):
    """Collects what goes where; places are those of the text as it was."""

    text: str
    places: SourcePlaces
    splices: list[tuple[Range, str]] = field(default_factory=list)
    messages: dict[Range, str] = field(default_factory=dict)
    writers: dict[Range, Edit] = field(default_factory=dict)
    """Which edit was the first to write in a place."""
    sections: list[SlideRemoved | SlideMoved] = field(default_factory=list)
    labels: Counter[Relabelled] = field(default_factory=Counter)
    """How often a label was changed in one way."""
    moved: Counter[int] = field(default_factory=Counter)
    """How many slides of a heading stand elsewhere."""
    relabelled: set[Relabelled] = field(default_factory=set)

    def take(self, edit: Edit) -> str | None:
        """Note down an edit; why it cannot be placed, or None."""
        reason = self._take(edit)
        for where in (*(where for where, _ in self.splices), *self.messages):
            self.writers.setdefault(where, edit)
        return reason

    def _take(self, edit: Edit) -> str | None:
        if isinstance(edit, SlideEdit):
            return self._take_slide(edit)
        if isinstance(edit, BlockEdit):
            return self._take_block(edit)
        if isinstance(edit, Removed | Added | ItemNested):
            return self._take_paragraph(edit)
        match edit:
            case Reworded():
                return self._reword(edit)
            case Retyped():
                return self._retype(edit)
            case NotesAdded():
                return self._add_notes(edit)
            case MinutesChanged():
                return self._minutes(edit)
            case _:
                return NO_PLACE

    def _take_paragraph(self, edit: Removed | Added | ItemNested) -> str | None:
        match edit:
            case Removed():
                return self._remove(edit)
            case Added():
                return self._add(edit)
            case ItemNested():
                return self._nest(edit)

    def _take_slide(self, edit: SlideEdit) -> str | None:
        match edit:
            case SlideHidden():
                return self._hide(edit)
            case SlideAdded():
                return self._add_slide(edit)
            case SlideRemoved() | SlideMoved():
                return self._section(edit)

    def _take_block(self, edit: BlockEdit) -> str | None:
        match edit:
            case RowAdded():
                return self._add_row(edit)
            case RowRemoved():
                return self._remove_line(edit.line)
            case ValueChanged():
                return self._value(edit)
            case ChartChanged():
                return self._chart(edit)
            case ColumnsChanged():
                return self._columns(edit)
            case Relabelled():
                return self._relabel(edit)
            case CodeChanged():
                return self._code(edit)

    def written(self) -> tuple[str, list[Edit]]:
        """The text with all that was noted down, and edits that would have written where others have written."""
        splices = [*self.splices, *((where, words) for where, words in self.messages.items())]
        parts: list[str] = []
        failed: list[Edit] = []
        at = 0
        for (start, end), words in sorted(splices, key=lambda splice: splice[0]):
            if start < at:
                # what is new behind the last line stays where that was removed; other words went with it
                if start == end:
                    parts.append(words if words.endswith("\n") else words + line_end(self.text))
                elif parts[-1]:
                    whole = _within(parts[-1], self.text[start:end], words)
                    failed += [self.writers[start, end]] if whole is None else []
                    parts[-1] = parts[-1] if whole is None else whole
                continue
            parts += (self.text[at:start], words)
            at = end
        text, unmoved = self._with_sections("".join((*parts, self.text[at:])))
        return text, [*failed, *unmoved]

    def _reword(self, edit: Reworded) -> str | None:
        where = self.places.of(edit.paragraph, edit.nth)
        if where is None:
            new = rewritten(edit.paragraph.written, edit.old, edit.new)
            there = None if new is None else self.places.of(replace(edit.paragraph, written=new))
            return self._merge(edit) if there is None else None
        current = self.messages.get(where, edit.paragraph.written)
        if current == rewritten(edit.paragraph.written, edit.old, edit.new):
            return None  # as on another slide
        new = rewritten(current, edit.old, edit.new)
        if new is None:
            return NO_PLACE
        self.messages[where] = self._in_row(new, where)
        return None

    def _retype(self, edit: Retyped) -> str | None:
        where = self.places.of(edit.paragraph)
        if where is None:
            return CHANGED
        self.messages[where] = self._in_row(edit.markdown, where)
        return None

    def _in_row(self, words: str, where: Range) -> str:
        """New words, with their bars escaped where they stand in a row of a table."""
        start = self.text.rfind("\n", 0, where[0]) + 1
        in_row = re.match(r"[ \t>]*\|", self.text[start : where[0]]) is not None
        return re.sub(r"(?<!\\)\|", r"\\|", words) if in_row else words

    def _merge(self, edit: Reworded) -> str | None:
        """Put the edit into what the source says there now, as far as it changed other words."""
        now = self.places.instead_of(edit.paragraph)
        where = None if now is None else self.places.of(replace(edit.paragraph, written=now))
        if now is None or where is None:
            return CHANGED
        said, conflict = styled_spans(spans(now)), f"{CHANGED}: “{now}”"
        whole = styled_spans(spans(edit.paragraph.written))
        start = whole.plain.find(edit.old.plain)
        if start < 0:
            return conflict
        rest = whole[start + len(edit.old.plain) :]
        both = merged(whole[:start] + edit.old + rest, said, whole[:start] + edit.new + rest)
        new = None if both is None else rewritten(self.messages.get(where, now), said, both)
        if new is None:
            return conflict
        self.messages[where] = new
        return None

    def _remove(self, edit: Removed) -> str | None:
        where = self.places.of(edit.paragraph)
        if where is None:
            now = self.places.instead_of(edit.paragraph)
            return CHANGED if now is None else f"{CHANGED}: “{now}”"
        line = line_at(self.text, where[0])
        item = item_at(self.text, line)
        if item is None:
            self.splices.append((self._whole_paragraph(line), ""))
            return None
        # what is nested in it is removed by edits of its own, and stays otherwise
        self.splices.append(((item.range[0], item.own_end), ""))
        return None

    def _whole_paragraph(self, line: int) -> Range:
        """A paragraph and the blank line behind it."""
        start, end = paragraph_at(self.text, line)
        blank = re.compile(r"[ \t]*\r?\n").match(self.text, end)
        return start, blank.end() if blank else end

    def _remove_line(self, line: int) -> str | None:
        now = self.places.line(line)
        starts = line_starts(self.text)
        if now is None or now >= len(starts) or "|" not in self.text[starts[now - 1] : starts[now]]:
            return CHANGED
        self.splices.append(((starts[now - 1], starts[now]), ""))
        return None

    def _add(self, edit: Added) -> str | None:
        beside = edit.after or edit.before
        where = None if beside is None else self.places.of(beside)
        if beside is None or where is None:
            return NO_PLACE if beside is None else CHANGED
        line = line_at(self.text, where[0])
        item = item_at(self.text, line)
        words, end = markdown_of(edit.text), line_end(self.text)
        if item is not None:
            deeper = "  " * max(0, edit.level - beside.level)
            marker = item.marker if not item.marker[0].isdigit() else _next(item.marker, edit.after is not None)
            new = f"{item.prefix}{deeper}{marker}{item.gap}{words}{end}"
            self._insert(item.range[1] if edit.after else item.range[0], new)
            return None
        start, stop = paragraph_at(self.text, line)
        self._insert(stop if edit.after else start, f"{end}{words}{end}" if edit.after else f"{words}{end}{end}")
        return None

    def _nest(self, edit: ItemNested) -> str | None:
        where = self.places.of(edit.paragraph)
        if where is None:
            return CHANGED
        made = indentation(self.text, line_at(self.text, where[0]), edit.steps)
        if made is None:
            return NO_PLACE
        self.splices += made
        return None

    def _insert(self, at: int, words: str) -> None:
        if at == len(self.text) and self.text and not self.text.endswith("\n"):
            words = line_end(self.text) + words
        self.splices.append(((at, at), words))

    def _add_row(self, edit: RowAdded) -> str | None:
        now = self.places.line(edit.line)
        if now is None:
            return CHANGED
        lines, starts = self.text.splitlines(keepends=True), line_starts(self.text)
        if "|" not in lines[now - 1]:
            return NO_PLACE
        if now < len(lines) and re.fullmatch(r"[ \t>]*\|?[ \t]*:?-+[-|: \t]*\r?\n?", lines[now]):
            now += 1  # behind the line below the header
        cells = " | ".join(markdown_of(cell).replace("|", "\\|") for cell in edit.cells)
        prefix = re.match(r"[ \t>]*", lines[now - 1])
        self._insert(starts[now], f"{prefix[0] if prefix else ''}| {cells} |{line_end(self.text)}")
        return None

    def _heading(self, line: int) -> int | None:
        """The present line of a slide's heading."""
        known = {heading.line for heading in headings(self.text)}
        now = self.places.line(line)
        # a title without its minutes may not be what the heading says
        return next((one for one in (now, self.places.about(line)) if one in known), None)

    def _end_of_part(self, line: int) -> tuple[int, str] | None:
        """Where what stands under a heading ends, without the blank lines before the next one."""
        now = self._heading(line)
        part = None if now is None else own_part(self.text, now)
        if part is None:
            return None
        body = self.text[slice(*part)]
        return part[0] + len(body.rstrip()), body[len(body.rstrip()) :]

    def _add_notes(self, edit: NotesAdded) -> str | None:
        found = self._end_of_part(edit.line)
        first = next((slide.id for slide in self.places.origin.slides if slide.line == edit.line), edit.slide)
        if found is None or first != edit.slide:
            return NO_PLACE
        end = line_end(self.text)
        words = f"{end}{end}".join(markdown_of(text) for text in edit.paragraphs)
        self.splices.append(((found[0], found[0]), f"{end}{end}::: notes{end}{words}{end}:::"))
        return None

    def _value(self, edit: ValueChanged) -> str | None:
        now = self.places.line(edit.line)
        where = None if now is None else number_at(self.text, edit, now)
        if now is not None and where is None and number_at(self.text, replace(edit, old=edit.new), now):
            return None
        if where is None:
            return NO_PLACE
        self.splices.append((where, edit.new))
        return None

    def _chart(self, edit: ChartChanged) -> str | None:
        now = self.places.line(edit.line)
        fence = None if now is None else fence_around(self.text, now)
        inner = "" if fence is None else self.text[slice(*fence)]
        made = rewritten_chart(inner, edit.new)
        if fence is None or made is None:
            return NO_PLACE
        known = self.places.origin.written
        before = fence_around(known, edit.line) if known else None
        if before is not None and known[slice(*before)].splitlines() != inner.splitlines():
            return None if inner == rewritten_chart(known[slice(*before)], edit.new) else CHANGED
        self.splices.append((fence, made))
        return None

    def _columns(self, edit: ColumnsChanged) -> str | None:
        """Cells of a table's rows anew, those that stayed as they are written."""
        lines, starts = self.text.splitlines(keepends=True), line_starts(self.text)
        places = [self.places.line(line) for line in edit.lines]
        rows = [place for place in places if place is not None and "|" in lines[place - 1]]
        if len(rows) != len(edit.lines) or not rows:
            return CHANGED
        made: list[Splice] = []
        for number, row in enumerate([*rows, rows[0] + 1]):
            new = with_columns(lines[row - 1], edit.columns, number if number < len(rows) else None)
            if new is None:
                return NO_PLACE
            made.append(((starts[row - 1], starts[row]), new))
        self.splices += made
        return None

    def _minutes(self, edit: MinutesChanged) -> str | None:
        now = self._heading(edit.line)
        if now is None:
            return NO_PLACE
        where = minutes_at(self.text, now, edit.old)
        if where is None:
            return None if minutes_at(self.text, now, edit.new) else SUMMED
        self.splices.append((where, edit.new))
        return None

    def _code(self, edit: CodeChanged) -> str | None:
        """Put the new lines of a listing in the place of the old ones, indented as those are."""
        places = _listings(self.text, edit.old)
        shown = [
            slide.id
            for slide in self.places.origin.slides
            for shape in slide.shapes
            if shape.kind == "code" and tuple(shape.lines) == edit.old
        ]
        if not places:
            return None if _listings(self.text, edit.new) else CHANGED
        if len(places) != 1 and (len(places) != len(shown) or shown.count(edit.slide) != 1):
            return SEVERAL
        (start, end), prefix = places[0 if len(places) == 1 else shown.index(edit.slide)]
        rows = self.text[start:end].splitlines(keepends=True)
        self.splices.append(((start, end), _with_lines(rows, edit.old, edit.new, prefix, line_end(self.text))))
        return None

    def _hide(self, edit: SlideHidden) -> str | None:
        if self._stands_for_more(edit.slide, edit.line) or self._shares(edit):
            return SHARED
        now = self._heading(edit.line)
        if now is None:
            return NO_PLACE
        below = next(heading.below for heading in headings(self.text) if heading.line == now)
        starts, end = line_starts(self.text), line_end(self.text)
        at = starts[min(below - 1, len(starts) - 1)]
        if edit.hidden:
            self._insert(at, f"{end}<!-- slide: hide -->{end}")
            return None
        part = own_part(self.text, now)
        hint = _HIDE.search(self.text, at, part[1] if part else len(self.text))
        if hint is None:
            return NO_PLACE
        self.splices.append((hint.span(), ""))
        return None

    def _stands_for_more(self, id: str, line: int) -> bool:
        """Whether a slide is one of several under its heading, or shows the title of more than its own part."""
        slides = self.places.origin.slides
        own = next((slide for slide in slides if slide.id == id), None)
        title = next((title.plain for title in self.places.origin.titles if title.line == line), "")
        return own is None or (
            sum(slide.line == line for slide in slides) > 1
            or any(shape.kind == "bar" for shape in own.shapes)
            or (own.title != title and own.title.endswith(f" · {title}"))
        )

    def _add_slide(self, edit: SlideAdded) -> str | None:
        found = self._end_of_part(edit.after_line)
        if found is None:
            return NO_PLACE
        copy = self._copy(edit) if edit.copied else None
        if copy is not None:
            end = line_end(self.text)
            self.splices.append(((found[0], found[0]), f"{end}{end}{copy}"))
            return None
        now = self._heading(edit.after_line)
        level = next(heading.level for heading in headings(self.text) if heading.line == now)
        end = line_end(self.text)
        title = markdown_of(edit.title) or "…"
        hint = "break" if edit.paragraphs else "break, keep"
        lines = [f"{'#' * max(3, level)} {title}", "", f"<!-- slide: {hint} -->", ""]
        lines += [f"{'  ' * level_}- {markdown_of(text)}" for text, level_ in edit.paragraphs] or [_NOTHING]
        if edit.notes:
            lines += ["", "::: notes", *(part for text in edit.notes for part in (markdown_of(text), "")), ":::"]
        body = end.join(line for line in lines).rstrip()
        self.splices.append(((found[0], found[0]), f"{end}{end}{body}"))
        return None

    def _copy(self, edit: SlideAdded) -> str | None:
        """The part of the slide that a new one is a copy of, with what is different in the copy."""
        now = self._heading(edit.copied)
        if now is None:
            return None
        changed = applied(self.places.origin, self.text, edit.changes)
        part = None if changed.left else own_part(changed.text, now)
        if part is None:
            return None
        body = _EMPTY_NOTES.sub("", changed.text[slice(*part)]).strip()
        heading = next(one for one in headings(changed.text) if one.line == now)
        lines, end = body.splitlines(keepends=True), line_end(self.text)
        above, rest = "".join(lines[: heading.below - heading.line]), "".join(lines[heading.below - heading.line :])
        titles = {title.plain for title in self.places.origin.titles if title.line == edit.copied}
        if edit.title.plain not in titles and not any(_is_title(one, edit.copied) for one in edit.changes):
            above = f"{'#' * heading.level} {markdown_of(edit.title)}{end}"
        return f"{above}{'' if _BREAKS.search(rest) else f'{end}<!-- slide: break -->{end}'}{rest}"

    def _section(self, edit: SlideRemoved | SlideMoved) -> str | None:
        if self._heading(edit.line) is None:
            return NO_PLACE
        if isinstance(edit, SlideMoved) and self._heading(edit.after_line) is None:
            return NO_PLACE
        if isinstance(edit, SlideMoved) and (reason := self._fixed(edit)) is not None:
            return reason
        if isinstance(edit, SlideMoved) and edit.line == edit.after_line:
            return None  # it follows the one before it
        if isinstance(edit, SlideRemoved) and (self._stands_for_more(edit.slide, edit.line) or self._shares(edit)):
            return SHARED
        self.sections.append(edit)
        return None

    def _fixed(self, edit: SlideMoved) -> str | None:
        """Why a slide cannot stand elsewhere: the product sets it there, or others that stayed show the same part."""
        origin = self.places.origin
        if any(title.line == edit.line and title.level == 1 for title in origin.titles):
            return SET
        shown = sum(slide.line == edit.line for slide in origin.slides)
        return SHARED if self.moved[edit.line] < shown else None

    def _shares(self, edit: SlideRemoved | SlideHidden) -> bool:
        """Whether other slides show what stands under the same heading."""
        now = self._heading(edit.line)
        section = None if now is None else section_at(self.text, now)
        if section is None:
            return True
        count = self.text.count("\n", *section)
        below = range(edit.line, edit.line + max(1, count))
        return sum(slide.line in below for slide in self.places.origin.slides if slide.line) > 1

    def _relabel(self, edit: Relabelled) -> str | None:
        now = self.places.line(edit.line)
        fence = None if now is None else fence_around(self.text, now)
        if fence is None:
            return NO_PLACE
        shown = times_shown(self.places.origin, edit.slide, edit.figure, edit.old)
        if self.labels[edit] < shown:
            return REPEATED
        inner = self.text[slice(*fence)]
        if edit in self.relabelled:
            return None
        made = label_changes(inner, edit.old, edit.new, shown)
        if made is None:
            known = times_shown(self.places.origin, edit.slide, edit.figure, edit.new)
            there = edit.new in inner and not known and not label_places(inner, edit.old)
            return None if there else NO_PLACE
        self.relabelled.add(edit)
        self.splices += [((fence[0] + start, fence[0] + stop), words) for (start, stop), words in made]
        return None

    def _with_sections(self, text: str) -> tuple[str, list[Edit]]:
        """The text without the slides that are gone, those that were moved in their new places."""
        failed: list[Edit] = []
        for edit in self.sections:
            changed = _without(text, self._title(edit.line)) if isinstance(edit, SlideRemoved) else None
            if isinstance(edit, SlideMoved):
                changed = _moved(text, self._title(edit.line), self._title(edit.after_line))
            if changed is None:
                failed.append(edit)
            else:
                text = changed
        return text, failed

    def _title(self, line: int) -> str:
        """The heading on a line of the deck's source, as the text has it after other edits."""
        now = self._heading(line)
        assert now is not None
        where = next((place for place in self.messages if line_at(self.text, place[0]) == now), None)
        row = self.text.splitlines()[now - 1]
        if where is None:
            return row
        start = line_starts(self.text)[now - 1]
        return row[: where[0] - start] + self.messages[where] + row[where[1] - start :]


def _within(whole: str, old: str, new: str) -> str | None:
    """What replaces a part of the text, such as a fence, with other words of that part changed in it, too."""
    if whole.count(old) == 1:
        return whole.replace(old, new)
    return whole if old not in whole and new in whole else None


def _is_title(edit: Edit, line: int) -> bool:
    return isinstance(edit, Reworded) and edit.paragraph.line == line


def _listings(text: str, lines: Sequence[str]) -> list[tuple[Range, str]]:
    """Where fences say `lines` in a row, and what all of them are indented by there; whole fences before parts.

    Decks show tabs as the blanks that they stand for.
    """
    wanted = [line.expandtabs(_TAB).rstrip() for line in lines]
    found: list[tuple[Range, str]] = []
    whole: list[tuple[Range, str]] = []
    for fence in fences(text):
        rows = text[slice(*fence)].splitlines(keepends=True)
        shown = [row.expandtabs(_TAB).rstrip() for row in rows]
        for first in range(len(rows) - len(wanted) + 1):
            block = shown[first : first + len(wanted)]
            pairs = list(zip(block, wanted, strict=True))
            lead = next((row[: len(row) - len(line)] for row, line in pairs if line), "")
            if all(row == f"{lead}{line}".rstrip() for row, line in pairs):
                start = fence[0] + sum(len(row) for row in rows[:first])
                end = start + sum(len(row) for row in rows[first : first + len(wanted)])
                (whole if len(wanted) == len(rows) else found).append(((start, end), lead))
    return whole or found


def _with_lines(rows: Sequence[str], old: Sequence[str], new: Sequence[str], lead: str, end: str) -> str:
    """The rows of a listing with changed lines; those that stayed are written as they were."""
    parts: list[str] = []
    for kind, first, last, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = (f"{lead}{line}{end}" if line else end for line in new[begin:stop])
        parts += rows[first:last] if kind == "equal" else changed
    return "".join(parts)


def _next(marker: str, after: bool) -> str:
    """The number behind that of an ordered list's item."""
    return f"{int(marker[:-1]) + after}{marker[-1]}"


def _line_of(text: str, heading: str) -> int | None:
    lines = text.splitlines()
    return next((one.line for one in headings(text) if lines[one.line - 1] == heading), None)


def _without(text: str, heading: str) -> str | None:
    line = _line_of(text, heading)
    part = None if line is None else own_part(text, line)
    return None if part is None else text[: part[0]] + text[part[1] :]


def _moved(text: str, heading: str, after: str) -> str | None:
    line = _line_of(text, heading)
    part = None if line is None else own_part(text, line)
    if part is None:
        return None
    body, rest = text[slice(*part)], text[: part[0]] + text[part[1] :]
    target = _line_of(rest, after)
    there = None if target is None else own_part(rest, target)
    if there is None:
        return None
    end = line_end(text)
    before = rest[: there[1]].rstrip("\r\n")
    return f"{before}{end}{end}{body.strip()}{end}{end}{rest[there[1] :].lstrip()}".rstrip() + end


__all__ = ["CHANGED", "MADE", "NO_PLACE", "REPEATED", "Applied", "applied", "times_shown"]
