"""The bakery's deck, built once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.base.origin import read_origin
from coursedeck.edits.compare import edits_in
from coursedeck.edits.source.applying import Applied, applied
from coursedeck.model.edits import Edit
from coursedeck.model.origin import Origin
from coursedeck.review.unpack import read_deck
from coursedeck.review.unpack.custom_xml import custom_xml
from tests.edits.edited_decks import SESSION

collect_ignore = ["libreoffice_edits.py"]
"""Run by the Python of LibreOffice."""


@dataclass(frozen=True)
class Bakery:
    """A built deck, and what edits of it mean for its session."""

    deck: bytes
    origin: Origin

    def edits(self, deck: bytes) -> tuple[Edit, ...]:
        return edits_in(self.origin, read_deck(deck))

    def pulled(self, deck: bytes, text: str = SESSION) -> Applied:
        return applied(self.origin, text, self.edits(deck))


def origin_in(deck: bytes) -> Origin:
    (found,) = [one for part in custom_xml(deck) if (one := read_origin(part)) is not None]
    return found


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Bakery:
    root: Path = tmp_path_factory.mktemp("bakery")
    (root / "content").mkdir()
    (root / "content/one.md").write_text(SESSION, encoding="utf-8")
    (root / "course.toml").write_text('title = "Bakery"\nsource-locale = "en"\nlocales = ["en"]\n', encoding="utf-8")
    report = build(Request(root, root / "output"), lambda step: None)
    assert report.problems == ()
    deck = (root / "output/en/one.pptx").read_bytes()
    return Bakery(deck, origin_in(deck))
