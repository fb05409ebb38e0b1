"""PDFs of what was built: decks through LibreOffice, pages through Chromium, all that are new in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursedeck.app.engine import Engine
from coursedeck.app.works.printed import PrintFile
from coursedeck.model.problem import Problem, Source, error
from coursedeck.model.values import replace

PRINTED = {".pptx": ".pdf", ".handout.html": ".handout.pdf", ".script.html": ".script.pdf"}
"""Endings of what is printed, and those of the PDFs."""


def print_files(engine: Engine, files: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """Put a PDF beside every file, by path and digest, that can be printed; what cannot be is told.

    Raises MissingProgramError where LibreOffice or Chromium is needed and not there.
    """
    works = [
        PrintFile(path.removesuffix(ending) + made, digest)
        for path, digest in files
        for ending, made in PRINTED.items()
        if path.endswith(ending)
    ]
    known = engine.known(works)
    new = [work for work, found in zip(works, known, strict=True) if found is None]
    if not new:
        return ()
    printed = _printed(engine, new)
    engine.ask_all([replace(work, pdf=engine.put(printed[work.path])) for work in new if work.path in printed])
    return tuple(
        error(Source(work.path), "pdf", "cannot be printed: open the file that it is made from, and print it there")
        for work in new
        if work.path not in printed
    )


def _printed(engine: Engine, works: Sequence[PrintFile]) -> Mapping[str, bytes]:
    from coursedeck.review.render.office import to_pdf  # noqa: PLC0415 - runs that print nothing do without
    from coursedeck.review.render.paper import pages_to_pdf, without_dates  # noqa: PLC0415

    pages = {work.path: engine.get(work.source) for work in works if not _is_deck(work)}
    decks = {work.path: engine.get(work.source) for work in works if _is_deck(work)}
    found = {**(to_pdf(decks) if decks else {}), **(pages_to_pdf(pages) if pages else {})}
    return {path: without_dates(pdf) for path, pdf in found.items()}


def _is_deck(work: PrintFile) -> bool:
    return not work.path.endswith((".handout.pdf", ".script.pdf"))
