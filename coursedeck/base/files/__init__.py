"""Writing: finished bytes in, a whole file out or none; and archives whose bytes depend on their content alone."""

from coursedeck.base.files.archive import build_time, repack
from coursedeck.base.files.atomic import remove, write_bytes, write_text
from coursedeck.base.files.content import content_files
from coursedeck.base.files.scratch import discard, discard_tree, scratch_folder, sweep, sweep_tree

__all__ = [
    "build_time",
    "content_files",
    "discard",
    "discard_tree",
    "remove",
    "repack",
    "scratch_folder",
    "sweep",
    "sweep_tree",
    "write_bytes",
    "write_text",
]
