"""Twenty edits made in LibreOffice itself and saved by it: the deck that is built then says what that one says."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coursedeck.app.edits.pulling import pull_decks
from tests.app.edits.test_a_hundred_edits import Garden, built_again, garden, words_in
from tests.edits.garden import GARDEN
from tests.patience import PATIENCE

__all__ = ["garden"]

_EDITS = Path(__file__).parents[2] / "edits/libreoffice_edits.py"
_SAID = (
    "a carrot needs ninety days",
    "because **bacteria** breathe",
    "### Both ways to feed soil",
    "> Never leave a rake with its teeth upwards.",
    "where *nettles* grow",
    "- Water ~~once more~~",
    "- It smells of forest\n- It keeps warm\n",
    "| Lettuce | south-east | 6 |\n| Pumpkin |",
    "tray[Warm tray]",
    "Begin with the smell of rain.",
    "### How much water\n\n<!-- slide: hide -->",
    "## Practice (25 min)",
)
_KEPT = ('"C00000"', '"size": 40', '"FFE080"', '"garden-7"', "Ask the caretaker", "ellipse")


def python_with_uno() -> str:
    """A Python that can talk to LibreOffice, which is often the system's own."""
    for name in ("/usr/bin/python3", shutil.which("python3") or "", sys.executable):
        if name and subprocess.run([name, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return name
    pytest.skip("needs a Python with UNO, as the package python3-uno brings it")


def in_libreoffice(data: bytes, folder: Path) -> bytes:
    """The deck after the edits, saved by LibreOffice."""
    soffice, python = shutil.which("soffice"), python_with_uno()
    if soffice is None:
        pytest.skip("needs LibreOffice Impress")
    source, target, pipe = folder / "built.pptx", folder / "mine.pptx", f"coursedeck-{os.getpid()}"
    source.write_bytes(data)
    place = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = subprocess.Popen(
        [soffice, "--headless", "--norestore", place, f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        command = [python, str(_EDITS), pipe, str(source), str(target)]
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        assert done.returncode == 0, done.stderr.decode()
    finally:
        os.killpg(office.pid, signal.SIGTERM)
        office.wait(PATIENCE)
    return target.read_bytes()


@pytest.mark.long
@pytest.mark.office
def test_twenty_edits_come_home(garden: Garden, tmp_path: Path) -> None:
    data = in_libreoffice(garden.deck, tmp_path)
    course = garden.course(tmp_path / "course")
    (course / "mine.pptx").write_bytes(data)
    done = pull_decks(course, [(course / "mine.pptx", "mine.pptx")], write=True)
    (pulled,) = done.decks
    assert pulled.left == pulled.conflicts == ()
    said = (course / "content/garden.md").read_text(encoding="utf-8")
    assert [words for words in _SAID if words not in said] == []
    assert "- Fast\n" not in said
    overlay = (course / "content/garden.overlay.json").read_text(encoding="utf-8")
    assert [words for words in _KEPT if words not in overlay] == []
    assert [(thread.slide, thread.comments[0].author) for thread in pulled.threads] == [("one-number", "Ada")]
    # what is different in the file is what was edited, and nothing else
    gone = set(GARDEN.splitlines()) - set(said.splitlines())
    assert len(gone) == 12
    built = built_again(course)
    assert not {"ninety", "upwards.", "south-east", "caretaker"} - words_in(built).keys()
    (course / "mine.pptx").write_bytes(built)
    assert pull_decks(course, [(course / "mine.pptx", "mine.pptx")], write=False).decks[0].unchanged
