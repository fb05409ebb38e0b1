"""A file or folder of another tool → the sessions of a course."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path, PurePosixPath

from coursedeck.base.foreign import DECKS, RemarkKind, kind_of_text
from coursedeck.importers.chapters import with_slides_joined
from coursedeck.importers.courses import PAGES, UNREAD, CourseSource, is_hidden, is_no_lesson, read_course
from coursedeck.importers.folder import SourceFolder
from coursedeck.importers.front import read_foreign_front
from coursedeck.importers.html_deck import ENDINGS as HTML
from coursedeck.importers.links import clean_path
from coursedeck.importers.pages import PageImport, import_page
from coursedeck.importers.values import ImportedCourse, ImportedSession, ImportRemark

_FEWEST_PAGES = 4
_UNLISTED = "the page, which the course's list does not name: import it by itself"
Step = Callable[[str], None]


def import_source(source: Path, skipped: Path | None, kind: str, step: Step) -> ImportedCourse:
    """Everything in a file or folder as sessions; `kind` is what the files are, where somebody says it.

    `skipped` is a folder inside it that is not read, `step` hears of each page.
    """
    if source.is_dir():
        folder = SourceFolder(source, skipped)
        course = read_course(folder)
    else:
        folder = SourceFolder(_root_of(source), skipped)
        page = source.relative_to(folder.root).as_posix()
        parent = PurePosixPath(page).parent.as_posix()
        base = "" if parent == "." else parent
        course = CourseSource("folder", (page,), base, (base, f"{base}/public".lstrip("/"), "public", "static"))
    targets = _targets(course)
    shared = PageImport(folder, course, targets, _addresses(folder, course, targets), kind, _usual(folder, course))
    sessions: list[ImportedSession] = []
    remarks: list[ImportRemark] = []
    for path in course.pages:
        step(path)
        made = import_page(path, shared)
        if made is None:
            what = "the file, which holds nothing that can be read"
            remarks.append(ImportRemark(path, 1, RemarkKind.LEFT_OUT, what))
        else:
            sessions.append(made)
    remarks += _passed_over(folder, course, shared.included) if source.is_dir() else ()
    apart = [session for session in sessions if session.source not in shared.included]
    joined = with_slides_joined(apart or sessions, course)
    return ImportedCourse(course.kind, tuple(joined), course.title, course.language, course.author, tuple(remarks))


def _passed_over(folder: SourceFolder, course: CourseSource, included: Container[str]) -> Iterator[ImportRemark]:
    """What looks like a lesson and is none of the course: pages that its list does not name, and formats not read."""
    known = {*course.pages, *course.definitions}
    for path in folder.files(*PAGES, *UNREAD):
        if path in known or path in included or is_no_lesson(path) or is_hidden(path):
            continue
        kind = UNREAD.get(PurePosixPath(path).suffix.lower())
        how = f"the file, which is in {kind}: save it as Markdown first" if kind else _UNLISTED
        yield ImportRemark(path, 1, RemarkKind.LEFT_OUT, how)


def _usual(folder: SourceFolder, course: CourseSource) -> str:
    """The kind of deck that at least half of a folder's pages are."""
    if course.kind != "folder" or len(course.pages) < _FEWEST_PAGES:
        return ""
    kinds: list[str | None] = []
    for page in course.pages:
        front = read_foreign_front(folder.text(page) or "") if page.endswith((".md", ".markdown")) else None
        kinds.append(kind_of_text(front.body, front.values) if front else None)
    decks = [kind for kind in kinds if kind in DECKS]
    usual = max(set(decks), key=decks.count, default=None)
    return usual if usual and decks.count(usual) * 2 >= len(kinds) else ""


def _root_of(file: Path) -> Path:
    """The folder that a file's pictures may lie in: that of its repository, else its own."""
    parents = [parent for parent in file.parents if (parent / ".git").exists() or (parent / "package.json").is_file()]
    return parents[-1] if parents else file.parent


def _targets(course: CourseSource) -> dict[str, str]:
    """The session that each page becomes."""
    taken: set[str] = set()
    targets = {}
    for page in course.pages:
        below = page.removeprefix(f"{course.base}/") if course.base else page
        bare = PurePosixPath(clean_path(below))
        stem = bare.with_suffix("") if bare.suffix.lower() in (*PAGES, *HTML) else bare
        name = stem.as_posix()
        count = 1
        while f"{name}.md" in taken:
            count += 1
            name = f"{stem.as_posix()}-{count}"
        taken.add(f"{name}.md")
        targets[page] = f"{name}.md"
    return targets


def _addresses(folder: SourceFolder, course: CourseSource, targets: dict[str, str]) -> dict[str, str]:
    """Sessions by the addresses that their pages have on the site (``permalink``, ``slug``)."""
    found = {}
    for page in course.pages if course.kind in {"Jekyll site", "Docusaurus site", "Hugo site"} else ():
        values = read_foreign_front(folder.text(page) or "").values if not page.endswith((".ipynb", *HTML)) else {}
        for key in ("permalink", "slug", "url"):
            if isinstance(values.get(key), str):
                found[str(values[key]).strip("/")] = targets[page]
        dated = re.sub(r"^\d{4}-\d\d-\d\d-", "", PurePosixPath(page).stem)
        found.setdefault(dated, targets[page])
    return found
