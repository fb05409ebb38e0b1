"""What a review compares with: the accepted state, another folder of decks, or a revision of the course."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.building import build_course
from coursedeck.app.course.running import run_building
from coursedeck.app.engine import Listener
from coursedeck.app.report import Report
from coursedeck.app.request import Progress, Request
from coursedeck.app.review.decks import DeckOnDisk, read_deck_file
from coursedeck.app.review.edited import edited_deck
from coursedeck.model.problem import CourseError, Problem, Source, error
from coursedeck.model.review import DeckSnapshot
from coursedeck.model.values import replace
from coursedeck.review.compare import read_manifest
from coursedeck.review.history import open_revision

BASELINE = "baseline"
"""Folder of the manifests in the course."""


class Base(Struct, frozen=True):
    """Decks or manifests to compare with, by locale and path; `words` say what it is."""

    words: str
    manifests: tuple[DeckSnapshot, ...] = ()
    decks: tuple[DeckOnDisk, ...] = ()
    problems: tuple[Problem, ...] = ()
    name: str = ""
    """The folder or revision, as it was named; empty for the accepted state."""
    rebuilt: bool = False
    """This version built the revision's decks."""
    report: Report | None = None
    """What that build said; None where there was none."""


def open_base(request: Request, named: str, progress: Progress) -> Base:
    """The accepted state where nothing is named, else an edited deck, a folder, or a revision.

    Raises CourseError where `named` is neither.
    """
    if not named:
        return accepted(request.root)
    folder = Path(named).resolve()
    if folder.suffix == ".pptx" and folder.is_file():
        return Base(f"the edited deck {folder.name}", decks=(edited_deck(folder),), name=Path(named).as_posix())
    decks = tuple(_decks(folder)) if folder.is_dir() else ()
    if decks:
        name = Path(named).as_posix()
        return Base(f"the decks in {name}", decks=decks, name=name)
    try:
        return _revision(request, named, progress)
    except CourseError as failure:
        if not folder.is_dir():
            raise
        message = "the folder holds no decks: name an output folder, with its languages in it, or a revision"
        raise CourseError([error(Source("--base", 0), "base", f"{named!r}: {message}")]) from failure


def accepted(root: Path) -> Base:
    """The manifests of a course; broken ones are among the problems."""
    manifests: list[DeckSnapshot] = []
    problems: list[Problem] = []
    for file in sorted((root / BASELINE).rglob("*.json")):
        source = Source(file.relative_to(root).as_posix())
        try:
            manifests.append(read_manifest(_text(file), source))
        except CourseError as failure:
            problems.extend(failure.problems)
    return Base("the accepted state" if manifests else "", tuple(manifests), problems=tuple(problems))


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


def manifest_file(root: Path, key: str) -> Path:
    """Where the manifest of a deck stands."""
    return root / BASELINE / f"{key}.json"


def _decks(folder: Path) -> Iterator[DeckOnDisk]:
    for file in sorted(folder.rglob("*.pptx")):
        relative = file.relative_to(folder).with_suffix("")
        if relative.suffix.startswith(".edited"):
            continue  # beside the deck that it was built as
        if len(relative.parts) > 1 and not file.name.startswith(("~$", ".")):
            yield read_deck_file(folder, relative.parts[0], "/".join(relative.parts[1:]))


def _revision(request: Request, name: str, progress: Progress) -> Base:
    """Decks as a revision builds them: with its own program where that is asked for, so that changes of that show too.

    That program is not confined, as its definitions are when this version runs them.
    """
    with ExitStack() as stack:
        revision = stack.enter_context(open_revision(request.root, name))
        progress(f"building {name}")
        words = f"the decks of {name}"
        own = request.base_program and revision.builds_itself
        rebuilt = not (own and revision.build(request.locales, ()))
        report = None
        if rebuilt:
            earlier = replace(request, root=revision.course, output=revision.output, sessions=())
            report, _ = run_building(earlier, Listener(progress), lambda engine: build_course(engine, earlier))
            words += ", built by this version"
        return Base(words, decks=tuple(_decks(revision.output)), name=name, rebuilt=rebuilt, report=report)
