"""The bundled themes, one description a file, and what courses change in them."""

from coursedeck.base.look.themes.choosing import with_choice
from coursedeck.base.look.themes.themes import THEMES

__all__ = ["THEMES", "with_choice"]
