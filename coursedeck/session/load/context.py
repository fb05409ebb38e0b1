"""What the loaders of one session share: the course folder, the file, its definitions, and the problems found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from coursedeck.base.markdown import InlineContent, Prose, ReferenceDefinitions, Tag, parse_inline
from coursedeck.model.problem import Source
from coursedeck.model.session import Footnote, SlideHint, TranslatorRemark
from coursedeck.model.text import Formula, Text
from coursedeck.session.load.findings import Findings
from coursedeck.session.load.hints import read_hint
from coursedeck.session.load.remarks import read_remark

_EXCERPT = 60
"""Characters of a formula or a label that a finding repeats."""


class LoadContext(Struct, frozen=True):
    """The session that is being loaded."""

    root: Path
    """The course folder."""
    file: str
    """The content file from the course folder, POSIX."""
    session: str
    """Its path from ``content/`` without ending."""
    lines: tuple[str, ...]
    definitions: ReferenceDefinitions
    figures: Mapping[int, int]
    """Line of each Mermaid fence to its number in the session."""
    findings: Findings
    details: str = "slide"
    """Where what ``<details>`` hides goes: to a ``slide`` of its own, or to the ``notes``."""
    remarks: list[TranslatorRemark] = field(default_factory=list)
    """What comments tell translators, as they are read."""

    def at(self, line: int) -> Source:
        """A place in the file; lines count from 1."""
        return Source(self.file, line)

    def text(self, prose: Prose, line: int) -> Text:
        """A message whose block starts on `line`."""
        return Text(prose.markdown, prose.spans, self.at(line + prose.line))

    def asides_in(self, inline: InlineContent, line: int) -> tuple[SlideHint | Footnote, ...]:
        """The slide hints and inline footnotes of a block's text.

        HTML, footnotes, icons and pictures that have no effect in it are reported.
        """
        hints = []
        for tag, offset in inline.tags:
            if tag.comment is not None:
                hints.append(self.hint(tag.comment, line + offset, inline.prose.markdown))
            else:
                self.report_tag(tag, line + offset)
        for label, offset in inline.undefined:
            shown = label if len(label) <= _EXCERPT else f"{label[:_EXCERPT]}…"
            message = f"no footnote [^{shown}]: add a line `[^{shown}]: …` or write \\[^{shown}]"
            self.findings.warn(line + offset, "footnote", message)
        for icon, offset in inline.icons:
            message = f"the icon {icon} is left out, since no font has it: write an emoji, such as :bulb:"
            self.findings.warn(line + offset, "icon", message)
        for offset in inline.alts:
            message = (
                "a picture inside a heading, title or table cell: only its alt text is shown; give it a line of its own"
            )
            self.findings.warn(line + offset, "picture", message)
        for formula, offset in inline.unreadable:
            self.unreadable(formula, line + offset)
        notes = (self._footnote(label, content, line + offset) for label, content, offset in inline.notes)
        return (*(hint for hint in hints if hint is not None), *notes)

    def hint(self, comment: str, line: int, beside: str = "") -> SlideHint | None:
        """The slide hint that a comment is; a remark for translators is kept, and any other comment is for people.

        `beside` is the text that it stands in, if it does.
        """
        remark = read_remark(comment, self.at(line), beside)
        if remark is not None and remark not in self.remarks:
            self.remarks.append(remark)
        return None if remark is not None else read_hint(comment, line, self.findings)

    def _footnote(self, label: str, content: str, line: int) -> Footnote:
        return Footnote(label, self.text(parse_inline(content, self.definitions, whole=True).prose, line))

    def unreadable(self, formula: Formula, line: int) -> None:
        """Report a formula that is shown as it is written."""
        excerpt = formula.tex if len(formula.tex) <= _EXCERPT else f"{formula.tex[:_EXCERPT]}…"
        message = f"a formula is not understood and shown as it is written: {formula.fault} (in {excerpt})"
        self.findings.warn(line, "formula", message)

    def too_deep(self, line: int) -> None:
        """Report lists and quotes in one another beyond what is read."""
        message = "lists and quotes nest too deeply: what lies deeper is shown where it ends; take some levels out"
        self.findings.warn(line, "nesting", message)

    def report_tag(self, tag: Tag, line: int) -> None:
        """Report HTML that has no effect, or is none."""
        if tag.dropped:
            message = f"<{tag.name}> has no effect here, only the text inside it is kept: use Markdown"
            self.findings.warn(line, "html", message)
        elif tag.placeholder and not tag.closing:
            message = f"<{tag.name}> is no element of HTML and is shown as it stands: if so meant, write \\<{tag.name}>"
            self.findings.warn(line, "html", message)
