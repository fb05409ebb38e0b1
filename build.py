#!/usr/bin/env python3
"""The command of the course; everything it does is in the package `coursedeck`."""

import sys

from coursedeck.cli import main

if __name__ == "__main__":
    sys.exit(main())
