"""What is kept from one build to the next is forgotten when the program itself changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[3]
ASK = "from coursedeck.app.engine.fingerprint import program; print(program())"


def digest_of(program: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(
        command, cwd=program, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    return done.stdout


@pytest.mark.parametrize(
    "file", ["coursedeck/model/units.py", "coursedeck/app/engine/fingerprint.py", "templates/page.css"]
)
def test_a_change_in_any_room_counts(tmp_path: Path, file: str) -> None:
    for folder in ("coursedeck", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = digest_of(tmp_path)
    assert digest_of(tmp_path) == before
    with (tmp_path / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert digest_of(tmp_path) != before
