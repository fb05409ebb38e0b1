"""The form of addresses, and what every rule holds decks to."""

from __future__ import annotations

import pytest

from coursedeck.base.text.scripts import Script
from coursedeck.model.deck_file import FileFont
from coursedeck.review.proof import rule_text
from coursedeck.review.proof.fonts import substitutions
from coursedeck.review.proof.links import form_fault


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org/a?b=c#d", ""),
        ("mailto:a@example.org", ""),
        ("example.org", "scheme"),
        ("https://exa mple.org", "white space"),
        ("http://localhost:8000/x", "nobody else"),
        ("http://192.168.0.1/x", "nobody else"),
        ("file:///etc/x", "one machine"),
        ("javascript:alert(1)", "no address"),
        ("https://[::1", "no address"),
    ],
)
def test_the_form_of_addresses(address: str, fault: str) -> None:
    found = form_fault(address)
    assert fault in found
    assert bool(found) == bool(fault)


def test_every_rule_says_what_it_holds_decks_to() -> None:
    assert rule_text("contrast").startswith("Text stands out")
    assert rule_text("front-matter") == "Front matter."


@pytest.mark.parametrize(
    ("scripts", "missed"),
    [
        ({Script.LATIN}, ["Calm Sans"]),
        ({Script.LATIN, Script.EAST_ASIAN}, ["Calm Sans", "Calm Gothic"]),
        ({Script.EMOJI}, []),
    ],
)
def test_a_font_is_missed_only_where_it_has_letters_to_draw(scripts: set[Script], missed: list[str]) -> None:
    asked = [FileFont("Calm Sans", "latin", 3), FileFont("Calm Gothic", "ea"), FileFont("DejaVu Sans", "latin")]
    found = substitutions(asked, ["DejaVuSans-Bold", "NotoSansCJKkr-Regular"], scripts)
    assert [one.font.family for one in found] == missed
