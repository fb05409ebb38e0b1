"""What a course's definitions may need besides reading the course and the libraries.

Imports the standard library alone, as `confine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILES, NETWORK, ENVIRONMENT = "files", "network", "environment"

NEEDS = {
    NETWORK: "opens connections to the network",
    FILES: "reads all files that you can read",
    ENVIRONMENT: "sees the variables of your environment",
}
"""Each need, and what a definition that has it does."""


@dataclass(frozen=True, slots=True)
class Job:
    """What programs may that are started together: reading the folder of the course, and what they need besides."""

    course: Path
    needs: tuple[str, ...] = ()
