"""Session → outline: which blocks share a slide, under which title, in which kind of layout.

Session ─draft→ drafts, one per heading ─join→ fewer, fuller drafts ─arrange→ slides with layouts ─outline→ Outline
"""

from coursedeck.session.plan.outline import plan
from coursedeck.session.plan.prose import told_of_prose
from coursedeck.session.plan.space import SpaceEstimator

__all__ = ["SpaceEstimator", "plan", "told_of_prose"]
