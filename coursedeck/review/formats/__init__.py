"""A review as text for terminals, programs and pull requests.

Input: Review. Output: text, JSON, SARIF 2.1.0, JUnit XML, or a Markdown summary.
"""

from coursedeck.review.formats.findings import FORMATS, format_findings
from coursedeck.review.formats.summary import counts_line, summary

__all__ = ["FORMATS", "counts_line", "format_findings", "summary"]
