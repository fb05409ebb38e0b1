"""Sessions, figures and the course's own strings in other languages.

    Session ─walk→ messages ─update→ content/locale/<locale>/….po ─read→ Catalog
    Session, Catalog ─translate→ Localized          Graph, Catalog ─translate→ Graph

Extraction and translation are one walk, so what is asked for and what is replaced cannot drift apart.
"""

from coursedeck.session.localize.catalog import Catalog, Entry, with_translation
from coursedeck.session.localize.catalogs import (
    COURSE,
    DIAGRAMS,
    Catalogs,
    joined,
    read_catalogs,
    read_one,
    with_unsaved,
)
from coursedeck.session.localize.checking import (
    CHECKS,
    at_catalog_entries,
    check_catalog,
    check_consistency,
)
from coursedeck.session.localize.course import Translation, named_messages, translate
from coursedeck.session.localize.coverage import (
    State,
    coverage,
    state_of,
)
from coursedeck.session.localize.deck_rooms import rooms_in
from coursedeck.session.localize.excerpts import excerpt
from coursedeck.session.localize.figures import messages_of_graph
from coursedeck.session.localize.glossary import Glossary, Term, read_glossary
from coursedeck.session.localize.glossary_export import glossary_csv, glossary_tbx
from coursedeck.session.localize.headers import PIVOT
from coursedeck.session.localize.localized import (
    Localized,
    LocalizedMessage,
    shown_text,
    translate_course,
    translate_graph,
    translate_session,
    unfinished,
)
from coursedeck.session.localize.message import Key, Message, NumberedLink, Role, message_anchor
from coursedeck.session.localize.po_edit import EntryChange, change_entry
from coursedeck.session.localize.po_file import catalog_bytes, parse_catalog, read_catalog, write_catalog
from coursedeck.session.localize.product_strings import translate_ui_strings, ui_string_messages
from coursedeck.session.localize.pseudo import pseudo_catalog, pseudo_catalogs
from coursedeck.session.localize.room import Room, RoomFor
from coursedeck.session.localize.three_way import MergedCatalog, merge_catalogs
from coursedeck.session.localize.update import Action, TranslationTask, Update, update_catalog
from coursedeck.session.localize.walk import course_messages, messages, walk
from coursedeck.session.localize.xliff import merged_xliff, read_xliff, xliff_of

__all__ = [
    "CHECKS",
    "COURSE",
    "DIAGRAMS",
    "PIVOT",
    "Action",
    "Catalog",
    "Catalogs",
    "Entry",
    "EntryChange",
    "Glossary",
    "Key",
    "Localized",
    "LocalizedMessage",
    "MergedCatalog",
    "Message",
    "NumberedLink",
    "Role",
    "Room",
    "RoomFor",
    "State",
    "Term",
    "Translation",
    "TranslationTask",
    "Update",
    "at_catalog_entries",
    "catalog_bytes",
    "change_entry",
    "check_catalog",
    "check_consistency",
    "course_messages",
    "coverage",
    "excerpt",
    "glossary_csv",
    "glossary_tbx",
    "joined",
    "merge_catalogs",
    "merged_xliff",
    "message_anchor",
    "messages",
    "messages_of_graph",
    "named_messages",
    "parse_catalog",
    "pseudo_catalog",
    "pseudo_catalogs",
    "read_catalog",
    "read_catalogs",
    "read_glossary",
    "read_one",
    "read_xliff",
    "rooms_in",
    "shown_text",
    "state_of",
    "translate",
    "translate_course",
    "translate_graph",
    "translate_session",
    "translate_ui_strings",
    "ui_string_messages",
    "unfinished",
    "update_catalog",
    "walk",
    "with_translation",
    "with_unsaved",
    "write_catalog",
    "xliff_of",
]
