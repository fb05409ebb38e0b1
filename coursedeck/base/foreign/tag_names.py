"""Names of short codes that site generators and their themes have in common, by what they mean on a slide."""

from __future__ import annotations

from collections.abc import Mapping

KEPT = frozenset({"youtube", "vimeo", "video"})
"""Short codes that a session may have."""

CALLOUTS: Mapping[str, str] = {
    **dict.fromkeys(
        ("alert", "notice", "hint", "callout", "admonition", "block", "blocks", "note", "info", "box"), "note"
    ),
    **dict.fromkeys(("tip", "success"), "tip"),
    **dict.fromkeys(("warning", "warn", "attention"), "warning"),
    **dict.fromkeys(("caution", "danger", "error"), "caution"),
    "important": "important",
}
"""Short codes around a note, and the kind of the note."""

FOLDED = frozenset({"details", "expand", "collapse", "spoiler", "solution", "hidden-solution", "collapsible"})
"""Short codes around what a page shows on a click."""
