"""HTML comments in a source: other tools write settings and speaker notes in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from coursedeck.base.foreign.lines import SourceLine, outside_code, trimmed

_INLINE = re.compile(r"<!--(.*?)-->")
_CODE = re.compile(r"(`+)[^`].*?\1")


class FoundComment(Struct, frozen=True):
    """A comment, without its marks."""

    lines: tuple[SourceLine, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line.text for line in self.lines).strip()

    @property
    def number(self) -> int:
        """Where it begins."""
        return self.lines[0].number


Replacement = Callable[[FoundComment], Sequence[SourceLine] | None]
"""What takes the place of a comment; None leaves it."""


def without_comments(lines: Sequence[SourceLine], replace: Replacement) -> tuple[SourceLine, ...]:
    """The lines with every comment outside code replaced; within a line, by nothing."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        opened = _opens(line.text) if prose[index] else None
        if opened is None:
            done.append(_without_inline(line, replace) if prose[index] else line)
            index += 1
            continue
        end = _end(lines, index, opened)
        if end is None:
            done.append(line)
            index += 1
            continue
        comment = _comment(lines[index : end + 1], opened)
        instead = replace(comment)
        before, after = line.text[: opened - 4], lines[end].text.partition("-->")[2]
        if end == index:
            after = line.text[opened:].partition("-->")[2]
        kept = lines[index : end + 1] if instead is None else tuple(instead)
        done.extend([line.with_text(before)] if before.strip() and instead is not None else [])
        done.extend(kept)
        done.extend([lines[end].with_text(after)] if after.strip() and instead is not None else [])
        index = end + 1
    return tuple(done)


def _opens(text: str) -> int | None:
    """Where the content of a comment begins that fills the line from its start, or goes on in the next line."""
    bare = _CODE.sub(lambda found: "x" * len(found[0]), text)
    if bare.lstrip().startswith("<!--"):
        inside = bare.index("<!--") + 4
        rest = bare[inside:].partition("-->")
        return inside if not rest[1] or not rest[2].strip() else None
    start = bare.rfind("<!--")
    return start + 4 if start >= 0 and "-->" not in bare[start:] else None


def _end(lines: Sequence[SourceLine], first: int, opened: int) -> int | None:
    """The line in which a comment is closed."""
    if "-->" in lines[first].text[opened:]:
        return first
    return next((at for at in range(first + 1, len(lines)) if "-->" in lines[at].text), None)


def _comment(lines: Sequence[SourceLine], opened: int) -> FoundComment:
    first, *more = lines
    inside = [first.with_text(first.text[opened:]), *more]
    inside[-1] = inside[-1].with_text(inside[-1].text.partition("-->")[0])
    inside[0] = inside[0].with_text(inside[0].text.lstrip())
    inside[-1] = inside[-1].with_text(inside[-1].text.rstrip())
    return FoundComment(trimmed(inside) or (first.with_text(""),))


def _without_inline(line: SourceLine, replace: Replacement) -> SourceLine:
    code = [found.span() for found in _CODE.finditer(line.text)]

    def instead(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in code):
            return found[0]
        return found[0] if replace(FoundComment((line.with_text(found[1].strip()),))) is None else ""

    text = _INLINE.sub(instead, line.text)
    return line if text == line.text else line.with_text(text.rstrip())
