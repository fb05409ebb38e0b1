"""Snapshots of decks, which can be compared and stored."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from operator import itemgetter

from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.model.deck_file import DeckFile, FileShape, FileSlide, ShapeKind
from coursedeck.model.rendering import RenderedDeck, RenderedSlide, Renderer
from coursedeck.model.review import LINK_ARROW, DeckSnapshot, SlideSnapshot
from coursedeck.model.values import replace
from coursedeck.review.compare.figures import figures_of

_CUE_LINES = 4
_DERIVED = {"subtitle", "agenda", "bar"}
"""Names of shapes that only slides made from other slides have."""
_FOOTERS = {"ftr", "dt"}
_CLOCK = re.compile(r"(?<!\d)\d\d:\d\d(?!\d)")


class _Time(Struct, frozen=True):
    seconds: int | None
    section: str
    minutes: str


def snapshot(
    session: str, locale: str, deck: DeckFile, rendered: RenderedDeck | None, timing: str = ""
) -> DeckSnapshot:
    """The snapshot of a deck; `timing` is the text of its timing.csv, `rendered` is None without pictures."""
    times = _times(timing)
    shown = rendered.slides if rendered else ()
    renderers = [_renderer_of(slide, rendered.renderer) for slide in shown] if rendered else []
    opened: set[str] = set()
    slides = []
    for place, slide in enumerate(deck.slides):
        time = times.get(slide.id, _Time(None, "", ""))
        minutes = "" if time.section in opened else time.minutes
        opened.add(time.section)
        figures = tuple(figures_of(slide, deck.size))
        made = replace(_slide(slide), figures=figures, seconds=time.seconds, section=time.section, minutes=minutes)
        if place < len(shown):
            picture = shown[place]
            renderer = renderer_digest(renderers[place])
            made = replace(made, picture=picture.picture, body=picture.body, renderer=renderer)
        slides.append(made)
    known = {renderer_digest(renderer): renderer for renderer in renderers}
    renderers_by_digest = tuple(sorted(known.items(), key=itemgetter(0)))
    return DeckSnapshot(session, locale, tuple(slides), renderers_by_digest, deck.theme)


def _renderer_of(slide: RenderedSlide, whole: Renderer) -> Renderer:
    """The renderer with only the fonts that this slide uses, so that fonts of other slides do not count."""
    used = {run.font for run in slide.runs}
    return Renderer(whole.program, tuple(font for font in whole.fonts if font.name in used))


def renderer_digest(renderer: Renderer) -> str:
    """Short digest of a renderer and its fonts."""
    text = "\n".join([renderer.program, *(f"{font.name} {font.digest}" for font in renderer.fonts)])
    return checksum(text, 12)


def _slide(slide: FileSlide) -> SlideSnapshot:
    notes = [" ".join(paragraph.plain.split()) for paragraph in slide.notes]
    cue = _cue_length(slide)
    return SlideSnapshot(
        id=slide.id,
        title=slide.title,
        structure=slide.structure,
        look=slide.look,
        text=tuple(_text(slide)),
        notes=tuple(line for line in notes[cue:] if line),
        cue=tuple(line for line in notes[:cue] if line),
        alts=tuple(shape.alt for shape in slide.shapes if shape.alt and shape.kind is not ShapeKind.TEXT),
        links=tuple(f"{link.text}{LINK_ARROW}{link.target}" for link in slide.links),
        hidden=slide.hidden,
        motion=slide.motion,
        derived=_is_derived(slide),
        drawing=slide.painting.drawing,
        colors=slide.painting.colors,
        media=slide.painting.media,
        footer=" · ".join(shape.plain for shape in slide.shapes if shape.placeholder in _FOOTERS and shape.plain),
    )


def _is_derived(slide: FileSlide) -> bool:
    """Whether it is a title, agenda or section slide without content of its own."""
    names = {shape.name for shape in slide.shapes}
    return bool(names & _DERIVED) and not any(name.startswith("body ") for name in names)


def _cue_length(slide: FileSlide) -> int:
    """Number of leading paragraphs of the notes that are time lines, i.e. contain a time of day."""
    texts = [paragraph.plain for paragraph in slide.notes[:_CUE_LINES]]
    return next((at for at, text in enumerate(texts) if not _CLOCK.search(text)), len(texts))


def _text(slide: FileSlide) -> Iterator[str]:
    for shape in slide.shapes:
        if not shape.is_header_footer and not shape.is_title:
            yield from _lines(shape)


def _lines(shape: FileShape) -> Iterator[str]:
    if shape.kind is ShapeKind.CHART:
        yield from (" | ".join(row) for row in shape.rows)
        return
    cells = [" ".join(paragraph.plain.split()) for paragraph in shape.paragraphs]
    if shape.kind is not ShapeKind.TABLE:
        yield from (line for line in cells if line)
        return
    width = max(shape.columns, 1)
    yield from (" | ".join(cells[start : start + width]) for start in range(0, len(cells), width))


def _times(timing: str) -> Mapping[str, _Time]:
    """Planned time and section of each slide by id; empty for a file that is no timing.csv."""
    rows = csv.DictReader(io.StringIO(timing.lstrip("\ufeff")))
    if not {"id", "planned_seconds", "section", "section_minutes"} <= set(rows.fieldnames or ()):
        return {}
    return {row["id"]: _Time(_whole(row["planned_seconds"]), row["section"] or "", row["section_minutes"] or "")
            for row in rows if row["id"]}  # fmt: skip


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
