"""Regular expressions that few runs need, compiled when they are first used.

Python keeps no compiled pattern between two runs. Some of those of this program take a millisecond or more, above all
classes with the wide ranges of East Asian scripts.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")


class _LazyPattern:
    """Compiles itself at the first question, and from then on has the pattern's own methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later: for modules that are always loaded. What is wrong with it shows at its first use.

    >>> lazy_pattern("[a-c]+").sub("-", "aabbd")
    '-d'
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
