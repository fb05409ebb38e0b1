"""Markdown that was written for other tools → the lines of a session, each with the number that it had.

kinds: which tool a file is for; marp, slidev, reveal, remark, presenterm: their slides; slides: slides → a session.
"""

from coursedeck.base.foreign.decks import ConvertedText, converted
from coursedeck.base.foreign.kinds import DECKS, IMPORTED_FROM, kind_of_file, kind_of_text
from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, joined, numbered, settings_in

__all__ = [
    "DECKS",
    "IMPORTED_FROM",
    "ConvertedText",
    "Remark",
    "RemarkKind",
    "SourceLine",
    "converted",
    "joined",
    "kind_of_file",
    "kind_of_text",
    "numbered",
    "settings_in",
]
