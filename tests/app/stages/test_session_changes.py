"""Which commits changed which sessions, and the commit that is checked out, with git itself as the judge."""

import subprocess
from pathlib import Path

import pytest

from coursedeck.app.stages.history import commit_of, session_changes


def git(root: Path, *words: str, day: str = "2026-01-05") -> str:
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    moment = f"{day}T12:00:00+00:00"
    done = subprocess.run(
        ["git", *author, *words],
        cwd=root,
        capture_output=True,
        check=True,
        text=True,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment},
    )
    return done.stdout.strip()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "repository" / "course"
    (root / "content/w 1").mkdir(parents=True)
    git(root.parent, "init", "-q", "-b", "main")
    for day, file, text in (
        ("2026-01-05", "content/w 1/소개.md", "# A"),
        ("2026-01-06", "content/locale/en/w 1/소개.po", "x"),
        ("2026-01-07", "content/b.md", "# B"),
        ("2026-01-08", "course.toml", ""),
    ):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
        git(root, "add", ".", day=day)
        git(root, "commit", "-qm", f"Change {file}", day=day)
    return root


def test_changes_of_sources_and_translations_are_told_the_newest_first(course: Path) -> None:
    assert [(one.path, one.day, one.subject) for one in session_changes(course)] == [
        ("b", "2026-01-07", "Change content/b.md"),
        ("w 1/소개", "2026-01-06", "Change content/locale/en/w 1/소개.po"),
        ("w 1/소개", "2026-01-05", "Change content/w 1/소개.md"),
    ]


def test_the_commit_is_read_without_git(course: Path, tmp_path: Path) -> None:
    head = git(course, "rev-parse", "HEAD")
    assert commit_of(course) == head
    git(course, "pack-refs", "--all")
    assert commit_of(course) == head
    git(course, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    assert commit_of(tmp_path / "other" / "course") == head
    git(course, "checkout", "-q", "--detach")
    assert commit_of(course) == head


def test_settings_of_a_strangers_repository_start_nothing(course: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{trap}'\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand", "diff.external"):
        git(course, "config", name, str(program))
    git(course, "config", "log.showSignature", "true")
    assert len(session_changes(course)) == 3
    assert not trap.exists()


def test_a_course_outside_of_a_repository_has_no_changes(tmp_path: Path) -> None:
    assert session_changes(tmp_path) == ()
