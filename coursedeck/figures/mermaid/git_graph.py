"""Git histories: commits on branches, in the order in which they are made.

    gitGraph
        commit id: "first"
        branch feature
        commit type: HIGHLIGHT
        checkout main
        merge feature tag: "v1.0"

Source of the grammar: Mermaid's documentation, "GitGraph Diagrams". Commits without an id have no words: Mermaid makes
one up, a new one in every run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from coursedeck.figures.mermaid.graph_parts import GraphParts
from coursedeck.figures.mermaid.labels import read_label
from coursedeck.figures.mermaid.lines import statement_lines
from coursedeck.figures.mermaid.preamble import FenceText, NothingToDrawError
from coursedeck.figures.mermaid.refusing import refuse
from coursedeck.figures.mermaid.scanner import quoted
from coursedeck.model.figure_kinds import Commit, CommitKind, GitGraph
from coursedeck.model.graph import Direction, Graph, Label
from coursedeck.model.problem import Source

KINDS = ("gitGraph",)

_DIRECTION = re.compile(r"[ \t]*(LR|TB|BT)?[ \t]*:?[ \t]*")
_OPTION = re.compile(r"(?:(id|msg|tag|type|parent|order)[ \t]*:[ \t]*)?(?:\"([^\"]*)\"|'([^']*)'|([A-Z0-9]+)\b)[ \t]*")
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^\s\"']+)")
_TYPES = {
    "NORMAL": CommitKind.NORMAL,
    "REVERSE": CommitKind.REVERSE,
    "HIGHLIGHT": CommitKind.HIGHLIGHT,
}
_EXPECTED = "expected `commit`, `branch`, `checkout`, `switch`, `merge` or `cherry-pick`"


def read_git_graph(prepared: FenceText, name: str, fence: Source) -> Graph:
    """The history that `prepared` describes. Raises CourseError for bad syntax and branches that are not there."""
    return _GitReader(prepared, fence).read(name)


class _GitBranch(Struct):
    cluster: str
    order: float
    tip: str | None = None
    """Node of its last commit, or of the commit that it leaves from."""


class _Options(Struct):
    """What stands behind ``commit``, ``merge`` or ``cherry-pick``."""

    values: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)


class _GitReader:
    """Parses one Git history; knows the branch that is checked out."""

    def __init__(self, prepared: FenceText, fence: Source) -> None:
        self.scanner = prepared.scanner(fence)
        start = self.scanner.source(prepared.start)
        self.parts = GraphParts(start, read_label(prepared.title))
        turned = self.scanner.take(_DIRECTION)
        self.direction = Direction(turned[1]) if turned and turned[1] else None
        self.main = prepared.setting("gitGraph", "mainBranchName") or "main"
        order = prepared.setting("gitGraph", "mainBranchOrder")
        self.branches = {self.main: _GitBranch(self.parts.cluster(Label(self.main), start), _number(order))}
        self.current = self.main
        self.commits: list[Commit] = []
        self.by_id: dict[str, str] = {}
        self.rules: dict[str, Callable[[str, Source], None]] = {
            "commit": self._commit, "branch": self._branch, "checkout": self._checkout, "switch": self._checkout,
            "merge": self._merge, "cherry-pick": self._cherry_pick,
        }  # fmt: skip

    def read(self, name: str) -> Graph:
        for line in statement_lines(self.scanner, self.parts):
            word, rest = line.word()
            if word not in self.rules:
                refuse(f"found {quoted(line.text)}; {_EXPECTED}", line.source)
            self.rules[word](rest, line.source)
        if not self.commits:
            raise NothingToDrawError("the history has no commits; write a line `commit`")
        numbered = sorted(enumerate(self.branches.values()), key=lambda pair: (pair[1].order, pair[0]))
        lanes = tuple(branch.cluster for _, branch in numbered)
        return self.parts.graph(name, GitGraph(tuple(self.commits), lanes), self.direction)

    def _commit(self, text: str, source: Source) -> None:
        options = _options(text, source)
        words = options.values.get("id", "") or options.values.get("msg", "")
        kind = _TYPES.get(options.values.get("type", ""), CommitKind.NORMAL)
        self._add(words, kind, options, source)

    def _add(self, words: str, kind: CommitKind, options: _Options, source: Source, other: str | None = None) -> None:
        branch = self.branches[self.current]
        node = self.parts.node(read_label(words), source, branch.cluster)
        tags = tuple(self.parts.node(read_label(tag), source, branch.cluster) for tag in options.tags if tag.strip())
        for parent in dict.fromkeys((branch.tip, other)):
            if parent is not None:
                self.parts.edge(parent, node, source)
        branch.tip = node
        self.commits.append(Commit(node, branch.cluster, kind, tags))
        if "id" in options.values:
            self.by_id[options.values["id"]] = node

    def _branch(self, text: str, source: Source) -> None:
        name, rest = _name(text, source)
        order = _options(rest, source).values.get("order", "")
        if name not in self.branches:
            place = _number(order) if order else float(len(self.branches)) + 0.5
            tip = self.branches[self.current].tip
            self.branches[name] = _GitBranch(self.parts.cluster(Label(name), source), place, tip)
        self.current = name

    def _checkout(self, text: str, source: Source) -> None:
        self.current = self._known(_name(text, source)[0], source)

    def _merge(self, text: str, source: Source) -> None:
        name, rest = _name(text, source)
        options = _options(rest, source)
        other = self.branches[self._known(name, source)].tip
        kind = _TYPES.get(options.values.get("type", ""), CommitKind.MERGE)
        kind = CommitKind.MERGE if kind is CommitKind.NORMAL else kind
        self._add(options.values.get("id", ""), kind, options, source, other)

    def _cherry_pick(self, text: str, source: Source) -> None:
        options = _options(text, source)
        picked = options.values.get("id", "")
        if picked not in self.by_id:
            refuse(f'no commit above has the id {quoted(picked)}; write `cherry-pick id: "…"`', source)
        if not options.tags:
            options.tags.append(f"cherry-pick:{picked}")
        del options.values["id"]
        self._add("", CommitKind.CHERRY_PICK, options, source, self._elsewhere(self.by_id[picked]))

    def _elsewhere(self, node: str) -> str | None:
        """A commit, if it is on another branch than the one that is checked out."""
        branch = next(commit.branch for commit in self.commits if commit.id == node)
        return node if branch != self.branches[self.current].cluster else None

    def _known(self, name: str, source: Source) -> str:
        if name not in self.branches:
            refuse(f"there is no branch {quoted(name)} here; write `branch {name}` before", source)
        return name


def _name(text: str, source: Source) -> tuple[str, str]:
    found = _NAME.match(text)
    if not found:
        refuse("the name of a branch is missing: `branch feature`", source)
    return found[1] or found[2] or found[3] or "", text[found.end() :].strip()


def _options(text: str, source: Source) -> _Options:
    options = _Options()
    position = 0
    while position < len(text):
        found = _OPTION.match(text, position)
        if not found:
            what = 'expected `id: "…"`, `tag: "…"` or `type: HIGHLIGHT`'
            refuse(f"found {quoted(text[position:])}; {what}", source)
        value = next((part for part in found.groups()[1:] if part is not None), "")
        if found[1] == "tag":
            options.tags.append(value)
        else:
            options.values[found[1] or "msg"] = value
        position = found.end()
    return options


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,6}", text, re.ASCII) else 0.0
