"""Values are structs of `msgspec`, which cost little at every start; no class is built from generated source."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.source_tree import ROOT, modules_of


def offences(root: Path) -> list[str]:
    """Places that import `dataclasses` other than for type checkers."""
    found = []
    for module in modules_of(root):
        for node in module.tree.body:
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [f"{module.at(node)}: values are structs" for name in names if name == "dataclasses"]
    return found


def test_values_are_structs() -> None:
    assert offences(ROOT) == []


@pytest.mark.parametrize("line", ["import dataclasses", "from dataclasses import dataclass, field"])
def test_a_dataclass_is_found(tmp_path: Path, line: str) -> None:
    package = tmp_path / "coursedeck"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text(f"{line}\n")
    assert offences(tmp_path) == ["coursedeck/one.py:1: values are structs"]
