"""What holds for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.patience import PATIENCE_MS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# the same examples on every run, however slow or busy the machine is
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def steady_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs bear the fixed date, and nothing is coloured, whatever the caller's environment says."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


_CHROMIUM = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)  # fmt: skip
_QUIET = (
    "--no-sandbox --disable-gpu --no-first-run --disable-sync --disable-background-networking "
    "--disable-component-update"
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all pages: a process drives only one at a time."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only tests of pages pay for it

    program = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium: run make setup-test")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=_QUIET.split(), timeout=PATIENCE_MS)
        yield launched
        launched.close()
