"""Edits of a translated deck in its .po files: words alone, as the rest belongs in the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from coursedeck.app.edits.files import EditedFiles
from coursedeck.base.wording import rewritten
from coursedeck.edits.source.applying import CHANGED, Applied
from coursedeck.model.course import catalog_file
from coursedeck.model.edits import Edit, Relabelled, Retyped, Reworded
from coursedeck.model.origin import Origin
from coursedeck.model.values import replace
from coursedeck.session.localize.catalog import Catalog, Entry, catalog
from coursedeck.session.localize.message import collapse_whitespace
from coursedeck.session.localize.po_file import parse_catalog, write_catalog

STRUCTURE = "a translation has no other lists, slides or rows than its source: change that, or pull the source's deck"
_SHARED = ("course", "diagrams")
"""Catalogs that all sessions share."""
WordsEdit: TypeAlias = Reworded | Retyped | Relabelled
"""What a catalog has a place for."""


def into_catalogs(origin: Origin, edits: Sequence[Edit], files: EditedFiles) -> Applied:
    """Put reworded messages and labels into the .po files of the deck's language."""
    placed: list[Edit] = []
    left: list[tuple[Edit, str]] = []
    for edit in edits:
        if not isinstance(edit, WordsEdit):
            left.append((edit, STRUCTURE))
        elif _everywhere(origin, edit, files):
            placed.append(edit)
        else:
            left.append((edit, CHANGED))
    return Applied("", tuple(placed), tuple(left))


def _everywhere(origin: Origin, edit: WordsEdit, files: EditedFiles) -> bool:
    """Change the translation in the session's catalog, or in one that sessions share."""
    for name in (origin.session, *_SHARED):
        file = catalog_file(origin.locale, name)
        text = files.text(file)
        if text is None:
            continue
        changed = _changed(parse_catalog(text.encode(), file, origin.locale), edit)
        if changed is not None:
            files.change(file, write_catalog(changed))
            return True
    return False


def _changed(made: Catalog, edit: WordsEdit) -> Catalog | None:
    """The catalog with the entry that reads as the edited message did, in other words; None where it has none."""
    wanted = collapse_whitespace(edit.old if isinstance(edit, Relabelled) else edit.paragraph.written)
    for place, entry in enumerate(made.entries):
        if entry.obsolete or collapse_whitespace(_shown(entry)) != wanted:
            continue
        new = _new(edit, entry)
        if new is None:
            continue
        entries = list(made.entries)
        entries[place] = replace(entry, translation=new, fuzzy=False, previous=None, previous_context=None)
        return catalog(made.locale, made.file, tuple(entries), made.header, made.metadata)
    return None


def _new(edit: WordsEdit, entry: Entry) -> str | None:
    match edit:
        case Reworded():
            return rewritten(_shown(entry), edit.old, edit.new)
        case Retyped():
            return edit.markdown
        case Relabelled():
            return edit.new


def _shown(entry: Entry) -> str:
    """What a deck shows: the translation, or the source where there is none that is current."""
    return entry.translation if entry.translated else entry.id
