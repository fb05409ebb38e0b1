"""A PowerPoint deck → the body of a session."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from lxml import etree
from msgspec import Struct, field
from pptx import Presentation
from pptx.exc import PythonPptxError

from coursedeck.base.files.archive import ArchiveTooLargeError, unpacked
from coursedeck.base.foreign import Remark, SourceLine
from coursedeck.base.foreign.slides import ForeignSlide, as_session, in_notes
from coursedeck.base.origin import DeckState, deck_state, read_origin
from coursedeck.importers.powerpoint.carried import carried_text
from coursedeck.importers.powerpoint.own import callout_kinds, is_own, own_content, own_minutes, own_notes
from coursedeck.importers.powerpoint.slides import SlideReader
from coursedeck.model.origin import Origin

KIND = "PowerPoint deck"
_SECTIONS = "{http://schemas.microsoft.com/office/powerpoint/2010/main}section"
_SLIDE_ID = "{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId"
_TWO = " · "
_SLIDE_LEVEL = 3
_Headings: TypeAlias = Mapping[str, "_WrittenHeading"]
_NUMBER = re.compile(r"^\S*\d\S*\s+")
_MINUTES = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]\s*$")


class DeckText(Struct):
    """A deck as Markdown; the number of a line is that of its slide, counted from 1."""

    lines: tuple[SourceLine, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    title: str = ""
    author: str = ""
    words: tuple[tuple[int, str], ...] = ()
    """The texts of the slides, each with the slide's number."""
    front: str = ""
    """The front matter of the session, with the lines around it."""
    whole: bool = False
    """The lines are a whole content file, with its front matter; their numbers are those of that file."""


class _ReadSlide(Struct, frozen=True):
    """One slide of a deck."""

    slide: Any
    number: int
    reader: SlideReader
    section: str
    title: str
    hidden: bool

    @property
    def id(self) -> str:
        """Its name in the file, which coursedeck gives."""
        return str(self.slide._element.cSld.get("name") or "")


def read_powerpoint(data: bytes, name: str) -> DeckText | None:
    """A deck; None where the file is none. `name` begins the names of its pictures."""
    try:
        unpacked(data)
        return _read(Presentation(io.BytesIO(data)), data, name)
    except (ArchiveTooLargeError, PythonPptxError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, OSError):
        return None
    except (AttributeError, IndexError, TypeError, NotImplementedError):  # python-pptx, where parts are of other kinds
        return None


def _read(presentation: Any, data: bytes, name: str) -> DeckText:
    slides = list(_slides(presentation, name))
    own = is_own(presentation)
    found = DeckText(author=str(presentation.core_properties.author or ""))
    origins = _origins(data) if own else ()
    if any(origin.written for origin in origins) and deck_state(data) is DeckState.AS_BUILT:
        return _carried(found, origins, presentation, name)
    found.lines = tuple(_own_lines(slides, _written_headings(origins))) if own else _foreign_lines(slides)
    found.front = next((front for origin in origins if (front := _front_of(origin.written))), "")
    for one in slides:
        found.pictures |= one.reader.pictures
        found.remarks += one.reader.remarks
    found.words = () if own else tuple(_words(slides))
    found.title = next((line.text[2:] for line in found.lines if line.text.startswith("# ")), "")
    return found


def _slides(presentation: Any, name: str) -> Iterator[_ReadSlide]:
    sections = _sections(presentation)
    for number, slide in enumerate(presentation.slides, start=1):
        reader = SlideReader(slide, number, name)
        hidden = slide._element.get("show") in ("0", "false")
        yield _ReadSlide(slide, number, reader, sections.get(slide.slide_id, ""), reader.title(), hidden)


def _sections(presentation: Any) -> dict[int, str]:
    """The section of each slide ([MS-PPTX] 2.6.10)."""
    found = {}
    for section in presentation.part._element.iter(_SECTIONS):
        for slide in section.iter(_SLIDE_ID):
            found[int(slide.get("id"))] = str(section.get("name") or "")
    return found


