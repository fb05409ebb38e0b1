"""What has been worked out before: bytes by their digest, and results by the digest of all that went into them.

Comes in: bytes, or a frozen value. Goes out: the same, or None where nothing trustworthy is kept.
"""

from coursedeck.base.cache.digests import ABSENT, checksum, digest, digest_of_file
from coursedeck.base.cache.disk import LIMIT, DiskStore
from coursedeck.base.cache.encoding import DecodingError, decode, encode
from coursedeck.base.cache.memory import MemoryStore
from coursedeck.base.cache.shared import SharedStore
from coursedeck.base.cache.store import LostEntryError, Store

__all__ = [
    "ABSENT",
    "LIMIT",
    "DecodingError",
    "DiskStore",
    "LostEntryError",
    "MemoryStore",
    "SharedStore",
    "Store",
    "checksum",
    "decode",
    "digest",
    "digest_of_file",
    "encode",
]
