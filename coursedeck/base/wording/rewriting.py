"""The Markdown of a message after its words or their style were changed in a deck."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.base.markdown import spans
from coursedeck.base.wording.alignment import Change, changes, places
from coursedeck.base.wording.styled import escaped_words, markdown_of, styled_spans
from coursedeck.model.origin import CharacterStyle, StyledText
from coursedeck.model.values import replace

_NAMES = CharacterStyle.__struct_fields__


def rewritten(written: str, old: StyledText, new: StyledText) -> str | None:
    """The message `written` with `new` in the place of its part `old`; None where that part is not in it.

    `old` and `new` are as the deck shows them, which may be in bold as a whole: only what differs between the two
    changes. The author's own markup stays as it is wherever it still says what is meant.
    """
    said = styled_spans(spans(written))
    start = said.plain.find(old.plain)
    if start < 0:
        return None
    wanted = said[:start] + _wanted(said[start : start + len(old.plain)], old, new) + said[start + len(old.plain) :]
    best = None
    for candidate in _candidates(written, said, wanted):
        meant = styled_spans(spans(candidate))
        if meant.plain == wanted.plain:
            best = best or candidate
            if _same_styles(meant, wanted):
                return candidate
    return best


def _same_styles(one: StyledText, other: StyledText) -> bool:
    """Whether two texts of the same words look the same; the style of blanks does not show."""
    pairs = zip(one.plain, one.styles, other.styles, strict=True)
    return all(a == b for sign, a, b in pairs if not sign.isspace())


def _wanted(said: StyledText, old: StyledText, new: StyledText) -> StyledText:
    """What the part of the message has to mean: its own styles, and what changed between `old` and `new`."""
    styles: list[CharacterStyle] = []
    at = 0
    for first, last, words in [*changes(old.plain, new.plain), (len(old.plain), len(old.plain), "")]:
        for index in range(at, first):
            styles.append(_changed(said.styles[index], old.styles[index], new.styles[len(styles)]))
        beside = _beside(said, old, first)
        for _ in words:
            styles.append(_changed(*beside, new.styles[len(styles)]))
        at = last
    return StyledText(new.plain, tuple(styles))


def _beside(said: StyledText, old: StyledText, at: int) -> tuple[CharacterStyle, CharacterStyle]:
    """The style that new words at `at` would continue: in the message, and in the deck."""
    if not said.plain:
        return CharacterStyle(), CharacterStyle()
    index = min(at, len(said.plain) - 1)
    return said.styles[index], old.styles[index]


def _changed(said: CharacterStyle, old: CharacterStyle, new: CharacterStyle) -> CharacterStyle:
    different = {name: getattr(new, name) for name in _NAMES if getattr(old, name) != getattr(new, name)}
    return replace(said, **different) if different else said


def _candidates(written: str, said: StyledText, wanted: StyledText) -> Iterator[str]:
    """Ways to write it: the author's markup with other words in it, then all markup anew."""
    where = places(written, said.plain)
    if where is not None:
        made = changes(said.plain, wanted.plain)
        for inside in (True, False):
            yield _spliced(written, where, made, inside=inside)
    yield markdown_of(wanted)


def _spliced(written: str, where: list[tuple[int, int]], made: list[Change], *, inside: bool) -> str:
    """The Markdown with changed words; new ones stand right behind the word before them, or right before the next."""
    parts: list[str] = []
    at = 0
    for first, last, words in made:
        if first < last:
            begin, end = where[first][0], where[last - 1][1]
        elif (inside and first > 0) or first == len(where):
            begin = end = where[first - 1][1] if where else len(written)
        else:
            begin = end = where[first][0]
        parts += (written[at:begin], escaped_words(words))
        at = end
    return "".join((*parts, written[at:]))
