"""What people type for an engine: ``dask``, or ``dask://host:port``."""

from __future__ import annotations

from urllib.parse import urlsplit

LOCAL = "dask"


def engine_address(text: str) -> str:
    """`text` where it names an engine: `LOCAL` for a cluster on this machine, else the address of a scheduler.

    >>> engine_address("dask"), engine_address("dask://10.0.0.7:8786")
    ('dask', 'dask://10.0.0.7:8786')

    Raises ValueError for anything else.
    """
    if text == LOCAL:
        return text
    found = urlsplit(text)
    if found.scheme != LOCAL or not found.hostname or found.port is None or found.path.strip("/") or found.query:
        raise ValueError(f"{text!r} is no engine: use dask, or dask://HOST:PORT of a scheduler")
    return f"{LOCAL}://{found.netloc}"


def scheduler_address(engine: str, *, secure: bool) -> str:
    """The scheduler's address as Dask writes it; `secure` where its settings name certificates.

    >>> scheduler_address("dask://10.0.0.7:8786", secure=True)
    'tls://10.0.0.7:8786'
    """
    return engine.replace(f"{LOCAL}://", "tls://" if secure else "tcp://", 1)
