"""reStructuredText, in which Sphinx courses are written → the Markdown of MyST.

docutils reads the text; what it does not know, directives and roles of Sphinx and its extensions, passes through under
the same name, since MyST has the same ones.
"""

from coursedeck.importers.restructured.reading import (
    ENDINGS,
    KIND,
    RestructuredText,
    read_restructured,
    toctree_entries,
)

__all__ = ["ENDINGS", "KIND", "RestructuredText", "read_restructured", "toctree_entries"]
