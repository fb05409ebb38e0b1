"""Inline marks that other tools read beyond CommonMark, as rules for markdown-it.

===========================  ==========================================================
``H~2~O``, ``x^2^``          Pandoc's subscript and superscript
``~gone~``, ``==stressed==`` GitHub's single tilde; highlighted text
``[text]{.underline}``       Pandoc's bracketed spans; attributes behind other inlines
``++ctrl+c++``               keys, as PyMdown writes them
``:trophy:``                 emoji by their names on GitHub
``{ref}`words` ``            roles of MyST
``^[text]``                  Pandoc's inline footnotes
===========================  ==========================================================

A rule notes in its first token's ``meta`` which source it replaces (``edits``: start, end, text), so that the
normalised line holds what it means.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import accumulate

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from coursedeck.base.cache.digests import digest
from coursedeck.base.markdown.attributes import ATTRIBUTE_LIST, read_attributes
from coursedeck.base.markdown.formulas import FORMULA
from coursedeck.model.text import escaped

_ATTRIBUTES = re.compile(ATTRIBUTE_LIST)
_SUBSCRIPT = re.compile(r"~(?!~)([^\s~/,()]{1,20})~(?!~)")
_SUPERSCRIPT = re.compile(r"\^(?![\^\[])([^\s^]{1,40})\^(?!\^)")
_KEYS = re.compile(r"\+\+([\w\"'./-]+(?:\+[\w\"'./-]+)*)\+\+(?![\w+])")
_SHORTCODE = re.compile(r":([a-zA-Z0-9_+-]+):(?![\w:])")
_ICON = re.compile(r"(?:material|fontawesome|octicons|simple)-[a-z0-9-]+")
"""Icons of Material for MkDocs, of which no font is here."""
_CLASSES = {"underline": "u", "ul": "u", "mark": "mark", "kbd": "kbd"}
_ROLE = re.compile(r"\{(?P<name>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?!`)(?P<words>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_ROLE_TAGS = {"kbd": "kbd", "sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_REFERENCES = frozenset({"abbr", "any", "cite", "doc", "download", "eq", "numref", "ref", "term"})
_KEY_NAMES = {"ctrl": "Ctrl", "control": "Ctrl", "cmd": "⌘", "command": "⌘", "option": "⌥", "esc": "Esc", "del": "Del",
              "arrow-up": "↑", "arrow-down": "↓", "arrow-left": "←", "arrow-right": "→", "up": "↑", "down": "↓",
              "left": "←", "right": "→", "page-up": "Page Up", "page-down": "Page Down"}  # fmt: skip

NOTE_LABEL = "note-"
"""What the labels of inline footnotes begin with."""


def subscript(state: StateInline, silent: bool) -> bool:
    """``H~2~O``: behind a letter or bracket, without spaces, so that ranges such as ``1~3`` stay what they are."""
    match = _SUBSCRIPT.match(state.src, state.pos, state.posMax)
    before = _before(state)
    if match is None or not (before in ")]}*" or (before.isascii() and before.isalpha())) or not before:
        return False
    return _wrapped(state, "sub", match.start(1), match.end(1), match.end(), silent)


def superscript(state: StateInline, silent: bool) -> bool:
    """``x^2^``: behind a letter, digit or bracket, without spaces."""
    match = _SUPERSCRIPT.match(state.src, state.pos, state.posMax)
    before = _before(state)
    if match is None or not before or not (before in ")]}*`" or before.isalnum()):
        return False
    return _wrapped(state, "sup", match.start(1), match.end(1), match.end(), silent)


def single_tilde(state: StateInline, silent: bool) -> bool:
    """``~gone~`` between words (GitHub Flavored Markdown, 6.5)."""
    return _paired(state, "~", "s", silent)


def highlight(state: StateInline, silent: bool) -> bool:
    """``==stressed==``."""
    return _paired(state, "==", "mark", silent)


def _paired(state: StateInline, mark: str, kind: str, silent: bool) -> bool:
    """Text between two equal marks that stand at the edges of words."""
    source, start, limit = state.src, state.pos, state.posMax
    inner = start + len(mark)
    if not source.startswith(mark, start) or source[inner : inner + 1] in {"", mark[0], " ", "\n", "\t"}:
        return False
    if not _is_edge(_before(state), mark):
        return False
    end = source.find(mark, inner, limit)
    while end > 0:
        after = end + len(mark)
        closes = not source[end - 1].isspace() and source[end - 1] not in {mark[0], "\\"}
        if closes and (after >= limit or _is_edge(source[after], mark)):
            break
        end = source.find(mark, end + 1, limit)
    if end < 0 or "\n\n" in source[inner:end] or not _is_balanced(source[inner:end]):
        return False
    return _wrapped(state, kind, inner, end, end + len(mark), silent)


def _is_edge(character: str, mark: str) -> bool:
    """Whether a character can stand outside of a pair of marks: no letter, save of scripts without spaces."""
    if character == mark[0]:
        return False
    return not character.isalnum() or unicodedata.east_asian_width(character) in "WF"


def _is_balanced(text: str) -> bool:
    """Whether brackets open and close, and code ends, within `text`."""
    depths = accumulate({"(": 1, ")": -1}.get(character, 0) for character in text)
    return min(depths, default=0) >= 0 and text.count("(") == text.count(")") and text.count("`") % 2 == 0


def keys(state: StateInline, silent: bool) -> bool:
    """``++ctrl+c++``."""
    match = _KEYS.match(state.src, state.pos, state.posMax)
    before = _before(state)
    if match is None or (before and (before.isalnum() or before == "+")):
        return False
    if not silent:
        state.push("keys", "", 0).content = match[1]
    state.pos = match.end()
    return True


def key_names(written: str) -> tuple[str, ...]:
    """The names of keys as keyboards show them.

    >>> key_names("ctrl+page-up+c")
    ('Ctrl', 'Page Up', 'C')
    """
    return tuple(_KEY_NAMES.get(key, key.strip("\"'").replace("-", " ").title()) for key in written.split("+"))


def shortcode(state: StateInline, silent: bool) -> bool:
    """``:trophy:`` as the emoji of that name; an icon that no font has is left out."""
    match = _SHORTCODE.match(state.src, state.pos, state.posMax)
    before = _before(state)
    if match is None or (before and (before.isalnum() or before in ":/")):
        return False
    shown = "" if _ICON.fullmatch(match[1]) else _emoji_of(match[0])
    if shown is None:
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = shown
        _note_edits(token, (match.start(), match.end(), shown))
        if not shown:
            token.meta["icon"] = match[0]
    state.pos = match.end()
    return True


@cache
def _emoji_of(shortcode: str) -> str | None:
    from emoji import emojize  # noqa: PLC0415 - its names take time to read, and few texts use them

    shown = emojize(shortcode, language="alias")
    return None if shown == shortcode else shown


def role(state: StateInline, silent: bool) -> bool:
    """``{kbd}`Ctrl` ``: keys, marks and formulas as such, references as their words, names of programs as code."""
    match = _ROLE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if match is None:
        return False
    name, words = match["name"].rpartition(":")[2].lower(), " ".join(match["words"].split())
    if name in _ROLE_TAGS:
        return _role_tag(state, match, _ROLE_TAGS[name], silent)
    if not silent:
        titled = re.fullmatch(r"!?(.*?)\s*<[^<>]+>", words) or re.fullmatch(r"(.*?)\s+\([^()]*\)", words)
        shown = titled[1] if titled and name in _REFERENCES else words
        kind = FORMULA if name == "math" else "text" if name in _REFERENCES else "code_inline"
        token = state.push(kind, "", 0)
        token.content = shown
        token.meta = {"display": False, "written": f"${shown}$"} if kind == FORMULA else {}
        instead = {FORMULA: f"${shown}$", "text": escaped(shown), "code_inline": f"`{shown}`"}[kind]
        _note_edits(token, (match.start(), match.end(), instead))
    state.pos = match.end()
    return True


def _role_tag(state: StateInline, match: re.Match[str], tag: str, silent: bool) -> bool:
    first = len(state.tokens)
    _wrapped(state, tag, match.start("words"), match.end("words"), match.end(), silent)
    if not silent:
        opening = next(token for token in state.tokens[first:] if token.type == f"{tag}_open")
        before, after = (match.start(), match.start("words")), (match.end("words"), match.end())
        _note_edits(opening, (*before, f"<{tag}>"), (*after, f"</{tag}>"))
    return True


def bracketed_span(state: StateInline, silent: bool) -> bool:
    """``[text]{.underline}``; classes without a meaning here are dropped, the text stays."""
    if not state.src.startswith("[", state.pos):
        return False
    end = parseLinkLabel(state, state.pos)
    match = _ATTRIBUTES.match(state.src, end + 1, state.posMax) if end > 0 else None
    if match is None:
        return False
    start = state.pos
    kind = next((_CLASSES[name] for name in read_attributes(match[0]).classes if name in _CLASSES), "span")
    tag = "" if kind == "span" else kind
    first = len(state.tokens)
    _wrapped(state, kind, start + 1, end, match.end(), silent)
    if not silent:
        opening = next(token for token in state.tokens[first:] if token.type == f"{kind}_open")
        edits = (start, start + 1, tag and f"<{tag}>"), (end, match.end(), tag and f"</{tag}>")
        _note_edits(opening, *edits)
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """Attributes right behind a link, code or emphasis, or alone on a line: they mean nothing here."""
    match = _ATTRIBUTES.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if match is None:
        return False
    before = state.src[: state.pos].rpartition("\n")[2]
    after = state.src[match.end() : state.posMax].partition("\n")[0]
    alone = not before.strip() and not after.strip()
    if "#" in match[0] and not alone:
        return False  # the anchor of a heading, which its reader takes
    if not (alone or before[-1:] in set("*_~`)]=") or (match[0][1] == ":" and not after.strip())):
        return False
    if not silent:
        token = state.push("text", "", 0)
        _note_edits(token, (match.start(), match.end(), ""))
    state.pos = match.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[text]``: a footnote where it is needed; it becomes a mark with a label of its own."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0 or end == state.pos + 2:
        return False
    if not silent:
        content = state.src[state.pos + 2 : end]
        label = note_label(content)
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": label, "content": content}
        _note_edits(token, (state.pos, end + 1, f"[^{label}]"))
    state.pos = end + 1
    return True


def note_label(content: str) -> str:
    """The label of an inline footnote, which depends on its words alone, so that catalogs stay as they are."""
    return NOTE_LABEL + digest(" ".join(content.split()).encode())[:6]


def _before(state: StateInline) -> str:
    return state.src[state.pos - 1] if state.pos else ""


def _wrapped(state: StateInline, kind: str, start: int, end: int, after: int, silent: bool) -> bool:
    """The inline tokens between `start` and `end`, between an opening and a closing token of `kind`."""
    if not silent:
        limit = state.posMax
        state.push(f"{kind}_open", "", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push(f"{kind}_close", "", -1)
        state.posMax = limit
    state.pos = after
    return True


def _note_edits(token: Token, *edits: tuple[int, int, str]) -> None:
    token.meta["edits"] = edits
