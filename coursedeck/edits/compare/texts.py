"""Paragraphs of a shape before and after: what was reworded, removed, added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from coursedeck.base.markdown import spans
from coursedeck.base.wording import styled_spans
from coursedeck.edits.compare.likeness import aligned
from coursedeck.model.deck_file import FileParagraph, FileRun
from coursedeck.model.edits import Added, Edit, MinutesChanged, Removed, Reworded, Unplaced
from coursedeck.model.origin import CharacterStyle, Origin, OriginParagraph, StyledText
from coursedeck.model.values import replace

_SEPARATOR = " · "
_HEADING_NUMBER = re.compile(r"^\S*\d\S*\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def as_built(paragraph: OriginParagraph) -> StyledText:
    """The words of a paragraph as they were built."""
    styles = tuple(style for words, style in paragraph.runs for style in (style,) * len(words))
    return StyledText(paragraph.plain, styles)


def as_found(paragraph: FileParagraph) -> StyledText:
    """The words of a paragraph as they are in the deck."""
    styles = tuple(style for run in paragraph.runs for style in (_style(run),) * len(run.text))
    return StyledText(paragraph.plain, styles)


def _style(run: FileRun) -> CharacterStyle:
    return CharacterStyle(
        strong=run.bold,
        emphasis=run.italic,
        code=run.mono,
        strike=run.strike,
        underline=run.underline and run.link is None,
        highlight=run.highlight,
        subscript=run.raised and run.lowered,
        superscript=run.raised and not run.lowered,
        link=run.link,
    )


class OnSlide(Struct, frozen=True):
    """A slide, and the titles of the whole deck by their words, since other slides show them again."""

    id: str
    line: int
    titles: Mapping[str, OriginParagraph]

    def title(self, words: str) -> OriginParagraph | None:
        """The title that reads so, with its number or without."""
        return self.titles.get(words) or self.titles.get(_HEADING_NUMBER.sub("", words))


def titles_of(origin: Origin) -> Mapping[str, OriginParagraph]:
    """The titles of a deck by their words."""
    return {title.plain: title for title in reversed(origin.titles) if title.plain}


def paragraph_edits(
    slide: OnSlide, before: Sequence[OriginParagraph], after: Sequence[FileParagraph], *, notes: bool = False
) -> Iterator[Edit]:
    """What changed between the paragraphs of a shape, or of the notes."""
    found = [(as_found(one), one.level) for one in after]
    built = [as_built(one) for one in before]
    if notes:
        # programs that save notes carry the font of a run into the next
        found = [(_without_code(text), level) for text, level in found]
        built = [_without_code(text) for text in built]
    own = {title.line for title in slide.titles.values()} if notes else set()
    pairs = aligned([one.plain for one in built], [one.plain for one, _ in found])
    latest: OriginParagraph | None = None
    for place, (old, new) in enumerate(pairs):
        if old is not None and new is not None:
            yield from reworded(slide, before[old], built[old], found[new][0])
        elif old is not None and built[old].plain.strip():
            yield from _removed(slide, before[old])
        elif new is not None and found[new][0].plain.strip():
            text, level = found[new]
            following = next(
                (
                    before[one]
                    for one, _ in pairs[place + 1 :]
                    if one is not None and before[one].written and before[one].line not in own
                ),
                None,
            )
            yield Added(slide.id, text, level, latest, following)
        if old is not None and before[old].written and before[old].line not in own:
            latest = before[old]


def _without_code(text: StyledText) -> StyledText:
    return StyledText(text.plain, tuple(replace(style, code=False) for style in text.styles))


def without_look(text: StyledText, beside: OriginParagraph) -> StyledText:
    """New words without what the deck does to all words there, as titles and labels are bold whatever was written."""
    shown, said = as_built(beside).styles, styled_spans(spans(beside.written)).styles
    own: dict[str, Any] = {
        name: False
        for name in ("strong", "emphasis", "code")
        if shown and all(getattr(one, name) for one in shown) and not all(getattr(one, name) for one in said)
    }
    return StyledText(text.plain, tuple(replace(style, **own) for style in text.styles)) if own else text


def _removed(slide: OnSlide, paragraph: OriginParagraph) -> Iterator[Edit]:
    if paragraph.written and any(title.line == paragraph.line for title in slide.titles.values()):
        yield Unplaced(slide.id, paragraph.line, f"the title “{paragraph.plain}” is gone")
    elif paragraph.written:
        yield Removed(slide.id, paragraph)
    else:
        yield Unplaced(slide.id, slide.line, f"“{paragraph.plain}”, which the product writes, is gone")


def reworded(
    slide: OnSlide, paragraph: OriginParagraph, old: StyledText, new: StyledText, nth: int = 0
) -> Iterator[Edit]:
    """The edit of one paragraph; none where it reads and looks as before."""
    if old.plain == new.plain and _looks_same(old, new):
        return
    part = _within_message(paragraph, old, new) if paragraph.written else None
    if part is not None and _is_label(paragraph, old, new):
        yield Unplaced(slide.id, slide.line, f"“{new.plain}” is not bold any more, as all labels are")
        return
    if part is not None:
        yield Reworded(slide.id, paragraph, *part, nth)
    elif old.plain != new.plain:
        yield from _repeated(slide, old, new)
    else:
        yield Unplaced(slide.id, slide.line, f"“{old.plain}”, which the product writes, is in another style now")


def _is_label(paragraph: OriginParagraph, old: StyledText, new: StyledText) -> bool:
    """Whether a label, which decks show in bold, is nothing but no longer bold."""
    same = old.plain == new.plain and old.plain != styled_spans(spans(paragraph.written)).plain
    changed = all(one.strong and not other.strong for one, other in zip(old.styles, new.styles, strict=False))
    return same and changed


def _repeated(slide: OnSlide, old: StyledText, new: StyledText) -> Iterator[Edit]:
    """The edits of what the product writes: titles that it repeats, and minutes."""
    before, after = old.plain.split(_SEPARATOR), new.plain.split(_SEPARATOR)
    changed = [(one, other) for one, other in zip(before, after, strict=False) if one != other]
    known = [(slide.title(one), _HEADING_NUMBER.sub("", other)) for one, other in changed]
    if len(before) == len(after) and all(paragraph is not None for paragraph, _ in known):
        for paragraph, other in known:
            assert paragraph is not None
            now = StyledText(other, (CharacterStyle(),) * len(other))
            yield Reworded(slide.id, paragraph, as_built(paragraph), now)
        return
    numbers = [_NUMBER.findall(text.plain) for text in (old, new)]
    same = _NUMBER.sub("#", old.plain) == _NUMBER.sub("#", new.plain)
    if slide.line and same and len(numbers[0]) == 1:
        yield MinutesChanged(slide.id, slide.line, numbers[0][0], numbers[1][0])
    else:
        yield Unplaced(slide.id, slide.line, f"“{old.plain}”, which the product writes, is “{new.plain}” now")


def _looks_same(old: StyledText, new: StyledText) -> bool:
    pairs = zip(old.plain, old.styles, new.styles, strict=True)
    return all(_comparable(one) == _comparable(other) for sign, one, other in pairs if sign.isalnum())


def _comparable(style: CharacterStyle) -> CharacterStyle:
    """A style by what people see, and its link by where it leads."""
    return replace(style, underline=False, link=None if style.link is None else _target(style.link))


def _target(link: str) -> str:
    """An address without what programs write in their own way: encoded letters, a last slash, a slide's number."""
    plain = unquote(link).rstrip("/")
    inside = re.match(r"[a-z][a-z0-9+.-]*:|#", plain) is None
    return plain.partition("#")[0] if inside else plain


def _within_message(
    paragraph: OriginParagraph, old: StyledText, new: StyledText
) -> tuple[StyledText, StyledText] | None:
    """The part of the texts that the message says; None where what stands around it was changed."""
    said = styled_spans(spans(paragraph.written)).plain
    if old.plain.strip() and old.plain.strip() in said:
        lead = len(old.plain) - len(old.plain.lstrip())
        tail = len(old.plain.rstrip())
        cut = len(new.plain) - len(new.plain.lstrip())
        return old[lead:tail], new[cut : len(new.plain.rstrip())]
    start = old.plain.find(said)
    if start < 0 or not said:
        return None
    behind = len(old.plain) - start - len(said)
    end = len(new.plain) - behind
    if new.plain[:start] != old.plain[:start] or new.plain[end:] != old.plain[start + len(said) :] or end < start:
        return None
    return old[start : start + len(said)], new[start:end]
