"""Lines that stand for another file: its content takes their place, as far as the source folder has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, field

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code
from coursedeck.importers.folder import SourceFolder
from coursedeck.importers.front import read_foreign_front

MOST_DEPTH = 6

_MDBOOK = re.compile(
    r"\{\{#(?P<how>include|rustdoc_include|playground)[ \t]+(?P<path>[^\s}:]+)(?::(?P<part>[^\s}]*))?[^}]*\}\}"
)
_QUARTO = re.compile(r"\{\{<[ \t]*include[ \t]+(?P<path>\S+)[ \t]*>\}\}")
_SNIPPET = re.compile(r";?-{1,}8<-{1,}[ \t]*\"(?P<path>[^\":]+)(?::(?P<part>[^\"]*))?\"")
_SLIDEV_CODE = re.compile(r"<<<[ \t]*(?P<path>[^\s{#]+)(?:#(?P<part>[\w-]+))?[ \t]*(?P<language>[\w+-]*).*")
_PRESENTERM = re.compile(r"<!--[ \t]*include:[ \t]*(?P<path>\S+)[ \t]*-->")
_LIQUID = re.compile(r"\{%-?[ \t]*include(?:_relative)?[ \t]+(?P<path>[^\s%]+\.(?:md|markdown|txt|html))[^%]*%\}")
_HUGO = re.compile(r"\{\{[<%][ \t]*(?:readfile|include)[ \t]+(?:file=)?\"(?P<path>[^\"]+)\"[^}]*\}\}")
_DIRECTIVE = re.compile(r"(?P<marks>`{3,}|:{3,})\{(?P<how>include|literalinclude)\}[ \t]+(?P<path>\S+)[ \t]*")
_MDX = re.compile(r"import[ \t]+(?P<name>[A-Z]\w*)[ \t]+from[ \t]+['\"](?P<path>[^'\"]+\.mdx?)['\"];?[ \t]*")
_LANGUAGES = {"rs": "rust", "py": "python", "js": "javascript", "ts": "typescript", "yml": "yaml", "sh": "bash"}


class Includer(Struct, frozen=True):
    """Puts files into the lines of a page."""

    folder: SourceFolder
    places: Sequence[str] = ()
    """Folders in which included files are looked for, besides that of the page."""
    remarks: list[Remark] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    """Files that were put in."""

    def resolved(self, lines: Sequence[SourceLine], base: str, depth: int = 0) -> tuple[SourceLine, ...]:
        """The lines of a page in the folder `base`, every include followed."""
        if depth > MOST_DEPTH:
            return tuple(lines)
        prose = outside_code(lines)
        parts = {match["name"]: match["path"] for line in lines if (match := _MDX.fullmatch(line.text))}
        done: list[SourceLine] = []
        skip = -1
        for index, line in enumerate(lines):
            if index <= skip:
                continue
            if match := _DIRECTIVE.fullmatch(line.text):
                skip = next(
                    (at for at in range(index + 1, len(lines)) if lines[at].text.strip() == match["marks"]), index
                )
                code = match["how"] == "literalinclude"
                done += self._content(line, match["path"], "", base, depth, code=code)
            else:
                done += self._line(line, base, depth, parts, code=not prose[index])
        return tuple(done)

    def _line(
        self, line: SourceLine, base: str, depth: int, parts: Mapping[str, str], *, code: bool
    ) -> Iterator[SourceLine]:
        text = line.text
        if "{{#" in text and (match := _MDBOOK.search(text)):
            yield from self._within(line, match, base, depth, code=code)
            return
        if code:
            snippet = _SNIPPET.fullmatch(text.strip())
            yield from (
                self._content(line, snippet["path"], snippet["part"] or "", base, depth, code=None)
                if snippet
                else (line,)
            )
            return
        for pattern in (_QUARTO, _SNIPPET, _PRESENTERM, _LIQUID, _HUGO):
            if match := pattern.fullmatch(text.strip()):
                part = match.groupdict().get("part") or ""
                yield from self._content(line, match["path"], part, base, depth, code=False)
                return
        if match := _SLIDEV_CODE.fullmatch(text):
            yield from self._content(
                line, match["path"], match["part"] or "", base, depth, code=True, language=match["language"]
            )
            return
        component = re.fullmatch(r"<([A-Z]\w*)\b[^<>]*/>", text.strip())
        if component and component[1] in parts:
            yield from self._content(line, parts[component[1]], "", base, depth, code=False)
        elif _MDX.fullmatch(text):
            self.remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "a module of the site", text))
        else:
            yield line

    def _within(
        self, line: SourceLine, match: re.Match[str], base: str, depth: int, *, code: bool
    ) -> Iterator[SourceLine]:
        """A file of mdBook, in code that the page has opened, or as text of its own."""
        before, after = line.text[: match.start()], line.text[match.end() :]
        if match["path"].endswith(".md") or code:
            inner = self._content(line, match["path"], match["part"] or "", base, depth, code=None if code else False)
        else:
            inner = self._content(line, match["path"], match["part"] or "", base, depth, code=True)
        yield from [line.with_text(before)] if before.strip() else []
        yield from inner
        yield from [line.with_text(after)] if after.strip() else []

    def _content(
        self, line: SourceLine, path: str, part: str, base: str, depth: int, *, code: bool | None, language: str = ""
    ) -> Iterator[SourceLine]:
        """The lines of a file: as code between fences, as a piece of code (None), or as text that may include more."""
        found = self.find(path, base)
        text = self.folder.text(found) if found else None
        if text is None:
            self.remarks.append(
                Remark(line.number, RemarkKind.LEFT_OUT, f"the file {path}, which is not in the source")
            )
            return
        self.used.add(found)
        wanted = _part(text.rstrip("\n"), part)
        if code is False:
            front = read_foreign_front("\n".join(wanted)) if not part else None
            body = [inner.text for inner in front.body] if front else wanted
            folder = PurePosixPath(found).parent.as_posix()
            lines = tuple(line.with_text(inner) for inner in body)
            yield from self.resolved(lines, "" if folder == "." else folder, depth + 1)
            return
        ending = PurePosixPath(path).suffix[1:]
        name = language or _LANGUAGES.get(ending, ending)
        yield from [line.with_text(f"```{name}")] if code else []
        yield from (line.with_text(inner) for inner in wanted)
        yield from [line.with_text("```")] if code else []

    def find(self, path: str, base: str) -> str:
        """The file that a path means, from the page's folder or one of the places; empty where there is none."""
        bare = path.strip("\"'").removeprefix("@/").removeprefix("@site/").removeprefix("./")
        places = (base, *self.places, "") if not path.startswith("/") else (*self.places, "")
        candidates = (self.folder.resolve(bare.lstrip("/"), place) for place in places)
        return next((candidate for candidate in candidates if self.folder.has(candidate)), "")


