#!/usr/bin/env python3
"""The command of the course; everything it does is in the package `coursedeck`."""

import sys

if __name__ == "__main__":
    try:
        from coursedeck.cli import run
    except KeyboardInterrupt:  # before the command can say so itself
        sys.exit(130)
    run()
