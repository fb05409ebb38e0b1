"""The bundled themes by name."""

from collections.abc import Mapping

from coursedeck.base.look.themes import academic, blueprint, contrast, corporate, dark, default, terminal, workshop
from coursedeck.model.theme import DeckTheme

THEMES: Mapping[str, DeckTheme] = {
    one.THEME.name: one.THEME for one in (default, dark, contrast, academic, blueprint, workshop, corporate, terminal)
}
"""In the order in which they are shown."""
