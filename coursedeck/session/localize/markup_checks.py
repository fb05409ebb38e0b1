"""Compares the markup of a translation with that of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from markdown_it.token import Token
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
_OBJECT = "\ufffc"
"""Stands in the words for what is shown there but not said: code, a formula, a picture (Unicode, "Specials")."""
_STANDS_FOR_ITSELF = frozenset({"code_inline", "image", FORMULA})
_LABEL = re.compile(r"(?![A-Z ]+$)[A-Z][^\W\d_]+(?:(?: | -> )[^\W\d_]{2,})+")
"""What stands on a button or in a menu of a program rather than in code: ``Save As``."""
_SYMBOL = re.compile(r"[^\w\s>-]|[\d_]")
_NAME = re.compile(r"[^\W\d_]+")
_TO_PUT_IN = re.compile(r"(?<!\w)<[^\W\d_]{3,}(?:[ _-][^\W\d_]+)*>|[{\[<][^\W\d_]+(?:[ _-][^\W\d_]+)+[}\]>]")
"""What a reader puts something in for, such as ``<name>`` and ``[your-file]``: words, which are translated."""


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
    slanted: int = 0

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
    words = "".join(_word_of(token) for token in state.tokens)
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
        sum(1 for token in state.tokens if token.type == "em_open"),
    )


def _word_of(token: Token) -> str:
    if token.type in ("text", "text_special"):
        return token.content
    return _OBJECT if token.type in _STANDS_FOR_ITSELF else " "


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
    if target.marks - source.marks:
        return
    if source.strong and not target.strong:
        yield "style", "the translation lost its bold words"
    if target.strong and not (source.strong or source.slanted):  # scripts without italics set such words in bold
        yield "style", "the translation has bold words that the source has not"


def _altered_code(source: Markup, target: Markup) -> Iterator[Fault]:
    """Code that is nowhere in the other text; how often it stands there is a matter of the language's pronouns.

    What the source says without marks may be marked as code, and a name that it marks may be said among the words.
    Neighbouring pieces may be joined or parted, and what a reader is to put something in for may be called otherwise.
    What a program's buttons say is said in the language of its reader.
    """
    here, there = ({_bare(code): code for code in each.codes} for each in (source, target))
    gone, new = here.keys() - there.keys(), there.keys() - here.keys()
    gone, new = gone - _pieces_of(new, gone), new - _pieces_of(gone, new)
    said = set(_NAME.findall(target.words))
    lost = Counter(code for bare, code in here.items() if bare in gone and code not in said)
    added = Counter(code for bare, code in there.items() if bare in new and code.strip() not in source.words)
    labels = sum(1 for code in lost if _LABEL.fullmatch(code))
    if labels and labels == sum(1 for code in added if not _SYMBOL.search(code)):
        lost = Counter(code for code in lost if not _LABEL.fullmatch(code))
        added = Counter(code for code in added if _SYMBOL.search(code))
    yield from _altered("code-span", "the code", lost, added, "`{}`")


def _bare(code: str) -> str:
    """Code without what makes no difference in it."""
    return _CALL.sub("", _TO_PUT_IN.sub("<>", code))


def _pieces_of(wholes: Set[str], pieces: Set[str]) -> set[str]:
    """The pieces that make up one of the wholes, and those that are made up of several."""
    found: set[str] = set()
    for whole in wholes:
        parts = {piece for piece in pieces if piece and piece in whole}
        found |= parts if len("".join(parts)) == len(whole) else set()
    for piece in pieces:
        parts = {whole for whole in wholes if whole and whole in piece}
        found |= {piece} if len("".join(parts)) == len(piece) else set()
    return found


def _altered(check: str, noun: str, source: Counter[str], target: Counter[str], form: str) -> Iterator[Fault]:
    for lost in source - target:
        yield check, f"{noun} {form.format(lost)} is missing: copy it from the source"
    for added in target - source:
        yield check, f"{noun} {form.format(added)} is not in the source: take it out, or copy what stands there"
