"""The bundled themes, one description a file, and what courses change in them."""

from coursedeck.base.look.themes.choosing import look_of, with_choice
from coursedeck.base.look.themes.themes import THEMES

__all__ = ["THEMES", "look_of", "with_choice"]