def _words(slides: Sequence[_ReadSlide]) -> Iterator[tuple[int, str]]:
    for one in slides:
        for shape in one.slide.shapes:
            if shape.has_text_frame:
                yield from ((one.number, line) for line in shape.text_frame.text.replace("\v", "\n").split("\n"))
        if one.slide.has_notes_slide and one.slide.notes_slide.notes_text_frame is not None:
            text = one.slide.notes_slide.notes_text_frame.text
            yield from ((one.number, line) for line in text.replace("\v", "\n").split("\n"))


def _foreign_lines(slides: Sequence[_ReadSlide]) -> tuple[SourceLine, ...]:
    """Somebody's deck: its sections, else its dividers, are the session's sections."""
    names = list(dict.fromkeys(one.section for one in slides if one.section))
    made: list[ForeignSlide] = []
    seen: set[str] = set()
    for one in slides:
        body = [SourceLine(line, one.number) for line in one.reader.content()]
        notes = tuple(SourceLine(line, one.number) for line in one.reader.notes())
        begins = len(names) > 1 and one.section not in seen and bool(seen or one.number > 1)
        seen.add(one.section)
        if begins and not _same(one.section, one.title):
            made.append(ForeignSlide((), one.number, title=one.section, divider=True))
        divider = (begins and _same(one.section, one.title)) or _is_divider(one, len(names) > 1)
        made.append(ForeignSlide(tuple(body), one.number, notes, title=one.title, divider=divider, hidden=one.hidden))
    return as_session(made)


def _is_divider(one: _ReadSlide, sectioned: bool) -> bool:
    """Whether a slide's layout is a section's (``secHead``), in a deck without sections of its own."""
    kind = one.slide.slide_layout._element.get("type", "")
    return not sectioned and one.number > 1 and (kind == "secHead" or (kind == "title" and not one.hidden))


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _origins(data: bytes) -> tuple[Origin, ...]:
    """What a deck says of where its texts come from."""
    parts = unpacked(data)
    found = (read_origin(parts[name]) for name in parts if name.startswith("customXml/item"))
    return tuple(origin for origin in found if origin)


def _carried(found: DeckText, origins: Sequence[Origin], presentation: Any, name: str) -> DeckText:
    """The deck as the text that it carries, which holds for as long as nobody has edited it."""
    text = carried_text(next(origin for origin in origins if origin.written), presentation, name)
    found.lines, found.pictures, found.whole = text.lines, text.pictures, True
    found.title = presentation.core_properties.title or found.author
    return found


