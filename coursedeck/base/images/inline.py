"""Pictures inside a text: ``data:`` addresses (RFC 2397)."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import unquote_to_bytes

from coursedeck.base.images.convert import UnreadableImageError
from coursedeck.base.images.vector import is_svg

_SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def is_data_uri(address: str) -> bool:
    """Whether an address holds what it names."""
    return address[:5].lower() == "data:"


def bytes_of_data_uri(address: str) -> bytes:
    """The bytes that an address holds; raises `UnreadableImageError` where it is broken.

    >>> bytes_of_data_uri("data:text/plain;base64,aGk=")
    b'hi'
    """
    head, comma, body = address.partition(",")
    if not comma:
        raise UnreadableImageError("its data: address has no comma: copy it whole")
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=True)
    except binascii.Error as problem:
        raise UnreadableImageError("its base64 data are broken: copy it whole") from problem


def data_uri(data: bytes) -> str:
    """A picture as an address, so that a page stands alone; its kind is told from its first bytes."""
    kind = "image/svg+xml" if is_svg(data) else "application/octet-stream"
    for signature, media_type in _SIGNATURES.items():
        if data.startswith(signature):
            kind = media_type
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
