"""Compares the markup of a translation with that of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from coursedeck.base.markdown import ReferenceDefinitions
from coursedeck.base.markdown.dialect import dialect
from coursedeck.base.markdown.formulas import FORMULA
from coursedeck.base.markdown.html import STYLES
from coursedeck.session.localize.message import Message

Fault = tuple[str, str]
"""Id of a check, and what to do."""

PLACEHOLDER = re.compile(r"\$?\{\w*\}|%\(\w+\)[sd]")
"""What a program fills in, in the ways of Python and of shells."""
_WORDS_IN_TEX = re.compile(r"\\(text\w*|mbox|hbox)\s*\{[^{}]*\}")
_BRACKETS = re.compile(r"\][(\[]")
_CALL = re.compile(r"\s|\(\)$")
"""What makes no difference in code: blanks, and whether a name is called."""
_MARKS = ("**", "__", "~~", "`")


class Markup(Struct, frozen=True):
    """The markup of a message, and its words without it."""

    words: str
    codes: Counter[str]
    links: Counter[str]
    images: Counter[str]
    footnotes: Counter[str]
    formulas: Counter[str]
    """Without the words in them, which are translated."""
    tags: Counter[str]
    """Opening tags as written, without attributes."""
    unbalanced: tuple[str, ...]
    """Names of styling tags that are not opened as often as closed."""
    marks: Counter[str]
    """Marks of emphasis and code that stand there as text."""
    strong: int

    @property
    def brackets(self) -> int:
        """How many links or pictures stand there as text."""
        return len(_BRACKETS.findall(self.words))

    @property
    def placeholders(self) -> Counter[str]:
        """``{n}``, ``${n}`` and ``%(n)s`` in the words."""
        return Counter(PLACEHOLDER.findall(self.words))


def markup_of(message: Message, written: str) -> Markup:
    """The markup of a message's id or of its translation."""
    if message.literal:
        none: Counter[str] = Counter()
        return Markup(written, none, none, none, none, none, none, (), none, 0)
    references = {str(link.number): {"href": f"[{link.number}]", "title": ""} for link in message.links}
    footnotes = frozenset(span.footnote for span in message.text.spans if span.footnote is not None)
    state = dialect().read_inline(written, ReferenceDefinitions(references, footnotes))
    words = "".join(token.content if token.type in ("text", "text_special") else " " for token in state.tokens)
    tags = [tag for tag, _, _ in state.annotations.tags if tag.name]
    styles = Counter(dict.fromkeys(STYLES, 0))
    for tag in tags:
        styles[tag.name] += (-1 if tag.closing else 1) if tag.name in STYLES else 0
    return Markup(
        words,
        Counter(token.content for token in state.tokens if token.type == "code_inline"),
        Counter(str(token.attrs["href"]) for token in state.tokens if token.type == "link_open"),
        Counter(str(token.attrs["src"]) for token in state.tokens if token.type == "image"),
        Counter(str(token.meta["label"]) for token in state.tokens if token.type == "footnote_ref"),
        Counter(_WORDS_IN_TEX.sub(r"\\\1{…}", token.content) for token in state.tokens if token.type == FORMULA),
        Counter(tag.name for tag in tags if not tag.closing),
        tuple(name for name, balance in styles.items() if balance),
        Counter({mark: words.count(mark) for mark in _MARKS if mark in words}),
        sum(1 for token in state.tokens if token.type == "strong_open"),
    )


def markup_faults(source: Markup, target: Markup) -> Iterator[Fault]:
    """What the translation's markup lacks, or has without need."""
    yield from _altered_code(source, target)
    yield from _altered("link", "the link", source.links, target.links, "{}")
    yield from _altered("image", "the picture", source.images, target.images, "{}")
    yield from _altered("footnote", "the footnote mark", source.footnotes, target.footnotes, "[^{}]")
    yield from _altered("formula", "the formula", source.formulas, target.formulas, "${}$")
    yield from _altered("placeholder", "the placeholder", source.placeholders, target.placeholders, "{}")
    for mark in target.marks - source.marks:
        yield (
            "emphasis",
            f"{mark} does not pair up and would be shown as it stands: close it, or move it next to a word",
        )
    if target.brackets > source.brackets:
        yield "link", "a link is not understood and would be shown as it stands: copy [ ][ ] from the source"
    for name in target.tags - source.tags:
        if name not in STYLES and name != "br":
            yield "markup", f"<{name}> has no effect here: take it out"
    for name in set(target.unbalanced) - set(source.unbalanced):
        yield "markup", f"<{name}> is not closed as often as it is opened"
    if bool(source.strong) != bool(target.strong) and not target.marks - source.marks:
        done = "lost its bold words" if source.strong else "has bold words that the source has not"
        yield "style", f"the translation {done}"


def _altered_code(source: Markup, target: Markup) -> Iterator[Fault]:
    """Code that is nowhere in the other text; how often it stands there is a matter of the language's pronouns.

    What the source says without marks may be marked as code.
    """
    here, there = ({_CALL.sub("", code): code for code in each.codes} for each in (source, target))
    lost = Counter(code for bare, code in here.items() if bare not in there)
    added = Counter(code for bare, code in there.items() if bare not in here and code.strip() not in source.words)
    yield from _altered("code-span", "the code", lost, added, "`{}`")


def _altered(check: str, noun: str, source: Counter[str], target: Counter[str], form: str) -> Iterator[Fault]:
    for lost in source - target:
        yield check, f"{noun} {form.format(lost)} is missing: copy it from the source"
    for added in target - source:
        yield check, f"{noun} {form.format(added)} is not in the source: take it out, or copy what stands there"
