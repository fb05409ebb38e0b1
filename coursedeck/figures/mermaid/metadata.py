"""The braces of ``A@{ shape: …, label: … }``: YAML, in one line or several."""

from __future__ import annotations

import re

import yaml

from coursedeck.figures.mermaid.scanner import Scanner

_INSIDE = re.compile(r"(?:[^\"{}]|\"[^\"]*\")*")
_STRING = re.compile(r"\"[^\"]*\"")


def take_metadata(scanner: Scanner) -> dict[str, str]:
    """Keys and values of the braces at the cursor, empty where there are none. Raises CourseError for bad syntax."""
    opening = scanner.position
    if not scanner.accept("@{"):
        return {}
    inside = scanner.take(_INSIDE)
    if not inside or not scanner.accept("}"):
        scanner.fail("the braces that `@{` opens have no end; close them with `}`", opening)
    values = _values(inside.group())
    if values is None:
        scanner.fail(
            "cannot read what stands in `@{ … }`; write `key: value` pairs with commas, words in double quotes", opening
        )
    return values


def _values(text: str) -> dict[str, str] | None:
    folded = _STRING.sub(lambda string: re.sub(r"\n\s*", "<br/>", string.group()), text)
    for candidate in ("{" + folded + "\n}", folded):
        try:
            values = yaml.load(candidate, Loader=yaml.BaseLoader)
        except (yaml.YAMLError, RecursionError):
            continue
        if values is None:
            return {}
        if isinstance(values, dict):
            return {str(key).strip(): str(value) for key, value in values.items() if not isinstance(value, dict | list)}
    return None
