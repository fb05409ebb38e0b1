"""The sample deck, written once for all tests that only read it."""

from __future__ import annotations

import pytest

from tests.output.deck.deck_samples import Package, sample_deck, written


@pytest.fixture(scope="session")
def package() -> Package:
    """The sample deck's parts."""
    return Package(written(sample_deck()))
