"""Icons of the `diagrams` library for names in Mermaid's figures (``logos:aws-lambda``) and for products in text."""

from __future__ import annotations

import importlib.util
import os
import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from coursedeck.model.graph import Icon

_BUILT_IN = {
    "cloud": "elastic/saas/cloud",
    "database": "generic/database/sql",
    "disk": "generic/storage/storage",
    "internet": "onprem/network/internet",
    "server": "onprem/compute/server",
    "user": "onprem/client/user",
    "users": "onprem/client/users",
    "person": "onprem/client/user",
    "client": "onprem/client/client",
    "mobile": "generic/device/mobile",
    "firewall": "generic/network/firewall",
    "router": "generic/network/router",
    "switch": "generic/network/switch",
}
"""Names that mean no product; Mermaid's own five first."""
_PREFIX = re.compile(r"^[a-z0-9-]+:(?:fa-)?")
_SUFFIX = re.compile(r"-(?:icon|original|plain|wordmark)$")
_MAKER = re.compile(r"^(?:arch|res)-(amazon-)?|^(amazon-)")
_PROVIDERS = {"amazon": "aws", "google": "gcp", "google-cloud": "gcp", "kubernetes": "k8s", "microsoft": "azure"}
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_BLANKS = re.compile(r"[\s_-]+")
_SPELLED = {"c++": "cpp", "c#": "csharp", "postgres": "postgresql"}
_COMMON_WORDS = ("generic/", "k8s/", "programming/flowchart/")
"""Folders whose icons are called by words that mean no product (``pod``, ``user``, ``document``)."""
_COMMON = ("onprem", "programming", "saas", "k8s", "generic")
"""Folders whose icons go by their own name, without a provider's; earlier ones win."""


def library_icon(name: str) -> Icon | None:
    """The icon that a name means; None where the library has none of that name."""
    bare = _SUFFIX.sub("", _PREFIX.sub("", name.strip().lower()).replace("_", "-"))
    bare = _MAKER.sub(lambda found: "aws-" if found[1] or found[2] else "", bare)
    path = _BUILT_IN.get(bare) or _index().get(bare)
    return _icon(path) if path else None


def product_icon(name: str) -> Icon | None:
    """The icon of a product, language or framework as people write it; None for other words.

    >>> product_icon("Node.js").name, product_icon("AWS Lambda").name, product_icon("user")
    ('programming/language/nodejs', 'aws/compute/lambda', None)
    """
    bare = _ASIDE.sub("", name).strip().lower()
    for spelled in (_BLANKS.sub("-", bare), _BLANKS.sub("", bare).replace(".", "")):
        path = _index().get(_SPELLED.get(spelled, spelled))
        if path and path not in _BUILT_IN.values() and not path.startswith(_COMMON_WORDS):
            return _icon(path)
    return None


@lru_cache(maxsize=1)
def _resources() -> Path | None:
    """The library's folder of icons."""
    found = importlib.util.find_spec("diagrams")
    return Path(found.origin).parent.parent / "resources" if found and found.origin else None


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    """Names, with the provider and for common things without, to paths in the folder of icons."""
    found: dict[str, str] = {}
    plain: dict[tuple[int, str], str] = {}
    aliases = {provider: alias for alias, provider in _PROVIDERS.items()}
    for path in _paths():
        provider, _, stem = path.replace("_", "-").split("/")
        for prefix in (provider, aliases.get(provider, provider)):
            found.setdefault(f"{prefix}-{stem}", path)
        if provider in _COMMON:
            plain.setdefault((_COMMON.index(provider), stem), path)
    for (_, stem), path in sorted(plain.items()):
        found.setdefault(stem, path)
    return found


def _paths() -> Iterator[str]:
    """Every icon's path without ending, in order; two thousand, which pathlib would take long to list."""
    places = [str(_resources() or "")]
    for _ in range(2):
        places = [f"{place}/{name}" for place in places for name in _names(place)]
    for folder in places:
        provider, kind = folder.split("/")[-2:]
        yield from (f"{provider}/{kind}/{name[:-4]}" for name in _names(folder) if name.endswith(".png"))


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - see _paths
    except OSError:  # no folder
        return []


@lru_cache(maxsize=256)
def _icon(path: str) -> Icon | None:
    root = _resources()
    try:
        data = (root / f"{path}.png").read_bytes() if root else b""
    except OSError:
        return None
    if len(data) < 33 or not data.startswith(b"\x89PNG"):
        return None
    width, height = struct.unpack(">II", data[16:24])
    return Icon(path, "image/png", data, width, height)
