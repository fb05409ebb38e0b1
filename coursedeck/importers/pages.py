"""A page of any tool → a session in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct, field

from coursedeck.base.foreign import (
    DECKS,
    IMPORTED_FROM,
    Remark,
    RemarkKind,
    SourceLine,
    converted,
    joined,
    kind_of_text,
    settings_in,
)
from coursedeck.base.foreign.kinds import SLIDEV
from coursedeck.base.foreign.lines import outside_code
from coursedeck.importers.courses import CourseSource
from coursedeck.importers.folder import SourceFolder
from coursedeck.importers.front import (
    ForeignFront,
    front_text,
    left_over,
    listed_blocks,
    own_front,
    read_foreign_front,
)
from coursedeck.importers.headings import under_one_title
from coursedeck.importers.html_deck import ENDINGS as HTML
from coursedeck.importers.html_deck import KIND as HTML_DECK
from coursedeck.importers.html_deck import read_html_deck
from coursedeck.importers.includes import Includer, with_slides_of_files
from coursedeck.importers.liascript import KIND as LIASCRIPT
from coursedeck.importers.liascript import is_liascript, liascript_settings, read_liascript
from coursedeck.importers.links import LinkReader
from coursedeck.importers.notebook import KIND as NOTEBOOK
from coursedeck.importers.notebook import read_notebook
from coursedeck.importers.powerpoint import KIND as POWERPOINT
from coursedeck.importers.powerpoint import read_powerpoint
from coursedeck.importers.quarto import without_chunk_options
from coursedeck.importers.restructured import ENDINGS as RESTRUCTURED
from coursedeck.importers.restructured import KIND as RESTRUCTURED_TEXT
from coursedeck.importers.restructured import read_restructured
from coursedeck.importers.settled import settled
from coursedeck.importers.sphinx import without_sphinx
from coursedeck.importers.tags import TagReader, without_kramdown, without_mdx
from coursedeck.importers.values import ImportedSession, ImportRemark

_TITLE_KEYS = ("title", "titles", "name", "linkTitle", "sidebar_label")
MOST_DECK = 512 * 2**20
"""Bytes of a deck, which holds its pictures and films."""
_TITLE_ABOVE = ("Quarto", "R Markdown", "Pandoc", "Jekyll", "page of a Jekyll", "Hugo", "page of a Hugo")
"""Kinds of pages whose tool shows the title of the front matter above the text."""
_SUBTITLES = ("subtitle", "sub_title")


class PageImport(Struct, frozen=True):
    """What all pages of one import share."""

    folder: SourceFolder
    course: CourseSource
    sessions: Mapping[str, str]
    """Session of each page."""
    addresses: Mapping[str, str]
    forced: str = ""
    """The kind of file that somebody says they are."""
    usual: str = ""
    """The kind of deck that most pages are, for those that do not show it."""
    included: set[str] = field(default_factory=set)
    """Pages whose content stands in others."""


class _PageOnItsWay(Struct):
    """One page on its way."""

    lines: tuple[SourceLine, ...]
    front: ForeignFront
    kind: str
    title: str
    remarks: list[Remark]
    source: tuple[tuple[int, str], ...] = ()
    pictures: Mapping[str, bytes] | None = None
    whole: bool = False
    """The lines are a session already, which nothing is changed in."""
    head: str = ""
    """The front matter of a session, where it is known as it was written."""


def import_page(path: str, shared: PageImport) -> ImportedSession | None:
    """One page as a session; None where it cannot be read."""
    target = shared.sessions[path]
    if path.lower().endswith(".pptx"):
        page = _powerpoint(shared.folder.data(path, MOST_DECK), target)
    else:
        text = shared.folder.text(path)
        if text is None or not text.strip():
            return None
        if path.endswith(".ipynb"):
            page = _notebook(text, target)
        elif path.lower().endswith(HTML):
            page = _html(text, path, shared)
        elif path.lower().endswith(RESTRUCTURED):
            page = _restructured(text, path, shared)
        else:
            page = _read(text, path, shared)
    if page is None:
        return None
    reader = LinkReader(
        shared.folder,
        path,
        target,
        shared.sessions,
        shared.course.places,
        shared.course.base,
        shared.addresses,
        page.remarks,
    )
    lines = page.lines
    if page.kind != POWERPOINT:
        lines = settled(lines, page.remarks, prose=page.kind not in DECKS)
    if not page.whole:
        lines = tuple(_without_gaps(reader.rewritten(lines)))
    place = PurePosixPath(target).parent
    pictures = {(place / name).as_posix(): data for name, data in (page.pictures or {}).items()}
    body = joined(lines).strip("\n")
    if pictures:  # they are beside the session, and in no folder of the source
        page.remarks[:] = [
            remark for remark in page.remarks if not any(PurePosixPath(name).name in remark.what for name in pictures)
        ]
    own, _ = own_front(page.front)
    if not page.whole and kind_of_text(lines, own) in DECKS:
        own = {**own, IMPORTED_FROM: page.kind}
    remarks = tuple(ImportRemark(path, one.line, one.kind, one.what, one.words) for one in page.remarks)
    return ImportedSession(
        target, page.head + front_text(own) + body + "\n", path, page.kind, page.source, remarks,
        {**pictures, **reader.files},
    )  # fmt: skip


def _without_gaps(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines, of several blank ones outside code the first."""
    blank = False
    for line, inside in zip(lines, outside_code(lines), strict=True):
        if not (blank and inside and line.blank):
            yield line
        blank = inside and line.blank


