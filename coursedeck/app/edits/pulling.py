"""``pull``: edited decks against what they were built with, and the change that this means for the course's files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.edits.files import EditedFiles
from coursedeck.app.edits.into_files import into_files
from coursedeck.app.edits.likeness import built_like
from coursedeck.app.edits.telling import told
from coursedeck.base.files import FileRefusedError, read_file, unpacked
from coursedeck.base.files.archive import MOST_UNPACKED
from coursedeck.base.look.deck_frame import deck_frame
from coursedeck.base.markdown.anchors import slug
from coursedeck.base.origin import read_origin
from coursedeck.edits.compare import edits_in
from coursedeck.edits.overlay import KeptEdit, overlay_text, read_overlays, with_drawings, with_edits
from coursedeck.edits.source.applying import CHANGED, NO_PLACE, Applied
from coursedeck.model.deck_file import DeckFile, FileComment
from coursedeck.model.edits import (
    Edit,
    NotesAdded,
    Relabelled,
    ShapeAdded,
    ShapeMoved,
    ShapeRecolored,
    ShapeRemoved,
    SlideAdded,
    SlideHidden,
    SlideRemoved,
    TextAdded,
    WordsStyled,
)
from coursedeck.model.origin import Origin
from coursedeck.model.overlay import overlay_file
from coursedeck.model.problem import CourseError, Problem, Severity, Source, error, warning
from coursedeck.model.slide import DrawnShape
from coursedeck.model.values import replace
from coursedeck.review.unpack import read_deck
from coursedeck.review.unpack.custom_xml import custom_xml
from coursedeck.review.unpack.dangers import danger
from coursedeck.review.unpack.drawings import drawing

CHECK = "pull"
_CONFLICT = "say it in one of the two as it shall be, and pull again; nothing of this deck was written"


class CommentThread(Struct, frozen=True):
    """What people wrote about a slide: the comment, then its answers; `source` is the slide's heading."""

    locale: str
    session: str
    slide: str
    source: Source
    comments: tuple[FileComment, ...]


