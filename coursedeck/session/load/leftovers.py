"""Marks of other tools that are left over in the words of slides: a warning says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coursedeck.model.session import Block, Notes, Paragraph, Session
from coursedeck.model.text import Text, texts_in
from coursedeck.session.load.findings import Findings

CHECK = "leftover"
_EXCERPT = 40


_BUILDS = "for items that appear one by one write <!-- slide: builds -->"
_TITLE_BLOCK = "the title is written # Title; author and date go into the front matter"
_LAST_OF_TITLE_BLOCK = 3
"""Line up to which Pandoc's title block goes: title, author and date."""
_MARKS = {
    "a block begins with a line ::: notes or ::: tip and ends with a line :::": r"^:{3,}[ \t]*\S.*",
    "for two columns write <!-- slide: layout=two-content -->": r"^::[a-z-]+::",
    "write out what the tool would put there, or delete it": r"\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}",
    "attributes stand right behind a heading, picture, link or code: delete them": (
        r"(?<!\{)\{:?[ \t]*[#.][\w-]+[^{}\n]*\}(?!\})"
    ),
    "a table's rows need the same borders, or write it with bars: | a | b |": r"^\+[-=]{2,}[-=+]*\+?",
    "a table needs a header row above this line, with as many cells": r"^\|[ \t]*:?-{3,}",
    "indent what belongs to it by four spaces, or write > [!NOTE]": r"^(?:!{3}|\?{3}\+?)[ \t]+[a-z][\w-]*",
    'a tab is written === "Title", its content indented by four spaces': r"^={3}[ \t]+\S+",
    _BUILDS: r"^(?:\. \. \.|--|\*\*\*)$",
    _TITLE_BLOCK: r"^%[ \t]+\S.*",
    "settings of slides are written <!-- slide: layout=… -->": (
        r"^(?:layout|class|background|transition|theme|clicks|template|name|count):[ \t]*[\w./#-]+(?:,[ \t]*[\w-]+)*$"
    ),
    "a formula stands between $$ and $$": r"\\begin\{\w+\*?\}|\\end\{\w+\*?\}",
    "a formula is written $x^2$, without blanks beside the dollars": r"\$[^$\n]*\\[A-Za-z]+[^$\n]*\$",
    "delete it; --- begins a new slide": r"^\\(?:newpage|pagebreak|clearpage|vspace|centering|hfill|columnbreak)\b.*",
    "no emoji has this name: put the character itself": r"(?<![\w:/]):[a-z][a-z0-9]*(?:[_+-][a-z0-9]+)*:(?![\w:/])",
    "delete it; the deck has an agenda of its own": r"^\[\[?_?TOC_?\]\]?$|^\[\[toc\]\]$",
    "a link is written [words](file.md), a picture ![words](picture.png)": r"!?\[\[(?!_?TOC)[^\[\]\s][^\[\]\n]*\]\]",
    "settle the conflict that a merge has left": r"^(?:<{7}|>{7}|={7})(?:[ \t].*)?$",
    "the label of a footnote has no blanks: [^label]": r"\[\^[^\[\]\n]*[^\S\n][^\[\]\n]*\]",
    "mend the tag, or write Markdown": r"<[a-z]+[ \t]+[\w-]+=\"[^\"<>]*$",
}
"""What to write instead of a mark, and how it is found."""

_PATTERNS = {advice: re.compile(pattern, re.MULTILINE) for advice, pattern in _MARKS.items()}
_ANY = re.compile(r"[:{+|!?=.%\\$\[<>*]|--")
_SPOKEN = re.compile(r"(?:Notes?|Speaker notes?):(?:\s|\Z)")


def report_leftovers(session: Session, findings: Findings) -> None:
    """A warning for each kind of mark that is left over in a session, at its first line."""
    seen: dict[str, list[tuple[int, str]]] = {}
    for text in texts_in((session.title, session.blocks, session.parts)):
        words = _words(text)
        for advice, pattern in _PATTERNS.items() if _ANY.search(words) else ():
            if advice == _TITLE_BLOCK and text.source.line > _LAST_OF_TITLE_BLOCK:
                continue
            if match := pattern.search(words):
                seen.setdefault(advice, []).append((text.source.line, match[0]))
    for text in _spoken(session):
        advice = "what is said goes between ::: notes and :::"
        seen.setdefault(advice, []).append((text.source.line, text.plain))
    for advice, places in seen.items():
        line, found = places[0]
        shown = found if len(found) <= _EXCERPT else f"{found[:_EXCERPT]}…"
        more = f" (and {len(places) - 1} more like it)" if len(places) > 1 else ""
        findings.warn(line, CHECK, f"“{shown}” is shown as it stands{more}: {advice}")


def _words(text: Text) -> str:
    """What a text shows, code and formulas left out."""
    return "".join("\u2800" if span.code or span.formula or span.link else span.text for span in text.spans)


def _spoken(session: Session) -> Iterator[Text]:
    """Last paragraphs of slides that begin with ``Note:``, which is how other tools write speaker notes."""
    for blocks in (session.blocks, *(part.blocks for part in session.walk())):
        shown = [block for block in blocks if not isinstance(block, Notes)]
        places = [at for at, block in enumerate(shown) if _is_spoken(block)]
        if places and places[-1] == len(shown) - 1:
            block = shown[-1]
            if isinstance(block, Paragraph):
                yield block.text


def _is_spoken(block: Block) -> bool:
    return isinstance(block, Paragraph) and _SPOKEN.match(block.text.markdown) is not None
