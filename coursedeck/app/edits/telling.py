"""An edit in words, one line."""

from __future__ import annotations

from collections.abc import Sequence

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
    OverlayEdit,
    Relabelled,
    Removed,
    Retyped,
    Reworded,
    RowAdded,
    RowRemoved,
    ShapeAdded,
    ShapeMoved,
    ShapeRecolored,
    ShapeRemoved,
    SlideAdded,
    SlideEdit,
    SlideHidden,
    SlideMoved,
    SlideRemoved,
    TextAdded,
    Unplaced,
    ValueChanged,
    WordsStyled,
)
from coursedeck.model.overlay import StyledWords

_LONGEST = 60


def told(edit: Edit) -> str:
    """What somebody did, on which slide."""
    return f"{edit.slide}: {_what(edit)}"


def _what(edit: Edit) -> str:
    if isinstance(edit, SlideEdit):
        return _slide(edit)
    if isinstance(edit, BlockEdit | MinutesChanged):
        return _block(edit)
    match edit:
        case Reworded() | Retyped():
            return _words(edit)
        case Removed(paragraph=paragraph):
            return f"removed: “{_short(paragraph.plain)}”"
        case Added(text=text):
            return f"added: “{_short(text.plain)}”"
        case ItemNested(paragraph=paragraph, steps=steps):
            return f"“{_short(paragraph.plain)}” {'deeper' if steps > 0 else 'less deep'} in its list"
        case NotesAdded(paragraphs=paragraphs):
            return f"new notes: “{_short(paragraphs[0].plain)}”"
        case _:
            return _outside(edit)


def _words(edit: Reworded | Retyped) -> str:
    if isinstance(edit, Retyped):
        return _change(edit.paragraph.written, edit.markdown)
    same = edit.old.plain == edit.new.plain
    return f"another style: “{_short(edit.new.plain)}”" if same else _change(edit.old.plain, edit.new.plain)


def _block(edit: BlockEdit | MinutesChanged) -> str:
    match edit:
        case RowAdded(cells=cells):
            return f"a new row: “{_short(' | '.join(cell.plain for cell in cells))}”"
        case RowRemoved(words=words):
            return f"a row removed: “{_short(words)}”"
        case ValueChanged():
            name = " · ".join(part for part in (edit.series, edit.category) if part)
            return f"{name}: {edit.old} → {edit.new}"
        case ChartChanged(old=old, new=new):
            return f"the chart has other rows or columns: {_change(_names(old), _names(new))}"
        case ColumnsChanged(columns=columns):
            names = [column[0].plain for column in columns if not isinstance(column, int)]
            what = f"a new column: “{_short(' | '.join(names))}”"
            return what if names else "a column removed"
        case Relabelled():
            return f"in {edit.figure}: {_change(edit.old, edit.new)}"
        case CodeChanged(old=old, new=new):
            gone = next((line for line in old if line not in new), "")
            come = next((line for line in new if line not in old), "")
            return f"code: {_change(gone.strip(), come.strip())}"
        case MinutesChanged():
            return f"minutes: {edit.old} → {edit.new}"


def _names(rows: Sequence[Sequence[str]]) -> str:
    """Series and categories of a chart."""
    return ", ".join(name for name in (*rows[0][1:], *(row[0] for row in rows[1:])) if name)


def _outside(edit: OverlayEdit | Unplaced) -> str:
    """What has no place in a session's text."""
    match edit:
        case ShapeMoved(name=name):
            return f"“{name}” moved or resized"
        case TextAdded(paragraphs=paragraphs):
            return f"a new text: “{_short(paragraphs[0][0].plain)}”"
        case ShapeAdded(kind=kind, words=words):
            return f"a new {'shape' if kind == 'text' else kind}: “{_short(words)}”"
        case ShapeRemoved(name=name):
            return f"“{name}” is gone"
        case ShapeRecolored(part=part, name=name):
            return f"“{_short(part)}” in another colour" + ("" if part == name else f", in {name}")
        case WordsStyled(look=look):
            return f"“{_short(look.words)}” {_look(look)}"
        case Unplaced(what=what):
            return what


def _look(look: StyledWords) -> str:
    parts = ("in another colour" if look.color else "", f"in {look.size:g} pt" if look.size else "")
    return "no longer bold" if look.light else " and ".join(part for part in parts if part)


def _change(old: str, new: str) -> str:
    return f"“{_short(old)}” → “{_short(new)}”"


def _slide(edit: SlideEdit) -> str:
    match edit:
        case SlideHidden(hidden=hidden):
            return "hidden" if hidden else "shown again"
        case SlideAdded(title=title):
            return f"a new slide: “{_short(title.plain)}”"
        case SlideRemoved():
            return "the slide is gone"
        case SlideMoved():
            return "the slide stands elsewhere"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
