from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dask.config
import pytest
from distributed import Client
from distributed.security import Security

from tests.patience import PATIENCE, until

ROOT = Path(__file__).parents[3]

# a worker that notes whatever it opens or lists below the client's folder; while there is a file that asks for it, the
# first that opens a session of its own copy dies
WORKER = """
import os, signal, sys

_, forbidden, journal, fuse, *words = sys.argv

def look(event, arguments):
    if event not in {"open", "os.listdir", "os.scandir"} or arguments[0] is None or isinstance(arguments[0], int):
        return
    path = os.fsdecode(arguments[0])
    if path.startswith(forbidden) or os.path.abspath(path).startswith(forbidden):
        with os.fdopen(os.open(journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "a") as file:
            file.write(path + chr(10))
    if "/courses/" in path and path.endswith(".md"):
        try:
            os.unlink(fuse)
        except OSError:
            return
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(look)
sys.argv = ["dask-worker", *words]
from distributed.cli.dask_worker import main
main()
"""


@dataclass
class Cluster:
    """A scheduler and workers that have nothing in common but this package, and speak through TLS."""

    folder: Path
    client: Path
    """What workers must not look into."""
    security: dict[str, str | bool]
    """Settings of Dask."""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As people type it."""
        return "dask://" + (self.folder / "scheduler").read_text().removeprefix("tls://").strip()

    @property
    def journal(self) -> Path:
        """What workers have read of the client's."""
        return self.folder / "journal"

    @property
    def fuse(self) -> Path:
        """While it is there, the next worker that opens a session dies."""
        return self.folder / "fuse"

    def start_scheduler(self) -> None:
        code = (
            "import asyncio, sys; from distributed import Scheduler\n"
            "async def main():\n"
            "  async with Scheduler(host='127.0.0.1', port=0, protocol='tls', dashboard_address=':0') as scheduler:\n"
            "    open(sys.argv[1] + '.new', 'w').write(scheduler.address)\n"
            "    import os; os.rename(sys.argv[1] + '.new', sys.argv[1])\n"
            "    await scheduler.finished()\n"
            "asyncio.run(main())"
        )
        self._start([sys.executable, "-c", code, str(self.folder / "scheduler")], self.folder, {})

    def start_worker(self, name: str, **environment: str) -> subprocess.Popen[bytes]:
        own = self.folder / name
        own.mkdir()
        words = [
            self.address.replace("dask://", "tls://"), "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--local-directory", str(own), "--name", name, "--host", "127.0.0.1",
        ]  # fmt: skip
        watched = [str(self.client), str(self.journal), str(self.fuse)]
        return self._start([sys.executable, "-c", WORKER, *watched, *words], own, environment)

    def _start(self, words: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        variables = {
            f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": str(value)
            for name, value in self.security.items()
        }
        with (folder / "said.txt").open("ab") as said:
            process = subprocess.Popen(
                words,
                cwd=folder,
                env={**os.environ, **variables, "PYTHONPATH": str(ROOT), **environment},
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)
        return process

    def wait_for(self, workers: int) -> None:
        address = self.address.replace("dask://", "tls://")
        connect: Any = Client
        with self.settings(), connect(address, timeout=PATIENCE, set_as_default=False) as client:
            until(lambda: len(client.nthreads()) == workers or bool(self.processes[-1].poll()))
            assert len(client.nthreads()) == workers

    def settings(self) -> AbstractContextManager[object]:
        """In this block, the settings of this process name the certificates, as those of the workers do."""
        wanted: AbstractContextManager[object] = dask.config.set(self.security)
        return wanted

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster of three workers."""
    folder = tmp_path_factory.mktemp("cluster")
    made: Any = Security
    security = made.temporary()
    settings: dict[str, str | bool] = {"distributed.comm.require-encryption": True}
    for who in ("ca-file", "scheduler.cert", "scheduler.key", "worker.cert", "worker.key", "client.cert", "client.key"):
        file = folder / who
        file.write_text(getattr(security, "tls_" + who.replace(".", "_").replace("-", "_")))
        settings[f"distributed.comm.tls.{who}"] = str(file)
    found = Cluster(folder, tmp_path_factory.mktemp("client"), settings)
    try:
        found.start_scheduler()
        until((folder / "scheduler").exists)
        for number in range(3):
            found.start_worker(f"worker-{number}")
        found.wait_for(3)
        yield found
    finally:
        found.end()
