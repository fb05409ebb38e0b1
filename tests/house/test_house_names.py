"""What a package says it exports is there, and nothing that it exports is anybody's private name."""

from __future__ import annotations

import ast
import importlib

import pytest

from tests.house.source_tree import ROOT, Module, modules_of


def exported(module: Module) -> list[str] | None:
    """The names in `__all__` as it is written; None where a module has none."""
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


EXPORTS = [(module.name, names) for module in modules_of(ROOT) if (names := exported(module)) is not None]


def test_the_rooms_say_what_they_export() -> None:
    assert len(EXPORTS) > 20
    assert [name for name, names in EXPORTS if not names] == []


@pytest.mark.parametrize(("name", "names"), EXPORTS, ids=[name for name, _ in EXPORTS])
def test_every_exported_name_exists(name: str, names: list[str]) -> None:
    module = importlib.import_module(name)
    assert [export for export in names if not hasattr(module, export)] == []
    assert [export for export in names if export.startswith("_") and export != "__version__"] == []
    assert len(names) == len(set(names))
