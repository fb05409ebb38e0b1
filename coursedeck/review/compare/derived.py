"""Derived slides (title, agenda, section) and names of sections: whether changes only repeat those of other slides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from coursedeck.base.text.emoji import without_ornaments
from coursedeck.base.words import ui_strings
from coursedeck.model.review import Change, SlideSnapshot
from coursedeck.model.ui_strings import ESTIMATE

_REPEATED = {Change.PICTURE, Change.FILE, Change.TEXT, Change.ALT, Change.LINKS}
"""Changes that a derived slide may have by repeating other slides."""
_BETWEEN = re.compile(r" [·|] ")
_NUMBERED = re.compile(r"\d+\.\s*")
_CLOCK = re.compile(r"[\d:]+(?:[–-][\d:]+)?")


def only_repeats_changes(
    before: SlideSnapshot, after: SlideSnapshot, changes: Sequence[Change], titles: Collection[str], locale: str
) -> bool:
    """Whether a derived slide differs only in titles of slides and minutes; `titles` are all titles, old and new."""
    alike = before.derived and after.derived and (before.title, before.look) == (after.title, after.look)
    if not alike or not changes or not set(changes) <= _REPEATED:
        return False
    old, new = (*before.text, *before.alts), (*after.text, *after.alts)
    minutes = _minutes(locale)
    return old != new and list(_other_texts(old, titles, minutes)) == list(_other_texts(new, titles, minutes))


def only_repeats_section(before: SlideSnapshot, after: SlideSnapshot, changes: Sequence[Change]) -> bool:
    """Whether a slide differs only in the name of its section, which stands above the title of each of its slides."""
    alike = (before.title, before.look, before.alts, before.links) == (after.title, after.look, after.alts, after.links)
    if not alike or not changes or not set(changes) <= _REPEATED or len(before.text) != len(after.text):
        return False
    told = {(one, other) for one, other in zip(before.text, after.text, strict=True) if one != other}
    return bool(told) and all(
        (unnumbered(one), unnumbered(other)) == (unnumbered(before.section), unnumbered(after.section))
        for one, other in told
    )


def unnumbered(title: str) -> str:
    """A title without the number before it, and without the emoji at its ends, as agendas name it."""
    return without_ornaments(_NUMBERED.sub("", without_ornaments(title.strip()), count=1))


def _other_texts(lines: Iterable[str], titles: Collection[str], minutes: re.Pattern[str]) -> Iterator[str]:
    """Texts other than titles, minutes and times of day."""
    named = {*titles, *map(unnumbered, titles)}
    for line in lines:
        for item in _BETWEEN.split(line):
            bare = item.strip().strip("[]")
            if not bare or minutes.fullmatch(bare) or _CLOCK.fullmatch(bare):
                continue
            if bare not in named and unnumbered(bare) not in named:
                yield bare


def _minutes(locale: str) -> re.Pattern[str]:
    """Pattern of planned or estimated minutes in a language."""
    forms = (re.escape(form).replace(r"\{n\}", r"[\d.]+") for form in ui_strings(locale).minutes.forms)
    return re.compile(rf"(?:{ESTIMATE} )?(?:{'|'.join(forms)})")
