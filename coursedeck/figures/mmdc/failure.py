"""Why Mermaid's own program gave no figure."""

from __future__ import annotations


class MmdcError(Exception):
    """``mmdc`` gave no usable figure; the message says why."""
