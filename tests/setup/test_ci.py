"""What continuous integration is given works as it stands: action, hook, GitLab template, Dockerfile."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
VENV = Path(sys.executable).parents[1]

BASE = ("cairo", "fontconfig", "korean", "arial", "calibri", "emoji")
"""What builds need of the system besides Python, as setup/system.sh calls it."""

SESSION = "# Ship\n\n## Unloading (3 min)\n\n- Ropes\n- Cranes\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    (root / "content").mkdir(parents=True)
    (root / "content" / "ship.md").write_text(SESSION)
    return root


def run(words: list[str], folder: Path, environment: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
    return found


def is_installed() -> bool:
    """Whether `make` has made this environment from the lock as it is: then installing is quick."""
    lock = (ROOT / "requirements" / "base.txt").read_bytes()
    summed = subprocess.run(["cksum"], input=lock, capture_output=True, check=True).stdout.decode().split()
    return (VENV / f".installed-base-{'-'.join(summed[:2])}").exists()


def run_action(folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run the action's own steps as a runner does; those of others are left out."""
    inputs = {name: one["default"] for name, one in action()["inputs"].items()} | given
    files = {name: str(folder / name.lower()) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        Path(file).touch()
    steps = [step for step in action()["runs"]["steps"] if "run" in step]
    if not is_installed():
        steps = [step for step in steps if step["name"] != "Install"]
    done = None
    for step in steps:
        variables = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)
            for name, value in step["env"].items()
        }
        environment = {**variables, **files, "GITHUB_ACTION_PATH": str(ROOT), "VENV": str(VENV)}
        done = run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], folder, environment)
        if done.returncode:
            break
    assert done is not None
    return done


def test_the_steps_of_the_action_build_a_course(course: Path) -> None:
    done = run_action(course, command="build", arguments="--jobs 1 --locale en")
    assert done.returncode == 0, done.stderr
    assert (course / "output" / "en" / "ship.pptx").is_file()
    assert (course / "github_output").read_text() == "output=./output\n"


def test_the_steps_of_the_action_fail_with_the_course(course: Path) -> None:
    (course / "content" / "ship.md").write_text("---\nwek: 1\n---\n" + SESSION)
    done = run_action(course, command="check", arguments="--strict --jobs 1")
    assert done.returncode == 1
    (finding,) = [line for line in done.stderr.splitlines() if "wek" in line]
    matcher = json.loads((ROOT / ".ci" / "problem-matcher.json").read_text())["problemMatcher"][0]["pattern"][0]
    found = re.fullmatch(matcher["regexp"], finding)
    assert found is not None
    assert found.group(matcher["file"], matcher["line"], matcher["severity"]) == ("content/ship.md", "2", "error")
    assert not (course / "output").exists()


@pytest.mark.parametrize(
    ("name", "value"), [("command", "build; touch hostile"), ("arguments", "$(touch hostile)"), ("course", "`touch x`")]
)
def test_inputs_are_words_and_never_commands(course: Path, name: str, value: str) -> None:
    before = sorted(course.iterdir())
    done = run_action(course, **{"command": "check", name: value})
    assert done.returncode != 0
    assert {file.name for file in course.iterdir()} - {file.name for file in before} == {
        "github_output",
        "github_step_summary",
    }


def test_every_input_reaches_a_step() -> None:
    text = (ROOT / "action.yml").read_text()
    assert [name for name in action()["inputs"] if f"inputs.{name}" not in text] == []
    scripts = [step["run"] for step in action()["runs"]["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []


def test_the_hook_is_one_that_pre_commit_knows(tmp_path: Path) -> None:
    done = run([str(VENV / "bin" / "pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml"], ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    names = {"content/a.md": True, "courses/x/diagrams/b.py": True, "course.toml": True, "src/content.py": False}
    assert {name: bool(re.search(hook["files"], name)) for name in names} == names


@pytest.mark.long
def test_pre_commit_installs_and_runs_the_hook(course: Path, tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=someone", "-c", "user.email=someone@example.org"]
    for words in (["init", "--quiet"], ["add", "-A"], ["commit", "--quiet", "-m", "A course"]):
        assert run([*git, *words], course).returncode == 0
    environment = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    words = [str(VENV / "bin" / "pre-commit"), "try-repo", str(ROOT), "coursedeck-check", "--all-files", "--verbose"]
    good = run(words, course, environment)
    assert good.returncode == 0, good.stdout + good.stderr
    (course / "content" / "ship.md").write_text(SESSION + "\n![Gone](../diagrams/gone.py)\n")
    bad = run(words, course, environment)
    assert bad.returncode == 1
    assert "content/ship.md:8: error" in bad.stdout


def test_the_jobs_of_the_gitlab_template_run(course: Path, tmp_path: Path) -> None:
    template = yaml.safe_load((ROOT / ".ci" / "gitlab.yml").read_text())
    command = tmp_path / "bin" / "coursedeck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/build.py" "$@"\n')
    command.chmod(0o755)
    variables = {**template["variables"], "PATH": f"{command.parent}:{os.environ['PATH']}"}
    for job in ("coursedeck-check", "coursedeck-build"):
        assert template[job]["extends"] in template
        for line in template[job]["script"]:
            done = run(["sh", "-e", "-c", line], course, variables)
            assert done.returncode == 0, done.stderr
    assert (course / "output" / "en" / "ship.pptx").is_file()
    kept = template[".coursedeck"]["cache"]["paths"][0].replace("$COURSEDECK_COURSE", str(course))
    assert Path(kept).is_dir()


def test_the_dockerfile_keeps_the_rules_of_hadolint() -> None:
    done = run([str(VENV / "bin" / "hadolint"), "Dockerfile"], ROOT)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("text", ["FROM debian\n", "FROM debian:12\nRUN cd /tmp && sudo ls\n", "FROM a:1\nUSER root\n"])
def test_hadolint_finds_what_breaks_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "Dockerfile").write_text(text)
    assert run([str(VENV / "bin" / "hadolint"), "Dockerfile"], tmp_path).returncode == 1


def test_the_image_has_what_setup_installs_and_runs_as_nobody_special() -> None:
    _, base, review, build = re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    packages = [set(re.findall(r"^ {8}([\w-]+)", stage, re.MULTILINE)) for stage in (base, review)]
    assert packages[0] - {"git"} == {apt_packages()[name] for name in BASE}
    assert packages[1] == {apt_packages()[name] for name in ("impress", "symbola")}
    for stage in (review, build):
        assert re.findall(r"^USER (\S+)", stage, re.MULTILINE) == ["10001"]


def apt_packages() -> dict[str, str]:
    text = (ROOT / "setup" / "system.sh").read_text()
    function = re.search(r"^apt_package\(\) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    assert function is not None
    return dict(re.findall(r"(\w+)\) echo ([\w-]+) ;;", function[1]))


def test_what_the_image_copies_is_let_through() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for names in copied for name in names.split()} == let_through
    assert [name for name in let_through if not (ROOT / name).exists()] == []


def test_the_copied_files_are_a_whole_program(course: Path, tmp_path: Path) -> None:
    home = tmp_path / "opt"
    home.mkdir()
    for line in (ROOT / ".dockerignore").read_text().splitlines():
        name = line.removeprefix("!")
        if not line.startswith("!") or name.endswith(".txt"):
            continue
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, home / name)
    link = tmp_path / "coursedeck"
    link.symlink_to(home / "build.py")
    done = run([sys.executable, str(link), "build", "--jobs", "1", "--quiet"], course)
    assert (done.returncode, done.stderr) == (0, "")
    assert (course / "output" / "en" / "ship.pptx").is_file()
