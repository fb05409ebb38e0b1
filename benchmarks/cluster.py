"""What a cluster does of a build: processor seconds of the client and of each worker, by the number of workers.

    python benchmarks/cluster.py [--sessions 20] [--workers 1 2 4] [--json FILE]

Scheduler and workers are processes of this machine with folders of their own. On a machine with fewer processors than
workers the clock says little, so what counts is how the processor seconds (`getrusage`) are shared out: what the
client does goes on while there are few workers, and is what a build cannot be faster than while there are many.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from build import ROOT, write_course

SCHEDULER = """
import asyncio, os, sys
from distributed import Scheduler

async def main():
    async with Scheduler(host="127.0.0.1", port=0, dashboard_address=":0") as scheduler:
        with open(sys.argv[1] + ".new", "w") as file:
            file.write(scheduler.address)
        os.rename(sys.argv[1] + ".new", sys.argv[1])
        await scheduler.finished()

asyncio.run(main())
"""


@dataclass(frozen=True)
class Shares:
    """Processor seconds of one build."""

    workers: int
    sessions: int
    clock: float
    client: float
    scheduler: float
    each_worker: tuple[float, ...]

    @property
    def cluster(self) -> float:
        """Of all workers together."""
        return sum(self.each_worker)


def start(words: Sequence[str], folder: Path) -> int:
    """Start a Python process whose output goes nowhere; returns its id."""
    nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return os.posix_spawn(sys.executable, [sys.executable, *words], environment, file_actions=nowhere)


def processor_seconds(process: int) -> float:
    """What a process has used so far, in the program and in the system (Linux)."""
    words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")


def measure(scratch: Path, sessions: int, workers: int) -> Shares:
    """Build a course from nothing on so many workers that have loaded nothing yet."""
    course = write_course(scratch / "course", sessions)
    address = scratch / "scheduler"
    processes = [start(["-c", SCHEDULER, str(address)], scratch)]
    try:
        while not address.exists():
            time.sleep(0.1)
        for number in range(workers):
            own = scratch / f"worker-{number}"
            words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(own)]
            processes.append(start(["-m", "distributed.cli.dask_worker", address.read_text(), *words], own))
        time.sleep(10)
        before = [processor_seconds(process) for process in processes]
        engine = address.read_text().replace("tcp", "dask")
        began = time.perf_counter()
        client = start([str(ROOT / "build.py"), "--course", str(course), "--quiet", "--engine", engine], scratch)
        _, status, used = os.wait4(client, 0)
        clock = time.perf_counter() - began
        if status:
            raise SystemExit(f"the build ended with {os.waitstatus_to_exitcode(status)}")
        own = [processor_seconds(process) - first for process, first in zip(processes, before, strict=True)]
    finally:
        for process in processes:
            os.kill(process, 9)
            os.waitpid(process, 0)
        shutil.rmtree(scratch)
    return Shares(workers, sessions, clock, used.ru_utime + used.ru_stime, own[0], tuple(own[1:]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="How a build is shared out on a cluster.")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3, 4])
    parser.add_argument("--json", type=Path, help="where the numbers go, a line for each build")
    given = parser.parse_args(arguments)
    print("| workers | client | scheduler | workers together | busiest worker |")
    print("| ---: | ---: | ---: | ---: | ---: |", flush=True)
    for workers in given.workers:
        scratch = Path(tempfile.mkdtemp(prefix="cluster-"))
        one = measure(scratch, given.sessions, workers)
        numbers = (one.client, one.scheduler, one.cluster, max(one.each_worker))
        print(f"| {workers} | {' | '.join(f'{number:.1f} s' for number in numbers)} |", flush=True)
        if given.json:
            with given.json.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(one)) + "\n")


if __name__ == "__main__":
    main()
