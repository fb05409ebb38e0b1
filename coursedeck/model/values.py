"""What holds for every value of the package: it is a `msgspec.Struct`, which nobody changes once it is made.

Structs are written like dataclasses. Their classes are built in C rather than from generated source: with several
hundred of them that is a tenth of a second at every start, and each value is made three times as fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # type checkers hold its keywords against the fields; of msgspec's own they know nothing
    from dataclasses import replace
else:
    from msgspec.structs import replace

__all__ = ["replace"]
