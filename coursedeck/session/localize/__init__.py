"""Sessions, figures and the course's own strings in other languages.

    Session ─walk→ messages ─update→ content/locale/<locale>/….po ─read→ Catalog
    Session, Catalog ─translate→ Localized          Graph, Catalog ─translate→ Graph

Extraction and translation are one walk, so what is asked for and what is replaced cannot drift apart.
"""

from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.catalogs import COURSE, DIAGRAMS, Catalogs, read_catalogs
from coursedeck.session.localize.checking import (
    CHECKS,
    at_catalog_entries,
    check_catalog,
    check_consistency,
    with_check_severity,
)
from coursedeck.session.localize.course import Translation, named_messages, translate
from coursedeck.session.localize.coverage import (
    Coverage,
    MessageCount,
    State,
    below_minimum,
    coverage,
    coverage_json,
    coverage_table,
    state_of,
)
from coursedeck.session.localize.deck_rooms import rooms_in
from coursedeck.session.localize.excerpts import excerpt
from coursedeck.session.localize.figures import messages_of_graph
from coursedeck.session.localize.glossary import FILE as GLOSSARY
from coursedeck.session.localize.glossary import Glossary, read_glossary
from coursedeck.session.localize.glossary_export import glossary_csv, glossary_tbx
from coursedeck.session.localize.localized import (
    Localized,
    LocalizedMessage,
    translate_course,
    translate_graph,
    translate_session,
    unfinished,
)
from coursedeck.session.localize.message import Message, NumberedLink, Role
from coursedeck.session.localize.po_file import parse_catalog, read_catalog, write_catalog
from coursedeck.session.localize.product_strings import translate_ui_strings, ui_string_messages
from coursedeck.session.localize.pseudo import pseudo_catalog, pseudo_catalogs
from coursedeck.session.localize.room import Room, RoomFor
from coursedeck.session.localize.three_way import MergedCatalog, merge_catalogs
from coursedeck.session.localize.update import Action, TranslationTask, Update, update_catalog
from coursedeck.session.localize.walk import course_messages, messages, walk

__all__ = [
    "CHECKS",
    "COURSE",
    "DIAGRAMS",
    "GLOSSARY",
    "Action",
    "Catalog",
    "Catalogs",
    "Coverage",
    "Entry",
    "Glossary",
    "Localized",
    "LocalizedMessage",
    "MergedCatalog",
    "Message",
    "MessageCount",
    "NumberedLink",
    "Role",
    "Room",
    "RoomFor",
    "State",
    "Translation",
    "TranslationTask",
    "Update",
    "at_catalog_entries",
    "below_minimum",
    "check_catalog",
    "check_consistency",
    "course_messages",
    "coverage",
    "coverage_json",
    "coverage_table",
    "excerpt",
    "glossary_csv",
    "glossary_tbx",
    "merge_catalogs",
    "messages",
    "messages_of_graph",
    "named_messages",
    "parse_catalog",
    "pseudo_catalog",
    "pseudo_catalogs",
    "read_catalog",
    "read_catalogs",
    "read_glossary",
    "rooms_in",
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
    "with_check_severity",
    "write_catalog",
]
