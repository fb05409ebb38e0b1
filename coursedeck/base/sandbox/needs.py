"""What a course's definitions may need besides reading the course and the libraries.

Imports the standard library alone, as `confine`.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

FILES, NETWORK, ENVIRONMENT = "files", "network", "environment"

NEEDS = {
    NETWORK: "opens connections to the network",
    FILES: "reads all files that you can read",
    ENVIRONMENT: "sees the variables of your environment",
}
"""Each need, and what a definition that has it does."""


class Job(Struct, frozen=True):
    """What programs may that are started together: reading the folder of the course, and what they need besides."""

    course: Path
    needs: tuple[str, ...] = ()