def _powerpoint(data: bytes | None, target: str) -> _PageOnItsWay | None:
    stem = PurePosixPath(target).stem
    found = read_powerpoint(data, f"{stem}-files/{stem}") if data else None
    if found is None:
        return None
    lines = found.lines
    remarks = found.remarks
    if not found.title and not found.whole:
        lines = (SourceLine(f"# {_fallback(target)}", 1), SourceLine("", 1), *lines)
        remarks = [*remarks, *_changed("the title comes from the file's name")]
    front = ForeignFront({}, ())
    pictures, whole, head = found.pictures, found.whole, found.front
    return _PageOnItsWay(lines, front, POWERPOINT, found.title, remarks, found.words, pictures, whole, head)


def _html(text: str, path: str, shared: PageImport) -> _PageOnItsWay | None:
    base = PurePosixPath(path).parent.as_posix()

    def read(name: str) -> str | None:
        named = shared.folder.resolve(name, "" if base == "." else base)
        shared.included.add(named)
        return shared.folder.text(named)

    found = read_html_deck(text, read)
    if found is None:
        return None
    lines = found.lines
    if not any(re.match(r"# +\S", line.text) for line in lines):
        lines = (SourceLine(f"# {found.title or _fallback(shared.sessions[path])}", 1), SourceLine("", 1), *lines)
    return _PageOnItsWay(lines, ForeignFront({}, ()), HTML_DECK, found.title, found.remarks, found.words)


def _notebook(text: str, target: str) -> _PageOnItsWay | None:
    stem = PurePosixPath(target).stem
    found = read_notebook(text, f"{stem}-files/{stem}")
    if found is None:
        return None
    source = tuple((line.number, line.text) for line in found.lines)
    lines, what = under_one_title(found.lines, found.title, _fallback(target))
    remarks = [*found.remarks, *_changed(what)]
    page = _PageOnItsWay(lines, ForeignFront({}, ()), NOTEBOOK, found.title, remarks, source, found.pictures)
    page.lines = TagReader({}, page.remarks).replaced(page.lines)
    return page


def _restructured(text: str, path: str, shared: PageImport) -> _PageOnItsWay:
    remarks: list[Remark] = []
    base = PurePosixPath(path).parent.as_posix()
    base = "" if base == "." else base
    includer = Includer(shared.folder, shared.course.places, remarks)

    def read(name: str) -> str | None:
        found = includer.find(name, base)
        includer.used.add(found)
        return shared.folder.text(found) if found else None

    found = read_restructured(text, read)
    lines = includer.resolved(found.lines, base)
    shared.included.update(includer.used - {path})
    kind = RESTRUCTURED_TEXT if shared.course.kind == "folder" else f"page of a {shared.course.kind}"
    page = _PageOnItsWay(lines, ForeignFront({}, ()), kind, "", [*found.remarks, *remarks], found.words)
    page.lines = without_sphinx(page.lines, page.remarks)
    page.lines, what = under_one_title(page.lines, "", _fallback(path))
    page.remarks += _changed(what)
    return page


def _changed(what: str) -> list[Remark]:
    return [Remark(1, RemarkKind.CHANGED, what)] if what else []


def _read(text: str, path: str, shared: PageImport) -> _PageOnItsWay:
    front = read_foreign_front(text)
    remarks: list[Remark] = []
    base = PurePosixPath(path).parent.as_posix()
    base = "" if base == "." else base
    if is_liascript(text) and shared.forced in ("", LIASCRIPT):
        return _liascript(text, path, remarks)
    includer = Includer(shared.folder, shared.course.places, remarks)
    kind = shared.forced or kind_of_text(front.body, front.values) or ""
    if shared.usual and (not kind or (kind in DECKS and not kind_of_text((), front.values))):
        kind = shared.usual if any(line.text.strip() == "---" for line in front.body) else kind
    body = front.body
    if kind == SLIDEV:
        body = with_slides_of_files(body, includer, base)
    body = includer.resolved(body, base)
    shared.included.update(includer.used - {path})
    source = tuple((line.number, line.text) for line in body)
    title = next((front.text(key) for key in _TITLE_KEYS if front.text(key)), "")
    page = _PageOnItsWay(body, front, kind or _kind_of_course(shared.course.kind), title, remarks, source)
    _tell_left_over(page)
    if kind in DECKS:
        _as_deck(page, kind)
    else:
        _as_document(page, path, shared)
    return page


def _kind_of_course(kind: str) -> str:
    return "Markdown" if kind == "folder" else f"page of a {kind}"


