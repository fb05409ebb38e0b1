"""Links that lead nowhere in a deck: said with their line, since on the slide they are plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coursedeck.model.problem import Problem, warning
from coursedeck.model.session import Callout, Footnote, List, Paragraph, Quote, Table
from coursedeck.model.slide import Slide, SlideBlock, Subheading
from coursedeck.model.text import Text

_OUTSIDE = ("http://", "https://", "mailto:")


def dead_links(slides: Sequence[Slide], targets: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each link on the slides to an anchor that no slide has, or to a file."""
    for slide in slides:
        for text in _texts((*slide.body, *slide.aside)):
            for span in text.spans:
                link = span.link
                if link is None or link.startswith(_OUTSIDE) or link.removeprefix("#") in targets:
                    continue
                advice = "write #anchor of a heading in this session, or a web address"
                yield warning(text.source, "link", f"the link {link!r} leads to no slide and is left out: {advice}")


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
            case Table(header, rows):
                yield from header
                yield from (cell for row in rows for cell in row)
            case _:
                continue