def _part(text: str, part: str) -> list[str]:
    """The lines of a file between its anchors (``ANCHOR: name``, ``#region name``), or of a range ``3:7``."""
    lines = text.split("\n")
    if not part:
        return [line for line in lines if not re.search(r"ANCHOR(?:_END)?:", line)]
    if re.fullmatch(r"\d*(?::\d*)?", part):
        first, colon, last = part.partition(":")
        top = int(first or 1) - 1
        return lines[top : int(last) if last else (None if colon else top + 1)]
    opens = re.compile(rf"ANCHOR:[ \t]*{re.escape(part)}\b|(?:#region|--8<--[ \t]*\[start:)[ \t]*{re.escape(part)}\b")
    ends = re.compile(rf"ANCHOR_END:[ \t]*{re.escape(part)}\b|#endregion|--8<--[ \t]*\[end:[ \t]*{re.escape(part)}\b")
    begin = next((at + 1 for at, line in enumerate(lines) if opens.search(line)), None)
    if begin is None:
        return lines
    end = next((at for at in range(begin, len(lines)) if ends.search(lines[at])), len(lines))
    return [line for line in lines[begin:end] if not re.search(r"ANCHOR(?:_END)?:", line)]


def with_slides_of_files(
    lines: Sequence[SourceLine], includer: Includer, base: str, depth: int = 0
) -> tuple[SourceLine, ...]:
    """A Slidev deck with the slides of the files that ``src:`` names, in the place of each."""
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        end = _settings_end(lines, index)
        source = _source(lines[index:end]) if end else ""
        if end is None or not source or depth > MOST_DEPTH:
            done.append(lines[index])
            index += 1
            continue
        found = includer.find(source.partition("#")[0], base)
        text = includer.folder.text(found) if found else None
        if text is None:
            what = f"the slides of {source}, which are not in the source"
            includer.remarks.append(Remark(lines[index].number, RemarkKind.LEFT_OUT, what))
            done += [lines[index]]
        else:
            includer.used.add(found)
            folder = PurePosixPath(found).parent.as_posix()
            inner = tuple(lines[index].with_text(line) for line in text.rstrip("\n").split("\n"))
            opened = inner[0].text.strip() == "---"
            done += [] if opened else [lines[index]]
            done += with_slides_of_files(inner, includer, "" if folder == "." else folder, depth + 1)
        index = end
    return tuple(done)


def _settings_end(lines: Sequence[SourceLine], first: int) -> int | None:
    """Behind the settings of a slide that begin in a line."""
    if lines[first].text.strip() != "---":
        return None
    for at in range(first + 1, min(first + 40, len(lines))):
        if lines[at].text.strip() == "---":
            return at + 1
        if lines[at].blank:
            return None
    return None


def _source(block: Sequence[SourceLine]) -> str:
    found = (re.match(r"src:[ \t]*['\"]?([^'\"\s]+)", line.text) for line in block)
    return next((match[1] for match in found if match), "")
