"""The review as one HTML page that opens from the disk.

Input: Review, and digests of the available pictures. Output: HTML that refers to nothing but those pictures.
"""

from coursedeck.review.page.page import review_page

__all__ = ["review_page"]
