"""Previews of a whole course, held against LibreOffice's pictures of its slides."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import Browser

from tests.output.preview.office_likeness import likenesses
from tests.output.preview.preview_pictures import ROOT, pictures_of

pytestmark = [pytest.mark.office, pytest.mark.browser, pytest.mark.long]


@pytest.mark.parametrize("locale", ["ko", "en"])
def test_previews_are_like_the_pictures_of_libreoffice(browser: Browser, locale: str) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice: apt-get install libreoffice-impress")
    found = list(likenesses(pictures_of(ROOT, locale), browser))
    assert len(found) > 40
    assert sum(one.difference for one in found) / len(found) < 0.8
    assert [one.slide for one in found if one.difference >= 1.6 and not one.lines] == []
    # where a line ends within a point of its box, LibreOffice's own rounding decides
    assert sum(len(one.lines) for one in found) * 100 < sum(one.compared for one in found)
