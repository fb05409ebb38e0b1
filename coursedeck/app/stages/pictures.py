"""Picture files of a session, as decks and pages hold them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.session import Picture, Session
from coursedeck.model.walk import all_blocks

if TYPE_CHECKING:
    from coursedeck.base.images import ImageFile

_WIDE = 960
"""Least width in pixels of a picture that fills a slide."""


def read_pictures(root: Path, session: Session, drawn: Mapping[str, bytes]) -> dict[str, ImageFile]:
    """The pictures that a session shows, by path, in its words; those `drawn` for it stand in no file.

    Missing and unreadable ones are left out: a placeholder stands for them.
    """
    shown = (block for block in all_blocks(session) if isinstance(block, Picture) and not block.missing)
    words = {block.path: tuple(each.markdown for each in block.words) for block in shown}
    if not words:
        return {}
    # sessions without pictures do without
    from coursedeck.base.images import (  # noqa: PLC0415
        MOST_PICTURE,
        bytes_of_data_uri,
        is_data_uri,
        read_image_file,
        with_svg_words,
    )

    found: dict[str, ImageFile] = {}
    for path in sorted(words):
        try:
            inline = bytes_of_data_uri(path) if is_data_uri(path) else drawn.get(path)
            data = read_file(root / path, MOST_PICTURE, root) if inline is None else inline
            found[path] = read_image_file(with_svg_words(data, words[path]) if words[path] else data)
        except (
            OSError,
            FileRefusedError,
            ValueError,
        ):  # said when the session was read
            continue
    return found


def photographs_among(session: Session, pictures: Mapping[str, ImageFile]) -> frozenset[str]:
    """Paths of the photographs that are large enough to fill a slide and stand for themselves in a session."""
    single = {block.path for block in all_blocks(session) if isinstance(block, Picture) and block.caption is None}
    large = {path: image for path, image in pictures.items() if path in single and _is_large(image)}
    if not large:
        return frozenset()
    from coursedeck.base.images.photographs import is_photograph  # noqa: PLC0415 - few sessions have such pictures

    return frozenset(path for path, image in large.items() if is_photograph(image.data))


def _is_large(image: ImageFile) -> bool:
    """Whether a raster picture lies and has a pixel a point of the slide."""
    return image.media_type != "image/svg+xml" and image.width >= _WIDE and image.width > image.height


def read_films(root: Path, session: Session) -> dict[str, bytes]:
    """The films and recordings that a session plays, by path; of one that cannot be read the poster is left."""
    paths = {block.film for block in all_blocks(session) if isinstance(block, Picture) and block.film is not None}
    found: dict[str, bytes] = {}
    for path in sorted(paths):
        with suppress(OSError):
            found[path] = (root / path).read_bytes()
    return found
