"""Figures are called after their scripts' places in the course, and found by number, title or file name."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from coursedeck.figures.capture import Permission, record

TWO = """
    from diagrams import Diagram, Node
    with Diagram("Before the Split", show=False):
        Node("Monolith")
    with Diagram("", filename="out/after_it", show=False):
        Node("Front") >> Node("Back")
"""


def recorded(root: Path, path: str, text: str = TWO) -> dict[str, list[str]]:
    """Words of each figure by name, and by what else it is called."""
    script = root / path
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(dedent(text), "utf-8")
    captured = record(script, Permission(root))
    words = {graph.name: [node.label.text for node in graph.nodes] for graph in captured.graphs}
    return words | {title: words[name] for title, name in captured.titles}


def test_scripts_of_one_name_in_two_folders_have_names_of_their_own(tmp_path: Path) -> None:
    for path, name in [
        ("diagrams/lan.py", "lan"),
        ("diagrams/net/lan.py", "net/lan"),
        ("content/week-1/lan.py", "content/week-1/lan"),
    ]:
        found = recorded(tmp_path, path)
        assert found[name] == ["Monolith"]
        assert found[f"{name}-2"] == ["Front", "Back"]


def test_a_diagram_is_found_by_its_title_or_its_file(tmp_path: Path) -> None:
    found = recorded(tmp_path, "diagrams/pair.py")
    assert found["pair#before-the-split"] == ["Monolith"]
    assert found["pair#after-it"] == ["Front", "Back"]


def test_of_two_diagrams_with_one_title_it_means_the_first(tmp_path: Path) -> None:
    text = """
        from diagrams import Diagram, Node
        for number in (1, 2):
            with Diagram("Same", show=False):
                Node(str(number))
    """
    assert recorded(tmp_path, "diagrams/same.py", text)["same#same"] == ["1"]
