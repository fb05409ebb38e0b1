"""What a run that has nothing to do does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.engine.conftest import ROOT, Build

HEAVY = (
    "PIL", "cairocffi", "cairosvg", "diagrams", "fontTools", "jinja2", "lxml", "markdown_it", "multiprocessing",
    "polib", "pptx", "pygments", "pygraphviz", "rich", "xlsxwriter", "yaml",
)  # fmt: skip
STAGES = ("capture", "deck", "draw", "fit", "layout", "load", "localize", "mermaid", "pages", "plan", "template")

COUNT = """
import sys
sys.path.insert(0, {root!r})
from coursedeck.app.cli import main
try:
    main({words!r})
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""


def modules(*words: str) -> set[str]:
    """The modules that a command loads."""
    code = COUNT.format(root=str(ROOT), words=list(words))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("command", ["build", "help"])
def test_nothing_heavy_is_loaded(course: Path, run: Build, command: str) -> None:
    run()
    loaded = modules("build", "--course", str(course)) if command == "build" else modules("--help")
    assert "coursedeck.app.cli" in loaded
    assert [name for name in HEAVY if name in loaded] == []
    assert [stage for stage in STAGES if f"coursedeck.{stage}" in loaded] == []


def test_a_session_without_new_figures_is_built_without_what_draws(course: Path, run: Build) -> None:
    run()
    file = course / "content" / "second.md"
    file.write_text(file.read_text(encoding="utf-8") + "- 하나 더\n", encoding="utf-8")
    loaded = modules("build", "--course", str(course), "--jobs", "1")
    assert "pptx" in loaded
    assert [
        name
        for name in ("cairosvg", "diagrams", "coursedeck.figures.capture", "coursedeck.figures.layout")
        if name in loaded
    ] == []
