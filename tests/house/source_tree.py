"""The package as syntax trees: which module imports, defines and calls what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = "coursedeck"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file; `name` is dotted, a package has its folder's name."""

    name: str
    path: str
    """From the project's folder, POSIX."""
    is_package: bool
    tree: ast.Module

    @property
    def wing(self) -> str:
        """The folder or file right below the package; empty for the package itself."""
        return place_of(self.name)[0]

    @property
    def room(self) -> str:
        """The folder or file right below the wing; empty for the wing itself."""
        return place_of(self.name)[1]

    @property
    def package(self) -> str:
        """What a relative import starts from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    def at(self, node: ast.stmt | ast.expr) -> str:
        """Where a node stands."""
        return f"{self.path}:{node.lineno}"


def modules_of(root: Path) -> list[Module]:
    """Every module of the package below `root`, by name."""
    paths = sorted(path for path in (root / PACKAGE).rglob("*.py") if "__pycache__" not in path.parts)
    if root != ROOT:
        return [_module(root, path) for path in paths]
    # nearly every rule looks at all of them
    return [_module_here(path) for path in paths]


@cache
def _module_here(path: Path) -> Module:
    return _module(ROOT, path)


def _module(root: Path, path: Path) -> Module:
    relative = path.relative_to(root)
    is_package = path.name == "__init__.py"
    parts = relative.parent.parts if is_package else relative.with_suffix("").parts
    return Module(".".join(parts), relative.as_posix(), is_package, ast.parse(path.read_text(encoding="utf-8")))


def imports_of(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each dotted name that the module imports, anywhere in it; relative ones resolved."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    start = module.package.split(".")[: 1 - node.level or None]
    return ".".join([*start, *filter(None, [node.module])])


def place_of(name: str) -> tuple[str, str]:
    """Wing and room of a dotted name below the package; empty where the name ends before."""
    parts = [*name.split(".")[1:3], "", ""]
    return parts[0], parts[1]


def places_imported_by(module: Module) -> Iterator[tuple[ast.stmt, tuple[str, str]]]:
    """Wing and room of everything of the package that the module imports."""
    for node, name in imports_of(module):
        if name.startswith(f"{PACKAGE}."):
            yield node, place_of(name)


def modules_imported_by(module: Module, known: set[str]) -> set[str]:
    """The modules of the package that the module imports: of a dotted name, the longest part that is one."""
    found = {_longest_known(name, known) for _, name in imports_of(module)}
    return found - {"", PACKAGE, module.name}


def _longest_known(name: str, known: set[str]) -> str:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def functions_of(module: Module) -> Iterator[Function]:
    """Every function, method and nested function."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def public_definitions_of(module: Module) -> Iterator[Function | ast.ClassDef]:
    """Every function, class and method that others may use."""
    if not any(part.startswith("_") for part in module.name.split(".")):
        yield from _public(module.tree)


def _public(parent: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node)


def calls_of(module: Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Each call, with the last name called and, where it is a plain name, what stands before the dot."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            yield node, node.func.attr, owner.id if isinstance(owner, ast.Name) else "?"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id, ""
