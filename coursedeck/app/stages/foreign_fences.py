"""Mermaid fences of kinds that are not drawn here: pictures by Mermaid's own program, else code that one can read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from coursedeck.base.text import Families
from coursedeck.figures import mmdc
from coursedeck.figures.draw import png
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import Block, Code, FigureRef, Picture, Session
from coursedeck.model.text import literal
from coursedeck.model.walk import with_blocks
from coursedeck.output.deck.svg import clean_svg

_TITLE = re.compile(r"^\s*(?:accTitle\s*:|title(?:\s*:|\s))\s*(\S.*?)\s*$", re.MULTILINE)
_WIDTH = 1920
"""Pixels of a picture's PNG: as many as a projector shows."""


class ForeignFences(Struct, frozen=True):
    """A session whose fences of other kinds are pictures or code; the pictures go by the fence's name."""

    session: Session
    svgs: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def pictures(self) -> Mapping[str, str]:
        """Name of each picture by the path that its block names."""
        return {path_of(name): name for name in self.svgs}

    @property
    def widths(self) -> tuple[tuple[str, int], ...]:
        """Names of the pictures, and how many pixels wide their PNGs are."""
        return tuple((name, _WIDTH) for name in self.svgs)


def path_of(name: str) -> str:
    """Path by which a drawn fence is a picture; no file of a course is called so."""
    return f".mermaid/{name}.svg"


def draw_foreign(session: Session, kinds: Mapping[str, tuple[str, str]], families: Families) -> ForeignFences:
    """The fences named in `kinds` drawn by ``mmdc``, or shown as code.

    `kinds` has Mermaid's word for what they are and why they are not drawn here, where that needs a word.
    """
    svgs: dict[str, bytes] = {}
    problems: list[Problem] = []

    def change(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, FigureRef) or block.code is None or block.name not in kinds:
            return (block,)
        kind, why = kinds[block.name]
        try:
            svgs[block.name] = _drawn(block.code, families)
        except mmdc.MmdcError as failure:
            problems.append(_shown_as_code(kind, why, str(failure), block.source))
            return (Code(block.code, "mermaid", block.source),)
        alt = block.alt or literal(_title(block.code) or f"Mermaid {kind}", block.source)
        return (Picture(path_of(block.name), alt, block.source, block.caption),)

    return ForeignFences(with_blocks(session, change) if kinds else session, svgs, tuple(problems))


def _drawn(code: str, families: Families) -> bytes:
    drawn = mmdc.draw(code, (families.latin, families.east_asian, families.complex), families.language)
    try:
        safe = clean_svg(drawn)
        png(safe.decode(), _WIDTH)
    except (ValueError, SyntaxError, LookupError, ArithmeticError, TypeError) as problem:
        raise mmdc.MmdcError(f"what mmdc drew cannot be made a picture: {problem}") from problem
    return safe


def _title(code: str) -> str:
    found = _TITLE.search(code)
    return found[1].strip("\"'") if found else ""


def _shown_as_code(kind: str, why: str, reason: str, source: Source) -> Problem:
    if why:
        return warning(source, "figure", f"this figure is shown as code: {why}")
    message = f"a Mermaid {kind} is shown as code ({reason}): draw it as a flowchart, or as a script in diagrams/"
    absent = mmdc.program() is None
    more = ", or install Mermaid's mmdc (npm install -g @mermaid-js/mermaid-cli)" if absent else ""
    return warning(source, "figure", message + more)
