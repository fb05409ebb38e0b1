"""Paragraphs of a shape before and after: what was reworded, removed, added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from coursedeck.base.markdown import spans
from coursedeck.base.text.emoji import without_ornaments
from coursedeck.base.wording import styled_spans
from coursedeck.edits.compare.likeness import aligned
from coursedeck.edits.compare.looks import look_edits, words_styled
from coursedeck.model.deck_file import FileParagraph, FileRun
from coursedeck.model.edits import Added, Edit, ItemNested, MinutesChanged, Removed, Reworded, Unplaced
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
    shape: str = ""
    """Name of the shape that is compared."""

    def title(self, words: str) -> OriginParagraph | None:
        """The title that reads so, with its number or without."""
        return self.titles.get(words) or self.titles.get(_HEADING_NUMBER.sub("", words))


def titles_of(origin: Origin) -> Mapping[str, OriginParagraph]:
    """The titles of a deck by their words, with the emoji at their ends and without, as agendas name them."""
    titles = [title for title in reversed(origin.titles) if title.plain]
    return {without_ornaments(one.plain): one for one in titles} | {one.plain: one for one in titles}


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
            yield from reworded(slide, before[old], built[old], found[new][0], light=_light(after[new]))
            yield from look_edits(slide.id, slide.shape, before[old], after[new])
            if before[old].bullet and before[old].written and before[old].level != after[new].level:
                yield ItemNested(slide.id, before[old], after[new].level - before[old].level)
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


def _light(paragraph: FileParagraph) -> list[bool]:
    return [run.light for run in paragraph.runs for _ in run.text]


def _all_bold(text: StyledText, light: Sequence[bool] = ()) -> StyledText:
    """The text in bold, but for characters that are `light`."""
    said = light if len(light) == len(text.styles) else (False,) * len(text.styles)
    styles = (replace(style, strong=not off) for style, off in zip(text.styles, said, strict=True))
    return StyledText(text.plain, tuple(styles))


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
    slide: OnSlide,
    paragraph: OriginParagraph,
    old: StyledText,
    new: StyledText,
    nth: int = 0,
    *,
    light: Sequence[bool] = (),
) -> Iterator[Edit]:
    """The edit of one paragraph; none where it reads and looks as before.

    `light` tells for each character of `new` whether it is set not bold, whatever it inherits.
    """
    if paragraph.heavy:  # programs say that it is bold as inherited, or do not
        old, new = _all_bold(old), _all_bold(new, light)
    lighter = _lightened(paragraph, old, new) if slide.shape else []
    if any(lighter):
        looks = [("-" if on else "", 0.0) for on in lighter]
        yield from words_styled(slide.id, slide.shape, new.plain, looks, light=True)
        styles = (replace(style, strong=style.strong or on) for style, on in zip(new.styles, lighter, strict=True))
        new = StyledText(new.plain, tuple(styles))
    if old.plain == new.plain and _looks_same(old, new):
        return
    part = _within_message(paragraph, old, new) if paragraph.written else None
    if part is not None and part[0].plain == part[1].plain and _looks_same(*part):
        return  # blanks around it
    if part is not None:
        yield Reworded(slide.id, paragraph, *part, nth)
    elif old.plain != new.plain:
        yield from _repeated(slide, old, new)
    else:
        yield Unplaced(slide.id, slide.line, f"“{old.plain}”, which the product writes, is in another style now")


def _lightened(paragraph: OriginParagraph, old: StyledText, new: StyledText) -> list[bool]:
    """For each character whether it is bold no longer where the deck shows it in bold whatever is written."""
    if old.plain != new.plain or not paragraph.written:
        return []
    said = styled_spans(spans(paragraph.written))
    start = said.plain.find(old.plain)
    part = said.plain != old.plain and all(style.strong for style in old.styles)
    meant = said[start : start + len(old.plain)].styles if start >= 0 else (CharacterStyle(),) * len(old.plain)
    return [
        one.strong and not other.strong and (part or not own.strong)
        for one, other, own in zip(old.styles, new.styles, meant, strict=True)
    ]


def _repeated(slide: OnSlide, old: StyledText, new: StyledText) -> Iterator[Edit]:
    """The edits of what the product writes: titles that it repeats, and minutes."""
    before, after = old.plain.split(_SEPARATOR), new.plain.split(_SEPARATOR)
    pairs = zip(before, after, strict=False)
    changed = [_without_lead(slide, one, other) for one, other in pairs if one != other]
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


def _without_lead(slide: OnSlide, one: str, other: str) -> tuple[str, str]:
    """A title before and after, without the word and colon that lead to the first of several."""
    lead, colon, title = one.partition(": ")
    same = colon and slide.title(one) is None and other.startswith(lead + colon)
    return (title, other.removeprefix(lead + colon)) if same else (one, other)


def _looks_same(old: StyledText, new: StyledText) -> bool:
    pairs = zip(old.plain, old.styles, new.styles, strict=True)
    return all(_comparable(one) == _comparable(other) for sign, one, other in pairs if sign.isalnum())


def _comparable(style: CharacterStyle) -> CharacterStyle:
    """A style by what people see, and its link by where it leads."""
    linked = style.link is not None
    return replace(style, underline=style.underline and not linked, link=_target(style.link) if style.link else None)


def _target(link: str) -> str:
    """An address without what programs write in their own way: encoded letters, a last slash, a slide's number.

    Of files beside the deck their name alone, since programs write the whole way to them.
    """
    plain = unquote(link).rstrip("/")
    if plain.startswith("file:") or re.match(r"[a-z][a-z0-9+.-]*:|#", plain) is None:
        return plain.partition("#")[0].rpartition("/")[2]
    return plain


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
