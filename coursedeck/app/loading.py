"""Modules loaded at a moment when it is known that they are needed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from importlib import import_module


def load(modules: Iterable[str]) -> None:
    """Load modules, which from then on Python's collector leaves alone.

    What a module consists of lasts as long as the process. Looking through it for circles that nobody needs, again and
    again as more is made, takes a twentieth of a build.
    """
    missing = [name for name in modules if name not in sys.modules]
    if not missing:
        return
    collects = gc.isenabled()
    gc.disable()
    try:
        for name in missing:
            import_module(name)
    finally:
        if collects:
            gc.enable()
    gc.freeze()
