"""The author's remarks put on the messages that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coursedeck.model.session import TranslatorRemark
from coursedeck.model.text import Text
from coursedeck.model.values import replace
from coursedeck.session.localize.message import Message, Visit

Remarks = Mapping[tuple[int, str], Sequence[TranslatorRemark]]
"""Line and id of a message to the remarks about it."""


def placed_remarks(remarks: Sequence[TranslatorRemark], messages: Sequence[Message]) -> Remarks:
    """Each remark with the message that it stands in, else with the first on its line, else with the nearest below it.

    A remark that nothing follows is left out.
    """
    found: dict[tuple[int, str], list[TranslatorRemark]] = {}
    for remark in remarks:
        below = [message for message in messages if message.source.line >= remark.source.line]
        if below:
            nearest = min(below, key=lambda message: (message.source.line, not _holds(message, remark)))
            found.setdefault((nearest.source.line, nearest.id), []).append(remark)
    return found


def _holds(message: Message, remark: TranslatorRemark) -> bool:
    return bool(remark.beside) and message.text.markdown.strip() == remark.beside


def with_remarks(visit: Visit, remarks: Remarks) -> Visit:
    """`visit`, called with messages that have their remarks: as notes, or in the context."""

    def noted(message: Message) -> Text:
        return visit(_noted(message, remarks.get((message.source.line, message.id), ())))

    return noted if remarks else visit


def _noted(message: Message, remarks: Sequence[TranslatorRemark]) -> Message:
    contexts = [remark.text for remark in remarks if remark.context]
    notes = [remark.text for remark in remarks if not remark.context]
    note = "\n".join((*([message.note] if message.note else []), *notes))
    return replace(message, context="|".join((message.context, *contexts)), note=note)
