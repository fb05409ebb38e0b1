"""Lines of Rust that a page does not show: rustdoc and mdBook compile them, and readers never see them."""

from __future__ import annotations

import re

_HIDDEN = re.compile(r"[ \t]*#(?:[ \t].*)?")
_ESCAPED = re.compile(r"([ \t]*#)#")
_RUST = frozenset({"rust", "rs"})


def is_hidden(line: str, language: str) -> bool:
    """Whether a line of code is hidden: a ``#`` before a blank or alone, in Rust (The rustdoc book, "Hiding").

    >>> is_hidden("# use std::fs;", "rust"), is_hidden("#[derive(Debug)]", "rust"), is_hidden("# ls", "bash")
    (True, False, False)
    """
    return language in _RUST and _HIDDEN.fullmatch(line) is not None


def without_hidden_lines(code: str, language: str) -> str:
    """The code that readers see; ``##`` at the start of a line of Rust stands for one ``#``.

    Code of which nothing would be left is shown as it stands.
    """
    if language not in _RUST or "#" not in code:
        return code
    shown = [_ESCAPED.sub(r"\1", line) for line in code.split("\n") if not is_hidden(line, language)]
    while shown and not shown[0].strip():
        shown.pop(0)
    return "\n".join(shown) if any(line.strip() for line in shown) else code
