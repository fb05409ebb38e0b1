"""A connection to a cluster, or a cluster of this machine's own, looked over before anything is sent."""

from __future__ import annotations

import logging
from concurrent.futures import Executor
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from coursedeck.app.cluster import worker
from coursedeck.app.cluster.address import LOCAL, scheduler_address
from coursedeck.app.cluster.executor import ClusterExecutor, differing
from coursedeck.app.engine import Start
from coursedeck.app.engine.installation import differences, installation
from coursedeck.model.problem import CourseError, MissingProgramError, Source, error

_PATIENCE = 15.0
"""Seconds to wait for the scheduler, and for a first worker."""

_LARGE = "1 GiB"
"""Pieces carry what they need; Dask's warning of large ones is meant for other programs."""


def start_on(engine: str, output: Path, most: int | None) -> Start:
    """What gives the executor on an engine that `engine_address` has read; at the most so many pieces at once."""
    return partial(_start, engine, output, most)


def _start(engine: str, output: Path, most: int | None, count: int) -> Executor:
    """Raises CourseError where the cluster cannot be reached or differs, MissingProgramError without Dask."""
    try:
        distributed: Any = import_module("distributed")
        dask: Any = import_module("dask")
    except ModuleNotFoundError as missing:
        message = f"--engine {LOCAL} needs the Python package {missing.name}: pip install 'coursedeck[dask]'"
        raise MissingProgramError(message) from missing
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as opened:
        if engine == LOCAL:
            cluster = opened.enter_context(_local_cluster(distributed, count))
            client = opened.enter_context(distributed.Client(cluster))
        else:
            secure = bool(dask.config.get("distributed.comm.tls.ca-file"))
            client = opened.enter_context(_client(distributed, scheduler_address(engine, secure=secure)))
        _look_over(client, engine)
        return ClusterExecutor(client, output, most, opened.pop_all().close)


def _local_cluster(distributed: Any, count: int) -> Any:
    """Worker processes of this machine, which listen to it alone."""
    return distributed.LocalCluster(
        n_workers=count, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    )


def _client(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as failure:  # of which Dask's time-outs are
        message = f"there is no scheduler at {address}: {failure}; start one with `dask scheduler`"
        raise CourseError([error(Source("."), "engine", message)]) from failure


def _look_over(client: Any, engine: str) -> None:
    """Raise CourseError where there is no worker, or one that has other things installed."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as failure:
        message = f"{engine} has no worker: start some with `dask worker`"
        raise CourseError([error(Source("."), "engine", message)]) from failure
    found = client.run(worker.describe, on_error="return")
    for address, answer in sorted(found.items()):
        if isinstance(answer, BaseException):
            message = f"worker {address} cannot do this work ({answer}): install this version of coursedeck there"
            raise CourseError([error(Source("."), "engine", message)])
    here = installation()
    others = {address: answer for address, answer in found.items() if differences(here, answer)}
    if others:
        raise CourseError([differing(others, here)])
