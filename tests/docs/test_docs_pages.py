"""What the pages promise is there: the files that they link to, the commands that they name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])

LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)")
# code shows how links are written; a link's own text may be code as well, and stays a link
FENCED = re.compile(r"^```.*?^```$|^ {4}[^\n]*$|(?<!\[)`[^`\n]+`", re.MULTILINE | re.DOTALL)


def missing(page: Path) -> list[str]:
    named = LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    return [target for target in named if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert missing(page) == []


def test_a_link_to_nothing_is_found_and_one_in_code_is_not(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    inline = "[a](page.md) ![b](gone.png) `[c](code.md)` [`d`](lost.py)\n"
    blocks = "\n```\n[e](fence.md)\n```\n\n    [f](indented.md)\n\n[g](after.md)\n"
    page.write_text(inline + blocks)
    assert missing(page) == ["gone.png", "lost.py", "after.md"]


def test_the_readme_names_every_command() -> None:
    ran = subprocess.run([sys.executable, "build.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    commands = re.findall(r"^ {4}([a-z]+)(?: |$)", ran.stdout, re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands
    assert [name for name in commands if f"`python build.py {name}" not in readme and f"[{name}]" not in readme] == []
