"""Recording the accepted state: manifests in the course, pictures stay in the review's store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from coursedeck.app.engine import Engine
from coursedeck.app.request import Progress, Request
from coursedeck.app.review.bases import manifest_file
from coursedeck.app.review.current import render_current
from coursedeck.app.review.verdicts import read_verdicts
from coursedeck.base.files import remove, save_text
from coursedeck.model.problem import CourseError, Problem, Source, error, warning
from coursedeck.model.review import DeckSnapshot, SlideChange, Status
from coursedeck.model.values import replace
from coursedeck.review.compare import accept_slides, compare_courses, leave_moved, write_manifest

Chosen = Mapping[str, frozenset[str] | None]
"""Ids of slides by deck; None is all of them."""


class Accepted(Struct, frozen=True):
    """What was recorded: slides and files that changed."""

    slides: int
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def accept_current(
    engine: Engine, request: Request, ids: Sequence[str], verdicts: Path | None, everything: bool, progress: Progress
) -> Accepted:
    """Record slides as they are built now: all, those named (``locale/session#slide``, a deck, or a slide's id), or
    those that a review.json accepts.

    Raises CourseError where something named does not exist or the verdicts cannot be read, MissingProgramError
    without LibreOffice.
    """
    current = render_current(engine, request, "", progress)
    after = {deck.key: current.after(deck) for deck in current.decks}
    before = current.before()
    built = {f"{one.locale}/{one.session}" for one in current.report.built}
    gone = {} if request.sessions or request.locales else {k: deck for k, deck in before.items() if k not in built}
    changes = compare_courses({key: deck for key, deck in before.items() if key in after or key in gone}, after)
    problems: list[Problem] = []
    if everything:
        chosen: Chosen = dict.fromkeys(changes)
    elif verdicts is not None:
        chosen, problems = _judged(verdicts, changes)
    else:
        chosen = _named(ids, changes)
    done = _record(request.root, before, after, changes, chosen, problems)
    old = [manifest_file(request.root, was) for key, was in current.renamed().items() if key in chosen]
    left = tuple(file.relative_to(request.root).as_posix() for file in old if remove(file, request.root))
    return replace(done, files=(*done.files, *left))


def _record(
    root: Path,
    before: Mapping[str, DeckSnapshot],
    after: Mapping[str, DeckSnapshot],
    changes: Mapping[str, tuple[SlideChange, ...]],
    chosen: Chosen,
    problems: list[Problem],
) -> Accepted:
    count, files = 0, []
    baselines = {
        key: accept_slides(before.get(key), after.get(key), slides, changes[key]) for key, slides in chosen.items()
    }
    for key, slides in chosen.items():
        waiting = [one for one in changes[key] if one.status is not Status.UNCHANGED]
        count += sum(1 for one in waiting if slides is None or _ids(one) & slides)
    for key, made in leave_moved(baselines, before, after, changes, chosen).items():
        file = manifest_file(root, key)
        text = write_manifest(made) if made.slides else None
        written = remove(file, root) if text is None else save_text(file, text, root)
        files += [file.relative_to(root).as_posix()] if written else []
    return Accepted(count, tuple(files), tuple(problems))


def _ids(change: SlideChange) -> frozenset[str]:
    return frozenset(side.id for side in (change.before, change.after) if side is not None)


def _named(ids: Sequence[str], changes: Mapping[str, tuple[SlideChange, ...]]) -> Chosen:
    """The slides that people name; raises CourseError for names of nothing."""
    chosen: dict[str, frozenset[str] | None] = {}
    unknown = []
    for name in ids:
        found = _matches(name, changes)
        if not found:
            unknown.append(
                error(Source(name, 0), "accept", "no deck and no slide is called so: see the page for the ids")
            )
        for key, slides in found.items():
            old = chosen.get(key, frozenset())
            chosen[key] = None if slides is None or old is None else old | slides
    if unknown:
        raise CourseError(unknown)
    return chosen


def _matches(name: str, changes: Mapping[str, tuple[SlideChange, ...]]) -> Chosen:
    deck, mark, slide = name.partition("#")
    if mark:
        wanted = {key: frozenset({slide}) for key in changes if deck in {key, key.partition("/")[2]}}
        return {key: ids for key, ids in wanted.items() if any(ids & _ids(change) for change in changes[key])}
    whole: Chosen = {key: None for key in changes if name in {key, key.partition("/")[2], key.partition("/")[0]}}
    return whole or {key: frozenset({name}) for key, some in changes.items() if any(name in _ids(one) for one in some)}


def _judged(file: Path, changes: Mapping[str, tuple[SlideChange, ...]]) -> tuple[Chosen, list[Problem]]:
    """What a review accepts, where the slides are still those that were reviewed."""
    chosen: dict[str, frozenset[str] | None] = {}
    problems: list[Problem] = []
    for verdict in read_verdicts(file):
        if verdict.verdict != "accept":
            continue
        key, slide = f"{verdict.locale}/{verdict.session}", verdict.slide
        change = next((one for one in changes.get(key, ()) if slide in _ids(one)), None)
        if change is None or _state(change) != verdict.state:
            message = f"{key}#{slide} is not what was reviewed any more: it is left as it was; review it again"
            problems.append(warning(Source(file.name), "accept", message))
            continue
        chosen[key] = (chosen.get(key) or frozenset()) | {slide}
    return chosen, problems


def _state(change: SlideChange) -> str:
    return change.after.state if change.after else ""
