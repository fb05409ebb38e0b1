"""What has no place in a session's text: kept in a file beside it, and put on what is built later."""

from coursedeck.edits.overlay.applying import with_overlay
from coursedeck.edits.overlay.collecting import KeptEdit, with_drawings, with_edits
from coursedeck.edits.overlay.files import overlay_text, read_overlays

__all__ = ["KeptEdit", "overlay_text", "read_overlays", "with_drawings", "with_edits", "with_overlay"]
