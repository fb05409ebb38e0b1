"""The product's own words in a language that it does not speak: translated like all else, and never a trap."""

from __future__ import annotations

import pytest

from coursedeck.model.ui_strings import ENGLISH
from coursedeck.session.localize import check_catalog, translate_ui_strings, ui_string_messages
from tests.session.localize.course_texts import HEADER, parsed

MINUTES = '\nmsgctxt "word minutes"\nmsgid "{n} min"\nmsgstr "%s"\n'


def swedish(translation: str) -> tuple[str, list[str]]:
    """What five minutes are called with this translation, and what the checks find in it."""
    catalog = parsed(HEADER.replace("Language: en", "Language: sv") + MINUTES % translation, "sv")
    found = check_catalog(ui_string_messages("sv"), catalog, "ko")
    return translate_ui_strings("sv", catalog).minutes.format(5), [
        f"{problem.severity}: {problem.check.removeprefix('translation-')}" for problem in found
    ]


def test_a_word_is_said_as_translated() -> None:
    assert swedish("{n} minuter") == ("5 minuter", [])


@pytest.mark.parametrize("translation", ["{m} minuter", "minuter", "{n minuter", "{n} {minuter", "{n} minuter}", "{}"])
def test_braces_that_cannot_be_filled_are_an_error_and_never_reach_a_deck(translation: str) -> None:
    said, found = swedish(translation)
    assert said == ENGLISH.minutes.format(5)
    assert "error: placeholder" in found


def test_weeks_days_and_sessions_can_be_translated() -> None:
    asked = {message.context: message.id for message in ui_string_messages("sv")}
    assert (asked["word week"], asked["word day"], asked["word session"]) == ("Week {n}", "Day {n}", "Session {n}")
