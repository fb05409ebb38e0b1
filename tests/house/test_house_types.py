"""Each place that must know every kind of block or shape says so to the type checker: a new kind makes it name them."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source_tree import PACKAGE, ROOT, Module, modules_of

# unions in the model whose members are told apart elsewhere, and the module that defines them
UNIONS = {"Block": "coursedeck/model/session.py", "Shape": "coursedeck/model/slide.py"}

# rooms without which a new kind would be lost: from the slide, the notes, the handout, the schedule, the translation
BLOCK_ROOMS = {"model.walk", "output.pages", "session.fit", "session.localize", "session.plan", "session.schedule"}
SHAPE_ROOMS = {"output.deck", "output.preview", "session.fit", "session.localize"}


def members(name: str) -> set[str]:
    """The classes of a union, read from its definition."""
    tree = ast.parse((ROOT / UNIONS[name]).read_text(encoding="utf-8"))
    (value,) = [
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name
    ]
    assert value is not None
    return {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}


def named_in(match: ast.Match) -> set[str]:
    """The classes in the patterns of a `match`."""
    return {
        node.cls.id
        for case in match.cases
        for node in ast.walk(case.pattern)
        if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name)
    }


def takes_whatever_is_left(case: ast.match_case) -> bool:
    """`case _`, `case name`, and alternatives that end in one of them."""
    pattern = case.pattern.patterns[-1] if isinstance(case.pattern, ast.MatchOr) else case.pattern
    return case.guard is None and isinstance(pattern, ast.MatchAs) and pattern.pattern is None


def matches_of(module: Module) -> Iterator[ast.Match]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.Match))


def leaves_kinds_unnamed(root: Path, kinds: set[str]) -> list[str]:
    return [
        module.at(match)
        for module in modules_of(root)
        for match in matches_of(module)
        if named_in(match) & kinds and any(takes_whatever_is_left(case) for case in match.cases)
    ]


def test_no_match_takes_blocks_or_shapes_together_that_it_does_not_name() -> None:
    assert leaves_kinds_unnamed(ROOT, members("Block") | members("Shape")) == []


@pytest.mark.parametrize("case", ["case _:", "case other:", "case Quote() | _:"])
def test_a_match_that_does_is_found(tmp_path: Path, case: str) -> None:
    path = tmp_path / PACKAGE / "session" / "scratch.py"
    path.parent.mkdir(parents=True)
    path.write_text(f"match block:\n    case Code():\n        pass\n    {case}\n        pass\n")
    assert leaves_kinds_unnamed(tmp_path, {"Code", "Quote"}) == ["coursedeck/session/scratch.py:1"]
    assert leaves_kinds_unnamed(tmp_path, {"Table"}) == []


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """What mypy names once there is one kind more in each union: place, and the kind that it misses there."""
    root = tmp_path_factory.mktemp("more-kinds")
    shutil.copytree(ROOT / PACKAGE, root / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "pyproject.toml", root)
    for union, path in UNIONS.items():
        text = (root / path).read_text(encoding="utf-8")
        wider, count = re.subn(rf"^{union}: TypeAlias = \(?", rf"\g<0>New{union} | ", text, flags=re.MULTILINE)
        assert count == 1, union
        kind = f"class New{union}(Struct, frozen=True):\n    name: str\n"
        # at the end, so that no line moves
        (root / path).write_text(f"{wider}\n\n{kind}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", PACKAGE],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    found = re.findall(r"^(\S+?:\d+): error: .*\b(New\w+)", done.stdout, re.MULTILINE)
    return {(place.replace("\\", "/"), kind) for place, kind in found}


@pytest.mark.parametrize(("union", "rooms"), [("Block", BLOCK_ROOMS), ("Shape", SHAPE_ROOMS)])
def test_a_new_kind_makes_the_type_checker_name_every_place(
    union: str, rooms: set[str], named: set[tuple[str, str]]
) -> None:
    places = [
        (f"{module.wing}.{module.room}", module.at(match))
        for module in modules_of(ROOT)
        for match in matches_of(module)
        if named_in(match) >= members(union)
    ]
    assert {room for room, _ in places} >= rooms
    assert {place for _, place in places} - {place for place, kind in named if kind == f"New{union}"} == set()
