"""Earlier states of a course, from its version control; the working tree is never touched.

Comes in: the course folder and a revision. Goes out: a folder of decks as that revision builds them.
"""

from coursedeck.review.history.revision import Revision, open_revision

__all__ = ["Revision", "open_revision"]
