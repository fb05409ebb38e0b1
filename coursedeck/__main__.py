"""``python -m coursedeck`` is the command."""

from coursedeck.app.cli import run

run()
