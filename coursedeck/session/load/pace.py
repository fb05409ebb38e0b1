"""The setting ``pace``: how fast the speakers of a course or session talk, and the time that figures take.

In ``course.toml`` a table with a table a language, in front matter the same as YAML:

    [pace]
    figure = 60             # seconds, in every language
    [pace.en]
    words = 120             # a minute, in English
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from coursedeck.model.pace import Costs, PaceChange, SpeechUnit
from coursedeck.model.values import replace
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, ValueMap

CHECK = "pace"
_UNITS = {"syllables": SpeechUnit.SYLLABLE, "words": SpeechUnit.WORD}
_COSTS = Costs.__struct_fields__
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


class _Range(Struct, frozen=True):
    """Whole numbers that a setting may be."""

    least: int
    most: int
    unit: str
    example: int

    def wanted(self) -> str:
        """What to write."""
        return f"{self.unit}, a whole number from {self.least} to {self.most}, for example {self.example}"


_RATE = _Range(20, 1000, "how many a minute", 120)
_COST = _Range(0, 3600, "how many seconds", 40)


def read_pace(setting: MapEntry, findings: Findings, locales: Sequence[str] = ()) -> tuple[PaceChange, ...]:
    """The changes in a ``pace`` setting: for every language first, regional variants last; wrong ones are left out.

    `locales` are all the languages there are, where they are known: a pace in another one is a finding.
    """
    if not isinstance(setting.value, ValueMap):
        findings.error(setting.line, CHECK, f"{setting.key}: write a table, for example pace.en.words = 120")
        return ()
    general = PaceChange(None)
    changes: list[PaceChange] = []
    for entry in setting.value.entries:
        if isinstance(entry.value, ValueMap) and _LANGUAGE.fullmatch(entry.key):
            change = _of_language(entry, entry.value, findings)
            changes.append(change)
            if locales and not any(map(change.applies_to, locales)):
                message = f"pace.{entry.key} is for none of the languages {', '.join(locales)}: mend its code"
                findings.warn(entry.line, CHECK, message)
        elif entry.key in _UNITS:
            message = f"pace.{entry.key}: put it under its language, for example pace.en.{entry.key} = 120"
            findings.error(entry.line, CHECK, message)
        else:
            general = _with_cost(general, entry, f"pace.{entry.key}", findings)
    known = [general, *sorted(changes, key=lambda change: (change.locale or "").count("-"))]
    return tuple(change for change in known if change.rate is not None or change.costs)


def _of_language(language: MapEntry, table: ValueMap, findings: Findings) -> PaceChange:
    change = PaceChange(language.key.replace("_", "-"))
    for entry in table.entries:
        name = f"pace.{language.key}.{entry.key}"
        if entry.key not in _UNITS:
            change = _with_cost(change, entry, name, findings)
        elif change.unit is not None:
            findings.error(entry.line, CHECK, f"{name}: a pace counts syllables or words: keep one of them")
        elif (rate := _number(entry, name, _RATE, findings)) is not None:
            change = replace(change, unit=_UNITS[entry.key], rate=rate)
    return change


def _with_cost(change: PaceChange, entry: MapEntry, name: str, findings: Findings) -> PaceChange:
    if entry.key not in _COSTS:
        findings.error(entry.line, CHECK, f'unknown key "{name}": {suggestion(entry.key, [*_UNITS, *_COSTS])}')
        return change
    seconds = _number(entry, name, _COST, findings)
    return change if seconds is None else replace(change, costs={**change.costs, entry.key: seconds})


def _number(entry: MapEntry, name: str, allowed: _Range, findings: Findings) -> int | None:
    value = entry.value
    if isinstance(value, Scalar) and re.fullmatch(r"[0-9]{1,4}", value.text):
        number = int(value.text)
        if allowed.least <= number <= allowed.most:
            return number
    findings.error(entry.line, CHECK, f"{name}: write {allowed.wanted()}")
    return None
