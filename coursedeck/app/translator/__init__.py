"""The translator's page: a catalog beside its slides.

catalogs, messages ─rows─→ what a page lists        placed slides ─marks─→ where each text stands, and how it fits
what is typed ─drafts─→ slides placed anew          what is saved ─saving─→ one entry of a .po file
"""

from coursedeck.app.translator.desk import TranslatorDesk
from coursedeck.app.translator.pages import write_translator_pages

__all__ = ["TranslatorDesk", "write_translator_pages"]
