"""Render many decks to pictures and glyphs; those that are not in the store are converted in batches."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from msgspec import Struct

from coursedeck.base.cache import checksum
from coursedeck.model.rendering import RenderedDeck, RenderedSlide, Renderer
from coursedeck.model.units import Box
from coursedeck.review.render import fonts, office
from coursedeck.review.render.pages import pages
from coursedeck.review.render.store import FORMAT, RenderStore, picture_digest

PICTURES = "pictures"
"""Folder of the pictures inside the review's folder."""

_DECKS = ".cache"
_TOGETHER = 12
"""Decks in one call of LibreOffice: enough to share the time of starting it, few enough to report progress."""

_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")
_HIDDEN = re.compile(rb'(<(?:\w+:)?sld\b[^>]*?)\sshow="(?:0|false)"')


class RenderJob(Struct, frozen=True):
    """A deck to render; `masks` are boxes in points to ignore in pictures, a tuple for each slide.

    `footers` are ignored besides where only the body of a slide counts.
    """

    key: str
    data: bytes
    masks: tuple[tuple[Box, ...], ...] = ()
    footers: tuple[tuple[Box, ...], ...] = ()


def render_decks(jobs: Sequence[RenderJob], folder: Path, progress: Callable[[str], None]) -> dict[str, RenderedDeck]:
    """The decks by key, rendered or taken from the store in `folder`; decks that cannot be opened are left out.

    Raises MissingProgramError if a deck must be rendered and LibreOffice is not installed.
    """
    store = RenderStore(folder / PICTURES, folder / _DECKS)
    keys = {job.key: _store_key(job) for job in jobs}
    found = {job.key: deck for job in jobs if (deck := store.find(keys[job.key]))}
    waiting = [job for job in jobs if job.key not in found]
    for start in range(0, len(waiting), _TOGETHER):
        batch = waiting[start : start + _TOGETHER]
        progress(f"rendering {', '.join(job.key for job in batch)}")
        pdfs = office.to_pdf({job.key: shown(job.data) for job in batch})
        for job in batch:
            deck = _deck(pdfs.get(job.key, b""), job, store)
            if deck is not None:
                store.keep(keys[job.key], deck)
                found[job.key] = deck
    return found


def prune(jobs: Sequence[RenderJob], folder: Path, pictures: Collection[str]) -> None:
    """Remove everything from the store in `folder` that neither these decks nor `pictures` (digests) need."""
    RenderStore(folder / PICTURES, folder / _DECKS).prune({_store_key(job) for job in jobs}, pictures)


def _store_key(job: RenderJob) -> str:
    parts = (str(FORMAT), office.version(), fonts.installed_digest(), repr((job.masks, job.footers)))
    return checksum("\n".join(parts).encode() + job.data, 32)


def _deck(pdf: bytes, job: RenderJob, store: RenderStore) -> RenderedDeck | None:
    slides = []
    for page, masks, footers in zip_longest(pages(pdf), job.masks, job.footers, fillvalue=None):
        if page is None:
            break
        numbers = masks or ()
        body = picture_digest(page.picture, (*numbers, *(footers or ())))
        slides.append(RenderedSlide(store.keep_picture(page.picture, numbers), page.runs, body))
    if not slides:
        return None
    names = sorted({run.font for slide in slides for run in slide.runs})
    characters = {character for slide in slides for run in slide.runs for character in run.text}
    renderer = Renderer(office.version(), tuple(fonts.font(name) for name in names))
    return RenderedDeck(tuple(slides), renderer, fonts.characters_without_glyph(characters, names))


def shown(data: bytes) -> bytes:
    """The deck with hidden slides made visible, since LibreOffice does not export those; unchanged if no package."""
    try:
        return _repacked(data)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return data


def _repacked(data: bytes) -> bytes:
    parts = dict(_parts(data))
    changed: Mapping[str, bytes] = {
        name: _HIDDEN.sub(rb"\1", part, count=1) for name, part in parts.items() if _SLIDE.fullmatch(name)
    }
    if all(part == parts[name] for name, part in changed.items()):
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**parts, **changed}.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)
