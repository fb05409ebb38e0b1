"""``python -m coursedeck`` is the command."""

from coursedeck.app.entry import run

run()
