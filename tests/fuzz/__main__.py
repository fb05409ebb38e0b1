"""Try many inputs of strangers: ``python -m tests.fuzz 200000`` (`make fuzz`). Exit code 1 where one is a defect.

What is found is cut down to what matters, and kept in `tests/fuzz/corpus/`, where every test run tries it again.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
import traceback
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType

from tests.fuzz.inputs import MAKERS
from tests.fuzz.readers import defect

CORPUS = Path(__file__).with_name("corpus")
HANG = 10
"""Seconds of processor time that count as a hang."""
CUTTING = 20.0
"""Seconds that cutting one find down may take."""


class HangError(Exception):
    """An input took too long."""


def tried(name: str, data: bytes) -> Exception | None:
    """The defect that an input shows; one that takes too long is one."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, HANG)
    try:
        return defect(name, data)
    except HangError as hang:
        return hang
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def place_of(failure: Exception) -> str:
    """What tells one defect from another: its kind, and where it comes from."""
    cause: BaseException = failure.__cause__ or failure
    frames = traceback.extract_tb(cause.__traceback__)
    own = [frame for frame in frames if "coursedeck" in frame.filename] or frames
    where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "nowhere"
    return f"{type(cause).__name__} {where}"


def cut_down(data: bytes, shows: Callable[[bytes], bool]) -> bytes:
    """A smaller input that shows the same defect: halves, quarters … are left out, as long as it does."""
    end, size = time.monotonic() + CUTTING, max(1, len(data) // 2)
    while size:
        at = 0
        while at < len(data) and time.monotonic() < end:
            less = data[:at] + data[at + size :]
            if shows(less):
                data = less
            else:
                at += size
        size //= 2
    return data


def rounds(names: list[str], inputs: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """As many inputs of each format."""
    for number in range(inputs):
        name = names[number % len(names)]
        yield name, MAKERS[name](Random(f"{name} {seed + number}"))


def main(words: list[str]) -> int:
    """Try, tell and keep."""
    grammar = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    grammar.add_argument("inputs", type=int, nargs="?", default=1000)
    grammar.add_argument("--seed", type=int, default=0)
    grammar.add_argument("--format", choices=sorted(MAKERS), action="append", default=[])
    options = grammar.parse_args(words)
    found: dict[str, Path] = {}
    slowest: dict[str, float] = {}
    for name, data in rounds(options.format or list(MAKERS), options.inputs, options.seed):
        begun = time.process_time()
        failure = tried(name, data)
        slowest[name] = max(slowest.get(name, 0.0), time.process_time() - begun)
        if failure is None or (place := f"{name}: {place_of(failure)}") in found:
            continue
        kind = place_of(failure)
        # decks are packed, and a hang takes long each time
        keep = isinstance(failure, HangError) or name == "deck"
        small = data if keep else cut_down(data, partial(_shows, name, kind))
        file = CORPUS / name / f"{zlib.crc32(place.encode()):08x}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(small)
        found[place] = file
        print(f"{place}: {file} ({len(small)} bytes): {str(failure)[:200]!r}", flush=True)
    print(f"{options.inputs} inputs, {len(found)} defects; slowest in s:", {k: round(v, 2) for k, v in slowest.items()})
    return 1 if found else 0


def _shows(name: str, kind: str, data: bytes) -> bool:
    failure = tried(name, data)
    return failure is not None and place_of(failure) == kind


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
