"""``python -m coursedeck`` is the command."""

from coursedeck.cli import run

run()
