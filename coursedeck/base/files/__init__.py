"""Files read and written without harm, temporary files, and reproducible zip archives."""

from coursedeck.base.files.archive import ArchiveTooLargeError, build_time, packed, repack, unpacked
from coursedeck.base.files.atomic import FileContent, content_now, remove, save, save_text, write_bytes, write_text
from coursedeck.base.files.content import content_files, files_named, is_readme, overlooked_readmes, script_files
from coursedeck.base.files.reading import FileRefusedError, FileTooLargeError, is_inside, read_file
from coursedeck.base.files.scratch import (
    SCRATCH_PREFIX,
    discard,
    discard_tree,
    remove_abandoned,
    remove_abandoned_tree,
    scratch_folder,
)
from coursedeck.base.files.user_folders import cache_folder, is_users_own, state_folder

__all__ = [
    "SCRATCH_PREFIX",
    "ArchiveTooLargeError",
    "FileContent",
    "FileRefusedError",
    "FileTooLargeError",
    "build_time",
    "cache_folder",
    "content_files",
    "content_now",
    "discard",
    "discard_tree",
    "files_named",
    "is_inside",
    "is_readme",
    "is_users_own",
    "overlooked_readmes",
    "packed",
    "read_file",
    "remove",
    "remove_abandoned",
    "remove_abandoned_tree",
    "repack",
    "save",
    "save_text",
    "scratch_folder",
    "script_files",
    "state_folder",
    "unpacked",
    "write_bytes",
    "write_text",
]
