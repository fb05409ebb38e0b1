"""Confine this Linux process, and all that it starts from now on, before it runs a program that is not trusted.

Loaded by its path, with the modules that it imports, in a process that has nothing else of this package.
"""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from . import landlock, mounts, namespaces, seccomp
from .needs import FILES, NETWORK

__all__ = ["confine", "lacking", "libraries", "namespaces"]

_WITH_SIGNALS = 6
"""Version of Landlock from which on signals reach only what is as confined."""

_SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/dev/zero", "/dev/full",
    "/dev/random", "/dev/urandom", "/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/hosts", "/etc/ld.so.cache",
    "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/magic", "/etc/mime.types", "/etc/nsswitch.conf",
    "/etc/passwd", "/etc/pki/tls/certs", "/etc/resolv.conf", "/etc/ssl/certs", "/etc/ssl/openssl.cnf",
    "/etc/timezone", "/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/sys/devices/system/cpu", "/var/cache/fontconfig",
)  # fmt: skip
"""What programs and libraries read everywhere; nobody's own files are there."""


def lacking() -> list[str]:
    """What this machine cannot keep from a program, of `FILES` and `NETWORK`."""
    return [FILES] * (landlock.version() == 0 and not mounts.is_known()) + [NETWORK] * (not seccomp.is_known())


def confine(course: str, scratch: str, needs: Collection[str]) -> None:
    """Leave reading the course, the libraries and the system's own files, and writing in `scratch`.

    No network, no other process, no rights that the user may have, but what is among `needs`. Raises OSError where the
    kernel refuses what it knows.
    """
    seccomp.give_up_privileges()
    known = landlock.version()
    readable = ["/"] if FILES in needs else [*_SYSTEM, *libraries(), course]
    if not known and mounts.is_known():
        root = Path(scratch).with_name("root")
        root.mkdir(exist_ok=True)
        mounts.restrict(readable, (scratch, "/dev/null"), str(root))
    namespaces.drop_capabilities()
    if known:
        landlock.restrict(readable, (scratch, "/dev/null"), NETWORK in needs)
    if seccomp.is_known():
        seccomp.restrict(NETWORK in needs, known >= _WITH_SIGNALS)


def libraries() -> Iterable[str]:
    """The folders of this Python and of all that it can import, but none that holds somebody's home folder."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).resolve().parent), *sys.path}
    places |= {site.getusersitepackages()} if site.ENABLE_USER_SITE else set()
    home = os.path.realpath(Path.home())
    for place in sorted(filter(None, places)):
        real = os.path.realpath(place)
        if real != "/" and not Path(home).is_relative_to(real):
            yield real
