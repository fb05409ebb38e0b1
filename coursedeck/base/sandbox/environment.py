"""The environment of programs that are not trusted: what Python and the system need, and no secret of anybody."""

from __future__ import annotations

import os
from collections.abc import Collection

from coursedeck.base.sandbox.needs import ENVIRONMENT, NETWORK

_KEPT = frozenset({
    "APPDATA", "COMSPEC", "DYLD_FALLBACK_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "HOME", "LANG", "LANGUAGE",
    "LD_LIBRARY_PATH", "LOCALAPPDATA", "NUMBER_OF_PROCESSORS", "PATH", "PATHEXT", "PROCESSOR_ARCHITECTURE",
    "SOURCE_DATE_EPOCH", "SSL_CERT_DIR", "SSL_CERT_FILE", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ",
    "USERPROFILE", "VIRTUAL_ENV", "WINDIR",
})  # fmt: skip
_KEPT_BEGINNINGS = ("FONTCONFIG_", "LC_", "PYTHON")


def environment(needs: Collection[str] = ()) -> dict[str, str]:
    """The variables that a program sees: all where it needs them, those of a proxy where it needs the network."""
    return {
        **{name: value for name, value in os.environ.items() if ENVIRONMENT in needs or _is_kept(name.upper(), needs)},
        "PYTHONHASHSEED": "0",
    }


def _is_kept(name: str, needs: Collection[str]) -> bool:
    proxy = NETWORK in needs and name.endswith("_PROXY")
    return name in _KEPT or name.startswith(_KEPT_BEGINNINGS) or proxy
