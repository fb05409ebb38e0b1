"""The comments in code, apart from the signs that open and close them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.text.code_tokens import code_tokens

_LINE = re.compile(
    r"(?P<open>\s*(?:\"{3}|'{3}|#+|//+[/!]?|/\*+!?|\*(?!/)|--+(?:\[=*\[|\s*[|^](?=\s))?|;+|%+|<!--+|<#|\(\*+|\{-+"
    r"|!+(?=\s)|:+(?=\s)|(?:REM|rem)\b|'|\")?\s*)"
    r"(?P<words>.*?)"
    r"(?P<close>\s*(?:\"{3}|'{3}|\*+/|--+>|\*\)|-+\}|\]=*\]|#>)?\s*)"
)
_NO_COMMENT = ("Comment.Preproc", "Comment.Hashbang")
"""Kinds that Pygments counts as comments and that programs read: ``#include``, ``#!/bin/sh``."""
_SAID = ("Comment", "Literal.String.Doc")
"""Kinds of what is written for readers: comments, and the texts that document a function."""
_FRAME = re.compile(r"\s*=(?:begin|end|pod|cut)\b")
"""Lines that only open or close a comment of several lines, in Ruby and Perl."""
_TEXT = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output"})


class CodePiece(Struct, frozen=True):
    """A stretch of code; all stretches together are the code."""

    words: str
    line: int
    """Counted from 0."""
    translatable: bool = False


def comments_in(code: str, language: str) -> Iterator[CodePiece]:
    """The code in pieces, those translatable that are the words of a comment, or of a line of plain text.

    >>> [piece.words for piece in comments_in("x = 1  # one\\n", "python") if piece.translatable]
    ['one']
    """
    line = 0
    tokens = (("Comment", code),) if language in _TEXT else code_tokens(code, language)
    if "".join(text for _, text in tokens) != code:  # no language that is known, or a lexer that changes what it reads
        tokens = (("", code),)
    for kind, text in tokens:
        is_comment = kind.startswith(_SAID) and not kind.startswith(_NO_COMMENT)
        for written in text.splitlines(keepends=True):
            if is_comment:
                yield from _parted(written, line, marked=language not in _TEXT)
            else:
                yield CodePiece(written, line)
            line += written.endswith("\n")


def _parted(written: str, line: int, *, marked: bool) -> Iterator[CodePiece]:
    body = written.rstrip("\n")
    match = _LINE.fullmatch(body) if marked else re.fullmatch(r"(?P<open>\s*)(?P<words>.*?)(?P<close>\s*)", body)
    if match is None or _FRAME.match(body) or not any(letter.isalpha() for letter in match["words"]):
        yield CodePiece(written, line)
        return
    yield CodePiece(match["open"], line)
    yield CodePiece(match["words"], line, translatable=True)
    yield CodePiece(match["close"] + written[len(body) :], line)
