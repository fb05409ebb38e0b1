"""What reviewers saved on the page: a verdict and a comment a slide."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct

from coursedeck.app.course.building import build_course
from coursedeck.app.course.running import run_reading
from coursedeck.app.engine import Listener
from coursedeck.app.request import Progress, Request
from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.model.problem import CourseError, Source, error
from coursedeck.model.review import SlideOrigin, Verdict
from coursedeck.model.values import replace

_WORDS = ("slide", "session", "locale")


_MOST_BYTES = 16 * 2**20
"""Of a file of verdicts."""


class _Slides(Struct, frozen=True):
    origins: tuple[SlideOrigin, ...]

    def at(self, slide: str) -> tuple[int, Source] | None:
        """Number and source line of a slide."""
        found = ((number, one.source) for number, one in enumerate(self.origins, 1) if one.slide == slide)
        return next(found, None)


def read_verdicts(file: Path) -> tuple[Verdict, ...]:
    """The verdicts in a review.json; raises CourseError where there are none to read."""
    try:
        data = json.loads(read_file(file, _MOST_BYTES))
        reviewer = _text(data, "reviewer")
        found = data["slides"]
        if not all(isinstance(one, dict) and set(_WORDS) <= one.keys() for one in found):
            raise ValueError("a verdict names no slide")
        return tuple(_verdict(one, reviewer) for one in found)
    except (OSError, FileRefusedError, RecursionError, ValueError, KeyError, TypeError, AttributeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else failure
        message = f"no verdicts can be read from it ({reason}): save them from the review page"
        raise CourseError([error(Source(file.name), "accept", message)]) from failure


def _verdict(data: dict[str, object], reviewer: str) -> Verdict:
    line, number = data.get("line"), data.get("number")
    return Verdict(
        locale=_text(data, "locale"),
        session=_text(data, "session"),
        slide=_text(data, "slide"),
        verdict=_text(data, "verdict"),
        comment=" ".join(_text(data, "comment").split()),
        state=_text(data, "state"),
        title=_text(data, "title"),
        number=number if isinstance(number, int) else None,
        source=Source(_text(data, "file"), line if isinstance(line, int) else 1) if data.get("file") else None,
        reviewer=_text(data, "reviewer") or reviewer,
    )


def _text(data: dict[str, object], name: str) -> str:
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def with_places(request: Request, verdicts: tuple[Verdict, ...], progress: Progress) -> tuple[Verdict, ...]:
    """The verdicts with number and line of each slide as the course is now, else as they were saved.

    A slide that is gone is told at the beginning of its session.
    """
    report, _ = run_reading(request, Listener(progress), lambda engine: build_course(engine, request))
    built = {(one.locale, one.session): _Slides(one.origins) for one in report.built}
    return tuple(_placed(one, built.get((one.locale, one.session))) for one in verdicts)


def _placed(verdict: Verdict, built: _Slides | None) -> Verdict:
    now = built.at(verdict.slide) if built is not None else None
    if now is not None:
        return replace(verdict, number=now[0], source=now[1])
    return verdict if verdict.source else replace(verdict, source=Source(f"content/{verdict.session}.md"))
