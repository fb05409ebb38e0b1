"""Asking addresses on the network whether they answer: only where the command line says so."""

from __future__ import annotations

from functools import lru_cache
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

_LIMIT = 10
_REFUSED_HEAD = {403, 405, 501}


@lru_cache(maxsize=1024)
def answer(address: str) -> str:
    """Empty where an address (http or https) answers, else what is wrong."""
    fault = _ask(address, "HEAD")
    return _ask(address, "GET") if fault.isdigit() and int(fault) in _REFUSED_HEAD else fault


def _ask(address: str, method: str) -> str:
    request = Request(address, method=method, headers={"User-Agent": "coursedeck"})
    try:
        with urlopen(request, timeout=_LIMIT):
            return ""
    except HTTPError as refusal:
        return str(refusal.code)
    except (URLError, OSError, ValueError) as failure:
        return str(getattr(failure, "reason", failure))
