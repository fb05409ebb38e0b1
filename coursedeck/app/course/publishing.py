"""A course laid out as a site: what was built, with relative links, in a folder that any static host can serve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.building import build_course, language_fields
from coursedeck.app.course.placing import days_of
from coursedeck.app.engine import Engine
from coursedeck.app.report import Report
from coursedeck.app.request import Request
from coursedeck.app.works.front_door import DrawAudienceDoor, WriteCourseDoor
from coursedeck.base.files import remove, write_bytes
from coursedeck.model.problem import CourseError, Source, error

LISTED = ".coursedeck-site"
"""File of a site that lists what `publish` has put there: nothing else is ever removed."""

_OF_INSTRUCTORS = (".pptx", ".run-sheet.html", ".script.html", ".script.pdf", ".timing.csv")
_OF_SESSIONS = (*_OF_INSTRUCTORS, ".handout.html", ".handout.pdf", ".pdf")


class Published(Struct, frozen=True):
    """What came of it: the build, and how many files the site has, and how many of an earlier one were removed."""

    report: Report
    files: int = 0
    removed: int = 0


def publish_course(engine: Engine, request: Request, folder: Path, *, audience: bool) -> Published:
    """Build the course and lay it out in `folder`; for the `audience`, without what instructors alone need.

    Raises CourseError where the folder holds anything that no `publish` has put there.
    """
    before = _listed_in(folder, request)
    report, course = build_course(engine, request)
    if course is None:
        return Published(report)
    paths = {f"{one.locale}/{one.session}" for one in report.built if one.ok}
    site: dict[str, bytes] = {
        name: (request.output / name).read_bytes()
        for name in _built(request.output, course.locales)
        if _belongs(name, paths, audience)
    }
    if audience:
        fields = language_fields(engine, course, days_of(engine, course), report.built)
        doors = tuple(DrawAudienceDoor(*one) for one in fields)
        works = [*doors, *([WriteCourseDoor(doors, audience=True)] if doors else [])]
        site |= {name: engine.get(data) for made in engine.ask_all(works) for name, data in made.files}
    return Published(report, len(site), _lay_out(folder, site, before))


def _listed_in(folder: Path, request: Request) -> frozenset[str]:
    """What an earlier `publish` has put into a folder; raises CourseError for a folder that is in other use."""
    source = Source(folder.as_posix())
    if folder == request.root or request.root.is_relative_to(folder) or folder == request.output:
        raise CourseError([error(source, "publish", "is the course's own folder: name another")])
    if any(folder.is_relative_to(request.root / name) for name in ("content", "diagrams", "templates")):
        raise CourseError([error(source, "publish", "is among the course's sources: name another folder")])
    if folder.exists() and not folder.is_dir():
        raise CourseError([error(source, "publish", "is no folder: name another")])
    listed = folder / LISTED
    if listed.is_file():
        return frozenset(listed.read_text(encoding="utf-8").splitlines())
    if folder.is_dir() and any(folder.iterdir()):
        raise CourseError([error(source, "publish", "has files in it already: name an empty folder, or a new one")])
    return frozenset()


def _built(output: Path, locales: tuple[str, ...]) -> Iterator[str]:
    """Files in the output, of the course's languages and over all."""
    if (output / "index.html").is_file():
        yield "index.html"
    for locale in locales:
        for file in sorted((output / locale).rglob("*")):
            if file.is_file() and not file.is_symlink() and not file.name.startswith("."):
                yield file.relative_to(output).as_posix()


def _belongs(name: str, sessions: set[str], audience: bool) -> bool:
    """Whether a file of the output is one of the site: no leavings of sessions that are gone."""
    ending = next((ending for ending in _OF_SESSIONS if name.endswith(ending)), None)
    if ending is None:
        return not (audience and name.endswith("index.html"))
    if name.removesuffix(ending) not in sessions:
        return ending == ".pdf" and not name.endswith((".handout.pdf", ".script.pdf")) and not audience
    return not audience or ending in {".handout.html", ".handout.pdf"}


def _lay_out(folder: Path, site: Mapping[str, bytes], before: frozenset[str]) -> int:
    """Write the files, remove what an earlier site had and this one has not; returns how many were removed."""
    for name, data in site.items():
        write_bytes(folder / name, data, folder)
    gone = sorted(name for name in before - site.keys() if not name.startswith("/") and ".." not in name.split("/"))
    removed = sum(remove(folder / name, folder) for name in gone)
    write_bytes(folder / LISTED, "".join(f"{name}\n" for name in sorted(site)).encode(), folder)
    return removed
