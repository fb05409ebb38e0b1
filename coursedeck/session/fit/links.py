"""Targets of links inside a deck, and a warning for each link that has none (it becomes plain text)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from coursedeck.base.markdown.anchors import at_anchor
from coursedeck.model.problem import Problem, Source, warning
from coursedeck.model.session import (
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import Slide, SlideBlock, Subheading
from coursedeck.model.text import Text

OUTSIDE = ("http://", "https://", "ftp://", "mailto:", "tel:")
"""What links out of the course begin with."""


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def slide_of(link: str, targets: Mapping[str, str]) -> str | None:
    """The slide that ``#anchor`` leads to."""
    return at_anchor(link.removeprefix("#"), targets) if link.startswith("#") else None


def dead_links(slides: Sequence[Slide], targets: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each link on the slides to an anchor that no slide has."""
    for slide in slides:
        for link, source in _links((*slide.body, *slide.aside)):
            if _SCHEME.match(link) and not link.lower().startswith(OUTSIDE):
                advice = "write an address that begins with https:// or mailto:"
                yield warning(source, "link", f"the link {link!r} cannot be followed and is left out: {advice}")
            if link.startswith("#") and not slide_of(link, targets):
                advice = "write #anchor of a heading in this session, or a web address"
                yield warning(source, "link", f"the link {link!r} leads to no slide and is left out: {advice}")


def defined_terms(block: SlideBlock) -> Iterator[Text]:
    """The terms that a list defines: items in bold with what they mean below."""
    for item in block.items if isinstance(block, List) else ():
        if item.blocks and item.text.spans and all(span.strong or not span.text.strip() for span in item.text.spans):
            yield item.text


def _links(blocks: Sequence[SlideBlock]) -> Iterator[tuple[str, Source]]:
    for text in _texts(blocks):
        yield from ((span.link, text.source) for span in text.spans if span.link is not None)
    rows = (block.pictures for block in blocks if isinstance(block, PictureRow))
    shown = (*(block for block in blocks if isinstance(block, Picture)), *chain.from_iterable(rows))
    yield from ((one.link, one.source) for one in shown if one.link is not None)


def _texts(blocks: Sequence[SlideBlock]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Paragraph(text) | Subheading(text) | Footnote(_, text):
                yield text
            case List(items):
                for item in items:
                    yield item.text
                    yield from _texts(item.blocks)
            case Quote(inner) | Callout(_, _, inner):
                yield from _texts(inner)
            case Table():
                yield from (cell for row in block.all_rows for cell in row)
                yield from (block.caption,) if block.caption else ()
            case PictureRow():
                yield from (block.caption,) if block.caption else ()
            case Notes() | Code() | DisplayFormula() | Chart() | FigureRef() | Picture():
                continue
            case Exercise() | Solution() | ThematicBreak() | SlideHint():  # the first two are slides by now
                continue
