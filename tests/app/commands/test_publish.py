"""A course laid out as a site: what is in it, what leads where, and what is never touched."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from coursedeck.app.cli import main

SETTINGS = 'title = "Boats"\nsource-locale = "en"\nlocales = ["en", "de"]\n'
BOATS = """# Boats

## Hull (5 min)

### Why it floats

![A hull](../diagrams/hull.py)

- Water pushes back

::: notes
Do not tell them yet: it is the lid.
:::

::: solution
The lid floats.
:::
"""
HULL = "from diagrams import Diagram, Node\n\nwith Diagram('Hull'):\n    Node('Water') >> Node('Hull')\n"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("harbour")
    for name, text in (("course.toml", SETTINGS), ("content/w 1/boats.md", BOATS), ("diagrams/hull.py", HULL)):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text.replace("../diagrams", "../../diagrams"), encoding="utf-8")
    return root


def publish(root: Path, folder: Path, *words: str) -> int:
    return main(["publish", str(folder), "--course", str(root), "--quiet", "--jobs", "1", *words])


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_site_holds_what_its_links_lead_to_and_asks_nobody(harbour: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert publish(harbour, site) == 0
    found = files(site)
    assert {"index.html", "en/index.html", "de/index.html", "en/w 1/boats.pptx", "de/figures/hull.svg"} <= found
    for page in (name for name in found if name.endswith("index.html")):
        text = (site / page).read_text(encoding="utf-8")
        assert not re.search(r"""(?:src|href)=["'](?:https?:|/|file:)""", text)
        for link in re.findall(r'(?:href|src)="([^"#]+)', text):
            assert ((site / page).parent / unquote(link)).resolve().relative_to(site).as_posix() in found
    (harbour / "content/gone.md").write_text("# Gone\n\n## A (5 min)\n\n- x\n", encoding="utf-8")
    assert publish(harbour, site) == 0
    (site / "CNAME").write_text("boats.example", encoding="utf-8")
    assert "en/gone.pptx" in files(site)
    (harbour / "content/gone.md").unlink()
    assert publish(harbour, site) == 0
    assert files(site) == {*found, "CNAME"}


def test_the_audience_gets_no_word_of_the_instructor(harbour: Path, tmp_path: Path) -> None:
    site = tmp_path / "audience"
    assert publish(harbour, site, "--audience") == 0
    assert {name.partition(".")[2] for name in files(site)} == {"coursedeck-site", "html", "handout.html", "svg", "png"}
    for name in files(site):
        text = (site / name).read_bytes().decode(errors="replace")
        assert "do not tell" not in text.lower() and "The lid floats" not in text
    assert "Water pushes back" in (site / "en/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("where", ["content", "content/w 1/new", ".", "output"])
def test_folders_in_other_use_are_left_alone(harbour: Path, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {name for name in files(harbour) if not name.startswith("output/")}
    assert publish(harbour, harbour / where) == 1
    assert "name" in capsys.readouterr().err
    assert {name for name in files(harbour) if not name.startswith("output/")} == before


def test_a_folder_with_files_of_others_is_left_alone(harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert publish(harbour, tmp_path) == 1
    assert files(tmp_path) == {"mine.txt"}
