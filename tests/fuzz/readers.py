"""What reads inputs of strangers: each reads one, or refuses it as it promises to; anything else is a defect."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from coursedeck.app.stages.families import families_of
from coursedeck.app.stages.figures import figure_area, read_fences, sketch
from coursedeck.app.stages.stand_ins import with_stand_ins
from coursedeck.app.stages.templates import open_template_file
from coursedeck.base.images import read_image_file
from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.figures.mermaid import read
from coursedeck.importers.powerpoint import read_powerpoint
from coursedeck.model.drawing import Drawing
from coursedeck.model.graph import Graph
from coursedeck.model.problem import CourseError, Source
from coursedeck.model.template import Template
from coursedeck.model.units import Size
from coursedeck.output.deck.svg import clean_svg, svg_to_png
from coursedeck.review.unpack import deck_lines, read_deck
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.load import load_course, load_session
from coursedeck.session.localize import messages, parse_catalog
from coursedeck.session.plan import plan


@lru_cache(maxsize=1)
def _template() -> tuple[Template, Size, Families]:
    template = open_template_file(Path(), None).template
    return template, figure_area(template), families_of(template, "en")


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="coursedeck-fuzz-"))
    (folder / "content").mkdir()
    return folder


def _drawn(graphs: Mapping[str, Graph], area: Size, families: Families) -> Iterator[tuple[str, Drawing]]:
    for name, graph in graphs.items():
        try:
            yield name, sketch(graph, area, families)[0]
        except CourseError as refusal:
            if refusal.is_fault:
                raise


def read_session(data: bytes) -> None:
    """Read a session, its figures and messages, plan it into slides, and fit these."""
    template, area, families = _template()
    root = _folder()
    try:
        file = root / "content" / "a.md"
        file.write_bytes(data)
        course, _ = load_course(root)
        session, _ = load_session(course, file)
        fences = read_fences(session)
        list(messages(fences.session))
        drawings = dict(_drawn(fences.graphs, area, families))
        shown, _ = with_stand_ins(fences.session, drawings, {})
        fitter = Fitter(template, families, ui_strings("en"), "en", Media(drawings, {}))
        fitter.fit(plan(shown, course, ui_strings("en"), fitter))
    finally:
        shutil.rmtree(root)


def read_settings(data: bytes) -> None:
    """Read ``course.toml``."""
    root = _folder()
    try:
        (root / "course.toml").write_bytes(data)
        load_course(root)
    finally:
        shutil.rmtree(root)


def read_mermaid(data: bytes) -> None:
    """Read a figure, lay it out and draw it."""
    _, area, families = _template()
    found, _ = read(data.decode("utf-8", "replace"), "figure", Source("content/a.md", 1))
    if isinstance(found, Graph):
        sketch(found, area, families)


def read_catalog(data: bytes) -> None:
    """Read a .po file."""
    parse_catalog(data, "content/locale/de/a.po", "de")


def read_picture(data: bytes) -> None:
    """Read a picture, and clean and draw it for a deck."""
    try:
        picture = read_image_file(data)
        if picture.media_type == "image/svg+xml":
            svg_to_png(clean_svg(picture.data), 64)
    except ValueError:  # how both refuse
        return


def read_presentation(data: bytes) -> None:
    """Read a deck as text, and as an import."""
    try:
        for _ in deck_lines(read_deck(data)):
            pass
    except CourseError as refusal:
        if refusal.is_fault:
            raise
    read_powerpoint(data, "deck")


READERS: dict[str, Callable[[bytes], None]] = {
    "markdown": read_session,
    "course": read_settings,
    "mermaid": read_mermaid,
    "catalog": read_catalog,
    "svg": read_picture,
    "deck": read_presentation,
}


def defect(name: str, data: bytes) -> Exception | None:
    """The exception with which a reader breaks its promise; None where it keeps it."""
    try:
        READERS[name](data)
    except CourseError as refusal:
        return refusal if refusal.is_fault else None
    except Exception as failure:
        return failure
    return None
