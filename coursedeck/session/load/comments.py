"""Comments of a content file: hints for slides, and those that are for people alone."""

from __future__ import annotations

import re

from coursedeck.base.foreign.lines import numbered, outside_code

_COMMENT = re.compile(r"<!--(?P<inside>.*?)(?P<end>-->|\Z)", re.DOTALL)
_HINT = re.compile(r"\s*slide\s*:", re.IGNORECASE)
_KEY_COMMENT = re.compile(r"[ \t]*#.*")
_CODE = re.compile(r"(`+)[^`].*?\1")


def without_comments(text: str) -> str:
    """A text without the comments that are no hints; every line keeps its number.

    >>> without_comments("one <!-- to do --> two <!-- slide: keep -->")
    'one  two <!-- slide: keep -->'
    """
    done: list[str] = []
    inside = False
    keys = text.startswith("---")  # front matter has comments of its own (YAML 1.2, 6.6)
    for line, shown in zip(numbered(text), outside_code(numbered(text)), strict=True):
        left = line.text
        if keys:
            keys = line.number == 1 or left.rstrip() not in ("---", "...")
            done.append("" if _KEY_COMMENT.fullmatch(left) else left)
            continue
        if inside:
            _, closing, left = left.partition("-->")
            inside = not closing
        if shown and "<!--" in left:
            left, inside = _without(left)
        done.append(left)
    return "\n".join(done)


def _without(line: str) -> tuple[str, bool]:
    """A line without its comments, and whether the last of them goes on."""
    code = [match.span() for match in _CODE.finditer(line)]
    goes_on = False

    def instead(found: re.Match[str]) -> str:
        nonlocal goes_on
        if any(start <= found.start() < end for start, end in code) or _HINT.match(found["inside"]):
            return found[0]
        goes_on = not found["end"]
        return ""

    return _COMMENT.sub(instead, line), goes_on
