"""The wheel and the source archive, built and installed in an environment of their own, build a course anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from pathlib import Path

import pytest
from pptx import Presentation

import coursedeck

ROOT = Path(__file__).parents[2]


SESSION = """# Session 1: Sharing the load

## 1. One server (5 min)

### Where it ends

- **Capacity** ends where the machine ends

## 2. Two servers (7 min)

### Requests go where there is room

![Requests are passed on](../diagrams/balancer.py "One address")

```mermaid
flowchart LR
  ask[Request] --> answer[Response]
```
"""

SCRIPT = """from diagrams import Diagram
from diagrams.generic.compute import Rack

with Diagram("Load balancing", show=False):
    Rack("Balancer") >> [Rack("Web 1"), Rack("Web 2")]
"""


@dataclass(frozen=True)
class Environment:
    """A virtual environment with the package in it, and the libraries of the one that runs the tests."""

    folder: Path

    def run(self, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run one of its programs where nothing says where the repository is."""
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COURSEDECK"))}
        command = [str(self.folder / "bin" / words[0]), *map(str, words[1:])]
        return subprocess.run(command, cwd=cwd, env=keep, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the source archive; the build's backend is installed, so nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True)
    (wheel,), (source,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": source}


@pytest.fixture(scope="module", params=["wheel", "sdist"])
def installed(
    request: pytest.FixtureRequest, archives: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Environment:
    folder = tmp_path_factory.mktemp(f"from-{request.param}") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    subprocess.run([*pip, "install", *options, str(archives[request.param])], cwd=folder.parent, check=True)
    return Environment(folder)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "servers"
    for name, text in {"content/load.md": SESSION, "diagrams/balancer.py": SCRIPT}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def members(archive: Path) -> set[str]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as source:
        return {name.partition("/")[2] for name in source.getnames()}


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        (name,) = [name for name in opened.namelist() if name.endswith(".dist-info/METADATA")]
        return message_from_string(opened.read(name).decode())


def test_the_wheel_holds_the_package_its_templates_and_nothing_else(archives: dict[str, Path]) -> None:
    held = {name for name in members(archives["wheel"]) if ".dist-info/" not in name}
    package = [path for path in (ROOT / "coursedeck").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file() and path.suffix != ".py"]
    wanted = {path.relative_to(ROOT).as_posix() for path in package}
    wanted |= {f"coursedeck/{path.relative_to(ROOT).as_posix()}" for path in templates}
    assert {"coursedeck/py.typed", "coursedeck/templates/default.pptx"} <= held
    assert held == wanted


def test_the_source_archive_holds_what_the_wheel_is_made_of(archives: dict[str, Path]) -> None:
    held = members(archives["sdist"])
    assert {"pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "requirements/base.in", "build.py"} <= held
    assert {name for name in held if name.startswith(("output/", ".venv/", ".git/", "dist/"))} == set()


def test_version_and_requirements_stand_in_one_place_each(archives: dict[str, Path]) -> None:
    told = metadata(archives["wheel"])
    assert told["Version"] == coursedeck.__version__
    wanted = [line for line in (ROOT / "requirements/base.in").read_text().splitlines() if not line.startswith("#")]
    assert [one for one in told.get_all("Requires-Dist", []) if "extra ==" not in one] == wanted
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {"version", "dependencies"} <= set(project["dynamic"])


def test_a_course_is_built_from_any_folder(installed: Environment, course: Path, tmp_path: Path) -> None:
    done = installed.run("coursedeck", "--quiet", "--course", course, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    made = {path.relative_to(course / "output").as_posix() for path in (course / "output").rglob("*.*")}
    pages = {f"en/load.{kind}" for kind in ("pptx", "run-sheet.html", "handout.html", "timing.csv")}
    assert pages | {"en/figures/balancer.svg", "en/figures/load-1.png"} <= made
    deck = Presentation(str(course / "output" / "en" / "load.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title is not None]
    assert any(title.startswith("Requests go where there is room") for title in titles)
    again = installed.run("python", "-m", "coursedeck", "check", "--quiet", "--course", course, cwd=course)
    assert (again.returncode, again.stderr) == (0, "")


def test_a_bundled_template_is_found_by_its_name(installed: Environment, course: Path, tmp_path: Path) -> None:
    (course / "course.toml").write_text('template = "dark"\n')
    done = installed.run("coursedeck", "--quiet", "--course", course, "--jobs", "1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("words", [("coursedeck",), ("python", "-m", "coursedeck")], ids=" ".join)
def test_the_command_calls_itself_by_its_own_name(installed: Environment, words: Sequence[str], tmp_path: Path) -> None:
    told = installed.run(*words, "--help", cwd=tmp_path).stdout
    assert told.startswith("usage: coursedeck ") and "\n  coursedeck translate de " in told
    assert "build.py" not in told
    assert installed.run(*words, "--version", cwd=tmp_path).stdout == f"coursedeck {coursedeck.__version__}\n"
    wrong = installed.run(*words, "--slot", "never", cwd=tmp_path)
    assert wrong.returncode == 2 and wrong.stderr.startswith("usage: coursedeck build ")


def test_it_is_the_installed_package_that_ran(installed: Environment, tmp_path: Path) -> None:
    found = installed.run("python", "-c", "import coursedeck; print(coursedeck.__file__)", cwd=tmp_path).stdout
    assert Path(found.strip()).is_relative_to(installed.folder)
