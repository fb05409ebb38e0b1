"""The text of one block: its normalised Markdown in one line, its spans, and the pictures that split it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from coursedeck.base.formulas.reading import read_formula
from coursedeck.base.markdown.attributes import Attributes, read_attributes
from coursedeck.base.markdown.dialect import (
    Edit,
    InlineAnnotations,
    InlineElement,
    InlineState,
    ReferenceDefinitions,
    dialect,
)
from coursedeck.base.markdown.formulas import FORMULA, one_line
from coursedeck.base.markdown.html import PLAYERS, Tag, player, target_of
from coursedeck.base.markdown.spans import formula_spans, token_spans
from coursedeck.model.text import Formula, Span

_NOTHING = ReferenceDefinitions()
_MARK = re.compile(r"[ \t]*(?P<mark>[.,;:])(?=\s|\Z)")


class Prose(Struct, frozen=True):
    """A run of text; `line` is counted from the block's first, which is 0."""

    markdown: str
    spans: tuple[Span, ...]
    line: int = 0


class Image(Struct, frozen=True):
    """``![alt](address "title"){attributes}``; `line` is counted from the block's first, which is 0."""

    address: str
    alt: str
    title: str
    attributes: Attributes = field(default_factory=Attributes)
    line: int = 0
    link: str = ""
    """Where the link around it leads."""


class DisplayedFormula(Struct, frozen=True):
    """``$$…$$`` in a text, which it parts; `tex` has no delimiters, `line` is counted from the block's first."""

    tex: str
    line: int = 0


class InlineContent(Struct, frozen=True):
    """What the text of one block holds; lines are counted from the block's first, which is 0."""

    pieces: tuple[Prose | Image | DisplayedFormula, ...]
    """In reading order; a picture inside emphasis or a longer link follows the run that holds it."""
    tags: tuple[tuple[Tag, int], ...] = ()
    """HTML tags and comments, each with its line."""
    undefined: tuple[tuple[str, int], ...] = ()
    """Footnote marks without a footnote, each with its line."""
    notes: tuple[tuple[str, str, int], ...] = ()
    """Inline footnotes: label, Markdown and line."""
    icons: tuple[tuple[str, int], ...] = ()
    """Icons that no font has, each with its line."""
    alts: tuple[int, ...] = ()
    """Lines of the pictures of which only the alt text stayed."""
    unreadable: tuple[tuple[Formula, int], ...] = ()
    """Formulas that are not understood, each with its line."""

    @property
    def prose(self) -> Prose:
        """The text of a block that was read whole."""
        return next((piece for piece in self.pieces if isinstance(piece, Prose)), Prose("", ()))


def spans(markdown: str) -> tuple[Span, ...]:
    """The spans that inline Markdown means.

    >>> [(span.text, span.strong) for span in spans("**마크다운(Markdown)**을")]
    [('마크다운(Markdown)', True), ('을', False)]
    """
    return token_spans(dialect().read_inline(markdown, _NOTHING).tokens)


def displayed_formula(tex: str) -> Prose:
    """A formula without its delimiters as a text of its own."""
    source = one_line(tex).strip()
    markdown = f"$${source}$$"
    return Prose(markdown, tuple(formula_spans(source, Span(markdown), display=True)))


def inline_markdown(source: str, definitions: ReferenceDefinitions = _NOTHING) -> str:
    """One normalised line: soft breaks are spaces, hard breaks ``<br>``, references written out, pictures their alt.

    >>> inline_markdown("한 줄\\n다음  \\n줄 <span>안</span>")
    '한 줄 다음<br>줄 안'
    """
    return parse_inline(source, definitions, whole=True).prose.markdown


def parse_inline(source: str, definitions: ReferenceDefinitions = _NOTHING, whole: bool = False) -> InlineContent:
    """The text of a block, split at its pictures; with `whole`, each picture is replaced by its alt text."""
    state = _with_html_elements(source, definitions)
    source, annotations = state.src, state.annotations
    cuts, inner = ([], []) if whole else _cuts(annotations)
    taken = annotations.images if whole else [cut.element for cut in inner]
    stand_ins = (Edit(held.start, held.end, held.token.content.replace("\n", " ") if whole else "") for held in taken)
    return InlineContent(
        tuple(_pieces(source, cuts, inner, (*annotations.edits, *stand_ins))),
        tuple((tag, source.count("\n", 0, start)) for tag, start, _ in annotations.tags),
        tuple((label, source.count("\n", 0, start)) for label, start in annotations.undefined),
        tuple((label, content, source.count("\n", 0, start)) for label, content, start in annotations.notes),
        tuple((icon, source.count("\n", 0, start)) for icon, start in annotations.icons),
        tuple(source.count("\n", 0, image.start) for image in annotations.images) if whole else (),
        tuple(_unreadable(source, annotations, whole)),
    )


