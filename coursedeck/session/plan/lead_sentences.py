"""Titles of slides of prose: the first sentence, or the clause that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coursedeck.model.footnotes import marks_in
from coursedeck.model.sentences import end_of_sentence, leads_on, spans_between, without_code
from coursedeck.model.session import MISSING_PICTURE, Callout, Chart, FigureRef, List, Paragraph, Picture, Quote
from coursedeck.model.slide import SlideBlock
from coursedeck.model.text import Span, Text
from coursedeck.session.plan.em_width import em_width

WIDEST_SENTENCE = 50.0
"""Most width in em of a sentence that is a title; two lines hold it."""

NARROWEST_CLAUSE = 8.0
WIDEST_CLAUSE = 36.0
"""Least and most width of the clause at the start of a longer sentence that is a title."""

_CLAUSE = re.compile(
    r"[,;:](?=\s)|\s[–—]+(?=\s)|\s--(?=\s)|\s(?=\()"
    r"|\s(?=(?:and then|because|but|if|since|so that|unless|when|whereas|while)\s)"
)
"""Where a clause may end."""

_SUBJECTS = "he|it|she|that|then|these|they|this|we|you"
_VERBS = "allows?|are|can|contains?|enables?|has|have|helps?|is|lets?|makes?|may|means?|provides?|runs?|was|will"
_MAIN_CLAUSE = re.compile(
    r"[,;](?=\s)|\s[–—]+(?=\s)|\s--(?=\s)"
    r"|\s(?=(?:and then|because|but|if|in order to|since|so|such as|unless|when|whereas|which|while|who|whose)\s)"
    rf"|\s(?=(?:and|but|or) (?:{_SUBJECTS}|{_VERBS})\s)|\s(?=that (?:{_VERBS})\s)"
)
"""Where the main clause of a sentence may end that says enough without what follows; no colon, no parenthesis."""

_OPENINGS = (
    # English
    "after again also although as at because before by due finally first for from given here however if in next now of"
    " on once second since so then there therefore third though thus to under unless until when whenever where whether"
    " while with without"
    # German
    " als also aus bei bevor da damit dann dass falls für hier indem jetzt mit nach nachdem nun ob obwohl seit sobald"
    " um von vor während weil wenn zuerst zunächst"
    # Spanish and Portuguese
    " ahora antes aquí así aunque cada com como con cuando de del desde después durante em en entonces entre finalmente"
    " hasta luego mientras para pero por porque primero quando según si sin sobre tras ya"
    # French and Italian
    " afin ainsi alors après avant avec chez comme dans depuis dès dopo enfin ensuite et ici lorsque mais maintenant"
    " mentre nel par pendant puis puisque quand sans selon sous sur vers à"
)
_DEPENDENT = frozenset(_OPENINGS.split())
"""Words with which a clause or phrase begins that says nothing by itself."""

_POINTERS = (
    "and but however it or she he that these they this those dies diese dieser dieses er es sie und aber"
    " oder ce ces cet cette il elle ils elles et mais ou eso esta estas este esto estos ella ellos ello e y ele ela"
    " eles elas essa esse isso isto"
)
_POINTING = frozenset(_POINTERS.split())
"""Words at the start of a sentence that point to, or go on from, the one before it."""

_DEFINITE = re.compile(r"\b[Tt]he [\w-]+$")

_NARROWEST = 5.0
"""Least width in em of a title: what is shorter is the end of a sentence that code has parted."""

_LONGER = 4.0
"""How much longer than a clause a text is at the top of a slide whose title the clause may be."""

_SHORTEST_CLAUSE = 5
"""Words below which a clause says too little for what it stands for."""

_SHORTEST_PART = 3
"""Words of what follows a comma, up to the next one, below which it goes on with a list."""

_WORD = re.compile(r"[^\W\d_]+")


def titled_by_sentence(body: Sequence[SlideBlock]) -> tuple[Text | None, tuple[SlideBlock, ...]]:
    """A title from the first sentence of a slide's prose, or from a box, and what is left below it.

    A sentence that is not at the top, or too long, stays where it is; of a long one the title is the first clause. None
    where there is no sentence, a list stands above it, or its clause says nothing by itself.
    """
    first = body[0] if body else None
    if isinstance(first, Callout) and first.title and not marks_in(first.title):
        return first.title, tuple(body)
    listed = next((at for at, block in enumerate(body) if isinstance(block, List)), len(body))
    for at, block in enumerate(body[:listed]):  # below a list no title is looked for, since the slide is about that
        text = _prose(block)
        title = None if text is None else _title(text, alone=len(body) == 1)
        if text is None or title is None or (at and not _says_enough(text, title)):
            continue
        if em_width(title.plain.strip()) < _NARROWEST:
            continue
        end = end_of_sentence(without_code(text))
        after = _after(text, end)
        said_twice = isinstance(block, Paragraph) and len(title.plain) == len(_sentence(text, end).plain)
        if said_twice and (at == 0 or not (after or leads_on(text.plain))):
            left = (*body[:at], *after, *body[at + 1 :])
            if all(isinstance(one, Picture | FigureRef | Chart) for one in left):
                continue  # it is all that is said beside a picture
            return title, left
        if not at and not said_twice and len(text.plain) < _LONGER * len(title.plain):
            continue  # the clause would stand twice, one below the other
        return title, tuple(body)
    return None, tuple(body)


def _title(text: Text, *, alone: bool) -> Text | None:
    """The first sentence of a text, or its main clause; None for a sentence that is all there is."""
    if _goes_on(text):
        return None
    end = end_of_sentence(without_code(text))
    sentence = text.plain[:end]
    if sentence.endswith("…") or (leads_on(sentence) and not stands_alone(text)):
        return None
    if em_width(sentence) > WIDEST_SENTENCE or "\n" in sentence.strip():
        return _clause(text, sentence)
    return None if alone and not text.plain[end:].strip() else _sentence(text, end)


def _goes_on(text: Text) -> bool:
    """Whether a text begins within a sentence, as after a listing that it speaks of: ``results in:``."""
    first = next((span for span in text.spans if span.text.strip()), None)
    return first is not None and not first.code and first.text.lstrip()[0].islower()


def _says_enough(text: Text, title: Text) -> bool:
    """Whether a title from within a slide says more than a word, and does not only lead to what follows it."""
    leads = leads_on(text.plain) and text.plain.startswith(title.plain)
    if not stands_alone(text):
        return False
    return em_width(title.plain) >= NARROWEST_CLAUSE and not (leads and len(text.plain) - len(title.plain) < 3)


def _after(text: Text, end: int) -> tuple[Paragraph, ...]:
    """What a text says after its first sentence."""
    begins = len(text.plain) - len(text.plain[end:].lstrip())
    return (
        (Paragraph(_text(text, spans_between(text.spans, begins, len(text.plain)))),)
        if text.plain[end:].strip()
        else ()
    )


def _prose(block: SlideBlock) -> Text | None:
    """The words of a paragraph, or of the first one in a box; None where they hold more than words."""
    if isinstance(block, Callout) and block.kind == MISSING_PICTURE:
        return None
    said = block.blocks[0] if isinstance(block, Callout | Quote) and block.blocks else block
    if not isinstance(said, Paragraph) or marks_in(said.text) or any(span.formula for span in said.text.spans):
        return None
    return said.text


def _sentence(text: Text, end: int) -> Text:
    """The sentence of a text that ends there, without its full stop."""
    return _text(text, spans_between(text.spans, 0, len(text.plain[:end].rstrip(" .:：。"))))


def clause_of(text: Text) -> Text | None:
    """The main clause with which a text begins; None where it begins with another one, or with none."""
    clause = _clause(text, text.plain[: end_of_sentence(without_code(text))], _MAIN_CLAUSE)
    return clause if clause and len(clause.plain.split()) >= _SHORTEST_CLAUSE else None


def stands_alone(text: Text) -> bool:
    """Whether a text begins neither within a sentence nor with what leads on, or points back, to another."""
    first = _WORD.search(text.plain)
    return first is None or not (_goes_on(text) or first[0].casefold() in _DEPENDENT | _POINTING)


def _clause(text: Text, sentence: str, ending: re.Pattern[str] = _CLAUSE) -> Text | None:
    """The main clause with which a long sentence begins; None where it begins with another one, or with none."""
    first = _WORD.match(sentence)
    if first is None or not first[0].isascii() or first[0].casefold() in _DEPENDENT | _POINTING:
        return None
    ends = (mark.start() for mark in ending.finditer(sentence) if not _is_cut_short(sentence, mark))
    found = next((end for end in ends if NARROWEST_CLAUSE <= em_width(sentence[:end]) <= WIDEST_CLAUSE), None)
    return None if found is None else _text(text, spans_between(text.spans, 0, found))


def _is_cut_short(sentence: str, mark: re.Match[str]) -> bool:
    """Whether a clause that ended there would lack a part of a list, or what says which thing is meant by *the*."""
    defined = sentence.startswith("that ", mark.end()) and _DEFINITE.search(sentence[: mark.start()])
    return bool(defined) or _is_in_list(sentence, mark)


def _is_in_list(sentence: str, mark: re.Match[str]) -> bool:
    """Whether a comma stands between the parts of a list: a word or two up to the comma before it, or the next one."""
    after, ends, _ = sentence[mark.end() :].partition(",")
    _, begins, before = sentence[: mark.start()].rpartition(",")
    parts = [part for part, comma in ((after, ends), (before, begins)) if comma]
    return mark[0] == "," and any(len(part.split()) < _SHORTEST_PART for part in parts)


def _text(whole: Text, spans: Iterable[Span]) -> Text:
    return Text(whole.markdown, tuple(spans), whole.source)
