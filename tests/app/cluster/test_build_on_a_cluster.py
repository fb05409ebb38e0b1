"""A cluster builds what one machine builds, byte for byte, and loses nothing when one of its workers dies."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coursedeck.app.cluster import starting
from coursedeck.app.commands.build import build
from coursedeck.app.commands.check import check
from coursedeck.app.request import Request
from coursedeck.model.values import replace
from tests.app.cluster.conftest import Cluster

SETTINGS = 'title = "Harbour"\nsource-locale = "en"\nlocales = ["en", "ko"]\n'
SCRIPT = """from _names import QUAY
from diagrams import Cluster, Diagram, Node

with Diagram("Quay {number}", show=False):
    with Cluster("Berth"):
        crane = Node("Crane {number}")
    Node(QUAY) >> crane
"""
SESSION = """# Ship {number}

## Unloading ({number} min)

![Quay](../diagrams/quay_{number}.py "The quay")

```mermaid
flowchart LR
  A[Ship {number}] --> B[Truck] --> C[Store]
```

- Ropes, then cranes
- See [the rules](files/rules.txt)
"""
CATALOG = """msgid ""
msgstr ""
"Language: ko\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "title"
msgid "Ship 1"
msgstr "첫 배"
"""
NAMES = ("first", "second", "third")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def course(cluster: Cluster) -> Path:
    """Sessions in two languages, with definitions, fences, a linked file and a session with a fault."""
    root = cluster.client / "course"
    write(root / "course.toml", SETTINGS)
    write(root / "diagrams" / "_names.py", 'QUAY = "Quay"\n')
    write(root / "content" / "files" / "rules.txt", "No swimming.\n")
    write(root / "content" / "locale" / "ko" / "first.po", CATALOG)
    for number, name in enumerate(NAMES, 1):
        write(root / "diagrams" / f"quay_{number}.py", SCRIPT.format(number=number))
        write(root / "content" / f"{name}.md", SESSION.format(number=number))
    write(root / "content" / "fourth.md", "# Lost\n\n## Part (2 min)\n\n![Gone](gone.png)\n")
    return root


@pytest.fixture(autouse=True)
def secure(cluster: Cluster) -> Iterator[None]:
    with cluster.settings():
        yield


def files_of(output: Path) -> dict[str, bytes]:
    found = (file for file in sorted(output.rglob("*")) if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in found}


@pytest.fixture(scope="module")
def alone(course: Path) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """What one process builds, and what it finds wrong."""
    report = build(Request(course, course / "output", jobs=1), lambda _: None)
    yield files_of(course / "output"), [str(problem) for problem in report.problems]


def test_three_machines_without_a_common_folder_give_the_same_bytes_though_one_dies(
    cluster: Cluster, course: Path, alone: tuple[dict[str, bytes], list[str]]
) -> None:
    shutil.rmtree(course / "output")
    cluster.fuse.touch()
    told: list[str] = []
    request = Request(course, course / "output", engine=cluster.address)
    report = build(request, told.append)
    assert [str(problem) for problem in report.problems] == alone[1]
    assert not cluster.fuse.exists()
    assert [process.poll() for process in cluster.processes].count(None) == 3
    assert files_of(course / "output") == alone[0]
    assert len(told) == len(set(told))
    assert not cluster.journal.exists()
    # all that was made there is known here
    again = build(replace(request, engine=""), lambda _: None)
    assert (again.made, again.written) == ((), 0)
    # and nothing of the course stays there, but with the one that could not tidy up
    ended = {f"worker-{place}" for place, one in enumerate(cluster.processes[1:]) if one.poll() is not None}
    left = cluster.folder.glob("worker-*/**/content/*.md")
    assert {file.relative_to(cluster.folder).parts[0] for file in left} <= ended


def test_what_has_been_edited_travels_and_what_is_checked_is_not_written(cluster: Cluster, course: Path) -> None:
    shutil.rmtree(course / "output", ignore_errors=True)
    for name in NAMES:
        file = course / "content" / f"{name}.md"
        file.write_text(file.read_text().replace("Ropes", "Chains"))
    report = check(Request(course, course / "output", engine=cluster.address), lambda _: None)
    assert [problem.message for problem in report.problems if "gone.png" in problem.message] != []
    assert [one.slides > 0 for one in report.built] == [True] * 8
    assert files_of(course / "output") == {}
    assert not cluster.journal.exists()


def test_a_machine_with_other_fonts_is_refused_by_name(cluster: Cluster, course: Path) -> None:
    fonts = cluster.folder / "data" / "fonts"
    write(fonts / "Corporate.ttf", "no font, but in its place")
    cluster.start_worker("worker-other", XDG_DATA_HOME=str(fonts.parent))
    cluster.wait_for(3)
    report = build(Request(course, course / "output", engine=cluster.address, force=True), lambda _: None)
    (problem,) = report.problems
    told = r"worker tls://\S+ differs from this machine: font Corporate.ttf is missing here\. Install the same there"
    assert re.match(told, problem.message)
    assert report.exit_code == 1


def test_a_cluster_that_is_not_there_is_an_error_and_not_a_traceback(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "_PATIENCE", 0.5)
    shutil.rmtree(course / "output", ignore_errors=True)
    report = build(Request(course, course / "output", engine="dask://127.0.0.1:9"), lambda _: None)
    (problem,) = report.problems
    assert problem.message.startswith("there is no scheduler at tls://127.0.0.1:9")
