"""What is asked of a command: the course, what of it, and how the work is done."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from coursedeck.model.units import Minutes

Progress = Callable[[str], None]
"""Told of each piece of work."""

Count = Callable[[int, int], None]
"""Told how many pieces of how many are done, before each piece is named."""


OUTPUTS = ("deck", "figures", "run-sheet", "handout", "script", "timing", "files", "calendar", "index")
"""Kinds of files that are built; ``files`` are those that sessions offer, ``index`` the pages that lead to others."""


class Request(Struct, frozen=True):
    """A build as the command line asks for it; empty is all."""

    root: Path
    output: Path
    sessions: tuple[str, ...] = ()
    """Paths of content files as typed."""
    locales: tuple[str, ...] = ()
    slot: Minutes | None = None
    start: str | None = None
    rehearse: bool = False
    strict: bool = False
    """Every warning is an error, and so is each text that is not translated."""
    jobs: int | None = None
    """Worker processes; None: one a processor."""
    force: bool = False
    """Do everything again, whatever is known."""
    cache: Path | None = None
    """Where results are kept; None: in the output folder."""
    solutions: bool = False
    """Handouts have the solutions."""
    definitions: bool = True
    """Figure definitions are run; else only what is known of them is used."""
    trusted: bool = False
    """Definitions are run also where they need more than the course, and nobody has said that they may."""
    confined: bool = False
    """They are not run where the machine cannot keep them from the rest."""
    base_program: bool = False
    """A revision that a review compares with is built by its own program."""
    pdf: bool = False
    """Decks, handouts and scripts are printed to PDF too."""
    shared_cache: str = ""
    """Address of the place where many machines keep results together (`coursedeck.base.cache.places`); empty: none."""
    only: tuple[str, ...] = ()
    """Those of `OUTPUTS` that are wanted; all where none is named."""
    engine: str = ""
    """The cluster that does the work, as `coursedeck.app.cluster.engine_address` gives it; empty: this machine."""

    def wants(self, *outputs: str) -> bool:
        """Whether any of these outputs is wanted."""
        return not self.only or not set(outputs).isdisjoint(self.only)


def output_folder(root: Path, named: Path | None = None) -> Path:
    """Where a course is built: ``output`` in it unless another folder is named.

    Links are followed in what lies elsewhere, where people have named them; a course may come from a stranger, and
    what its links lead to is looked at before anything is written.
    """
    folder = Path(os.path.abspath(named)) if named is not None else root / "output"  # noqa: PTH100 - links stay
    return folder if folder.is_relative_to(root) else folder.resolve()


def ignore(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""
