"""Writing: finished bytes in, a whole file out or none; and archives whose bytes depend on their content alone."""

from coursedeck.files.archive import build_time, repack
from coursedeck.files.atomic import remove, write_bytes, write_text

__all__ = ["build_time", "remove", "repack", "write_bytes", "write_text"]
