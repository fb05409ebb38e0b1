"""Drawing pictures starts no program that looks for cairo: killed, it would leave its files behind."""

from __future__ import annotations

import subprocess
import sys

import pytest

DRAWS = """
import sys
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
