"""Drawing pictures starts no program that looks for cairo, and parses no headers that were parsed before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

DRAWS = """
import sys
from pathlib import Path
started = []
sys.addaudithook(lambda event, given: started.append(given[0]) if event in {"subprocess.Popen", "os.system"} else None)
from coursedeck.figures.draw import surface
from coursedeck.base.images import read_image_file
from coursedeck.output.deck.svg import svg_to_png
drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
svg_to_png(read_image_file(drawing).data, 20)
import ctypes.util
print(started, ctypes.util.find_library.__name__)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no one name for it")
def test_nothing_is_started() -> None:
    done = subprocess.run([sys.executable, "-c", DRAWS], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "find_library"]


LOADS = """
import sys
from pathlib import Path
from coursedeck.figures.draw import surface
from cairosvg import svg2png
drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">a</text></svg>'
assert svg2png(drawing)[1:4] == b"PNG"
print("pycparser" in sys.modules)
"""


def headers_are_parsed(cache: Path) -> bool:
    names = {"XDG_CACHE_HOME": str(cache), "HOME": str(cache), "LOCALAPPDATA": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True, env=os.environ | names
    )
    return done.stdout.strip() == "True"


def kept(cache: Path) -> Path:
    (found,) = cache.rglob("cairo-*.py")
    return found


def test_headers_are_parsed_once_on_a_machine(tmp_path: Path) -> None:
    assert headers_are_parsed(tmp_path)
    before = kept(tmp_path).read_bytes()
    assert not headers_are_parsed(tmp_path)
    kept(tmp_path).write_text("ffi = nothing\n")
    assert headers_are_parsed(tmp_path), "a damaged file is done without"
    kept(tmp_path).write_bytes(before)
    assert not headers_are_parsed(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_what_others_may_have_written_is_not_run(tmp_path: Path) -> None:
    folder = tmp_path / ("Library/Caches/coursedeck" if sys.platform == "darwin" else "coursedeck")
    assert headers_are_parsed(tmp_path)
    folder.chmod(0o777)
    assert headers_are_parsed(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder there cannot be closed to its owner")
def test_without_a_place_to_keep_them_they_are_parsed_each_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert headers_are_parsed(tmp_path / "taken")
    assert headers_are_parsed(tmp_path / "taken")
