"""A deck of another tool → the text of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.foreign.kinds import MARP, PRESENTERM, REMARK, REVEAL, SLIDEV
from coursedeck.base.foreign.lines import Remark, SourceLine
from coursedeck.base.foreign.marp import read_marp
from coursedeck.base.foreign.presenterm import read_presenterm
from coursedeck.base.foreign.remark import read_remark
from coursedeck.base.foreign.reveal import read_reveal
from coursedeck.base.foreign.slides import ForeignSlide, as_session
from coursedeck.base.foreign.slidev import read_slidev

ReadSlides = Callable[[Sequence[SourceLine], Mapping[str, str]], tuple[tuple[ForeignSlide, ...], tuple[Remark, ...]]]

_READERS: Mapping[str, ReadSlides] = {
    MARP: read_marp,
    SLIDEV: read_slidev,
    REVEAL: read_reveal,
    REMARK: read_remark,
    PRESENTERM: read_presenterm,
}


class ConvertedText(Struct, frozen=True):
    """The body of a session, and what was changed or left out on the way."""

    lines: tuple[SourceLine, ...]
    remarks: tuple[Remark, ...] = ()


def converted(kind: str, lines: Sequence[SourceLine], settings: Mapping[str, str]) -> ConvertedText:
    """The body of a deck of a kind of `DECKS` whose front matter has these settings."""
    slides, remarks = _READERS[kind](lines, settings)
    return ConvertedText(as_session(slides, settings.get("title", "")), remarks)
