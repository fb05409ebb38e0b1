"""Atomic file writing, temporary files, and reproducible zip archives."""

from coursedeck.base.files.archive import build_time, repack
from coursedeck.base.files.atomic import remove, write_bytes, write_text
from coursedeck.base.files.content import content_files, files_named, is_readme, overlooked_readmes
from coursedeck.base.files.scratch import discard, discard_tree, remove_abandoned, remove_abandoned_tree, scratch_folder

__all__ = [
    "build_time",
    "content_files",
    "discard",
    "discard_tree",
    "files_named",
    "is_readme",
    "overlooked_readmes",
    "remove",
    "remove_abandoned",
    "remove_abandoned_tree",
    "repack",
    "scratch_folder",
    "write_bytes",
    "write_text",
]
