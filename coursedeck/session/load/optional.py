"""The setting ``optional`` of the front matter: which sections and slides a shorter slot may leave out.

optional: true                       every section
optional: 2                          every section, with this priority
optional: [Exercise, "2.1"]          these sections and slides, by id, number or title
optional: {Exercise: 3, proof: 1}    the same with priorities
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coursedeck.model.session import Part
from coursedeck.model.values import replace
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.headings import read_priority
from coursedeck.session.load.yaml_tree import Scalar, Value, ValueList, ValueMap

EVERY_SECTION = "*"
_TRUE, _FALSE = ("true", "yes"), ("false", "no")


def named_parts(value: Value) -> tuple[tuple[str, Scalar], ...] | None:
    """Names of parts, each with the priority as written; None if the value has another form."""
    match value:
        case Scalar():
            return ((EVERY_SECTION, value),)
        case ValueList(values):
            listed = [(one.text.strip(), Scalar("", one.line)) for one in values if isinstance(one, Scalar)]
            return tuple(listed) if len(listed) == len(values) else None
        case ValueMap(entries):
            given = [(one.key, one.value) for one in entries if isinstance(one.value, Scalar)]
            return tuple(given) if len(given) == len(entries) else None


def read_priorities(named: Iterable[tuple[str, Scalar]], findings: Findings) -> Mapping[str, int]:
    """Priority by name; names set to false are left out."""
    found: dict[str, int] = {}
    for name, written in named:
        text = written.text.lower()
        if text in _FALSE:
            continue
        priority = read_priority("" if text in _TRUE else text, written.line, findings)
        if priority is not None:
            found[name] = priority
    return found


def with_priorities(
    parts: Iterable[Part], priorities: Mapping[str, int], line: int, findings: Findings
) -> tuple[Part, ...]:
    """`parts` with the named ones marked as optional; a priority on a heading or in a slide hint wins."""
    sections = tuple(parts)
    known = {name for section in sections for part in section.walk() for name in _names(part)}
    for name in sorted(set(priorities) - known - {EVERY_SECTION}):
        findings.error(line, "optional", f"there is no section or slide “{name}”: {suggestion(name, known)}")
    marked = (_marked(section, priorities) for section in sections)
    every = priorities.get(EVERY_SECTION)
    return tuple(one if one.optional is not None else replace(one, optional=every) for one in marked)


def _marked(part: Part, priorities: Mapping[str, int]) -> Part:
    own = part.optional
    if own is None:
        own = next((priorities[name] for name in _names(part) if name in priorities), None)
    return replace(part, optional=own, parts=tuple(_marked(child, priorities) for child in part.parts))


def _names(part: Part) -> Iterator[str]:
    """What an author may call a part."""
    yield part.id
    yield part.title.plain
    if part.number:
        yield part.number
        yield part.number.rstrip(".)")
        yield part.heading
