"""Links to other sessions and to files of the course → where they lead from the session's deck."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from coursedeck.base.files import content_files
from coursedeck.base.markdown import parse_document, parse_inline
from coursedeck.base.markdown.anchors import at_anchor, slug
from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.session import CourseFileLink, Picture, Session
from coursedeck.model.text import Text, texts_in
from coursedeck.model.walk import all_blocks
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.foreign import read_source
from coursedeck.session.load.headings import split_heading, split_session_heading, unique_ids
from coursedeck.session.load.pictures import is_file, leaves_course
from coursedeck.session.load.source_file import read_text

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
_MOST_BYTES = 100 * 2**20
"""Larger files are not copied beside the decks."""


class _LinkContext(Struct, frozen=True):
    """The session that links, and the course around it."""

    course: Course
    file: str
    """Content file from the course folder, POSIX."""

    def path_of(self, address: str) -> str:
        """A path from the course folder."""
        plain = unquote(address).replace("\\", "/").replace("\0", "")
        folder = "" if plain.startswith("/") else posixpath.dirname(self.file)
        return posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))

    def from_deck(self, path: str) -> str:
        """The way from the session's deck to where a file of the course stands in the output."""
        inside = path.removeprefix("content/")
        return posixpath.relpath(inside, posixpath.dirname(self.file.removeprefix("content/")) or ".")


def file_links(session: Session, course: Course, findings: Findings) -> tuple[CourseFileLink, ...]:
    """The links of a session that lead to other files, each once; those that lead nowhere are reported together."""
    place = _LinkContext(course, session.source.file)
    found: dict[str, CourseFileLink] = {}
    dead: dict[str, tuple[int, str]] = {}
    sessions: frozenset[Path] | None = None
    pictures = (block for block in all_blocks(session) if isinstance(block, Picture) and block.link)
    shown = ((block.link or "", block.source) for block in pictures if not _OUTSIDE.match(block.link or ""))
    for link, source in (*_links(texts_in((session.title, session.blocks, session.parts))), *shown):
        if link in found:
            continue
        sessions = frozenset(content_files(course.content)) if sessions is None else sessions
        one = _resolved(link, place, sessions)
        if isinstance(one, CourseFileLink):
            found[link] = one
        else:
            dead[link] = source.line, one
            found[link] = CourseFileLink(link, "", file=place.path_of(link.partition("#")[0]))
    _report(dead, findings)
    return tuple(found.values())


def _links(texts: Iterable[Text]) -> Iterator[tuple[str, Source]]:
    for text in texts:
        for span in text.spans:
            if span.link and not _OUTSIDE.match(span.link):
                yield span.link, text.source


def _report(dead: Mapping[str, tuple[int, str]], findings: Findings) -> None:
    """One warning a file, since lessons of web sites begin and end with such links."""
    paging = "lines that only lead from page to page are left out"
    if dead:
        (link, (line, why)), *others = dead.items()
        verb = "is" if len(others) == 1 else "are"
        more = f" (so {verb} {len(others)} more: {', '.join(repr(one) for one, _ in others[:3])})" if others else ""
        also = f"; {paging}" if findings.navigation else ""
        findings.warn(line, "link", f"the link {link!r} is left out{more}: {why}{also}")
    elif findings.navigation:
        findings.warn(findings.navigation[0], "link", f"{paging}: people page through decks by themselves")


def _resolved(link: str, place: _LinkContext, sessions: frozenset[Path]) -> CourseFileLink | str:
    """Where a link leads, or why nowhere."""
    address, _, anchor = link.partition("#")
    address = address.partition("?")[0]
    path = place.path_of(address)
    root = place.course.root
    if leaves_course(path, root):
        return "it leads out of the course folder; write a web address, or copy the file into the course"
    target = _session_at(path, root, sessions)
    if target is not None:
        return _to_session(link, target, anchor, place)
    if PurePosixPath(path).suffix.lower() in _MARKDOWN and is_file(root / path):
        return "the file is no session, so that there is no deck of it; write a web address"
    if not is_file(root / path):
        return f"there is no file {path}; mend the path, or write a web address"
    hidden = any(part.startswith((".", "_")) for part in PurePosixPath(path).parts)
    if hidden or (root / path).stat().st_size > _MOST_BYTES:
        return "the file is hidden or too large to be handed out with the decks; write a web address"
    return CourseFileLink(link, place.from_deck(path), file=path)


def _session_at(path: str, root: Path, sessions: frozenset[Path]) -> str | None:
    """The content file that an address means, also without its ending or as a page of a web site."""
    bare = re.sub(r"\.html?\Z", "", path)
    for candidate in (path, f"{bare}.md"):
        if candidate.endswith(".md") and root / candidate in sessions:
            return candidate
    return None


def _to_session(link: str, target: str, anchor: str, place: _LinkContext) -> CourseFileLink | str:
    name = target.removeprefix("content/").removesuffix(".md")
    deck = f"{place.from_deck(target).removesuffix('.md')}.pptx"
    if not anchor:
        return CourseFileLink(link, deck, session=name)
    part = at_anchor(anchor, _anchors(place.course.root / target))
    if part is None:
        return f"there is no heading #{anchor} in {target}; mend the part behind #"
    return CourseFileLink(link, deck, session=name, part=part)


def _anchors(path: Path) -> dict[str, str]:
    """Ids of a session's headings by what may lead to them, or to a term defined below; that of its title is empty."""
    silent = Findings(path.name)
    try:
        body = read_source(read_text(path, silent), silent).body
    except CourseError:
        return {}
    titles: dict[str, str] = {}
    headings: list[tuple[str | None, str]] = []
    defined: dict[str, int] = {}
    for node in parse_document(body).nodes:
        if node.type == "dl":
            terms = (child.children[0].content for child in node.children if child.type == "dt")
            defined |= {slug(_plain(term)): len(headings) for term in terms}
        if node.type != "heading":
            continue
        written = parse_inline(node.children[0].content, whole=True).prose.markdown
        if node.tag == "h1" and not titles:
            title = split_session_heading(written, 1, silent)
            titles = {slug(_plain(title.title)): "", slug(written): ""}
            continue
        heading = split_heading(written, 1, silent)
        headings.append((heading.id, _plain(heading.title)))
    ids = unique_ids(headings)
    places = {term: ids[below - 1] if below else "" for term, below in defined.items()}
    return places | titles | {id_: id_ for id_ in ids}


def _plain(markdown: str) -> str:
    return "".join(span.text for span in parse_inline(markdown, whole=True).prose.spans)
