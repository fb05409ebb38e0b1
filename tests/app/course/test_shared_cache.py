"""A cache that many machines share: what one has built, others take; what is hostile or away changes nothing."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from coursedeck.app.cli import main
from coursedeck.app.commands.build import build
from coursedeck.app.commands.check import check
from coursedeck.app.report import Report
from coursedeck.app.request import Request
from coursedeck.base.cache import SharedStore, digest
from coursedeck.base.cache.disk import DiskStore
from coursedeck.base.cache.places import checked_address, open_place

SCRIPT = 'from diagrams import Diagram, Node\n\nwith Diagram("Quay", show=False):\n    Node("Ship") >> Node("Crane")\n'
FIRST = "# Ship\n\n## Unloading (3 min)\n\n![Quay](../diagrams/quay.py)\n\n- Ropes\n- Cranes\n"
SECOND = "# Store\n\n## Racks (2 min)\n\n- High\n- Higher\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def new_course(root: Path) -> Path:
    write(root / "course.toml", 'title = "Harbour"\nsource-locale = "en"\nlocales = ["en"]\n')
    write(root / "diagrams" / "quay.py", SCRIPT)
    write(root / "content" / "ship.md", FIRST)
    write(root / "content" / "store.md", SECOND)
    time.sleep(0.03)  # of what is read in the same step of a file system's clock, nothing is kept
    return root


def files_of(output: Path) -> dict[str, bytes]:
    found = (file for file in sorted(output.rglob("*")) if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in found}


def built(course: Path, address: str) -> Report:
    return build(Request(course, course / "output", jobs=1, shared_cache=address), lambda _: None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server of this process, where the settings of AWS lead."""
    running: Any = ThreadedMotoServer(port=0, ip_address="127.0.0.1", verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "someone")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nobody knows")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture(scope="module")
def bucket(server: str) -> Any:
    """A bucket, as botocore's own client sees it."""
    from boto3 import client  # noqa: PLC0415 - with the settings of the server

    storage = client("s3")
    storage.create_bucket(Bucket="builds")
    return storage


