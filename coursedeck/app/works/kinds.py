"""The kinds of work that the files of this folder define."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from coursedeck.app import works
from coursedeck.app.engine import Work

Kind = TypeVar("Kind", bound=Work[Any])


@lru_cache(maxsize=8)
def kinds(base: type[Kind]) -> tuple[type[Kind], ...]:
    """Every kind of work that is a `base`, in the order of the files."""
    modules = [import_module(f"{works.__name__}.{found.name}") for found in iter_modules(works.__path__)]
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value is not base
        if value.__module__ == module.__name__
    )
