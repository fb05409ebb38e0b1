"""A page in reStructuredText → lines of MyST Markdown with their places, and its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils.core import publish_doctree
from msgspec import Struct

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine
from coursedeck.importers.restructured.directives import known_to_docutils
from coursedeck.importers.restructured.writing import MarkdownWriter

KIND = "reStructuredText"
ENDINGS = (".rst", ".rest")
MOST_INCLUDED = 40
"""Files that one page may put in."""
_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,  # files are read through the source folder alone
    "halt_level": 5,
    "input_encoding": "unicode",
    "line_length_limit": 10**6,
    "raw_enabled": False,
    "report_level": 5,
    "sectsubtitle_xform": False,
    "syntax_highlight": "none",
}
_INCLUDE = re.compile(r"(?P<indent>[ \t]*)\.\.[ \t]+include::[ \t]+(?P<path>\S+)[ \t]*")
_OPTION = re.compile(r"[ \t]+:[\w-]+:.*")
_TOCTREE = re.compile(
    r"^(?P<indent>[ \t]*)\.\.[ \t]+toctree::[^\n]*\n(?P<body>(?:(?P=indent)[ \t]+\S[^\n]*\n|[ \t]*\n)*)", re.MULTILINE
)


class RestructuredText(Struct, frozen=True):
    """A page as Markdown."""

    lines: tuple[SourceLine, ...]
    words: tuple[tuple[int, str], ...]
    """Every line of the source that has words, without names of directives, options and roles."""
    remarks: tuple[Remark, ...]


def read_restructured(text: str, included: Callable[[str], str | None]) -> RestructuredText:
    """A page as Markdown; `included` returns the text of a file that the page names."""
    remarks: list[Remark] = []
    source = list(_with_files(text.split("\n"), included, remarks))
    whole = "\n".join(line.text for line in source) + "\n"
    known_to_docutils(whole)
    document = publish_doctree(whole, settings_overrides=_SETTINGS)
    writer = MarkdownWriter(document, [line.number for line in source], remarks)
    lines = writer.lines()
    return RestructuredText(tuple(lines), tuple(_words(source)), tuple(remarks))


def toctree_entries(text: str) -> Iterator[str]:
    """The pages that the toctrees of a page list, in order."""
    for found in _TOCTREE.finditer(text + "\n"):
        for line in found["body"].split("\n"):
            entry = line.strip()
            if entry and not entry.startswith(":"):
                titled = re.search(r"<([^>]+)>$", entry)
                yield titled[1] if titled else entry


def _with_files(
    lines: list[str], included: Callable[[str], str | None], remarks: list[Remark], number: int = 0, count: int = 0
) -> Iterator[SourceLine]:
    """The lines, each ``include`` of reStructuredText followed; `number` is that of the line that includes them."""
    skip = False
    for at, text in enumerate(lines, start=1):
        found = _INCLUDE.fullmatch(text)
        if skip and _OPTION.fullmatch(text):
            continue
        skip = found is not None
        if found is None:
            yield SourceLine(text, number or at)
            continue
        inner = included(found["path"]) if count < MOST_INCLUDED else None
        if inner is None:
            what = f"the file {found['path']}, which is not in the source"
            remarks.append(Remark(number or at, RemarkKind.LEFT_OUT, what))
            continue
        indented = [found["indent"] + line if line.strip() else "" for line in inner.split("\n")]
        yield from _with_files(indented, included, remarks, number or at, count + MOST_INCLUDED // 4)
        yield SourceLine("", number or at)


_UNSEEN = re.compile(
    r"^[ \t]*(?:\.\.[ \t]+_[^:]+:.*|:[\w-]+:.*|\.\.[ \t]+\|[^|]+\|.*|[=\-`:.'\"~^_*+#]{3,}[ \t]*|\.\.[ \t]+\[[^\]]+\])"
    r"|(?<![\w:]):[A-Za-z][\w:+.-]*?:(?=`)"
    r"|^[ \t]*\.\.[ \t]+(?:(?:literal)?include|image|figure)::.*|^[ \t]*\.\.[ \t]+[\w:+.-]+::"
)


def _words(source: list[SourceLine]) -> Iterator[tuple[int, str]]:
    for line in source:
        said = _UNSEEN.sub(" ", line.text)
        if said.strip():
            yield line.number, said
