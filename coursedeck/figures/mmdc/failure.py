"""Why Mermaid's own program gave no figure."""

from __future__ import annotations


class MmdcError(Exception):
    """Why there is no figure; the message says what happened."""