def _front_of(written: str) -> str:
    """The front matter of a text, with the lines around it."""
    match = re.match(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", written, re.DOTALL)
    return match[0] if match else ""


class _WrittenHeading(Struct, frozen=True):
    """A heading as it was written; `text` is empty where the deck does not say."""

    level: int
    text: str = ""

    def on_slide(self, title: str) -> str:
        """Its line, with attributes and all, unless somebody has given the slide other minutes."""
        minutes = re.findall(r"\d+", "".join(_MINUTES.findall(title)))
        known = re.findall(r"\d+", "".join(re.findall(r"[(（][^()（）]*[)）]", self.text)))
        marks = "#" * max(self.level, 1)
        return f"{marks} {self.text}" if self.text and set(minutes) <= set(known) else f"{marks} {title}"


def _written_headings(origins: Sequence[Origin]) -> dict[str, _WrittenHeading]:
    """The headings of a deck that says where its texts come from, by their words."""
    found: dict[str, _WrittenHeading] = {}
    for origin in origins:
        lines = origin.written.split("\n")
        for title in reversed(origin.titles):
            line = lines[title.line - 1] if 0 < title.line <= len(lines) else ""
            match = re.fullmatch(r"#{1,6}[ \t]+(.*?)[ \t]*#*", line)
            found[title.plain] = _WrittenHeading(title.level, match[1] if match else "")
    return found


def _own_lines(slides: Sequence[_ReadSlide], headings: _Headings) -> Iterator[SourceLine]:
    """A deck of coursedeck as the session that it was built from; `headings` are those of that."""
    section = slides[0].section if slides else ""
    for one in slides:
        if one.id == "agenda":
            continue
        heads = [one.section, one.title]
        if one.id == "title":
            yield from _numbered(one, [_heading(one.title, headings, 1), ""])
        elif one.section != section:
            section = one.section
            yield from _numbered(one, ["", _heading(section, headings, 2), ""])
        body = list(own_content(one.reader))
        title = _below_section(one, section)
        minutes = own_minutes(one.slide)
        if title and minutes and "≈" not in minutes and f"({minutes})" not in section:
            title = f"{title} ({minutes})"
        part = next((shape.text_frame.text for shape in one.slide.shapes if shape.name == "part"), "1")
        goes_on = not part.strip().startswith("1")
        hint = ["<!-- slide: hide -->", ""] if one.hidden else []
        yield from _numbered(one, [*_shown(title, body, headings, goes_on=goes_on), *hint[: 2 * bool(title)]])
        notes = own_notes(one.reader.notes(), heads)
        yield from in_notes([SourceLine(line, one.number) for line in notes])
        yield SourceLine("", one.number)


def _below_section(one: _ReadSlide, section: str) -> str:
    """The title of a slide below its section; nothing where the section says it."""
    if one.id in {"title", "preface"} or one.id.startswith("section-"):
        return ""
    bare = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", section)
    unnumbered = re.sub(r"^\S*\d\S*\s+", "", bare)
    for start in (bare, unnumbered):
        if _same(one.title, start):
            return ""
        if one.title.startswith(f"{start}{_TWO}"):
            return one.title[len(start) + len(_TWO) :]
    return one.title


def _shown(title: str, body: Sequence[str], headings: _Headings, *, goes_on: bool) -> list[str]:
    """A slide as its heading and body; work for the audience, and its solution, as the blocks that they were."""
    word, _, rest = title.replace("：", ": ", 1).partition(": ")
    bare = _MINUTES.sub("", word if rest else title)
    kind = callout_kinds().get(bare, "")
    if kind not in {"exercise", "challenge", "solution"} or _MINUTES.sub("", title) in headings:
        return _titled(title, body, headings, goes_on=goes_on)
    minutes = "".join(_MINUTES.findall(title)).strip() * (not rest)
    named = f"{rest} {minutes}".strip() if kind != "solution" else ""
    return ["", f":::: {kind} {named}".rstrip(), "", *body, "", "::::", ""]


def _titled(title: str, body: Sequence[str], headings: _Headings, *, goes_on: bool) -> list[str]:
    """A slide's heading and body; two headings that share a slide are parted where the second stands in the body."""
    if not title or goes_on:
        return list(body)
    pieces = title.split(_TWO)
    if len(pieces) == 2 and any(_is_heading(line, pieces[1]) for line in body):
        lines = [_heading(pieces[0], headings), ""]
        for line in body:
            named = next((piece for piece in pieces if _is_heading(line, piece)), None)
            if named == pieces[0]:
                continue
            lines += ["", _heading(named, headings), ""] if named else [line]
        return lines
    return [_heading(title, headings), "", *body]


def _heading(title: str, headings: _Headings, level: int = _SLIDE_LEVEL) -> str:
    """A heading as it was written, which the words on its slide do not say; `level` is that of its slide."""
    bare = _MINUTES.sub("", title)
    known = headings.get(bare) or headings.get(_NUMBER.sub("", bare))
    if known is None or (known.level != level if level < _SLIDE_LEVEL else known.level < level):
        return f"{'#' * level} {title}"
    return known.on_slide(title)


def _is_heading(line: str, words: str) -> bool:
    return _same(line.strip("*# "), words) and not line.startswith(("-", "|"))


def _numbered(one: _ReadSlide, lines: Sequence[str]) -> Iterator[SourceLine]:
    return (SourceLine(line, one.number) for line in lines)