def _tell_left_over(page: _PageOnItsWay) -> None:
    """A remark about settings of the tool that mean nothing here."""
    _, used = own_front(page.front)
    _, _, listed = listed_blocks(page.front)
    keys, words = left_over(page.front, {*used, *listed, *_SUBTITLES, *_TITLE_KEYS[:1]})
    if keys:
        what = f"settings of its tool ({', '.join(keys)})"
        page.remarks.append(Remark(page.front.lines.get(keys[0], 1), RemarkKind.LEFT_OUT, what, words))


def _as_deck(page: _PageOnItsWay, kind: str) -> None:
    settings: dict[str, str] = settings_in(page.front.written)
    if page.title:
        settings["title"] = page.title
    result = converted(kind, page.lines, settings)
    lines = result.lines
    if not any(line.text.startswith("# ") for line in lines):
        lines = (SourceLine(f"# {page.title or 'Slides'}", 1), SourceLine("", 1), *lines)
    page.lines = _with_subtitle(lines, page.front)
    page.remarks += result.remarks
    first = next(line.text for line in lines if line.text.startswith("# "))
    if page.title and _bare(page.title) != _bare(first):
        what = "the title of the front matter gives way to that of the first slide"
        page.remarks.append(Remark(page.front.lines.get("title", 1), RemarkKind.LEFT_OUT, what, page.title))


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _as_document(page: _PageOnItsWay, path: str, shared: PageImport) -> None:
    tags = TagReader(shared.course.variables, page.remarks)
    lines = without_kramdown(tags.replaced(page.lines))
    if path.endswith(".mdx") or shared.course.kind == "Docusaurus site":
        lines = without_mdx(lines, page.remarks)
    if path.lower().endswith((".qmd", ".rmd")) or page.kind.startswith(("Quarto", "R Markdown")):
        lines = without_chunk_options(lines, page.remarks)
    lines = without_sphinx(lines, page.remarks)
    first, last, _ = listed_blocks(page.front)
    definitions = _definitions(lines, shared)
    lines = (*first, *lines, SourceLine("", len(lines)), *last, *definitions)
    fallback = shared.course.titles.get(path) or _fallback(shared.sessions[path])
    lines, what = under_one_title(
        lines,
        page.title or shared.course.titles.get(path, "") * (not _has_title(lines)),
        fallback,
        title_stands_above=page.kind.startswith(_TITLE_ABOVE),
    )
    if what:
        words = page.title if what.startswith("the title of the front matter") else ""
        page.remarks.append(Remark(1, RemarkKind.LEFT_OUT if words else RemarkKind.CHANGED, what, words))
    page.lines = _with_subtitle(lines, page.front)


def _has_title(lines: Sequence[SourceLine]) -> bool:
    return any(re.match(r"# +\S", line.text) for line in lines)


def _with_subtitle(lines: Sequence[SourceLine], front: ForeignFront) -> tuple[SourceLine, ...]:
    """What a title block says below the title, below the title."""
    said = next((front.text(key) for key in _SUBTITLES if front.text(key)), "")
    at = next((index for index, line in enumerate(lines) if line.text.startswith("# ")), None)
    if not said or at is None:
        return tuple(lines)
    number = lines[at].number
    return (*lines[: at + 1], SourceLine("", number), SourceLine(said, number), *lines[at + 1 :])


def _definitions(lines: Sequence[SourceLine], shared: PageImport) -> tuple[SourceLine, ...]:
    """Definitions of links from files that serve every page, as far as this page uses them."""
    text = joined(lines)
    found = []
    for path in shared.course.definitions:
        for line in (shared.folder.text(path) or "").split("\n"):
            match = re.match(r"\[([^\]]+)\]:[ \t]*\S", line)
            if match and f"[{match[1]}]" in text and f"[{match[1]}]:" not in text:
                found.append(SourceLine(line, lines[-1].number if lines else 1))
    return (SourceLine("", found[0].number), *found) if found else ()


def _liascript(text: str, path: str, remarks: list[Remark]) -> _PageOnItsWay:
    settings, above = liascript_settings(text)
    every = tuple(SourceLine(line, number) for number, line in enumerate(text.split("\n"), start=1))
    lines = every[above:]
    source = tuple((line.number, line.text) for line in lines)
    values: dict[str, Any] = {
        key: settings[key] for key in ("author", "language", "date", "title") if settings.get(key)
    }
    if settings.get("comment"):
        values["description"] = settings["comment"]
    others = {key: value for key, value in settings.items() if key not in {*values, "comment"} and value}
    front = ForeignFront({**values, **others}, lines)
    page = _PageOnItsWay(
        read_liascript(lines, settings, remarks), front, LIASCRIPT, settings.get("title", ""), remarks, source
    )
    _tell_left_over(page)
    lines_, what = under_one_title(page.lines, page.title, _fallback(path))
    page.lines = lines_
    page.remarks += _changed(what)
    return page


def _fallback(path: str) -> str:
    """A title from a file's name, for an index from its folder's."""
    place = PurePosixPath(path)
    name = place.parent.name if place.stem.lower() in ("readme", "index") and place.parent.name else place.stem
    words = re.sub(r"[_\-.\s]+", " ", re.sub(r"^\d+[_\-.\s]+(?=\D)", "", name)).strip() or name
    return words[:1].upper() + words[1:]
