"""Output files put in their place; decks that people have edited are kept beside the new ones."""

from __future__ import annotations

from pathlib import Path

from coursedeck.base.files import write_bytes
from coursedeck.model.problem import Problem, Source, warning

_DECK = ".pptx"


def place_output(output: Path, path: str, data: bytes) -> tuple[bool, tuple[Problem, ...]]:
    """Make the output file at `path` hold `data`: whether that changed it, and where an edited deck went.

    Raises CourseError as `write_bytes` does.
    """
    kept = _kept(output, path, data) if path.endswith(_DECK) else ()
    return write_bytes(output / path, data, output), kept


def _kept(output: Path, path: str, data: bytes) -> tuple[Problem, ...]:
    """Copy a deck that was edited since it was built to ``NAME.edited.pptx``, and say so."""
    try:
        there = (output / path).read_bytes()
    except OSError:  # there is none yet, or it is something else, which writing tells
        return ()
    if there == data:
        return ()
    from coursedeck.base.origin import DeckState, deck_state  # noqa: PLC0415 - most runs find no other deck

    if deck_state(there) is DeckState.AS_BUILT:
        return ()
    name = _free_name(output, path, there)
    if name is not None:
        write_bytes(output / name, there, output)
    place = f"{output.name}/{name or path}"
    message = f"this deck was edited since it was built: kept as {place}; `pull {place}` brings the edits home"
    return (warning(Source(f"{output.name}/{path}"), "edited", message),)


def _free_name(output: Path, path: str, data: bytes) -> str | None:
    """A name beside the deck that no other edited deck has; one that holds the same already is as good."""
    stem = path.removesuffix(_DECK)
    number = 1
    while True:
        name = f"{stem}.edited{'' if number == 1 else f'-{number}'}{_DECK}"
        try:
            if (output / name).read_bytes() == data:
                return name
        except FileNotFoundError:
            return name
        except OSError:
            pass
        number += 1
