"""Read template files: the `Template` that slides are planned with, and the package that decks are written into.

.pptx, .potx ─open_template→ package without slides ─read_template→ Template ─diagnose→ problems
                                                              └─mirrored→ both, for right-to-left languages
"""

from coursedeck.output.template.active import active_content
from coursedeck.output.template.bundled import builtin_template
from coursedeck.output.template.clean import open_template
from coursedeck.output.template.diagnosis import diagnose
from coursedeck.output.template.mirror import mirrored
from coursedeck.output.template.read import read_package_template, read_template

__all__ = [
    "active_content",
    "builtin_template",
    "diagnose",
    "mirrored",
    "open_template",
    "read_package_template",
    "read_template",
]
