"""Earlier revisions of a course from git, without touching the working tree.

Input: the course folder and a revision. Output: a folder with the course, and decks as that revision builds them.
"""

from coursedeck.review.history.revision import Revision, open_revision

__all__ = ["Revision", "open_revision"]