def _unreadable(source: str, annotations: InlineAnnotations, whole: bool) -> Iterator[tuple[Formula, int]]:
    for placed in annotations.formulas:
        formula = read_formula(placed.token.content, display=placed.token.meta["display"])
        if formula.fault and (whole or not _parts_text(placed)):
            yield formula, source.count("\n", 0, placed.start)


def _parts_text(placed: InlineElement) -> bool:
    """Whether a formula is displayed between two texts, rather than a word of one."""
    return bool(placed.token.meta["display"]) and placed.token.level == 0


def _with_html_elements(source: str, definitions: ReferenceDefinitions) -> InlineState:
    """The text read with ``<img>`` and ``<a href>`` as Markdown's own pictures and links."""
    state = dialect().read_inline(source, definitions)
    tags = state.annotations.tags
    changes = [Edit(start, end, tag.markdown()) for tag, start, end in tags if tag.name == "img"]
    for tag, start, end in tags:
        if tag.name in PLAYERS and not tag.closing:
            played, after = player(tag, source, end)
            changes.append(Edit(start, after, played.markdown()))
    opened: list[tuple[Tag, int, int]] = []
    for tag, start, end in (*tags, *[(Tag("a", closing=True), len(source), len(source))] * len(tags)):
        if tag.name == "a" and not tag.closing:
            opened.append((tag, start, end))
        elif tag.name == "a" and opened:
            first, begin, after = opened.pop()
            if first.attribute("href") and source[after:start].strip():
                changes += [Edit(begin, after, "["), Edit(start, end, f"]({target_of(first)})")]
    return dialect().read_inline(_edited(source, 0, len(source), changes), definitions) if changes else state


class _Cut(Struct, frozen=True):
    """A picture or displayed formula that splits a text between `start` and `end`."""

    start: int
    end: int
    element: InlineElement
    link: str = ""


def _cuts(annotations: InlineAnnotations) -> tuple[list[_Cut], list[_Cut]]:
    """Where pictures and displayed formulas split the text, and the pictures that cannot split it.

    A picture takes with it a link around the picture alone.
    """
    cuts, inner = [], []
    for image in annotations.images:
        around = next((link for link in annotations.links if link.start < image.start < link.end), None)
        target = str(around.token.attrs["href"]) if around else ""
        if around and around.start + 1 == image.start and around.label_end == image.end and not around.token.level:
            cuts.append(_Cut(around.start, around.end, image, target))
        elif image.token.level == 0:
            cuts.append(_Cut(image.start, image.end, image))
        else:
            inner.append(_Cut(image.start, image.end, image, target))
    cuts += [_Cut(placed.start, placed.end, placed) for placed in annotations.formulas if _parts_text(placed)]
    return sorted(cuts, key=lambda cut: cut.start), inner


def _pieces(
    source: str, cuts: Sequence[_Cut], inner: Sequence[_Cut], edits: Sequence[Edit]
) -> Iterator[Prose | Image | DisplayedFormula]:
    position = 0
    for cut in (*cuts, None):
        start = cut.start if cut else len(source)
        run = _prose(source, position, start, edits)
        if run:
            yield run
        yield from (_image(source, held) for held in inner if position <= held.start < start)
        if cut is None:
            return
        position = cut.end
        if cut.element.token.type == FORMULA:
            # a comma or full stop behind it ends the formula, not the text that follows
            mark = _MARK.match(source, cut.end)
            position = mark.end() if mark else cut.end
            tex = cut.element.token.content + (mark["mark"] if mark else "")
            yield DisplayedFormula(tex, source.count("\n", 0, start))
        else:
            yield _image(source, cut)


def _image(source: str, cut: _Cut) -> Image:
    token = cut.element.token
    alt = "".join(span.text for span in token_spans(token.children or ())).replace("\n", " ").strip()
    title = " ".join(str(token.attrs.get("title", "")).split())
    attributes = read_attributes(str(token.meta.get("attributes", "")))
    line = source.count("\n", 0, cut.element.start)
    return Image(str(token.attrs["src"]), alt, title, attributes, line, cut.link)


def _prose(source: str, start: int, end: int, edits: Sequence[Edit]) -> Prose | None:
    markdown = _edited(source, start, end, edits).strip(" \t\n")
    while markdown.startswith("<br>"):
        markdown = markdown.removeprefix("<br>").lstrip()
    while markdown.endswith("<br>"):
        markdown = markdown.removesuffix("<br>").rstrip()
    if not markdown:
        return None
    rest = source[start:end]
    skipped = len(rest) - len(rest.lstrip())
    return Prose(markdown, spans(markdown), source.count("\n", 0, start + skipped))


def _edited(source: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    """Source between `start` and `end`, with every edit that lies inside; of two that overlap, the outer one."""
    parts: list[str] = []
    position = start
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start < position or edit.end > end:
            continue
        before = source[position : edit.start]
        parts.append(before)
        if edit.line_break:
            parts = ["".join(parts).rstrip(" ")]
        parts.append(edit.text)
        position = edit.end
        if not edit.text and before.endswith(" ") and source.startswith(" ", position):
            position += 1
    return "".join((*parts, source[position:end]))
