#!/usr/bin/env python3
"""The command of the course; everything it does is in the package `coursedeck`."""

import sys

_SETUP = "run `make setup`, then `. .venv/bin/activate`, and try again"


def _stop(reason: str) -> None:
    print(f"error: {reason}: {_SETUP}", file=sys.stderr)
    sys.exit(3)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, not fail
        _stop("Python 3.11 or later is needed")
    try:
        from coursedeck.app.entry import run

        run("python build.py")
    except ModuleNotFoundError as missing:
        if (missing.name or "coursedeck").partition(".")[0] == "coursedeck":
            raise
        _stop(f"the Python package {missing.name} is not installed")
    except KeyboardInterrupt:  # before the command can say so itself
        sys.exit(130)
