"""Content Security Policy (W3C CSP level 3): what a browser lets a page do, whatever gets into it."""

from __future__ import annotations

import base64

from coursedeck.base.cache import checksum


def content_policy(script: str = "") -> str:
    """The policy of a page that stands alone: its one inline script, inline styles, pictures in or beside it.

    Nothing else runs, and nothing is asked of any other place. Scripts are named by their SHA-256 (section 2.3.1), so
    that the same page is the same bytes; styles cannot be, since attributes hold sizes and colours.
    """
    allowed = f"'sha256-{_sha256(script)}'" if script else "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _sha256(text: str) -> str:
    return base64.b64encode(bytes.fromhex(checksum(text, 64))).decode()
