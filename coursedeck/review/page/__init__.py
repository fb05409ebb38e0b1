"""The review as one page that opens from the disk.

Comes in: Review, and which pictures there are. Goes out: HTML that needs nothing but those pictures beside it.
"""

from coursedeck.review.page.page import review_page

__all__ = ["review_page"]
