"""The text of one block: its normalised Markdown in one line, its spans, and the pictures that split it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coursedeck.base.formulas.reading import read_formula
from coursedeck.base.markdown.dialect import (
    Edit,
    InlineAnnotations,
    InlineElement,
    InlineState,
    ReferenceDefinitions,
    dialect,
)
from coursedeck.base.markdown.formulas import FORMULA, one_line
from coursedeck.base.markdown.html import PLAYERS, Tag, player
from coursedeck.base.markdown.spans import formula_spans, token_spans
from coursedeck.model.text import Formula, Span

_NOTHING = ReferenceDefinitions()
_MARK = re.compile(r"[ \t]*(?P<mark>[.,;:])(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of text; `line` is counted from the block's first, which is 0."""

    markdown: str
    spans: tuple[Span, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """``![alt](address "title"){attributes}``; `line` is counted from the block's first, which is 0."""

    address: str
    alt: str
    title: str
    attributes: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class DisplayedFormula:
    """``$$…$$`` in a text, which it parts; `tex` has no delimiters, `line` is counted from the block's first."""

    tex: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class InlineContent:
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
    taken = annotations.images if whole else inner
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
    for tag, start, end in tags:
        if tag.name == "a" and not tag.closing:
            opened.append((tag, start, end))
        elif tag.name == "a" and opened:
            first, begin, after = opened.pop()
            if first.attribute("href") and source[after:start].strip():
                changes += [Edit(begin, after, "["), Edit(start, end, f"](<{first.attribute('href')}>)")]
    return dialect().read_inline(_edited(source, 0, len(source), changes), definitions) if changes else state


def _cuts(annotations: InlineAnnotations) -> tuple[list[tuple[int, int, InlineElement]], list[InlineElement]]:
    """Where pictures and displayed formulas split the text, and the pictures that cannot split it.

    A picture takes with it a link around the picture alone.
    """
    cuts, inner = [], []
    for image in annotations.images:
        around = next((link for link in annotations.links if link.start < image.start < link.end), None)
        if around and around.start + 1 == image.start and around.label_end == image.end and not around.token.level:
            cuts.append((around.start, around.end, image))
        elif image.token.level == 0:
            cuts.append((image.start, image.end, image))
        else:
            inner.append(image)
    cuts += [(placed.start, placed.end, placed) for placed in annotations.formulas if _parts_text(placed)]
    return sorted(cuts, key=lambda cut: cut[0]), inner


def _pieces(
    source: str, cuts: Sequence[tuple[int, int, InlineElement]], inner: Sequence[InlineElement], edits: Sequence[Edit]
) -> Iterator[Prose | Image | DisplayedFormula]:
    position = 0
    for start, end, image in (*cuts, (len(source), len(source), None)):
        run = _prose(source, position, start, edits)
        if run:
            yield run
        yield from (_image(source, held) for held in inner if position <= held.start < start)
        position = end
        if image and image.token.type == FORMULA:
            # a comma or full stop behind it ends the formula, not the text that follows
            mark = _MARK.match(source, end)
            position = mark.end() if mark else end
            tex = image.token.content + (mark["mark"] if mark else "")
            yield DisplayedFormula(tex, source.count("\n", 0, start))
        elif image:
            yield _image(source, image)


def _image(source: str, placed: InlineElement) -> Image:
    token = placed.token
    alt = "".join(span.text for span in token_spans(token.children or ())).replace("\n", " ").strip()
    title = " ".join(str(token.attrs.get("title", "")).split())
    attributes = str(token.meta.get("attributes", ""))
    return Image(str(token.attrs["src"]), alt, title, attributes, source.count("\n", 0, placed.start))


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
