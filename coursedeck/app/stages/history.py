"""Which commits changed which sessions."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from coursedeck.base.programs import ProgramError, run
from coursedeck.model.outlines import SessionChange
from coursedeck.model.visible import visible

_LIMIT = 30
"""Seconds."""
_MOST = 500
"""Commits that are looked at."""
_EACH = 20
"""Changes that are told of a session."""
_SAFE = ("core.quotepath=off", "log.showSignature=false", "core.fsmonitor=false", "protocol.allow=never")
"""What keeps git from starting programs that the settings of a repository name."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def commit_of(root: Path) -> str | None:
    """The commit that is checked out where a course lies, read without git; None outside of a repository."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        try:
            git = _repository(git)
            if git.is_dir():
                return _head(git)
        except (OSError, ValueError):
            return None
    return None


def places_of_commit(root: Path) -> Iterator[Path]:
    """All that `commit_of` looks at, whether it is there or not."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        yield git
        try:
            git = _repository(git)
            if git.is_dir():
                yield git / "HEAD"
                name, common = _reference(git, (git / "HEAD").read_text(encoding="utf-8").strip())
                yield from (git / "commondir", git / name, common / name, common / "packed-refs")
                return
        except (OSError, ValueError):
            return


def _repository(git: Path) -> Path:
    """The folder that holds a repository; a work tree of its own, and a submodule, name it in a file."""
    if git.is_file():
        return (git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()).resolve()
    return git


def _reference(git: Path, head: str) -> tuple[str, Path]:
    """The reference that ``HEAD`` names, and the folder that all work trees share."""
    shared = git / "commondir"
    common = (git / shared.read_text(encoding="utf-8").strip()).resolve() if shared.is_file() else git
    return head.removeprefix("ref:").strip(), common


def _head(git: Path) -> str | None:
    """gitrepository-layout: ``HEAD`` names a commit, or a reference in the shared folder of all work trees."""
    head = (git / "HEAD").read_text(encoding="utf-8").strip()
    if not head.startswith("ref:"):
        return head if _COMMIT.fullmatch(head) else None
    name, common = _reference(git, head)
    for place in (git / name, common / name):
        if ".." not in name.split("/") and place.is_file():
            commit = place.read_text(encoding="utf-8").strip()
            return commit if _COMMIT.fullmatch(commit) else None
    packed = common / "packed-refs"
    lines = packed.read_text(encoding="utf-8").splitlines() if packed.is_file() else []
    return next((line[: -len(name) - 1] for line in lines if line.endswith(f" {name}")), None)


def session_changes(root: Path) -> tuple[SessionChange, ...]:
    """The last changes of each session of the course in `root`, the newest first; those of translations count too."""
    git = shutil.which("git")
    if git is None:
        return ()
    settings = [word for one in _SAFE for word in ("-c", one)]
    form = [
        "--no-merges",
        "--date=short",
        "--format=%x01%cd%x02%s",
        "--name-only",
        "--relative",
        f"--max-count={_MOST}",
    ]
    try:
        done = run([git, "-C", str(root), *settings, "log", *form, "--", "content"], limit=_LIMIT, folder=root)
    except ProgramError:
        return ()
    return () if done.code else tuple(_changes(done.output.decode(errors="replace")))


def _changes(log: str) -> Iterator[SessionChange]:
    told: dict[str, int] = {}
    for commit in log.split("\x01")[1:]:
        head, *files = commit.splitlines()
        day, _, subject = head.partition("\x02")
        for path in dict.fromkeys(path for file in files if (path := _session(file))):
            told[path] = told.get(path, 0) + 1
            if told[path] <= _EACH:
                yield SessionChange(path, day, visible(subject))


def _session(file: str) -> str:
    """The session that a file of the course belongs to; empty for none.

    >>> _session("content/week_01/intro.md"), _session("content/locale/en/week_01/intro.po"), _session("course.toml")
    ('week_01/intro', 'week_01/intro', '')
    """
    match = re.fullmatch(r"content/(?:locale/[^/]+/(?P<catalog>.+)\.po|(?P<source>.+)\.md)", file)
    return "" if match is None else match["catalog"] or match["source"]
