"""A step of a large piece of work, done before it, so that several processes have part in it."""

from __future__ import annotations

import contextlib
from typing import Any

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.tools import PLACING_TOOLS
from coursedeck.model.problem import CourseError


class AskAhead(Work[bool], frozen=True):
    """Ask for what a larger work will ask for, and leave its result in the store; where it fails, so will that."""

    step: Work[Any]

    result = bool
    weight = 12
    tools = PLACING_TOOLS
    few = 2
    leads_to = PLACING_TOOLS

    def do(self, context: Context) -> bool:
        """Whether there is a result."""
        with contextlib.suppress(CourseError):
            context.ask(self.step)
            return True
        return False

    def lasts(self, result: bool) -> bool:
        """What it has asked for lasts by itself."""
        return False

    def instead(self, problems: tuple[object, ...]) -> bool:
        """No result: the larger work meets the same exception, and tells it."""
        return False
