"""Ids and descriptions of all checks."""

from __future__ import annotations

from coursedeck.base.look.type_sizes import LEGIBLE
from coursedeck.model.review import Rule

RULES = (
    Rule("alt-text", "Figures, pictures and charts say in words what they show."),
    Rule("contrast", "Text stands out from its ground: 4.5 to 1, large text beside figures 3 to 1 (WCAG 2.2, 1.4.3)."),
    Rule("external-link", "Addresses are whole, public and well formed; with --links they answer."),
    Rule("font-substituted", "Fonts that the deck asks for are there, or others of the same widths."),
    Rule("lang", "Every run of text names its language, and the right one, for spelling and for voices."),
    Rule("link", "Links inside the deck lead somewhere."),
    Rule("missing-glyph", "Every character has a glyph in a font that drew the deck."),
    Rule("not-rendered", "The deck opens, and all its text is drawn."),
    Rule("off-slide", "Nothing is drawn outside the slide."),
    Rule("overflow", "Text stays inside its shape."),
    Rule("overlap", "Text does not lie on other text, or under another shape."),
    Rule("package", "The file is well formed and follows the standard (ECMA-376)."),
    Rule("picture-resolution", "Pictures have pixels enough for their size."),
    Rule("private-path", "No part names a folder or a user of the machine that built it."),
    Rule("reading-order", "Shapes follow one another as they are read: title first, then down the slide."),
    Rule("small-text", f"No text is smaller than {LEGIBLE:g} pt."),
    Rule("spelling", "Words are not on the list of common misspellings."),
    Rule("table-header", "Tables mark their first row as header."),
    Rule("title", "Every slide has one title, and no two slides of a deck the same."),
)

_TEXTS = {rule.id: rule.text for rule in RULES}


def rule_text(id: str) -> str:
    """Description of a check by id; for findings of the build itself, made from the id."""
    return _TEXTS.get(id, id.replace("-", " ").capitalize() + ".")
