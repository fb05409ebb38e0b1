"""Pictures and links of a page: what they lead to is taken along, and their addresses follow."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code
from coursedeck.importers.folder import SourceFolder

_ADDRESS = r"(?:<(?P<angled>[^<>\n]*)>|(?P<bare>(?:[^()\s<>]|\([^()\s]*\))+))"
_INLINE = re.compile(rf"(?P<mark>\]\([ \t]*){_ADDRESS}(?P<title>(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\))")
_DEFINITION = re.compile(rf"(?P<mark>^[ ]{{0,3}}\[[^\]^][^\]]*\]:[ \t]*){_ADDRESS}(?P<title>.*)$")
_ATTRIBUTE = re.compile(
    r"(?P<mark><(?:img|video|audio|source|a|embed|object|iframe)\b[^<>]*?\b(?:src|href|data)=)(?P<quote>[\"'])(?P<address>[^\"']*)(?P=quote)"
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\{|attachment:", re.IGNORECASE)
_CODE = re.compile(r"(`+)[^`].*?\1")
_DIRECTIVE = re.compile(r"(?P<mark>[ \t]*[`:]{3,}\{(?:figure|image)\}[ \t]+)(?P<address>\S+)")
_PAGES = frozenset({".md", ".markdown", ".qmd", ".rmd", ".mdx", ".ipynb", ".rst", ".html", ".htm", ""})


class LinkReader(Struct):
    """Rewrites the addresses of one page."""

    folder: SourceFolder
    page: str
    """The page, from the folder that is imported."""
    target: str
    """The session that it becomes, from ``content/``."""
    sessions: Mapping[str, str]
    """Session of each page that is imported."""
    places: Sequence[str] = ()
    """Folders that an address with ``/`` in front starts from."""
    base: str = ""
    """Folder whose path sessions do not repeat."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Session of a page's address on the site, where that is no file's name."""
    remarks: list[Remark] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def rewritten(self, lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
        """The lines with addresses that hold in ``content/``."""
        prose = outside_code(lines)
        done = []
        for line, inside in zip(lines, prose, strict=True):
            text = line.text
            if match := _DIRECTIVE.match(text):
                text = (
                    f"{match['mark']}{self._address(match['address'], line.number, picture=True) or match['address']}"
                )
            elif inside and ("](" in text or "]:" in text or "<" in text):
                text = self._outside_spans(text, line.number)
            done.append(line if text == line.text else line.with_text(text))
        return tuple(done)

    def _outside_spans(self, text: str, number: int) -> str:
        pieces = []
        at = 0
        for code in _CODE.finditer(text):
            # code within the words of a link belongs to the link
            if text[at : code.start()].count("[") > text[at : code.start()].count("]"):
                continue
            pieces += [self._line(text[at : code.start()], number), code[0]]
            at = code.end()
        return "".join([*pieces, self._line(text[at:], number)])

    def _line(self, text: str, number: int) -> str:
        text = _INLINE.sub(lambda found: self._inline(found, number), text)
        text = _DEFINITION.sub(lambda found: self._definition(found, number), text)
        text = _ATTRIBUTE.sub(lambda found: self._attribute(found, number), text)
        return _without_dead(text)

    def _inline(self, found: re.Match[str], number: int) -> str:
        written = found["angled"] if found["angled"] is not None else found["bare"]
        opening = _opening(found.string, found.start())
        picture = opening > 0 and found.string[opening - 1] == "!"
        new = self._address(written, number, picture=picture)
        if new is None:
            return f"{_DEAD}{found['mark']}{found['title']}"
        return f"{found['mark']}{_angled(new)}{found['title']}"

    def _definition(self, found: re.Match[str], number: int) -> str:
        written = found["angled"] if found["angled"] is not None else found["bare"]
        new = self._address(written, number, picture=False)
        return found[0] if new is None else f"{found['mark']}{_angled(new)}{found['title']}"

    def _attribute(self, found: re.Match[str], number: int) -> str:
        picture = not found["mark"].lower().startswith("<a")
        new = self._address(found["address"], number, picture=picture)
        return found[0] if new is None else f"{found['mark']}{found['quote']}{new}{found['quote']}"

    def _address(self, written: str, number: int, *, picture: bool) -> str | None:
        """The new address; None for a link that leads nowhere in the course."""
        if not written or _ELSEWHERE.match(written):
            return written
        bare, mark, anchor = written.partition("#")
        path = unquote(bare.partition("?")[0])
        if not picture and (session := self._session(path)):
            return f"{self._from_here(session)}{mark}{anchor}"
        for candidate in self._candidates(path):
            if self.folder.has(candidate) and PurePosixPath(candidate).suffix.lower() not in (".md", ".qmd", ".mdx"):
                data = self.folder.data(candidate)
                if data is not None:
                    place = self._place(candidate)
                    self.files[place] = data
                    return self._from_here(place)
        if picture:
            self.remarks.append(Remark(number, RemarkKind.LEFT_OUT, f"the picture {path}, which is not in the source"))
            return written
        self.remarks.append(
            Remark(
                number, RemarkKind.CHANGED, f"the link to {path} leads to nothing that is imported, and is words alone"
            )
        )
        return None

    def _candidates(self, path: str) -> list[str]:
        page = PurePosixPath(self.page).parent.as_posix()
        bare = re.sub(r"^(?:@site/|~/|@/)", "/", path)
        places = [*self.places, ""] if bare.startswith("/") else [page, *self.places, ""]
        found = [self.folder.resolve(bare.lstrip("/"), "" if place == "." else place) for place in places]
        if bare.startswith("/"):
            found.append(self.folder.resolve(bare.lstrip("/"), "" if page == "." else page))
        # addresses of a site start where its page is published, which may be deeper than its file
        within = [candidate for candidate in found if not candidate.startswith("../")]
        return [*within, *(re.sub(r"^(?:\.\./)+", "", candidate) for candidate in found if candidate not in within)]

    def _session(self, path: str) -> str | None:
        if PurePosixPath(path).suffix.lower() not in _PAGES:
            return None
        for candidate in (*self._candidates(path), *self._candidates(f"../{path}")):
            stem = re.sub(r"\.(?:html?|md|markdown|qmd|Rmd|mdx|ipynb|rst)$", "", candidate).rstrip("/")
            endings = (
                ".md",
                ".qmd",
                ".Rmd",
                ".mdx",
                ".ipynb",
                ".rst",
                "/index.md",
                "/_index.md",
                "/README.md",
                "/index.qmd",
                "/index.mdx",
                "/index.rst",
            )
            for known in (candidate, *(f"{stem}{ending}" for ending in endings)):
                if known in self.sessions:
                    return self.sessions[known]
        return self.addresses.get(path.strip("/"))

    def _place(self, path: str) -> str:
        """Where a file of the source stands in ``content/``."""
        below = path.removeprefix(f"{self.base}/") if self.base else path
        return clean_path(below)

    def _from_here(self, path: str) -> str:
        start = PurePosixPath(self.target).parent.as_posix()
        return os.path.relpath(path, start).replace(os.sep, "/")


_DEAD = "\ue000"
"""Stands before the address of a link that leads nowhere, until its words alone are left."""


def _without_dead(text: str) -> str:
    while (at := text.find(_DEAD)) >= 0:
        opening = _opening(text, at)
        end = text.find(")", at)
        words = text[opening + 1 : at] if opening >= 0 else text[:at]
        text = (text[:opening] if opening >= 0 else "") + words + text[end + 1 :]
    return text


def _opening(text: str, end: int) -> int:
    """The bracket that opens the words before `end`, or -1."""
    depth = 1
    for at in range(end - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if not depth:
            return at
    return -1


def _angled(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def clean_path(path: str) -> str:
    """A path below ``content/`` whose names begin with neither ``_`` nor ``.``, which would hide them.

    >>> clean_path("_episodes/_index.md"), clean_path("locale/a.md")
    ('episodes/index.md', 'locale-1/a.md')
    """
    parts = [part.lstrip("_.") or "page" for part in PurePosixPath(path).parts if part not in ("/", "..")]
    if len(parts) > 1 and parts[0] == "content":
        parts = parts[1:]
    if len(parts) > 1 and parts[0] == "locale":
        parts[0] = "locale-1"
    return "/".join(parts)
