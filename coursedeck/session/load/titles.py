"""Which heading is a session's title, and what serves where none is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from coursedeck.base.markdown import inline_markdown
from coursedeck.model.session import Block
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.headings import Heading, split_session_heading

TITLE_LEVEL = 1
SECTION_LEVEL = 2


class HeadingGroup(Struct, frozen=True):
    """A heading and the blocks up to the next one; what precedes the first heading has level 0."""

    level: int
    line: int
    heading: Heading
    blocks: tuple[Block, ...]

    def with_more(self, blocks: tuple[Block, ...]) -> HeadingGroup:
        """The group with blocks that follow its own."""
        return replace(self, blocks=self.blocks + blocks)

    def lowered(self, levels: int) -> HeadingGroup:
        """The group so many levels deeper, or higher for a negative number."""
        return replace(self, level=self.level + levels) if self.level else self


class Titled(Struct, frozen=True):
    """A session's title, and the groups that stand under it: the opening one, then parts, sections at level 2."""

    title: HeadingGroup
    opening: tuple[Block, ...]
    below: tuple[HeadingGroup, ...]


def with_title(groups: Sequence[HeadingGroup], front_title: Text | None, findings: Findings) -> Titled:
    """The groups of a document, the first of which precedes all headings, under a title.

    That is a heading with a single ``#``, else the front matter's title, else a heading that all others stand under,
    else the file's name.
    """
    opening, *headings = groups
    firsts = [group for group in headings if group.level == TITLE_LEVEL]
    alone = len(firsts) == 1 and headings[0] is firsts[0]
    if front_title and not alone:
        title = HeadingGroup(TITLE_LEVEL, front_title.source.line, _heading(front_title.markdown, findings), ())
        return Titled(title, opening.blocks, tuple(group.lowered(1 if firsts else 0) for group in headings))
    if firsts:
        return _under_first(opening, headings, firsts, findings)
    if _stands_above(headings):
        title = headings[0]
        message = "no line `# Title`: the first heading is the title, since all others stand under it"
        findings.warn(title.line, "heading", message)
        levels = SECTION_LEVEL - min((group.level for group in headings[1:]), default=SECTION_LEVEL)
        return Titled(title, opening.blocks + title.blocks, tuple(group.lowered(levels) for group in headings[1:]))
    message = "no title, the file's name stands for it: put a line `# Title` above everything else"
    findings.warn(1, "heading", message)
    named = HeadingGroup(TITLE_LEVEL, 1, Heading(inline_markdown(_from_name(findings.file))), ())
    return Titled(named, opening.blocks, tuple(headings))


def _heading(markdown: str, findings: Findings) -> Heading:
    return split_session_heading(markdown, 1, Findings(findings.file))


def _under_first(
    opening: HeadingGroup, headings: Sequence[HeadingGroup], firsts: Sequence[HeadingGroup], findings: Findings
) -> Titled:
    """The first heading with a single ``#`` as title; others like it are sections, what stands under them slides."""
    title, *more = firsts
    if more:
        message = "further lines with a single #, which a session has once: they are read as sections (##)"
        findings.warn(more[0].line, "heading", message)
    blocks = opening.blocks
    below: list[HeadingGroup] = []
    levels = 0
    for group in headings:
        if group is title and below:
            findings.warn(group.line, "heading", "the title stands below a section: make it the first heading")
            below[-1] = below[-1].with_more(group.blocks)
        elif group is title:
            blocks += group.blocks
        else:
            levels = 1 if group.level == TITLE_LEVEL else levels
            below.append(group.lowered(levels))
    return Titled(title, blocks, tuple(below))


def _stands_above(headings: Sequence[HeadingGroup]) -> bool:
    """Whether the first heading is above all others."""
    return bool(headings) and all(group.level > headings[0].level for group in headings[1:])


def _from_name(file: str) -> str:
    """A title from a file's name, for a README from its folder's.

    >>> _from_name("content/02-loops/README.md"), _from_name("content/data_types.md")
    ('Loops', 'Data types')
    """
    path = PurePosixPath(file)
    name = path.parent.name if path.stem.lower() in ("readme", "index") else path.stem
    words = re.sub(r"[_\-.\s]+", " ", re.sub(r"^\d+[_\-.\s]+(?=\D)", "", name)).strip() or name
    return words[:1].upper() + words[1:]
