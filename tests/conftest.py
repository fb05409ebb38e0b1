"""What holds for every test."""

import pytest
from hypothesis import settings

# the same examples on every run, however slow or busy the machine is
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def steady_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs bear the fixed date, and nothing is coloured, whatever the caller's environment says."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
