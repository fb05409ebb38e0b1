"""Session → outline: which blocks share a slide, under which title, in which kind of layout.

Session ─units→ drafts, one a heading ─join→ fewer, fuller drafts ─arrange→ slides with layouts ─front→ Outline
"""

from coursedeck.session.plan.outline import plan
from coursedeck.session.plan.room import Room

__all__ = ["Room", "plan"]
