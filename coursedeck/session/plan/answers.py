"""Answers that name only the letter of an option, such as “d)”: the words of that option are added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coursedeck.model.numbering import markers_at
from coursedeck.model.session import List, Paragraph
from coursedeck.model.slide import Slide, SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.model.values import replace

FEWEST_OPTIONS = 2

_ANSWER = re.compile(
    r"(?:(?:the )?(?:right |correct )?(?:answer|solution|option)(?: is)?|(?:die )?(?:richtige )?antwort(?: ist)?|lösung"
    r"|(?:la )?respuesta(?: correcta)?(?: es)?|(?:la )?réponse|resposta|risposta|정답|답|해답|答え|正解|答案|正确答案)"
    r"\s*(?:은|는|は|是)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:입니다|です)?[.。]?\s*$")


def with_answers_told(slides: Sequence[Slide]) -> Iterator[Slide]:
    """The slides, answers of a letter alone with the words of the last option of that letter before them."""
    options: dict[str, Text] = {}
    for slide in slides:
        regions = []
        for blocks in (slide.body, slide.aside):
            told: list[SlideBlock] = []
            for block in blocks:
                options = _options(block) or options
                told.append(_told(block, options))
            regions.append(tuple(told))
        body, aside = regions
        yield slide if (body, aside) == (slide.body, slide.aside) else replace(slide, body=body, aside=aside)


def _options(block: SlideBlock) -> dict[str, Text]:
    """The options of a list with letters by these, or of the first such list inside one."""
    if not isinstance(block, List):
        return {}
    if block.start is not None and not block.numbering.startswith(("arabic", "roman")):
        if len(block.items) < FEWEST_OPTIONS:
            return {}
        return {f"{block.numbering}{block.start + at}": item.text for at, item in enumerate(block.items)}
    nested = (_options(inner) for item in block.items for inner in item.blocks)
    return next((found for found in nested if found), {})


def _told(block: SlideBlock, options: dict[str, Text]) -> SlideBlock:
    if not options or not isinstance(block, Paragraph):
        return block
    letter = _END.sub("", _ANSWER.sub("", block.text.plain.strip(), count=1)).strip()
    option = _option(letter, options)
    if option is None:
        return block
    text = block.text
    spans = (*text.spans, Span(" "), *option.spans)
    return replace(block, text=Text(f"{text.markdown} {option.markdown}", spans, text.source))


def _option(letter: str, options: dict[str, Text]) -> Text | None:
    """The option of a letter that is written as in the list, or without its mark."""
    if not 0 < len(letter) <= 3:
        return None
    wanted = letter if not letter.isalpha() or len(letter) > 1 else f"{letter})"
    series = {_series(key): text for key, text in options.items()}
    return next(
        (series[key] for one in markers_at(wanted) if (key := _series(f"{one.numbering}{one.number}")) in series), None
    )


def _series(key: str) -> str:
    """How a marker counts, and its number, however it is enclosed and whether its letters are small or large."""
    match = re.fullmatch(r"(.*?)(?:Period|ParenR|ParenBoth|Comma|Plain)(\d+)", key)
    return f"{match[1].removesuffix('Lc').removesuffix('Uc')} {match[2]}" if match else key
