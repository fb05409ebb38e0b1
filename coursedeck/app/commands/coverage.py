"""How far translations are, as people and programs read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from coursedeck.model.columns import columns
from coursedeck.model.coverage import Coverage
from coursedeck.model.visible import visible


def below_minimum(coverages: Iterable[Coverage], minimum: float) -> tuple[Coverage, ...]:
    """Those with less than `minimum` percent of their messages translated."""
    return tuple(each for each in coverages if each.percent < minimum)


def coverage_table(coverages: Sequence[Coverage]) -> str:
    """The numbers in columns, messages and words, with a sum for each language."""
    head = ("locale", "file", "translated", "fuzzy", "untranslated", "obsolete", "done")
    rows: list[tuple[str, ...]] = [head]
    for locale in dict.fromkeys(each.locale for each in coverages):
        own = [each for each in coverages if each.locale == locale]
        rows += [_row(each) for each in own]
        if len(own) > 1:
            rows.append(_row(sum(own[1:], own[0]), "total"))
    widths = [max(columns(row[column]) for row in rows) for column in range(len(head))]
    return "".join(_line(row, widths) for row in rows)


def coverage_json(coverages: Iterable[Coverage]) -> str:
    """The numbers as JSON: a list with an object for each file and language."""
    return json.dumps([_fields(each) for each in coverages], ensure_ascii=False, indent=2) + "\n"


def _row(each: Coverage, name: str = "") -> tuple[str, ...]:
    tallies = (each.translated, each.fuzzy, each.untranslated, each.obsolete)
    cells = (f"{tally.messages} ({tally.words} words)" if tally.messages else "0" for tally in tallies)
    return (each.locale, name or visible(each.session), *cells, f"{each.percent:.1f} %")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    left = (cell + " " * (width - columns(cell)) for cell, width in zip(row[:2], widths[:2], strict=True))
    right = (cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True))
    return "  ".join((*left, *right)).rstrip() + "\n"


def _fields(each: Coverage) -> dict[str, object]:
    tallies = {
        "translated": each.translated,
        "fuzzy": each.fuzzy,
        "untranslated": each.untranslated,
        "obsolete": each.obsolete,
    }
    counted = {name: {"messages": tally.messages, "words": tally.words} for name, tally in tallies.items()}
    return {"session": each.session, "locale": each.locale, "percent": each.percent, **counted}