class PulledDeck(Struct, frozen=True):
    """An edited deck: what was changed in it, in words, one line each."""

    deck: str
    placed: tuple[str, ...]
    left: tuple[str, ...]
    """What could not be placed, with the reason."""
    conflicts: tuple[str, ...] = ()
    """What the source says in other words now; nothing of the deck is placed then."""
    threads: tuple[CommentThread, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether it says what it was built with."""
        return not self.placed and not self.left and not self.conflicts


class Pulled(Struct, frozen=True):
    """Edited decks, and the change of the course's files that they mean."""

    decks: tuple[PulledDeck, ...]
    patch: str
    files: tuple[str, ...]
    """Those that the patch changes, from the course folder."""
    problems: tuple[Problem, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where a deck could not be read, or an edit found no place."""
        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def pull_decks(root: Path, decks: Sequence[tuple[Path, str]], *, write: bool, output: Path | None = None) -> Pulled:
    """Read decks, pairs of a path and what people call it; with `write` the course's files are changed.

    Decks that no longer say what they were built from are held against those in `output`.
    """
    files = EditedFiles(root)
    found: list[PulledDeck] = []
    problems: list[Problem] = []
    for path, shown in decks:
        try:
            found.append(_pulled(path, shown, files, output or root / "output"))
        except CourseError as failure:
            problems.extend(failure.problems)
    problems += [warning(Source(one.deck), CHECK, line) for one in found for line in one.left]
    problems += [error(Source(one.deck), CHECK, f"{line}; {_CONFLICT}") for one in found for line in one.conflicts]
    patch, changed = files.patch, tuple(sorted(files.changed))
    if write:
        try:
            files.write()
        except CourseError as failure:
            problems.extend(failure.problems)
    return Pulled(tuple(found), patch, changed, tuple(problems))


def _pulled(path: Path, shown: str, files: EditedFiles, output: Path) -> PulledDeck:
    data = _read(path, shown)
    reason = danger(data)
    if reason:
        raise CourseError([error(Source(shown), CHECK, f"{reason}: nothing of it is read")])
    deck = read_deck(data)
    broken = [one for one in deck.broken if one.slide is not None or one.part.endswith("presentation.xml")]
    if broken:
        raise CourseError([error(Source(shown), CHECK, f"{broken[0].part}: {broken[0].reason}; nothing of it is read")])
    origin = next((one for part in custom_xml(data) if (one := read_origin(part)) is not None), None)
    origin = origin or built_like(deck, output)
    if origin is None:
        message = "it does not say what it was built from, and no deck in the output folder is like it"
        raise CourseError([error(Source(shown), CHECK, message)])
    before = dict(files.changed)
    done = _placed(origin, edits_in(origin, deck, deck_frame(unpacked(data))), files, data, deck)
    left = [(f"{told(edit)}: {reason}", reason.startswith(CHANGED)) for edit, reason in done.left]
    conflicts = tuple(line for line, conflict in left if conflict)
    if conflicts:
        files.changed = before
    return PulledDeck(
        shown,
        tuple(told(edit) for edit in done.placed),
        tuple(line for line, conflict in left if not conflict),
        conflicts,
        tuple(_threads(origin, deck)),
    )


def _threads(origin: Origin, deck: DeckFile) -> Iterator[CommentThread]:
    known = {slide.id: slide for slide in origin.slides}
    titles = {slide.title: slide for slide in origin.slides}
    for slide in deck.slides:
        built = known.get(slide.id) or titles.get(slide.title)
        place = Source(origin.file, built.line if built else 1)
        for thread in _answered(slide.comments):
            yield CommentThread(origin.locale, origin.session, built.id if built else slide.id, place, thread)


def _answered(comments: Sequence[FileComment]) -> Iterator[tuple[FileComment, ...]]:
    """Each comment with the answers that follow it."""
    starts = [place for place, comment in enumerate(comments) if place == 0 or not comment.answer]
    for start, end in zip(starts, [*starts[1:], len(comments)], strict=False):
        yield tuple(comments[start:end])


def _read(path: Path, shown: str) -> bytes:
    try:
        return read_file(path, MOST_UNPACKED)
    except FileNotFoundError as failure:
        raise CourseError([error(Source(shown), CHECK, "there is no such file")]) from failure
    except FileRefusedError as refusal:
        raise CourseError([error(Source(shown), CHECK, str(refusal))]) from refusal


def _placed(origin: Origin, edits: Sequence[Edit], files: EditedFiles, data: bytes, deck: DeckFile) -> Applied:
    """The edits in the files that they belong in: the session and its definitions, the catalogs, or the overlay."""
    if not edits:
        return Applied("", (), ())
    apart = ShapeMoved | TextAdded | ShapeRemoved | ShapeRecolored | WordsStyled
    kept: list[KeptEdit] = [_under_new_name(edit, edits) for edit in edits if isinstance(edit, apart)]
    drawn = [edit for edit in edits if isinstance(edit, ShapeAdded)]
    rest = [edit for edit in edits if not isinstance(edit, apart | ShapeAdded)]
    done = into_files(origin, rest, files)
    late: list[KeptEdit] = [edit for edit, _ in done.left if isinstance(edit, NotesAdded | SlideHidden | SlideRemoved)]
    shapes, lost = _drawings([*drawn, *_on_new_slides(done.placed)], data, deck)
    if kept or late or shapes:
        _keep(origin, [*kept, *late], [(edit.slide, shape) for edit, shape in shapes], files)
    left = tuple((edit, reason) for edit, reason in done.left if edit not in late)
    placed = (*done.placed, *kept, *late, *(edit for edit, _ in shapes))
    return Applied(done.text, placed, (*left, *((edit, NO_PLACE) for edit in lost)))


def _under_new_name(edit: KeptEdit, edits: Sequence[Edit]) -> KeptEdit:
    """A part of a figure that was painted and relabelled is built under its new label."""
    if not isinstance(edit, ShapeRecolored) or edit.part == edit.name:
        return edit
    part = edit.part
    for other in edits:
        if isinstance(other, Relabelled) and (other.slide, other.figure) == (edit.slide, edit.name):
            words = [other.new if word == other.old else word for word in re.split(r"( [→↔←—-] )", part)]
            part = "".join(words)
    return replace(edit, part=part)


def _on_new_slides(placed: Sequence[Edit]) -> Iterator[ShapeAdded]:
    """The drawings of new slides, under the ids that the slides are built with; those of copies are copied."""
    for edit in placed:
        if isinstance(edit, SlideAdded) and not edit.copied:
            yield from (replace(one, slide=slug(edit.title.plain)) for one in edit.drawings)


def _drawings(
    edits: Sequence[ShapeAdded], data: bytes, deck: DeckFile
) -> tuple[list[tuple[ShapeAdded, DrawnShape]], list[ShapeAdded]]:
    """New pictures and drawings as they are kept, and those that need more than an overlay holds."""
    made: list[tuple[ShapeAdded, DrawnShape]] = []
    lost: list[ShapeAdded] = []
    for edit in edits:
        slide = next(slide for slide in deck.slides if slide.part == edit.part)
        shape = next(one for one in slide.shapes if one.id == edit.id)
        kept = None if shape.box is None else drawing(data, edit.part, edit.id, f"added {shape.name}", shape.box)
        if kept is None:
            lost.append(edit)
        else:
            made.append((edit, kept))
    return made, lost


def _keep(
    origin: Origin, edits: Sequence[KeptEdit], drawings: Sequence[tuple[str, DrawnShape]], files: EditedFiles
) -> None:
    """Put into the session's overlay what has no place in its text."""
    file = overlay_file(origin.session)
    text = files.text(file)
    overlays = dict(read_overlays(text, file)) if text else {}
    made = with_edits(overlays.get(origin.locale, {}), edits)
    overlays[origin.locale] = with_drawings(made, drawings)
    files.change(file, overlay_text(overlays))
