"""Pages that are single slides, as courses in mdBook have them: those of a chapter are one session."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from coursedeck.base.foreign import SourceLine, joined, numbered
from coursedeck.base.foreign.lines import outside_code
from coursedeck.importers.courses import CourseSource
from coursedeck.importers.front import front_text, read_foreign_front
from coursedeck.importers.headings import own_headings
from coursedeck.importers.values import ImportedSession
from coursedeck.model.values import replace

_LINK = re.compile(r"(\]\(|\]: )(?![a-z][a-z0-9+.-]*:|#|/)([^)\s#]+)")
_PAGE_LINK = re.compile(r"(\]\(|\]: )(?![a-z][a-z0-9+.-]*:|#|/)([^)\s#]+\.md)(?:#[^)\s]*)?")
_SOURCE = re.compile(r"(<(?:img|video|audio|source)\b[^<>]*?\bsrc=[\"'])(?![a-z]+:|/)([^\"']+)")


def with_slides_joined(sessions: Sequence[ImportedSession], course: CourseSource) -> list[ImportedSession]:
    """The sessions, pages below a chapter joined to it where pages have minutes of their own, as slides have."""
    by_source = {session.source: session for session in sessions}
    below = [page for page in course.chapters if page in by_source]
    timed = [page for page in below if _minutes(by_source[page])]
    if not below or len(timed) * 2 < len(below):
        return list(sessions)
    kept: dict[str, list[ImportedSession]] = {}
    for session in sessions:
        kept.setdefault(course.chapters.get(session.source, session.source), []).append(session)
    joined_ = [_joined(group) if len(group) > 1 else group[0] for group in kept.values()]
    places = {page.path: (group[0].path, _slug_of(page)) for group in kept.values() for page in group[1:]}
    return [replace(session, text=_relinked(session, places)) for session in joined_]


def _slug_of(page: ImportedSession) -> str:
    """The id of the section that a page becomes, as its title makes it."""
    title = next((line[2:] for line in page.text.split("\n") if line.startswith("# ")), "")
    kept = re.sub(r"[^\w\- ]", "", re.sub(r"[*_`]", "", title).lower())
    return re.sub(r"\s+", "-", kept.strip())


def _relinked(session: ImportedSession, places: Mapping[str, tuple[str, str]]) -> str:
    """The text with links to pages that are sections now leading to these."""
    start = PurePosixPath(session.path).parent.as_posix()

    def instead(found: re.Match[str]) -> str:
        place = places.get(posixpath.normpath(posixpath.join(start, found[2])))
        if place is None:
            return found[0]
        path = "" if place[0] == session.path else posixpath.relpath(place[0], start)
        return f"{found[1]}{path}#{place[1]}"

    lines = numbered(session.text)
    shown = zip(lines, outside_code(lines), strict=True)
    return "\n".join(_PAGE_LINK.sub(instead, line.text) if inside else line.text for line, inside in shown)


def _minutes(session: ImportedSession) -> str:
    value = read_foreign_front(session.text).values.get("minutes")
    return str(value) if isinstance(value, int | float) and value > 0 else ""


def _joined(group: Sequence[ImportedSession]) -> ImportedSession:
    """One session: the first page's title, every other page as a section with its minutes."""
    first, *others = group
    front = read_foreign_front(first.text)
    own = {key: value for key, value in front.values.items() if key != "minutes"}
    pieces = [joined(front.body).strip("\n"), *(_as_section(page, first.path) for page in others)]
    return replace(
        first,
        text=front_text(own) + "\n\n".join(piece for piece in pieces if piece) + "\n",
        words=tuple(entry for session in group for entry in session.words),
        remarks=tuple(remark for session in group for remark in session.remarks),
        files={name: data for session in group for name, data in session.files.items()},
    )


def _as_section(page: ImportedSession, target: str) -> str:
    front = read_foreign_front(page.text)
    body = joined(front.body).strip("\n")
    lines = list(numbered(body))
    minutes = _minutes(page)
    for heading in reversed(own_headings(lines)):
        level = min(heading.level + 1, 6)
        timed = f" ({minutes} min)" if minutes and heading.level == 1 else ""
        lines[heading.first : heading.end] = [lines[heading.first].with_text(f"{'#' * level} {heading.text}{timed}")]
    return "\n".join(_moved(lines, page.path, target))


def _moved(lines: Sequence[SourceLine], old: str, new: str) -> Iterator[str]:
    """Lines whose addresses hold from where the chapter stands."""
    start, end = PurePosixPath(old).parent.as_posix(), PurePosixPath(new).parent.as_posix()

    def instead(found: re.Match[str]) -> str:
        return found[1] + posixpath.relpath(posixpath.join(start, found[2]), end)

    for line, inside in zip(lines, outside_code(lines), strict=True):
        yield _SOURCE.sub(instead, _LINK.sub(instead, line.text)) if inside and start != end else line.text
