"""A review as text for terminals, programs and pull requests.

Input: Review. Output: text, JSON, SARIF 2.1.0, JUnit XML, or a Markdown summary.
"""

from coursedeck.review.formats.changes import change_lines
from coursedeck.review.formats.comments import COMMENT_FORMATS, format_comments
from coursedeck.review.formats.findings import FORMATS, format_findings
from coursedeck.review.formats.summary import counts_line, summary

__all__ = [
    "COMMENT_FORMATS",
    "FORMATS",
    "change_lines",
    "counts_line",
    "format_comments",
    "format_findings",
    "summary",
]
