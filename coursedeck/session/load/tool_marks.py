"""Marks of other tools that say nothing on a slide, taken out of a text before it is read; lines keep their numbers.

Tags that a site generator fills in (Liquid, Hugo, mdBook, MkDocs macros), spacing commands of LaTeX, and the language
at the start of inline code. Short codes around a note become the block that they mean; code is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from coursedeck.base.foreign.lines import SourceLine, joined, numbered, outside_code
from coursedeck.base.foreign.markup import outside_code_spans
from coursedeck.base.foreign.tag_names import CALLOUTS, FOLDED, KEPT
from coursedeck.session.load.findings import Findings

CHECK = "other-tool"
_EXCERPT = 40

_TAG = re.compile(
    r"\{%-?[ \t]*(?P<liquid>\w+)(?P<args>[^\n]*?)-?%\}"
    r"|\{\{[<%]-?[ \t]*(?P<close>/?)[ \t]*(?P<short>[\w/.-]+)(?P<words>[^\n]*?)/?-?[%>]\}\}"
    r"|\{\{#(?P<mdbook>\w+)[^{}\n]*\}\}"
    r"|(?<!\$)\{\{-?[ \t]*(?P<macro>\w+\([^{}\n]*\)|(?:site|page|layout|include|config)\.[\w.-]+[^{}\n]*?)[ \t]*-?\}\}"
)
_END_OF_COMMENT = re.compile(r"\{%-?[ \t]*endcomment[ \t]*-?%\}")
_COMMENT = re.compile(rf"\{{%-?[ \t]*comment\b[^\n]*?%\}}.*?(?:{_END_OF_COMMENT.pattern}|$)")
_JINJA_COMMENT = re.compile(r"\{#[^{}\n]*#\}")
_EMPTY_CLASS = re.compile(r"(?<=[)\]])\{\.[ \t]+[^{}\n]*\}")
"""Attributes behind a link, of which the first is a class without a name."""
_CODE = re.compile(r"(`+)[^`].*?\1")
_LANGUAGE_OF_CODE = re.compile(r"^(`+)(?::::|#!)[A-Za-z][\w+-]*[ \t]+(?=[^`])")
"""``:::lang`` or ``#!lang`` before inline code, as Python-Markdown's InlineHilite reads them."""
_SPACING = re.compile(
    r"\\(?:(?:small|med|big)skip|vfill|hfill|newpage|pagebreak|clearpage|cleardoublepage|noindent|centering|pause"
    r"|columnbreak|[vh]space\*?\{[^{}\n]*\})(?![A-Za-z{])[ \t]*"
)
_SIZE = re.compile(r"[ \t]*\\(?:tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge)[ \t]*")
"""A command on a line of its own that changes the size of what follows."""
_FORMULA = re.compile(r"\$\$|\\[\[\]]|\\(?:begin|end)\{")
_IN_FORMULA = re.compile(r"\$[^$\n]+\$")

_PAGE_BREAK = re.compile(r"\\(?:newpage|pagebreak|clearpage|cleardoublepage)")
_NEW_SLIDE = "delete it; --- begins a new slide"

_SILENT = frozenset({"raw", "endraw", "endcomment", "assign"})
"""Tags that put nothing on a page: of words that stay as they are, or of settings."""
_ADDRESSES = frozenset({"ref", "relref", "link", "post_url"})
"""Tags that stand for the address of the page that they name."""
_BASE = re.compile(r"base_?url|relative_root_path|[._]?url$|root$")
"""What addresses of a site begin with."""


def without_tool_marks(text: str, findings: Findings) -> str:
    """The text without marks that mean nothing here; a warning names each kind of tag that is left out."""
    if not any(mark in text for mark in ("{%", "{{", "{#", "{.", "\\", "`:::", "`#!")):
        return text
    return _MarkRemover(findings).without(numbered(text))