@pytest.fixture(scope="module")
def first(bucket: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """A course that one machine has built, and what it did."""
    course = new_course(tmp_path_factory.mktemp("one") / "course")
    return course, built(course, "s3://builds/harbour")


def entries(bucket: Any, ending: str) -> list[str]:
    listed = bucket.list_objects_v2(Bucket="builds", Prefix="harbour/")
    return [one["Key"] for one in listed["Contents"] if one["Key"].endswith(ending)]


def test_what_one_machine_has_built_another_takes(first: tuple[Path, Report], tmp_path: Path) -> None:
    course, report = first
    assert len(report.made) >= 6
    other = new_course(tmp_path / "elsewhere")
    taken = built(other, "s3://builds/harbour")
    assert taken.made == ()
    assert files_of(other / "output") == files_of(course / "output")
    # an edit costs what was edited, and the next one finds that too
    write(other / "content" / "store.md", SECOND.replace("Higher", "Highest"))
    assert set(built(other, "s3://builds/harbour").made) == {"content/store.md", "en/store"}
    third = new_course(tmp_path / "third")
    write(third / "content" / "store.md", SECOND.replace("Higher", "Highest"))
    assert built(third, "s3://builds/harbour").made == ()


def test_a_check_takes_too_and_gives_nothing(first: tuple[Path, Report], bucket: Any, tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    write(course / "content" / "store.md", SECOND.replace("High", "Low"))
    before = entries(bucket, "")
    request = Request(course, course / "output", jobs=1, shared_cache="s3://builds/harbour")
    assert set(check(request, lambda _: None).made) == {"content/store.md", "en/store"}
    assert entries(bucket, "") == before
    assert not (course / "output").exists()


@pytest.mark.parametrize("ending", [".blob", ".record"])
def test_damaged_and_hostile_entries_are_refused_and_mended(
    first: tuple[Path, Report], bucket: Any, tmp_path: Path, ending: str
) -> None:
    course, _ = first
    good = {key: bucket.get_object(Bucket="builds", Key=key)["Body"].read() for key in entries(bucket, ending)}
    for number, (key, data) in enumerate(good.items()):
        name = key.removeprefix("harbour/").removesuffix(ending).replace("/", "")
        hostile = b'=["base.cache.disk:DiskStore"]\n{"0":["/etc",1,false,false]}'
        forms = (
            b"",
            data[:-1],
            data + b"\0",
            # a record that bears the right head, and a value of a type that nobody has asked for
            digest(name, hostile).encode() + hostile,
        )
        bucket.put_object(Bucket="builds", Key=key, Body=forms[number % len(forms)])
    other = new_course(tmp_path / "other")
    report = built(other, "s3://builds/harbour")
    assert report.made != ()
    assert report.problems == first[1].problems
    assert files_of(other / "output") == files_of(course / "output")
    # whoever made them again has put them right
    assert built(new_course(tmp_path / "third"), "s3://builds/harbour").made == ()


def test_a_server_that_is_away_costs_one_warning(
    first: tuple[Path, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:  # nobody answers here
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{taken.getsockname()[1]}")
        course = new_course(tmp_path / "course")
        words = ["--course", str(course), "--cache", "s3://builds/harbour", "--jobs", "1", "--strict", "--quiet"]
        code = main(words)
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "shared cache" in line] == told
    assert len(told) == 1
    assert "warning: the shared cache is not used, and all is built here" in told[0]
    assert code == 0
    assert files_of(course / "output") == files_of(first[0] / "output")


def test_a_bucket_that_is_not_there_costs_one_warning(server: str, tmp_path: Path) -> None:
    report = built(new_course(tmp_path / "course"), "s3://nobody-made-this/harbour")
    assert [problem.check for problem in report.problems] == ["shared-cache"]
    assert len(report.built) == 2


def test_a_folder_serves_as_a_place(first: tuple[Path, Report], tmp_path: Path) -> None:
    place = tmp_path / "server" / "builds"
    place.parent.mkdir()
    one, two = new_course(tmp_path / "one"), new_course(tmp_path / "two")
    assert built(one, place.as_uri()).made != ()
    assert built(two, place.as_uri()).made == ()
    assert files_of(two / "output") == files_of(first[0] / "output")
    gone = built(new_course(tmp_path / "three"), (tmp_path / "unmounted" / "builds").as_uri())
    assert ["there is no folder" in problem.message for problem in gone.problems] == [True]
    assert not (tmp_path / "unmounted").exists()


def test_many_writers_leave_whole_entries(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    address = (tmp_path / "place" / "builds").as_uri()
    data = [os.urandom(50_000) for _ in range(6)]

    def share(number: int) -> Callable[[], None]:
        store = SharedStore(DiskStore(tmp_path / f"own-{number}"), address, writes=True)

        def run() -> None:
            names = [store.put(one) for one in data]
            store.remember(digest("key"), b"=result")
            store.share([digest("key")], names)
            assert store.trouble == ""

        return run

    threads = [threading.Thread(target=share(number)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reader = SharedStore(DiskStore(tmp_path / "reader"), address, writes=False)
    reader.bring([digest("key")], [digest(one) for one in data])
    assert [reader.get(digest(one)) for one in data] == data
    assert reader.recall(digest("key")) == b"=result"


@pytest.mark.parametrize(
    "address", ["s3://", "s3://key:secret@builds/x", "https://builds/x", "file://server/x", "s3://builds?x=1", "gs:///"]
)
def test_what_is_no_place_is_refused(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=r"no place|key|no folder"):
        checked_address(address)
    with pytest.raises(SystemExit):
        main(["build", "--cache", address])
    assert "secret" not in capsys.readouterr().err.replace("s3://key:secret@builds/x", "")


def test_an_entry_is_read_from_a_place_as_far_as_it_may_go(tmp_path: Path) -> None:
    place = open_place(tmp_path.as_uri())
    place.write({"ab/c.blob": b"one"})
    assert place.read(["ab/c.blob", "ab/d.blob"]) == {"ab/c.blob": b"one"}
