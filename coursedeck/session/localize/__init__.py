"""Sessions, figures and the course's own strings in other languages.

    Session ─walk→ messages ─update→ content/locale/<locale>/….po ─read→ Catalog
    Session, Catalog ─translate→ Localized          Graph, Catalog ─translate→ Graph

Extraction and translation are one walk, so what is asked for and what is replaced cannot drift apart.
"""

from coursedeck.session.localize.catalog import Catalog, Entry
from coursedeck.session.localize.catalogs import COURSE, DIAGRAMS, Catalogs, read_catalogs
from coursedeck.session.localize.checking import CHECKS, as_judged, at_entries, check_catalog, check_consistency
from coursedeck.session.localize.counting import (
    Coverage,
    State,
    Tally,
    below,
    coverage,
    coverage_json,
    coverage_table,
    state_of,
)
from coursedeck.session.localize.course import Translation, named_messages, translate
from coursedeck.session.localize.excerpts import short
from coursedeck.session.localize.figures import messages_of_graph
from coursedeck.session.localize.glossary import Glossary, read_glossary
from coursedeck.session.localize.localized import (
    Localized,
    Origin,
    translate_course,
    translate_graph,
    translate_session,
    unfinished,
)
from coursedeck.session.localize.message import Link, Message, Role
from coursedeck.session.localize.po_file import parse_catalog, read_catalog, write_catalog
from coursedeck.session.localize.pseudo import pseudo_catalog, pseudo_catalogs
from coursedeck.session.localize.remarks import deck_remarks
from coursedeck.session.localize.update import Action, Remark, Task, Update, update_catalog
from coursedeck.session.localize.walk import course_messages, messages, walk
from coursedeck.session.localize.words import translate_words, word_messages

__all__ = [
    "CHECKS",
    "COURSE",
    "DIAGRAMS",
    "Action",
    "Catalog",
    "Catalogs",
    "Coverage",
    "Entry",
    "Glossary",
    "Link",
    "Localized",
    "Message",
    "Origin",
    "Remark",
    "Role",
    "State",
    "Tally",
    "Task",
    "Translation",
    "Update",
    "as_judged",
    "at_entries",
    "below",
    "check_catalog",
    "check_consistency",
    "course_messages",
    "coverage",
    "coverage_json",
    "coverage_table",
    "deck_remarks",
    "messages",
    "messages_of_graph",
    "named_messages",
    "parse_catalog",
    "pseudo_catalog",
    "pseudo_catalogs",
    "read_catalog",
    "read_catalogs",
    "read_glossary",
    "short",
    "state_of",
    "translate",
    "translate_course",
    "translate_graph",
    "translate_session",
    "translate_words",
    "unfinished",
    "update_catalog",
    "walk",
    "word_messages",
    "write_catalog",
]