class _MarkRemover(Struct):
    """Takes the marks out of one text, line by line."""

    findings: Findings
    comment: bool = False
    """Inside ``{% comment %}``, which may go over many lines."""
    formula: bool = False
    """Inside a formula that goes over several lines, where spacing commands are its own."""
    code: bool = False
    """Inside ``{% highlight %}``."""
    left_out: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def without(self, lines: Sequence[SourceLine]) -> str:
        """The text of the lines without marks."""
        prose = outside_code(lines)
        done = [self._line(line, inside) for line, inside in zip(lines, prose, strict=True)]
        for places in self.left_out.values():
            number, tag = places[0]
            shown = tag if len(tag) <= _EXCERPT else f"{tag[:_EXCERPT]}…"
            more = f" (and {len(places) - 1} more like it)" if len(places) > 1 else ""
            advice = _NEW_SLIDE if tag.startswith("\\") else "write out what the tool would put there, or delete it"
            self.findings.warn(number, CHECK, f"“{shown}” is left out{more}: {advice}")
        return joined(done)

    def _line(self, line: SourceLine, prose: bool) -> SourceLine:
        if self.comment:
            _, end, after = _parted_at_end(line.text)
            self.comment = not end
            return line.with_text(after)
        if self.code or not prose:
            closing = self.code and re.fullmatch(r"[ \t]*\{%-?[ \t]*endhighlight[ \t]*-?%\}[ \t]*", line.text)
            self.code = self.code and not closing
            return line.with_text("```") if closing else line
        text = _CODE.sub(lambda found: _LANGUAGE_OF_CODE.sub(r"\1", found[0]), line.text)
        text = outside_code_spans(text, lambda words: self._words(words, line.number))
        text = text.partition("\0")[0] if "\0" in text else text
        return line if text == line.text else line.with_text(text.rstrip() if text.strip() else "")

    def _words(self, words: str, number: int) -> str:
        """Words outside code without their marks; a NUL stands where a comment begins that goes on."""
        words = _COMMENT.sub(self._commented, words)
        words = _TAG.sub(lambda found: self._instead(found, number), words)
        words = _EMPTY_CLASS.sub("", _JINJA_COMMENT.sub("", words))
        if "\\" not in words and "$$" not in words:
            return words
        if not self.formula and _SIZE.fullmatch(words):
            return ""
        around = self.formula
        self.formula = self.formula != (len(_FORMULA.findall(words)) % 2 == 1)
        if around or self.formula:
            return words
        for found in _PAGE_BREAK.finditer(words):
            self.left_out.setdefault("page", []).append((number, found[0]))
        return _outside_formulas(words)

    def _commented(self, found: re.Match[str]) -> str:
        self.comment = "endcomment" not in found[0]
        return "\0" if self.comment else ""

    def _instead(self, found: re.Match[str], number: int) -> str:
        """What stands for a tag."""
        alone = found.string.strip() == found[0].strip()
        if found["liquid"]:
            return self._liquid(found, number, alone=alone)
        if found["short"]:
            return self._short_code(found, number, alone=alone)
        if _BASE.search((found["macro"] or "").strip()):
            return ""
        return self._left_out(found, found["mdbook"] or "macro", number)

    def _liquid(self, found: re.Match[str], number: int, *, alone: bool) -> str:
        name = found["liquid"].lower()
        if name == "highlight" and alone:
            self.code = True
            return f"```{next(iter(found['args'].split()), '')}"
        if name in KEPT:
            return found[0]
        if name in _ADDRESSES:
            return _first(found["args"])
        return "" if name in _SILENT or name.startswith("end") else self._left_out(found, name, number)

    def _short_code(self, found: re.Match[str], number: int, *, alone: bool) -> str:
        """A short code; one around a note is the block that it means."""
        name, words = found["short"].lower(), found["words"].split()
        if name in KEPT:
            return found[0]
        if name in _ADDRESSES:
            return _first(found["words"])
        if alone and (name in CALLOUTS or name in FOLDED):
            kinds = (CALLOUTS[word] for word in words if word in CALLOUTS)
            kind = "details" if name in FOLDED else next(kinds, CALLOUTS.get(name, ""))
            return ":::" if found["close"] else f"::: {kind}"
        return "" if found["close"] else self._left_out(found, name, number)

    def _left_out(self, found: re.Match[str], kind: str, number: int) -> str:
        self.left_out.setdefault(kind, []).append((number, found[0]))
        return ""


def _first(words: str) -> str:
    """The first word of a tag, without its quotation marks."""
    return next(iter(words.split()), "").strip("\"'")


def _parted_at_end(text: str) -> tuple[str, str, str]:
    """A line of a comment before, at and behind the tag that ends it."""
    found = _END_OF_COMMENT.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _outside_formulas(words: str) -> str:
    """Words without spacing commands, formulas as they are."""
    pieces, at = [], 0
    for formula in _IN_FORMULA.finditer(words):
        pieces += [_SPACING.sub("", words[at : formula.start()]), formula[0]]
        at = formula.end()
    return "".join([*pieces, _SPACING.sub("", words[at:])])
