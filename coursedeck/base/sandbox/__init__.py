"""What keeps the programs of a course (figure definitions) from all that is none of theirs.

Input: what a course may. Output: how its programs are started and what confines them. Linux confines a process from
within (`confine`), macOS as it starts (`macos`), Windows bounds and ends it (`windows`).
"""

from coursedeck.base.sandbox.environment import environment
from coursedeck.base.sandbox.needs import ENVIRONMENT, FILES, NEEDS, NETWORK, Job
from coursedeck.base.sandbox.starting import bound_to_this, prefix

__all__ = ["ENVIRONMENT", "FILES", "NEEDS", "NETWORK", "Job", "bound_to_this", "environment", "prefix"]
