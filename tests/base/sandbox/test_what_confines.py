"""How programs that are not trusted are started on each system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coursedeck.base.sandbox import ENVIRONMENT, FILES, NETWORK, Job, environment
from coursedeck.base.sandbox.confine import libraries
from coursedeck.base.sandbox.macos import profile
from coursedeck.base.sandbox.windows import packed_limits


def test_the_environment_is_what_python_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HTTPS_PROXY", "LC_ALL", "PYTHONUTF8"):
        monkeypatch.setenv(name, "1")
    seen = environment()
    assert seen["PATH"] == os.environ["PATH"]
    assert {"LC_ALL", "PYTHONUTF8", "PYTHONHASHSEED"} <= seen.keys()
    assert seen.keys().isdisjoint({"GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HTTPS_PROXY"})
    assert "HTTPS_PROXY" in environment([NETWORK])
    assert "GITHUB_TOKEN" not in environment([NETWORK, FILES])
    assert environment([ENVIRONMENT]).keys() >= os.environ.keys()


def test_no_home_folder_is_a_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "modules").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for place in (home, tmp_path, Path("/"), home / "modules"):
        monkeypatch.syspath_prepend(str(place))
    found = set(libraries())
    assert str(home / "modules") in found
    assert found.isdisjoint({str(home), str(tmp_path), "/"})


def test_the_profile_of_macos_quotes_what_it_names(tmp_path: Path) -> None:
    text = profile(Job(tmp_path / 'a "course" (1)'))
    assert text.startswith("(version 1)")
    assert r"a \"course\" (1)" in text
    assert "(deny network*)" in text
    assert "(deny file-write*)" in text
    assert text.count("(") - text.count("(1)") == text.count(")") - text.count("(1)")
    assert "(deny network*)" not in profile(Job(tmp_path, (NETWORK,)))
    assert "(deny file-read-data)" not in profile(Job(tmp_path, (FILES,)))


def test_the_limits_of_a_job_object_have_their_size() -> None:
    limits = packed_limits({"seconds": 25, "processes": 64, "memory": 4 * 2**30})
    # 64-bit Windows: 64 bytes of basic limits, 48 of counters, four sizes
    assert len(limits) == 64 + 48 + 4 * 8
    assert int.from_bytes(limits[120:128], "little") == 4 * 2**30
