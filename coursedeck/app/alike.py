"""Findings that say the same of many places, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coursedeck.model.problem import Problem, Severity
from coursedeck.model.values import replace

FEW = 2
"""So many findings of one kind are each told; more are told as one."""

_PLACES = 3
"""How many further places of a finding are named."""

_VARYING = re.compile(
    r"“[^”]*”|\"[^\"]*\"|'[^']*'|`[^`]*`|«[^»]*»|<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\([^()]*\)"
    r"|(?:did you mean|known are) .*|\S*/\S*|\S+\.\w{1,5}\b|\d+(?:[.,]\d+)?"
)
"""What differs between messages of one kind: words of the course, paths, numbers, the nearest name."""


def told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Of each kind of problem the first, with how often it was found, and where else.

    Errors are of one kind where they say the very same, others where they differ in names and numbers alone, and notes
    where they come from one check.
    """
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(_kind(problem), []).append(problem)
    for alike in kinds.values():
        if len(alike) <= (1 if alike[0].severity is Severity.NOTE else FEW):
            yield from alike
        else:
            yield replace(alike[0], message=f"{alike[0].message} ({_more(alike)})")


def _kind(problem: Problem) -> tuple[str, str, str]:
    if problem.severity is Severity.NOTE:
        return problem.severity, problem.check, ""
    exact = problem.severity is Severity.ERROR
    return problem.severity, problem.check, problem.message if exact else _VARYING.sub("…", problem.message)


def _more(alike: Sequence[Problem]) -> str:
    """How many there are like the first of `alike`, and where the next ones stand.

    >>> from coursedeck.model.problem import Source, warning
    >>> _more([warning(Source("a.md", line), "html", "<u>") for line in (1, 4, 9, 12, 30)])
    '5 like it, also at a.md:4, :9, :12 …; --all tells each'
    """
    file = ""
    places = []
    for problem in alike[1 : _PLACES + 1]:
        places.append(f":{problem.source.line}" if problem.source.file == file else str(problem.source))
        file = problem.source.file
    rest = " …" if len(alike) > _PLACES + 1 else ""
    return f"{len(alike)} like it, also at {', '.join(places)}{rest}; --all tells each"
